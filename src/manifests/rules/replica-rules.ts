import { autoscaledWorkloads, autoscalersIn, hpasIn, isHpa, minPlace, pairTitle } from '../autoscaler.ts';
import type { Bundle } from '../bundle.ts';
import { titleOf } from '../manifest.ts';
import type { Complaint, Rule } from '../rule.ts';
import { isResourceTrigger, type ScaledObject, specPlace } from '../scaled-object.ts';
import { containerPlace, containersOf, resourceOf } from '../workload.ts';
import { entryAt, entryOf, itemsAt, mapAt, numberAt, textAt } from '../yaml/read-node.ts';
import { changed, documents, SCALED_WORKER, WORKER, WORKER_BUDGET, WORKER_HPA } from './example-manifests.ts';

const BY_CPU = `apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata:
  name: orders-worker
spec:
  scaleTargetRef:
    name: orders-worker
  minReplicaCount: 2
  triggers:
    - type: cpu
      metricType: Utilization
      metadata:
        value: "70"
`;
const LONG = 'orders-worker-of-the-department-that-ships-to-other-countries';

/** Counts that contradict each other or the metrics. */
export const REPLICA_RULES: readonly Rule[] = [
  {
    id: 'min-above-max',
    severity: 'error',
    title: 'The smallest count is above the largest',
    reason: "KEDA's webhook and the API server refuse it.",
    fix: 'Raise the largest count, or lower the smallest.',
    bad: changed(SCALED_WORKER, 'minReplicaCount: 0', 'minReplicaCount: 30'),
    good: SCALED_WORKER,
    check: function* (bundle) {
      for (const autoscaler of autoscalersIn(bundle))
        if (autoscaler.min > autoscaler.max)
          yield {
            at: minPlace(autoscaler),
            message: `at least ${autoscaler.min} and at most ${autoscaler.max} replicas`,
          };
    },
  },
  {
    id: 'idle-not-below-min',
    severity: 'error',
    title: 'idleReplicaCount is not below minReplicaCount',
    reason: "Idle would be no fewer than busy; KEDA's webhook refuses it.",
    fix: 'Write idleReplicaCount: 0, or take it away.',
    bad: changed(SCALED_WORKER, 'minReplicaCount: 0', 'minReplicaCount: 2\n  idleReplicaCount: 2'),
    good: changed(SCALED_WORKER, 'minReplicaCount: 0', 'minReplicaCount: 2\n  idleReplicaCount: 0'),
    check: (bundle) =>
      scaledObjectsWhere(
        bundle,
        ({ idle, min }) => idle !== null && idle >= min,
        ({ manifest, idle, min }) => ({
          at: specPlace({ manifest }, 'idleReplicaCount'),
          message: `idle at ${idle}, which is not below the smallest count of ${min}`,
        }),
      ),
  },
  {
    id: 'idle-not-zero',
    severity: 'warning',
    title: 'idleReplicaCount is not zero',
    reason: 'The HPA then works against it from one replica on; KEDA documents that zero alone works.',
    fix: 'Write idleReplicaCount: 0, or take it away.',
    bad: changed(SCALED_WORKER, 'minReplicaCount: 0', 'minReplicaCount: 2\n  idleReplicaCount: 1'),
    good: changed(SCALED_WORKER, 'minReplicaCount: 0', 'minReplicaCount: 2\n  idleReplicaCount: 0'),
    check: (bundle) =>
      scaledObjectsWhere(
        bundle,
        ({ idle, min }) => idle !== null && idle > 0 && idle < min,
        ({ manifest, idle }) => ({
          at: specPlace({ manifest }, 'idleReplicaCount'),
          message: `idleReplicaCount is ${idle}; only 0 works as meant`,
        }),
      ),
  },
  {
    id: 'cpu-from-zero',
    severity: 'error',
    title: 'Only cpu or memory would wake it from zero',
    reason: "Nothing runs, so nothing uses CPU: it would never wake. KEDA's webhook refuses it.",
    fix: 'Write minReplicaCount: 1 or more, or add a trigger that knows of work to do.',
    bad: changed(BY_CPU, '  minReplicaCount: 2\n', ''),
    good: BY_CPU,
    check: (bundle) =>
      scaledObjectsWhere(bundle, fromZeroByResources, ({ manifest }) => ({
        at: specPlace({ manifest }, 'minReplicaCount'),
        message: 'cpu and memory are the only triggers, and the smallest count is 0',
      })),
  },
  {
    id: 'cpu-without-request',
    severity: 'error',
    title: 'Scaled by use of a resource that a container does not request',
    reason: 'Utilization is a share of the request: without one there is no metric, and nothing scales.',
    fix: 'Add resources.requests to every container of the pod, sidecars included.',
    bad: documents(changed(WORKER, '{cpu: 250m, memory: 128Mi}', '{memory: 128Mi}'), BY_CPU, WORKER_BUDGET),
    good: documents(WORKER, BY_CPU, WORKER_BUDGET),
    check: (bundle) =>
      containersWithout(bundle, (container, resource) =>
        resourceOf(container, 'requests', resource) === null &&
        resourceOf(container, 'limits', resource) === null
          ? `does not request ${resource}`
          : null,
      ),
  },
  {
    id: 'cpu-request-from-limit',
    severity: 'warning',
    title: 'Scaled by use of a resource that has a limit and no request',
    reason: 'Kubernetes takes the limit for the request, so that utilization is measured against the limit.',
    fix: 'Write the request that you mean.',
    bad: documents(changed(WORKER, 'requests: {cpu: 250m,', 'limits: {cpu: 250m,'), BY_CPU, WORKER_BUDGET),
    good: documents(WORKER, BY_CPU, WORKER_BUDGET),
    check: (bundle) =>
      containersWithout(bundle, (container, resource) =>
        resourceOf(container, 'requests', resource) === null &&
        resourceOf(container, 'limits', resource) !== null
          ? `limits ${resource} without requesting it`
          : null,
      ),
  },
  {
    id: 'hpa-from-zero',
    severity: 'error',
    title: 'A plain HPA has minReplicas: 0',
    reason:
      'The API server refuses it unless the feature gate HPAScaleToZero is on, which it is not by default.',
    fix: 'Write minReplicas: 1, or let KEDA scale from zero.',
    bad: changed(WORKER_HPA, 'minReplicas: 2', 'minReplicas: 0'),
    good: WORKER_HPA,
    check: function* (bundle) {
      for (const hpa of hpasIn(bundle))
        if (hpa.min === 0) yield { at: minPlace(hpa), message: 'minReplicas is 0' };
    },
  },
  {
    id: 'name-too-long',
    severity: 'error',
    title: 'The name is too long for the HPA that KEDA makes of it',
    reason: "keda-hpa-NAME must have 63 characters at most; KEDA's webhook refuses more.",
    fix: 'Shorten the name to 54 characters, or give advanced.horizontalPodAutoscalerConfig.name.',
    bad: changed(SCALED_WORKER, 'name: orders-worker', `name: ${LONG}`),
    good: SCALED_WORKER,
    check: longNames,
  },
  {
    id: 'static-replicas',
    severity: 'warning',
    title: 'An autoscaled workload states its replicas',
    reason: 'Each time it is applied, it jumps back to that count in the middle of its load.',
    fix: 'Take spec.replicas away.',
    bad: documents(changed(WORKER, 'spec:\n  selector', 'spec:\n  replicas: 3\n  selector'), SCALED_WORKER),
    good: documents(WORKER, SCALED_WORKER),
    check: function* (bundle) {
      for (const { autoscaler, workload } of autoscaledWorkloads(bundle)) {
        const entry = entryAt(workload.root, 'spec', 'replicas');
        if (entry !== null)
          yield { at: entry.keyNode, message: `${pairTitle(autoscaler, workload)} states replicas` };
      }
    },
  },
  {
    id: 'polling-without-effect',
    severity: 'warning',
    title: 'pollingInterval or cooldownPeriod has no effect',
    reason:
      'Both only matter between zero and one; from one on the HPA asks every 15 seconds, whatever they say.',
    fix: 'Take them away, or write minReplicaCount: 0 or idleReplicaCount: 0.',
    bad: changed(SCALED_WORKER, 'minReplicaCount: 0', 'minReplicaCount: 2\n  cooldownPeriod: 60'),
    good: changed(SCALED_WORKER, 'minReplicaCount: 0', 'minReplicaCount: 0\n  cooldownPeriod: 60'),
    check: idlePeriods,
  },
  {
    id: 'slow-polling',
    severity: 'warning',
    title: 'The first replica waits for a long pollingInterval',
    reason: 'From zero, work waits for the next poll: up to the whole interval, and half of it on average.',
    fix: 'Write 30 or less; 5 to 15 where somebody waits.',
    bad: changed(SCALED_WORKER, 'minReplicaCount: 0', 'minReplicaCount: 0\n  pollingInterval: 120'),
    good: changed(SCALED_WORKER, 'minReplicaCount: 0', 'minReplicaCount: 0\n  pollingInterval: 15'),
    check: (bundle) =>
      scaledObjectsWhere(
        bundle,
        ({ manifest, min }) => min === 0 && (numberAt(manifest.root, 'spec', 'pollingInterval') ?? 0) > 30,
        ({ manifest }) => ({
          at: specPlace({ manifest }, 'pollingInterval'),
          message: `work waits up to ${numberAt(manifest.root, 'spec', 'pollingInterval')} s for the first replica`,
        }),
      ),
  },
];

