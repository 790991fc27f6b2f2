import { formatDuration, parseDuration } from '../../lib/duration.ts';
import { autoscaledWorkloads, pairTitle } from '../autoscaler.ts';
import { type Bundle, neighboursOf } from '../bundle.ts';
import { headOf, type Manifest, titleOf } from '../manifest.ts';
import type { Complaint, Rule } from '../rule.ts';
import { containerPlace, containersOf, labelsAt, podLabels, podSpecOf, selects } from '../workload.ts';
import type { YamlNode } from '../yaml/located-node.ts';
import { entryAt, itemsAt, mapAt, nodeAt, numberAt, textAt } from '../yaml/read-node.ts';
import { changed, documents, SCALED_WORKER, WORKER, WORKER_BUDGET } from './example-manifests.ts';

const LONGEST_JOB = 'perf-gate/longest-job';
const STARTUP_BUDGET_SECONDS = 300;
const DEFAULT_GRACE_SECONDS = 30;
const PAIR = changed(SCALED_WORKER, 'minReplicaCount: 0', 'minReplicaCount: 2');
const SERVING = changed(
  WORKER,
  '          readinessProbe',
  '          ports: [{containerPort: 8080}]\n          readinessProbe',
);
const JOBS = changed(
  WORKER,
  'name: orders-worker\nspec',
  `name: orders-worker\n  annotations:\n    ${LONGEST_JOB}: 45s\nspec`,
);
const STARTUP = `          startupProbe:
            httpGet: {path: /ready, port: 8080}
            periodSeconds: 10
            failureThreshold: 12
`;

/** Whether pods can come and go without anybody noticing. */
export const AVAILABILITY_RULES: readonly Rule[] = [
  {
    id: 'budget-blocks-drains',
    severity: 'warning',
    title: 'The PodDisruptionBudget lets no pod go',
    reason: 'At the smallest count no pod may be evicted: nodes cannot be drained, and upgrades hang.',
    fix: 'Write maxUnavailable: 1, or a minAvailable below the smallest count.',
    bad: documents(WORKER, PAIR, changed(WORKER_BUDGET, 'maxUnavailable: 1', 'minAvailable: 2')),
    good: documents(WORKER, PAIR, WORKER_BUDGET),
    check: function* (bundle) {
      for (const { autoscaler, workload } of autoscaledWorkloads(bundle))
        for (const budget of budgetsOf(bundle, workload)) {
          const problem = blocks(budget, autoscaler.min);
          if (problem !== null)
            yield {
              at: problem.at,
              message: `${problem.message} of ${pairTitle(autoscaler, workload)} lets no pod go`,
            };
        }
    },
  },
  {
    id: 'budget-missing',
    severity: 'warning',
    title: 'No PodDisruptionBudget',
    reason: 'Draining nodes may take every replica at once.',
    fix: 'Add one with maxUnavailable: 1.',
    bad: documents(WORKER, PAIR),
    good: documents(WORKER, PAIR, WORKER_BUDGET),
    aboutAbsence: true,
    check: function* (bundle) {
      for (const { autoscaler, workload } of autoscaledWorkloads(bundle))
        if (autoscaler.min >= 2 && budgetsOf(bundle, workload).length === 0)
          yield {
            at: headOf(workload),
            message: `${pairTitle(autoscaler, workload)} keeps ${autoscaler.min} replicas and has no PodDisruptionBudget`,
          };
    },
  },
  {
    id: 'readiness-missing',
    severity: 'warning',
    title: 'A container that serves has no readiness probe',
    reason: 'New pods get requests before they can answer, and the HPA counts them as if they could.',
    fix: 'Add a readinessProbe, and a startupProbe where the start takes long.',
    bad: documents(
      changed(SERVING, '          readinessProbe:\n            httpGet: {path: /ready, port: 8080}\n', ''),
      SCALED_WORKER,
    ),
    good: documents(SERVING, SCALED_WORKER),
    check: function* (bundle) {
      for (const { autoscaler, workload } of autoscaledWorkloads(bundle))
        for (const container of itemsAt(podSpecOf(workload), 'containers'))
          if (servesUnprobed(container))
            yield {
              at: containerPlace(container),
              message: `${pairTitle(autoscaler, workload)} serves from container ${textAt(container, 'name')} without a readiness probe`,
            };
    },
  },
  {
    id: 'startup-slow',
    severity: 'warning',
    title: 'A start may take longer than five minutes',
    reason: 'Scaling out helps after the start only: until then the pods that are there carry the spike.',
    fix: 'Make the start faster, or keep more replicas.',
    bad: documents(
      `${WORKER}${changed(STARTUP, 'failureThreshold: 12', 'failureThreshold: 60')}`,
      SCALED_WORKER,
    ),
    good: documents(`${WORKER}${STARTUP}`, SCALED_WORKER),
    check: function* (bundle) {
      for (const { workload } of autoscaledWorkloads(bundle))
        for (const container of containersOf(workload)) {
          const probe = entryAt(container, 'startupProbe');
          const seconds = startupSeconds(probe?.value ?? null);
          if (probe !== null && seconds > STARTUP_BUDGET_SECONDS)
            yield {
              at: probe.keyNode,
              message: `the probe gives the start ${formatDuration(seconds * 1_000)}`,
            };
        }
    },
  },
  {
    id: 'spread-missing',
    severity: 'warning',
    title: 'Nothing spreads the replicas over nodes or zones',
    reason: 'All of them may land on one node, and go with it.',
    fix: 'Add topologySpreadConstraints.',
    bad: documents(
      changed(
        WORKER,
        WORKER.slice(WORKER.indexOf('      topologySpread'), WORKER.indexOf('      containers')),
        '',
      ),
      PAIR,
      WORKER_BUDGET,
    ),
    good: documents(WORKER, PAIR, WORKER_BUDGET),
    check: function* (bundle) {
      for (const { autoscaler, workload } of autoscaledWorkloads(bundle)) {
        const pod = podSpecOf(workload);
        const spread = nodeAt(pod, 'topologySpreadConstraints') ?? nodeAt(pod, 'affinity', 'podAntiAffinity');
        if (autoscaler.min >= 2 && spread === null)
          yield {
            at: headOf(workload),
            message: `${pairTitle(autoscaler, workload)} says nothing about where its replicas go`,
          };
      }
    },
  },
  {
    id: 'grace-period-short',
    severity: 'warning',
    title: 'Workers are killed before their longest job is done',
    reason:
      'Scaling in sends SIGTERM and, after terminationGracePeriodSeconds, SIGKILL: the job is done again, or is lost.',
    fix: `Raise terminationGracePeriodSeconds above the longest job. The rule reads the annotation ${LONGEST_JOB} of the workload.`,
    bad: documents(changed(JOBS, `${LONGEST_JOB}: 45s`, `${LONGEST_JOB}: 5m`), SCALED_WORKER),
    good: documents(JOBS, SCALED_WORKER),
    check: function* (bundle) {
      for (const { workload } of autoscaledWorkloads(bundle)) {
        const job = parseDuration(textAt(workload.root, 'metadata', 'annotations', LONGEST_JOB) ?? '');
        const seconds =
          numberAt(podSpecOf(workload), 'terminationGracePeriodSeconds') ?? DEFAULT_GRACE_SECONDS;
        const place =
          entryAt(podSpecOf(workload), 'terminationGracePeriodSeconds')?.keyNode ?? headOf(workload);
        if (job !== null && job > seconds * 1_000)
          yield {
            at: place,
            message: `${titleOf(workload)} has jobs of ${formatDuration(job)} and ${seconds} s to end them`,
          };
      }
    },
  },
];

