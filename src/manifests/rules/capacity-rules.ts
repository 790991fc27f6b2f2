import { groupBy } from '../../lib/group-by.ts';
import { parseQuantity } from '../../lib/quantity.ts';
import { type AutoscaledWorkload, autoscaledWorkloads, maxPlace, pairTitle } from '../autoscaler.ts';
import { type Bundle, neighboursOf, ofKind } from '../bundle.ts';
import type { Manifest } from '../manifest.ts';
import type { Complaint, Rule } from '../rule.ts';
import { containerPlace, containersOf, podRequest, resourceOf } from '../workload.ts';
import { entriesAt, itemsAt, textAt } from '../yaml/read-node.ts';
import { changed, documents, SCALED_WORKER, WORKER } from './example-manifests.ts';

const POOL = 'perf-gate/database-pool-size';
const CONNECTIONS = 'perf-gate/database-max-connections';
const DATABASE = 'perf-gate/database';
const QUOTA = `apiVersion: v1
kind: ResourceQuota
metadata:
  name: team
spec:
  hard:
    requests.cpu: "8"
`;
const RANGE = `apiVersion: v1
kind: LimitRange
metadata:
  name: team
spec:
  limits:
    - type: Container
      max: {cpu: "1"}
      min: {cpu: 50m}
`;
const POOLED = changed(
  WORKER,
  'name: orders-worker\nspec',
  `name: orders-worker\n  annotations:\n    ${POOL}: "10"\n    ${CONNECTIONS}: "200"\nspec`,
);

/** Whether there is room for the largest count. */
export const CAPACITY_RULES: readonly Rule[] = [
  {
    id: 'quota-exceeded',
    severity: 'error',
    title: 'The largest count does not fit into the ResourceQuota',
    reason: 'The pods above it are refused: the load is there, and the replicas are not.',
    fix: 'Lower the largest count or the requests, or raise the quota.',
    bad: documents(QUOTA, WORKER, changed(SCALED_WORKER, 'maxReplicaCount: 20', 'maxReplicaCount: 40')),
    good: documents(QUOTA, WORKER, SCALED_WORKER),
    check: beyondQuota,
  },
  {
    id: 'limit-range-exceeded',
    severity: 'error',
    title: 'A container asks for what the LimitRange does not allow',
    reason: 'Every pod is refused.',
    fix: 'Keep the requests and limits between min and max of the LimitRange.',
    bad: documents(RANGE, changed(WORKER, 'cpu: 250m', 'cpu: "2"')),
    good: documents(RANGE, WORKER),
    check: beyondRange,
  },
  {
    id: 'database-pool',
    severity: 'error',
    title: 'The largest count opens more connections than the database takes',
    reason: 'The last replicas fail at their start, in the middle of the spike that they were added for.',
    fix: `Lower the largest count or the pool, or put a pooler between. The rule reads the annotations ${POOL} and ${CONNECTIONS} of the workload, and ${DATABASE} where several share one.`,
    bad: documents(changed(POOLED, '"200"', '"100"'), SCALED_WORKER),
    good: documents(POOLED, SCALED_WORKER),
    check: beyondConnections,
  },
];

const MEASURED = /^(requests|limits)\.(cpu|memory)$/;

function* beyondQuota(bundle: Bundle): Generator<Complaint> {
  const pairs = groupBy(autoscaledWorkloads(bundle), ({ workload }) => workload.namespace);
  for (const quota of ofKind(bundle, 'ResourceQuota'))
    for (const pair of pairsIn(pairs, quota.namespace)) yield* beyondHardLimits(quota, pair);
}

/** Those that can be in a namespace. */
function pairsIn(
  pairs: ReadonlyMap<string | null, readonly AutoscaledWorkload[]>,
  namespace: string | null,
): readonly AutoscaledWorkload[] {
  if (namespace === null) return [...pairs.values()].flat();
  return [...(pairs.get(namespace) ?? []), ...(pairs.get(null) ?? [])];
}

