import { describe, expect, it } from 'vitest';
import { findRecovery } from '../../../src/analysis/spike/find-recovery.ts';
import { recoveredAt, recoveryBand } from '../../../src/analysis/spike/recovery-band.ts';
import { aTimeline, lasting, type SecondSpec } from '../../support/timeline-builder.ts';

const quiet: SecondSpec = { rate: 20, ms: 30 };
const spike: SecondSpec = { rate: 200, ms: 900, ended: 100 };
const test = (...parts: SecondSpec[][]) => findRecovery(aTimeline(parts.flat()));

describe('recovery from a spike', () => {
  it('is counted from the end of the spike', () => {
    const finding = test(
      lasting(60, quiet),
      lasting(20, spike),
      lasting(12, { rate: 20, ms: 500 }),
      lasting(60, quiet),
    );
    expect(finding).toMatchObject({
      outcome: 'recovered',
      recoverySeconds: 12,
      spike: { fromSecond: 60, toSecond: 80, baseRate: 20, peakRate: 200 },
      errors: { duringSpike: 0, afterSpike: 0, mostFrequent: null },
    });
    expect(finding.peakP95Ms).toBeGreaterThan(960);
    expect(finding.peakP95Ms).toBeLessThan(990);
    expect(finding.band?.upToMs).toBeCloseTo(1.2 * (finding.band?.p95Ms ?? 0), 6);
  });

  it('knows the backlog: requests that were waiting, and how long they should take', () => {
    const { backlog } = test(lasting(60, quiet), lasting(20, spike), lasting(80, quiet));
    expect(backlog).toEqual({ requests: 2000, servedRate: 100, drainSeconds: 25 });
  });

  it('never comes where p95 stays up', () => {
    const finding = test(lasting(60, quiet), lasting(20, spike), lasting(90, { rate: 20, ms: 60 }));
    expect(finding).toMatchObject({ outcome: 'never-recovered', recoverySeconds: null, watchedSeconds: 90 });
  });

  it('does not come while requests fail, however fast the others are: a storm of 429', () => {
    const storm: SecondSpec = { rate: 20, ms: 30, failed: 8, failure: 'status 429' };
    const finding = test(
      lasting(60, quiet),
      lasting(20, { ...spike, failed: 150, failure: 'status 429' }),
      lasting(15, storm),
      lasting(60, quiet),
    );
    expect(finding).toMatchObject({
      recoverySeconds: 15,
      errors: { duringSpike: 0.75, mostFrequent: 'status 429' },
    });
  });

  it('does not come while load is dropped', () => {
    const starved: SecondSpec = { rate: 5, ms: 30, dropped: 15 };
    const finding = test(lasting(60, quiet), lasting(20, spike), lasting(7, starved), lasting(60, quiet));
    expect(finding.recoverySeconds).toBe(7);
  });

  it('is not needed where the spike did not move p95', () => {
    const finding = test(lasting(60, quiet), lasting(20, { rate: 200, ms: 30 }), lasting(60, quiet));
    expect(finding).toMatchObject({ outcome: 'unmoved', recoverySeconds: 0 });
  });

  it.each([
    ['no spike', [lasting(120, quiet)], 'no spike'],
    ['no quiet part', [lasting(4, quiet), lasting(20, spike), lasting(60, quiet)], 'quiet seconds'],
    ['nothing after it', [lasting(60, quiet), lasting(20, spike), lasting(5, quiet)], 'ended 5 s after'],
    ['nothing at all', [], 'no spike'],
    [
      'nothing that succeeded',
      [lasting(60, { rate: 20, ms: 30, failed: 20 }), lasting(20, spike), lasting(60, quiet)],
      'nothing succeeded',
    ],
  ])('is not measured with %s', (_, parts, cause) => {
    expect(test(...parts)).toMatchObject({ outcome: 'not-measured', cause: expect.stringContaining(cause) });
  });
});

describe('the band of recovery', () => {
  it('is a fifth wide, or three deviations where the quiet part varies more', () => {
    expect(recoveryBand([1, 1, 1])).toEqual({ level: 1, upTo: 1 + Math.log(1.2) });
    // Deviations from the median 2 are 1 0 1 2 1: their median is 1.
    expect(recoveryBand([1, 2, 3, 4, 1])).toEqual({ level: 2, upTo: 5 });
    expect(recoveryBand([Number.POSITIVE_INFINITY])).toBeNull();
  });

  it('wants the next five, four in five of the next fifteen, and the rest', () => {
    const band = { level: 0, upTo: 1 };
    const calm = new Array<number>(30).fill(0);
    expect(recoveredAt([5, 5, ...calm], band)).toBe(2);
    expect(recoveredAt([5, 0, 5, 5, 5, 5, ...calm], band)).toBe(6);
    expect(recoveredAt([...calm.slice(0, 10), ...new Array<number>(40).fill(5)], band)).toBeNull();
    expect(recoveredAt([0, 0], band)).toBeNull();
  });
});