function budgetsOf(bundle: Bundle, workload: Manifest): readonly Manifest[] {
  return neighboursOf(bundle, workload, 'PodDisruptionBudget').filter((budget) => {
    const selector = mapAt(budget.root, 'spec', 'selector');
    const labels = labelsAt(selector, 'matchLabels');
    return selector !== null && selects(labels, podLabels(workload));
  });
}

function blocks({ root }: Manifest, min: number): Complaint | null {
  const available = entryAt(root, 'spec', 'minAvailable');
  const unavailable = entryAt(root, 'spec', 'maxUnavailable');
  if (available !== null && leastAvailable(textAt(available.value) ?? '', min) >= Math.max(1, min))
    return {
      at: available.keyNode,
      message: `minAvailable ${textAt(available.value)} at the smallest count ${min}`,
    };
  if (unavailable !== null && /^0%?$/.test(textAt(unavailable.value) ?? ''))
    return { at: unavailable.keyNode, message: `maxUnavailable ${textAt(unavailable.value)}` };
  return null;
}

/** A percentage of pods is rounded up. */
function leastAvailable(text: string, count: number): number {
  const share = /^(\d+)%$/.exec(text)?.[1];
  return share === undefined ? Number(text) : Math.ceil((Number(share) / 100) * Math.max(1, count));
}

function servesUnprobed(container: YamlNode): boolean {
  const probed = mapAt(container, 'readinessProbe') !== null || mapAt(container, 'startupProbe') !== null;
  return itemsAt(container, 'ports').length > 0 && !probed;
}

function startupSeconds(probe: YamlNode | null): number {
  if (probe === null) return 0;
  const [period, failures] = [
    numberAt(probe, 'periodSeconds') ?? 10,
    numberAt(probe, 'failureThreshold') ?? 3,
  ];
  return (numberAt(probe, 'initialDelaySeconds') ?? 0) + period * failures;
}
