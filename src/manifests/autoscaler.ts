import { type Bundle, findManifest, ofKind, WORKLOAD_KINDS } from './bundle.ts';
import { type Manifest, titleOf } from './manifest.ts';
import { oncePerBundle } from './once-per-bundle.ts';
import { countAt, type ScaledObject, type ScaleTarget, type Trigger, triggersOf } from './scaled-object.ts';
import type { MapNode, Placed } from './yaml/located-node.ts';
import { entryAt, mapAt, textAt } from './yaml/read-node.ts';

/** A ScaledObject or a plain HorizontalPodAutoscaler: what scales something between two counts. */
export interface Autoscaler {
  readonly manifest: Manifest;
  readonly target: ScaleTarget;
  readonly min: number;
  readonly max: number;
  /** The `behavior` block; `null` when there is none. */
  readonly behavior: MapNode | null;
  /** Empty for an HPA. */
  readonly triggers: readonly Trigger[];
}

const HPA_DEFAULT_MIN = 1;

export const autoscalersIn = oncePerBundle((bundle): readonly Autoscaler[] => [
  ...bundle.scaledObjects.map(ofScaledObject),
  ...hpasIn(bundle),
]);

/** HorizontalPodAutoscalers that somebody wrote. */
export const hpasIn = oncePerBundle((bundle): readonly Autoscaler[] =>
  ofKind(bundle, 'HorizontalPodAutoscaler').map(ofHpa),
);

function ofScaledObject({ manifest, target, min, max }: ScaledObject): Autoscaler {
  const behavior = mapAt(manifest.root, 'spec', 'advanced', 'horizontalPodAutoscalerConfig', 'behavior');
  return { manifest, target, min, max, behavior, triggers: triggersOf(manifest) };
}

function ofHpa(manifest: Manifest): Autoscaler {
  const spec = mapAt(manifest.root, 'spec');
  return {
    manifest,
    target: {
      apiVersion: textAt(spec, 'scaleTargetRef', 'apiVersion') ?? '',
      kind: textAt(spec, 'scaleTargetRef', 'kind') ?? '',
      name: textAt(spec, 'scaleTargetRef', 'name') ?? '',
    },
    min: countAt(spec, 'minReplicas') ?? HPA_DEFAULT_MIN,
    max: countAt(spec, 'maxReplicas') ?? HPA_DEFAULT_MIN,
    behavior: mapAt(spec, 'behavior'),
    triggers: [],
  };
}

/** The workload that an autoscaler scales; `null` when the bundle has none of that name. */
export function targetOf(bundle: Bundle, { manifest, target }: Autoscaler | ScaledObject): Manifest | null {
  return WORKLOAD_KINDS.includes(target.kind)
    ? findManifest(bundle, target.kind, target.name, manifest)
    : null;
}

export interface AutoscaledWorkload {
  readonly autoscaler: Autoscaler;
  readonly workload: Manifest;
}

/** Pairs of autoscalers and the workloads that are in the bundle with them. */
export const autoscaledWorkloads = oncePerBundle((bundle): readonly AutoscaledWorkload[] =>
  autoscalersIn(bundle).flatMap((autoscaler) => {
    const workload = targetOf(bundle, autoscaler);
    return workload === null || mapAt(workload.root, 'spec') === null ? [] : [{ autoscaler, workload }];
  }),
);

export function isHpa({ manifest }: Autoscaler): boolean {
  return manifest.kind === 'HorizontalPodAutoscaler';
}

/** The field of the largest count: where findings about it point. */
export function maxPlace({ manifest }: Autoscaler): Placed {
  const field = manifest.kind === 'ScaledObject' ? 'maxReplicaCount' : 'maxReplicas';
  return fieldPlace(manifest, field);
}

export function minPlace({ manifest }: Autoscaler): Placed {
  const field = manifest.kind === 'ScaledObject' ? 'minReplicaCount' : 'minReplicas';
  return fieldPlace(manifest, field);
}

function fieldPlace({ root }: Manifest, field: string): Placed {
  return entryAt(root, 'spec', field)?.keyNode ?? entryAt(root, 'metadata', 'name')?.keyNode ?? root;
}

export function targetPlace({ root }: Manifest): Placed {
  return entryAt(root, 'spec', 'scaleTargetRef', 'name')?.value ?? root;
}

/** `Deployment shop, scaled by ScaledObject shop`. */
export function pairTitle(autoscaler: Autoscaler, workload: Manifest): string {
  return `${titleOf(workload)}, scaled by ${titleOf(autoscaler.manifest)},`;
}