function* scaledObjectsWhere(
  { scaledObjects }: Bundle,
  holds: (scaled: ScaledObject) => boolean,
  complain: (scaled: ScaledObject) => Complaint,
): Generator<Complaint> {
  for (const scaled of scaledObjects) if (holds(scaled)) yield complain(scaled);
}

function fromZeroByResources({ triggers, min, idle }: ScaledObject): boolean {
  return triggers.length > 0 && triggers.every(isResourceTrigger) && (min === 0 || idle === 0);
}

function* containersWithout(
  bundle: Bundle,
  fault: (container: ReturnType<typeof containersOf>[number], resource: string) => string | null,
): Generator<Complaint> {
  for (const { autoscaler, workload } of autoscaledWorkloads(bundle))
    for (const [resource, only] of measuredResources(autoscaler))
      for (const container of containersOf(workload)) {
        const name = textAt(container, 'name') ?? '';
        const problem = only === null || only === name ? fault(container, resource) : null;
        if (problem !== null)
          yield {
            at: containerPlace(container),
            message: `${pairTitle(autoscaler, workload)} by ${resource}: container ${name} ${problem}`,
          };
      }
}

/** Resources that an autoscaler takes as a share of the request, with the container that alone counts. */
function measuredResources(
  autoscaler: ReturnType<typeof autoscalersIn>[number],
): readonly (readonly [string, string | null])[] {
  if (!isHpa(autoscaler))
    return autoscaler.triggers
      .filter((trigger) => isResourceTrigger(trigger) && trigger.metricType !== 'AverageValue')
      .map(({ type, metadata }) => [type, textAt(metadata, 'containerName')]);
  return itemsAt(autoscaler.manifest.root, 'spec', 'metrics').flatMap((metric) => {
    const source = mapAt(metric, 'resource') ?? mapAt(metric, 'containerResource');
    const utilization = textAt(source, 'target', 'type') === 'Utilization';
    const name = textAt(source, 'name');
    return utilization && name !== null ? [[name, textAt(source, 'container')] as const] : [];
  });
}

