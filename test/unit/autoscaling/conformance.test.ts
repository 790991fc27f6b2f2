import { describe, expect, it } from 'vitest';
import { fullBehavior } from '../../../src/autoscaling/hpa/behavior.ts';
import { combineProposals } from '../../../src/autoscaling/hpa/combine-proposals.ts';
import { failed, replicas } from '../../../src/autoscaling/hpa/metric-proposal.ts';
import { DEFAULT_READINESS_RULES, type PodState } from '../../../src/autoscaling/hpa/pod-groups.ts';
import { podMetricReplicas } from '../../../src/autoscaling/hpa/pod-metric-replicas.ts';
import { limitByDefault, limitByPolicies } from '../../../src/autoscaling/hpa/rate-limits.ts';
import { stabilise, stabiliseDown } from '../../../src/autoscaling/hpa/recommendations.ts';
import { DEFAULT_TOLERANCES } from '../../../src/autoscaling/hpa/tolerances.ts';
import { wholeMetricReplicas } from '../../../src/autoscaling/hpa/whole-metric-replicas.ts';
import { cronAnswer } from '../../../src/autoscaling/keda/cron-window.ts';
import { fallbackValue } from '../../../src/autoscaling/keda/keda-fallback.ts';
import { pollKeda } from '../../../src/autoscaling/keda/keda-poll.ts';
import { cronSchedule } from '../../support/cron-schedule.ts';
import { ago, LIMIT_ROWS, NOW, PLAIN_ROWS, policies, STABILISE_ROWS } from './conformance/behaviour-rows.ts';
import { CRON_ROWS, FALLBACK_ROWS, POLL_ROWS } from './conformance/keda-rows.ts';
import { COMBINE_ROWS, POD_ROWS, WHOLE_ROWS } from './conformance/metric-rows.ts';

/**
 * The published algorithms of the HPA (autoscaling/v2, its controller) and of KEDA 2, with numbers worked out by hand:
 * each row ends with its working.
 */
describe('a metric of the whole workload', () => {
  it.each(WHOLE_ROWS)('%s (%s %d, value %d)', (_, kind, target, value, facts, expected) => {
    const all = { current: 2, existing: 2, ready: 2, tolerances: DEFAULT_TOLERANCES, ...facts };
    expect(wholeMetricReplicas({ target: { kind, value: target }, value }, all)).toEqual(replicas(expected));
  });
});

const STARTED = NOW - 3_600;

/** `500/1000p`: uses 500 of 1000, and is pending. */
function podOf(text: string, index: number): { readonly pod: PodState; readonly value: number | null } {
  const [, used = '', request = '', mark = ''] = /^([\d.]+)\/(\d+)([pmdfn]?)$/.exec(text) ?? [];
  const pod: PodState = {
    name: `pod-${index}`,
    phase: mark === 'p' ? 'Pending' : mark === 'f' ? 'Failed' : 'Running',
    deleted: mark === 'd',
    ready: mark !== 'n',
    startedAt: mark === 'n' ? NOW - 60 : STARTED,
    readyChangedAt: mark === 'n' ? NOW - 60 : STARTED + 10,
    request: Number(request),
  };
  return { pod, value: mark === 'm' || mark === 'p' ? null : Number(used) };
}

describe('a metric of pods', () => {
  it.each(POD_ROWS)('%s (%s %d, pods %s)', (_, kind, target, text, expected) => {
    const pods = text.split(' ').map(podOf);
    const samples = pods.flatMap(({ pod, value }) =>
      value === null ? [] : [[pod.name, { value, at: NOW - 5, windowSeconds: 15 }] as const],
    );
    const metric = {
      target: { kind, value: target },
      isCpu: kind === 'utilization',
      pods: pods.map(({ pod }) => pod),
      samples: new Map(samples),
    };
    const current = pods.filter(({ pod }) => !pod.deleted && pod.phase !== 'Failed').length;
    const facts = { current, now: NOW, tolerances: DEFAULT_TOLERANCES, readiness: DEFAULT_READINESS_RULES };
    const answer = podMetricReplicas(metric, facts);
    expect(answer.kind === 'failed' ? 'failed' : answer.replicas).toBe(expected);
  });
});

