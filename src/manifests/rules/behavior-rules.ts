import { formatDuration } from '../../lib/duration.ts';
import { type Autoscaler, autoscalersIn } from '../autoscaler.ts';
import type { Bundle } from '../bundle.ts';
import type { Complaint, Rule } from '../rule.ts';
import { scaleUpSeconds } from '../scale-up-time.ts';
import type { YamlNode } from '../yaml/located-node.ts';
import { entryAt, entryOf, itemsAt, mapAt, numberAt, scalarAt } from '../yaml/read-node.ts';
import { changed, SCALED_WORKER } from './example-manifests.ts';

const WITH_BEHAVIOR = changed(
  SCALED_WORKER,
  '  triggers:',
  `  advanced:
    horizontalPodAutoscalerConfig:
      behavior:
        scaleUp:
          stabilizationWindowSeconds: 0
          policies:
            - {type: Percent, value: 100, periodSeconds: 15}
        scaleDown:
          stabilizationWindowSeconds: 300
  triggers:`,
);
/** The limits that the API server sets; the ScaledObject's own schema does not. */
const LIMITS: Readonly<Record<string, readonly [number, number]>> = {
  value: [1, Number.POSITIVE_INFINITY],
  periodSeconds: [1, 1_800],
  stabilizationWindowSeconds: [0, 3_600],
};
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  type: ['Pods', 'Percent'],
  selectPolicy: ['Max', 'Min', 'Disabled'],
};
const DOWN_WINDOW_SECONDS = 300;
const BUDGET_SECONDS = 300;

/** How fast the HPA may go. */
export const BEHAVIOR_RULES: readonly Rule[] = [
  {
    id: 'behavior-limits',
    severity: 'error',
    title: 'The behavior block says what an HPA does not take',
    reason: 'KEDA accepts the ScaledObject, and then the API server refuses the HPA that is made of it.',
    fix: 'Keep to the values of the message.',
    bad: changed(WITH_BEHAVIOR, 'type: Percent', 'type: percent'),
    good: WITH_BEHAVIOR,
    check: function* (bundle) {
      for (const { behavior } of autoscalersIn(bundle))
        for (const direction of ['scaleUp', 'scaleDown']) {
          const rules = mapAt(behavior, direction);
          if (rules === null) continue;
          yield* outsideOfLimits(rules);
          for (const policy of itemsAt(rules, 'policies')) yield* outsideOfLimits(policy);
        }
    },
  },
  {
    id: 'scale-up-delayed',
    severity: 'warning',
    title: 'Scaling out waits',
    reason:
      'With a window above 0 the smallest answer of the window counts: every spike is first looked at for that long.',
    fix: 'Write scaleUp.stabilizationWindowSeconds: 0, which is the default.',
    bad: changed(WITH_BEHAVIOR, 'stabilizationWindowSeconds: 0', 'stabilizationWindowSeconds: 60'),
    good: WITH_BEHAVIOR,
    check: (bundle) =>
      windowsWhere(bundle, 'scaleUp', (seconds) =>
        seconds > 0
          ? `a spike is looked at for ${formatDuration(seconds * 1_000)} before anything is added`
          : null,
      ),
  },
  {
    id: 'scale-down-hasty',
    severity: 'warning',
    title: 'Scaling in comes soon after the peak',
    reason:
      'With a window below five minutes the next peak finds the pods gone, and waits for their start once more.',
    fix: 'Write scaleDown.stabilizationWindowSeconds: 300, which is the default.',
    bad: changed(WITH_BEHAVIOR, 'stabilizationWindowSeconds: 300', 'stabilizationWindowSeconds: 30'),
    good: WITH_BEHAVIOR,
    check: (bundle) =>
      windowsWhere(bundle, 'scaleDown', (seconds) =>
        seconds < DOWN_WINDOW_SECONDS ? `pods go ${formatDuration(seconds * 1_000)} after the peak` : null,
      ),
  },
  {
    id: 'scale-up-slow',
    severity: 'warning',
    title: 'The policies let the count grow too slowly',
    reason: 'From the smallest to the largest count takes longer than five minutes, whatever the load.',
    fix: 'Allow more: Percent 100 every 15 seconds doubles four times a minute; perf-gate autoscale simulate shows what it gives.',
    bad: changed(
      WITH_BEHAVIOR,
      '{type: Percent, value: 100, periodSeconds: 15}',
      '{type: Pods, value: 1, periodSeconds: 60}',
    ),
    good: WITH_BEHAVIOR,
    check: slowPolicies,
  },
];

function* outsideOfLimits(rules: YamlNode): Generator<Complaint> {
  for (const [field, [min, max]] of Object.entries(LIMITS)) {
    const node = scalarAt(rules, field);
    if (typeof node?.value === 'number' && (node.value < min || node.value > max))
      yield {
        at: node,
        message: `${field}: expected ${max === Number.POSITIVE_INFINITY ? `${min} or more` : `${min} to ${max}`}, got ${node.text}`,
      };
  }
  for (const [field, choices] of Object.entries(CHOICES)) {
    const node = scalarAt(rules, field);
    if (node !== null && !choices.includes(node.text))
      yield {
        at: node,
        message: `${field}: expected one of ${choices.join(', ')}, got ${JSON.stringify(node.text)}`,
      };
  }
}

function* windowsWhere(
  bundle: Bundle,
  direction: 'scaleUp' | 'scaleDown',
  fault: (seconds: number) => string | null,
): Generator<Complaint> {
  for (const { behavior } of autoscalersIn(bundle)) {
    const entry = entryAt(behavior, direction, 'stabilizationWindowSeconds');
    const seconds = numberAt(entry?.value ?? null);
    const problem = entry === null || seconds === null ? null : fault(seconds);
    if (entry !== null && problem !== null) yield { at: entry.value, message: problem };
  }
}

function* slowPolicies(bundle: Bundle): Generator<Complaint> {
  for (const autoscaler of autoscalersIn(bundle)) {
    const place = entryOf(autoscaler.behavior, 'scaleUp');
    const seconds = place === null ? 0 : secondsOf(autoscaler);
    if (place === null || seconds <= BUDGET_SECONDS) continue;
    const time = Number.isFinite(seconds) ? formatDuration(seconds * 1_000) : 'more than an hour';
    yield {
      at: place.keyNode,
      message: `from ${Math.max(1, autoscaler.min)} to ${autoscaler.max} replicas takes ${time}`,
    };
  }
}

function secondsOf({ behavior, min, max }: Autoscaler): number {
  return behavior === null ? 0 : scaleUpSeconds(behavior, min, max);
}