function* beyondHardLimits(
  quota: Manifest,
  { autoscaler, workload }: AutoscaledWorkload,
): Generator<Complaint> {
  for (const { key, value } of entriesAt(quota.root, 'spec', 'hard')) {
    const hard = value.kind === 'scalar' ? parseQuantity(value.text) : null;
    const one = useOf(workload, key);
    if (hard === null || one === null || one * autoscaler.max <= hard * (1 + 1e-9)) continue;
    const wanted = `${rounded(one * autoscaler.max)} of ${key} at ${autoscaler.max} replicas`;
    yield {
      at: maxPlace(autoscaler),
      message: `${pairTitle(autoscaler, workload)} wants ${wanted}; the quota is ${textAt(value)}`,
    };
  }
}

/** What one pod takes of an entry of a quota; `null` for entries of other things. */
function useOf(workload: Manifest, key: string): number | null {
  if (key === 'pods' || key === 'count/pods') return 1;
  const name = key === 'cpu' || key === 'memory' ? `requests.${key}` : key;
  const [, kind, resource = ''] = MEASURED.exec(name) ?? [];
  if (kind === undefined) return null;
  if (kind === 'requests') return podRequest(workload, resource);
  const limits = containersOf(workload).map((container) => resourceOf(container, 'limits', resource));
  return limits.includes(null) ? null : limits.reduce<number>((sum, limit) => sum + (limit ?? 0), 0);
}

function rounded(value: number): string {
  return value >= 1e6 ? `${Math.round(value / 2 ** 20)}Mi` : String(Math.round(value * 1_000) / 1_000);
}

function* beyondRange(bundle: Bundle): Generator<Complaint> {
  for (const range of ofKind(bundle, 'LimitRange'))
    for (const limit of itemsAt(range.root, 'spec', 'limits').filter(
      (one) => textAt(one, 'type') === 'Container',
    ))
      for (const workload of neighboursOf(bundle, range, 'Deployment', 'StatefulSet', 'DaemonSet')) {
        for (const container of containersOf(workload))
          for (const resource of ['cpu', 'memory']) {
            const asked =
              resourceOf(container, 'requests', resource) ?? resourceOf(container, 'limits', resource);
            const top = resourceOf(container, 'limits', resource) ?? asked;
            const [min, max] = ['min', 'max'].map((name) =>
              parseQuantity(textAt(limit, name, resource) ?? ''),
            );
            if (top !== null && max != null && top > max)
              yield {
                at: containerPlace(container),
                message: `${resource} above the most that the LimitRange allows, ${textAt(limit, 'max', resource)}`,
              };
            if (asked !== null && min != null && asked < min)
              yield {
                at: containerPlace(container),
                message: `${resource} below the least that the LimitRange allows, ${textAt(limit, 'min', resource)}`,
              };
          }
      }
}

function* beyondConnections(bundle: Bundle): Generator<Complaint> {
  const databases = new Map<string, { used: number; limit: number }>();
  for (const { autoscaler, workload } of autoscaledWorkloads(bundle)) {
    const [pool, limit] = [annotatedNumber(workload, POOL), annotatedNumber(workload, CONNECTIONS)];
    if (pool === null || limit === null) continue;
    const name =
      textAt(workload.root, 'metadata', 'annotations', DATABASE) ?? `${workload.namespace}/${workload.name}`;
    const database = databases.get(name) ?? { used: 0, limit };
    database.used += pool * autoscaler.max;
    databases.set(name, database);
    if (database.used > database.limit)
      yield {
        at: maxPlace(autoscaler),
        message: `${autoscaler.max} replicas with ${pool} connections each make ${database.used} in all; the database takes ${database.limit}`,
      };
  }
}

function annotatedNumber({ root }: Manifest, name: string): number | null {
  const text = textAt(root, 'metadata', 'annotations', name);
  return text !== null && /^\d+$/.test(text) ? Number(text) : null;
}
