import { closest } from '../../lib/closest.ts';
import { groupBy } from '../../lib/group-by.ts';
import { type Autoscaler, autoscalersIn, hpasIn, targetPlace } from '../autoscaler.ts';
import { type Bundle, findManifest, ofKind, WORKLOAD_KINDS } from '../bundle.ts';
import { headOf, type Manifest, sameNamespace, titleOf } from '../manifest.ts';
import type { Complaint, Rule } from '../rule.ts';
import { entryAt, textAt } from '../yaml/read-node.ts';
import { changed, documents, SCALED_WORKER, WORKER, WORKER_BUDGET, WORKER_HPA } from './example-manifests.ts';

const HANDOVER = 'scaledobject.keda.sh/transfer-hpa-ownership';
const TWO = documents(
  SCALED_WORKER,
  changed(SCALED_WORKER, 'name: orders-worker', 'name: orders-worker-by-age'),
);

/** What an autoscaler points at, and who else points there. */
export const TARGET_RULES: readonly Rule[] = [
  {
    id: 'duplicate-object',
    severity: 'error',
    title: 'Two objects have one kind, name and namespace',
    reason: 'The later one replaces the earlier when both are applied.',
    fix: 'Rename one, or take it away.',
    bad: documents(WORKER_BUDGET, WORKER_BUDGET),
    good: WORKER_BUDGET,
    check: duplicateObjects,
  },
  {
    id: 'target-scaled-twice',
    severity: 'error',
    title: 'Two ScaledObjects have one target',
    reason:
      "Each makes an HPA of its own, and the two undo each other's work; KEDA's webhook refuses the second.",
    fix: 'Put the triggers of both into one ScaledObject: KEDA takes the largest answer.',
    bad: TWO,
    good: SCALED_WORKER,
    check: (bundle) =>
      sharedTargets(autoscalersIn(bundle).filter(({ manifest }) => manifest.kind === 'ScaledObject')),
  },
  {
    id: 'target-with-hpa',
    severity: 'error',
    title: 'An HPA and a ScaledObject have one target',
    reason:
      "KEDA makes an HPA of its own, and the two undo each other's work; KEDA's webhook refuses the ScaledObject.",
    fix: `Take the HPA away, or hand it over by the annotation ${HANDOVER}: "true" and its name in advanced.horizontalPodAutoscalerConfig.name.`,
    bad: documents(SCALED_WORKER, WORKER_HPA),
    good: WORKER_HPA,
    check: hpaBesideScaledObject,
  },
  {
    id: 'hpa-overlap',
    severity: 'error',
    title: 'Two HPAs have one target',
    reason: 'Kubernetes finds the selector ambiguous and scales by neither of them.',
    fix: 'Put the metrics of both into one HPA: the largest answer counts.',
    bad: documents(WORKER_HPA, changed(WORKER_HPA, 'name: orders-worker', 'name: orders-worker-memory')),
    good: WORKER_HPA,
    check: (bundle) => sharedTargets(hpasIn(bundle)),
  },
  {
    id: 'target-not-found',
    severity: 'error',
    title: 'The target of an autoscaler is not among the files',
    reason: 'The autoscaler is accepted and scales nothing.',
    fix: 'Correct scaleTargetRef, or check the target in the same run.',
    bad: documents(changed(WORKER, 'name: orders-worker', 'name: order-worker'), SCALED_WORKER),
    good: documents(WORKER, SCALED_WORKER),
    aboutAbsence: true,
    check: missingTargets,
  },
  {
    id: 'target-api-version',
    severity: 'error',
    title: 'scaleTargetRef names another API version than its target has',
    reason: 'The autoscaler does not find the target.',
    fix: 'Write the apiVersion of the target.',
    bad: documents(
      changed(WORKER, 'kind: Deployment', 'kind: StatefulSet').replace(
        '  selector',
        '  serviceName: orders\n  selector',
      ),
      changed(
        SCALED_WORKER,
        '    name: orders-worker',
        '    apiVersion: apps/v1beta1\n    kind: StatefulSet\n    name: orders-worker',
      ),
    ),
    good: documents(
      changed(WORKER, 'kind: Deployment', 'kind: StatefulSet').replace(
        '  selector',
        '  serviceName: orders\n  selector',
      ),
      changed(
        SCALED_WORKER,
        '    name: orders-worker',
        '    apiVersion: apps/v1\n    kind: StatefulSet\n    name: orders-worker',
      ),
    ),
    check: wrongApiVersions,
  },
];