describe('several metrics', () => {
  it.each(COMBINE_ROWS)('%s (%j with %d)', (_, proposals, spec, expected) => {
    const made = proposals.map((one) => (one === 'failed' ? failed('a reason') : replicas(one)));
    expect(combineProposals(made, spec)).toBe(expected);
  });
});

describe('a behavior stabilises', () => {
  it.each(STABILISE_ROWS)('%s (%s, %d from %d)', (_, history, desired, current, windows, expected) => {
    const recommendations = ago(history).map(({ at, count }) => ({ at, replicas: count }));
    expect(stabilise(recommendations, desired, current, NOW, windows).replicas).toBe(expected);
  });
});

describe('without a behavior', () => {
  it.each(PLAIN_ROWS)('%s (%s, %d from %d)', (_, history, desired, current, bounds, expected) => {
    const recommendations = ago(history).map(({ at, count }) => ({ at, replicas: count }));
    const stable = stabiliseDown(recommendations, desired, NOW, 300);
    expect(limitByDefault(stable.replicas, current, bounds)).toBe(expected);
  });
});

describe('policies limit', () => {
  it.each(LIMIT_ROWS)(
    '%s (%j %j, %d from %d)',
    (_, { text, ...stated }, happened, desired, current, bounds, expected) => {
      const rules = { ...stated, policies: policies(text) };
      const events = {
        up: ago(happened.up ?? '').map(({ at, count }) => ({ at, change: count })),
        down: ago(happened.down ?? '').map(({ at, count }) => ({ at, change: count })),
      };
      const behavior = fullBehavior({ scaleUp: rules, scaleDown: rules });
      expect(limitByPolicies(desired, current, NOW, events, behavior, bounds)).toBe(expected);
    },
  );
});

const KEDA = {
  pollingSeconds: 30,
  cooldownSeconds: 300,
  initialCooldownSeconds: 0,
  min: 0,
  idle: null,
  fallback: null,
};

describe('a poll of KEDA', () => {
  it.each(POLL_ROWS)('%s', (_, spec, memory, current, seen, { replicas: count, lastActiveAt }) => {
    const before = { createdAt: 0, lastActiveAt: null, ...memory };
    const all = { anyActive: false, anyFailed: false, ...seen };
    const poll = pollKeda({ ...KEDA, ...spec }, before, current, NOW, all);
    expect(poll.replicas).toBe(count);
    expect(poll.memory.lastActiveAt).toBe(lastActiveAt === undefined ? before.lastActiveAt : lastActiveAt);
  });
});

describe("KEDA's fallback", () => {
  it.each(FALLBACK_ROWS)('%s', (_, fallback, failures, target, current, expected) => {
    expect(fallbackValue(fallback, failures, target, current)).toBe(expected);
  });
});

describe("KEDA's cron window", () => {
  it.each(CRON_ROWS)('%s', (_, start, end, timeZone, at, { active, until }) => {
    const trigger = { start: cronSchedule(start), end: cronSchedule(end), timeZone, desiredReplicas: 6 };
    const answer = cronAnswer(trigger, Date.parse(at));
    expect({ active: answer.active, until: new Date(answer.untilMs).toISOString() }).toEqual({
      active,
      until,
    });
    expect(answer.value).toBe(active ? 6 : 0);
  });
});

it('has rows enough, each with its working', () => {
  const rows = [
    ...WHOLE_ROWS,
    ...POD_ROWS,
    ...COMBINE_ROWS,
    ...STABILISE_ROWS,
    ...PLAIN_ROWS,
    ...LIMIT_ROWS,
    ...POLL_ROWS,
    ...FALLBACK_ROWS,
    ...CRON_ROWS,
  ];
  expect(rows.length).toBeGreaterThanOrEqual(130);
  for (const row of rows) expect(String(row.at(-1)).length).toBeGreaterThan(3);
});
