import { describe, expect, it } from 'vitest';
import { groupPods, type PodSample, type PodState } from '../../../src/autoscaling/hpa/pod-groups.ts';

const NOW = 1_000;

function pod(facts: Partial<PodState>): PodState {
  return {
    name: 'pod',
    phase: 'Running',
    deleted: false,
    ready: true,
    startedAt: 0,
    readyChangedAt: 10,
    request: 1,
    ...facts,
  };
}

type Group = 'counted' | 'unready' | 'missing' | 'none';

function groupOf(facts: Partial<PodState>, sample: Partial<PodSample> | null, isCpu: boolean): Group {
  const all = { value: 1, at: 995, windowSeconds: 30, ...sample };
  const groups = groupPods([pod(facts)], new Map(sample === null ? [] : [['pod', all]]), { isCpu, now: NOW });
  const names = ['counted', 'unready', 'missing'] as const;
  return names.find((name) => groups[name].length > 0) ?? 'none';
}

/** Initialisation 300 s, readiness delay 30 s: the defaults of the controller manager. */
describe('CPU of a pod', () => {
  it.each<readonly [string, Partial<PodState>, Partial<PodSample> | null, Group]>([
    ['that has been ready for long', {}, {}, 'counted'],
    ['that has no Ready condition', { ready: null }, {}, 'unready'],
    ['that the kubelet has not seen', { startedAt: null }, {}, 'unready'],
    ['that starts and is not ready', { startedAt: 900, ready: false, readyChangedAt: 900 }, {}, 'unready'],
    [
      'that just became ready, measured before',
      { startedAt: 900, readyChangedAt: 970 },
      { at: 999 },
      'unready',
    ],
    [
      'that just became ready, measured a whole window since',
      { startedAt: 900, readyChangedAt: 970 },
      { at: 1_000 },
      'counted',
    ],
    ['that starts for 300 s', { startedAt: 700, ready: false, readyChangedAt: 700 }, {}, 'unready'],
    ['that was ready once and is not now', { ready: false, readyChangedAt: 500 }, {}, 'counted'],
    ['that lost its readiness at once', { ready: false, readyChangedAt: 29 }, {}, 'unready'],
    ['that lost it after the delay', { ready: false, readyChangedAt: 30 }, {}, 'counted'],
    ['that is pending', { phase: 'Pending' }, {}, 'unready'],
    ['without a sample', {}, null, 'missing'],
    ['that is pending, without a sample', { phase: 'Pending' }, null, 'unready'],
    ['that is deleted', { deleted: true }, {}, 'none'],
    ['that failed', { phase: 'Failed' }, {}, 'none'],
  ])('%s', (_, facts, sample, expected) => {
    expect(groupOf(facts, sample, true)).toBe(expected);
  });

  it('is the only metric that asks for readiness', () => {
    expect(groupOf({ startedAt: 990, ready: false, readyChangedAt: 990 }, {}, false)).toBe('counted');
  });
});