function* duplicateObjects({ manifests }: Bundle): Generator<Complaint> {
  const seen = new Map<string, Manifest>();
  for (const manifest of manifests) {
    if (manifest.partial || manifest.name === '') continue;
    const key = [manifest.apiVersion, manifest.kind, manifest.namespace, manifest.name].join('/');
    const first = seen.get(key);
    if (first !== undefined)
      yield { at: headOf(manifest), message: `${titleOf(manifest)} is there already, in ${first.file}` };
    seen.set(key, manifest);
  }
}

function* sharedTargets(autoscalers: readonly Autoscaler[]): Generator<Complaint> {
  const seen = new Map<string, Autoscaler[]>();
  for (const later of autoscalers) {
    const others = seen.get(targetKey(later)) ?? [];
    seen.set(targetKey(later), others);
    const earlier = others.find((other) => sameTarget(other, later));
    others.push(later);
    if (earlier === undefined || earlier.manifest.name === later.manifest.name) continue;
    const message = `${later.target.kind} ${later.target.name} is already the target of ${titleOf(earlier.manifest)}`;
    yield { at: targetPlace(later.manifest), message };
  }
}

function targetKey({ target }: Autoscaler): string {
  return `${target.kind}/${target.name}`;
}

function sameTarget(a: Autoscaler, b: Autoscaler): boolean {
  const one = a.target.kind === b.target.kind && a.target.name === b.target.name && a.target.name !== '';
  return one && sameNamespace(a.manifest, b.manifest);
}

function* hpaBesideScaledObject(bundle: Bundle): Generator<Complaint> {
  const hpas = groupBy(hpasIn(bundle), targetKey);
  for (const scaled of autoscalersIn(bundle).filter(({ manifest }) => manifest.kind === 'ScaledObject')) {
    const hpa = hpas.get(targetKey(scaled))?.find((other) => sameTarget(other, scaled));
    if (hpa === undefined || isHandedOver(scaled.manifest, hpa.manifest)) continue;
    const message = `${scaled.target.kind} ${scaled.target.name} is also the target of ${titleOf(hpa.manifest)}`;
    yield { at: targetPlace(scaled.manifest), message };
  }
}

function isHandedOver({ root }: Manifest, hpa: Manifest): boolean {
  const name = textAt(root, 'spec', 'advanced', 'horizontalPodAutoscalerConfig', 'name');
  return textAt(root, 'metadata', 'annotations', HANDOVER) === 'true' && name === hpa.name;
}

/** Only where workloads are among the files at all: an autoscaler alone may be checked alone. */
function* missingTargets(bundle: Bundle): Generator<Complaint> {
  const workloads = ofKind(bundle, ...WORKLOAD_KINDS);
  if (workloads.length === 0) return;
  for (const { manifest, target } of autoscalersIn(bundle)) {
    if (target.name === '' || !WORKLOAD_KINDS.includes(target.kind)) continue;
    if (findManifest(bundle, target.kind, target.name, manifest) !== null) continue;
    const otherKind = workloads.find(({ name }) => name === target.name);
    const near = otherKind ?? nearest(workloads, target.name);
    const message = `there is no ${target.kind} ${target.name} among the files`;
    const at = targetPlace(manifest);
    yield near === null ? { at, message } : { at, message, fix: `Did you mean ${titleOf(near)}?` };
  }
}

function nearest(workloads: readonly Manifest[], name: string): Manifest | null {
  const near = closest(
    name,
    workloads.map((workload) => workload.name),
  );
  return workloads.find((workload) => workload.name === near) ?? null;
}

function* wrongApiVersions(bundle: Bundle): Generator<Complaint> {
  for (const { manifest, target } of autoscalersIn(bundle)) {
    const found = findManifest(bundle, target.kind, target.name, manifest);
    if (found === null || target.apiVersion === '' || found.apiVersion === target.apiVersion) continue;
    const at = entryAt(manifest.root, 'spec', 'scaleTargetRef', 'apiVersion')?.value ?? targetPlace(manifest);
    yield { at, message: `${titleOf(found)} is of ${found.apiVersion}, not ${target.apiVersion}` };
  }
}