function* longNames(bundle: Bundle): Generator<Complaint> {
  for (const { manifest } of bundle.scaledObjects) {
    const given = entryAt(manifest.root, 'spec', 'advanced', 'horizontalPodAutoscalerConfig', 'name');
    const name = textAt(given?.value ?? null) ?? `keda-hpa-${manifest.name}`;
    const at = given?.value ?? entryAt(manifest.root, 'metadata', 'name')?.value ?? manifest.root;
    if (name.length > 63) yield { at, message: `${name} has ${name.length} characters, 63 are the most` };
  }
}

function* idlePeriods(bundle: Bundle): Generator<Complaint> {
  for (const { manifest, min, idle } of bundle.scaledObjects) {
    if (min === 0 || idle !== null) continue;
    const spec = mapAt(manifest.root, 'spec');
    for (const field of ['pollingInterval', 'cooldownPeriod']) {
      const entry = entryOf(spec, field);
      if (entry !== null && !usesCachedMetrics(manifest))
        yield {
          at: entry.keyNode,
          message: `${titleOf(manifest)} never goes below ${min}, so ${field} has no effect`,
        };
    }
  }
}

/** With useCachedMetrics the polls are what the HPA is answered from. */
function usesCachedMetrics({ root }: ScaledObject['manifest']): boolean {
  return itemsAt(root, 'spec', 'triggers').some((trigger) => textAt(trigger, 'useCachedMetrics') === 'true');
}
