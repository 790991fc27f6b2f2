import { describe, expect, it } from 'vitest';
import { decidePaired } from '../../../src/gate/decide-paired.ts';
import type { GatePolicy } from '../../../src/model/gate-policy.ts';
import type { Pair, ServerTrouble } from '../../../src/model/pair.ts';
import type { Run } from '../../../src/model/run.ts';
import { aPolicy } from '../../support/policy-builder.ts';
import { aRun, logNormalLatency, type RunShape } from '../../support/run-builder.ts';

const CONTEXT = { isDefaultBranch: false, toAccept: '`perf-gate baseline accept --key k`' };

/** A pair of 60 s at 60 requests a second. */
function aPair(round: number, { base = {}, head = {} }: { base?: RunShape; head?: RunShape } = {}): Pair {
  return { base: aSide('baseline', round, base), head: aSide('candidate', round, head), trouble: null };
}

function aSide(role: Run['identity']['role'], round: number, shape: RunShape): Run {
  const seed = round * 2 + (role === 'baseline' ? 0 : 1);
  const identity = { id: `${round} ${role}`, role, round, ...shape.identity };
  return aRun({ seed, requests: 3_600, seconds: 60, ...shape, identity });
}

function decided(pairs: readonly Pair[], policy: Partial<GatePolicy> = {}, screen: Run | null = null) {
  const [first, ...rest] = pairs;
  if (first === undefined) throw new Error('no pair');
  const decision = decidePaired({
    pairs: [first, ...rest],
    screen,
    policy: aPolicy(policy),
    context: CONTEXT,
  });
  if (decision.kind !== 'decided') throw new Error(`it wants another look: ${decision.why}`);
  return decision;
}

const pairs = (count: number, shape: Parameters<typeof aPair>[1] = {}) =>
  Array.from({ length: count }, (_, index) => aPair(index + 1, shape));

const failing = (share: number): RunShape => ({
  load: { failedRequests: 3_600 * share, failuresByClass: { 'status 500': 3_600 * share } },
});

describe('pairs that are no measurement', () => {
  const trouble: ServerTrouble = { side: 'head', what: 'did not come up: it ended with exit code 1' };

  it('because a server failed are looked at again once, and are no regression', () => {
    const broken = pairs(2, { head: { scale: 3 } }).map((pair) => ({ ...pair, trouble }));
    const [first] = broken;
    if (first === undefined) throw new Error('no pair');
    const once = decidePaired({ pairs: [first], screen: null, policy: aPolicy(), context: CONTEXT });
    expect(once).toMatchObject({ kind: 'look-again', why: expect.stringContaining('exit code 1') });
    const { verdict, headline, advice, invalidRounds } = decided(broken);
    expect(verdict.kind).toBe('invalid');
    expect(headline).toBe('No verdict: the head did not come up: it ended with exit code 1.');
    expect(advice[0]).toMatch(/Run that server by hand/);
    expect(invalidRounds.get('1 baseline')?.[0]?.text).toBe('the head beside it was no measurement');
  });

  it('because both sides answer errors are the set-up, not the change', () => {
    const { verdict, judgements } = decided(pairs(2, { base: failing(0.5), head: failing(0.5) }));
    expect(verdict.kind).toBe('invalid');
    expect(verdict.reasons[0].code).toBe('both-sides-failed');
    expect(judgements).toEqual([]);
  });

  it('of the head alone count where they make its script throw, too', () => {
    const { load } = failing(0.6);
    const exceptions = { iterations: 600, of: 1_000, first: 'TypeError' };
    const head: RunShape = { ...failing(0.6), load: { ...load, exceptions } };
    expect(decided(pairs(2, { head })).verdict.kind).toBe('slo-breached');
  });

  it('also where the screen had seen the errors on the head alone', () => {
    const screen = aSide('candidate', 1, failing(0.5));
    const both = [aPair(2, { base: failing(0.5), head: failing(0.5) })];
    expect(decided(both, { maxRounds: 2 }, screen).verdict.kind).toBe('invalid');
  });

  it("because the base answers errors are not the head's fault", () => {
    const { verdict } = decided(pairs(2, { base: failing(0.3) }));
    expect(verdict).toMatchObject({ kind: 'invalid', reasons: [{ code: 'base-failed' }] });
  });

  it('because of too few requests say on which side', () => {
    const { verdict, invalidRounds } = decided(pairs(2, { head: { requests: 400 } }));
    expect(verdict.reasons[0].text).toMatch(/^head: 400 requests/);
    expect(invalidRounds.get('1 candidate')?.[0]?.code).toBe('too-few-requests');
  });

  it('because one side stopped answering say which', () => {
    const stopped = { seconds: 20, requests: 1_300 };
    expect(decided(pairs(2, { head: stopped })).headline).toMatch(
      /^No verdict: head: the target stopped answering: .* after 20.0 s \(1.300 requests\), at the base after 60 s\.$/,
    );
    expect(decided(pairs(2, { base: stopped })).verdict.reasons[0]).toMatchObject({
      code: 'target-stopped-answering',
      text: expect.stringMatching(/^base: .* at the head after 60 s$/),
    });
  });

  it('because both sides hung at the same time are no pass', () => {
    const hung: RunShape = { load: { silentEndMs: 36_000 } };
    const { verdict } = decided(pairs(2, { base: hung, head: hung }));
    expect(verdict.kind).toBe('invalid');
    expect(verdict.reasons.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^base: the target stopped answering/),
      expect.stringMatching(/^head: the target stopped answering/),
    ]);
  });

  it('because two k6 together had no processor left are invalid', () => {
    const busy: RunShape = { with: { generator: { cpuShare: 0.45, loopUtilisation: null } } };
    expect(decided(pairs(2, { base: busy, head: busy })).verdict).toMatchObject({
      kind: 'invalid',
      reasons: [{ code: 'generator-saturated' }],
    });
  });

  it('do not spoil the others', () => {
    const [first, ...rest] = pairs(3);
    if (first === undefined) throw new Error('no pair');
    const { verdict, judgements } = decided([{ ...first, trouble }, ...rest]);
    expect(verdict.kind).toBe('passed');
    expect(judgements[0]?.comparison?.candidate.runs).toBe(1);
  });
});

describe('errors of the head alone', () => {
  it('break its SLO after one look', () => {
    expect(decided(pairs(1, { head: failing(0.3) })).verdict).toMatchObject({
      kind: 'slo-breached',
      reasons: [{ code: 'error-rate' }, ...[expect.anything()]],
    });
  });

  it('under the limit, but over those of the base, do too', () => {
    const { verdict } = decided(pairs(1, { head: failing(0.04) }), { maxErrorRate: 0.05 });
    expect(verdict).toMatchObject({
      kind: 'slo-breached',
      reasons: [{ code: 'error-rate-rose' }, expect.anything()],
    });
  });

  it('a threshold that ended the head early counts, unless the base crossed it too', () => {
    const early: RunShape = {
      requests: 300,
      with: {
        end: { kind: 'thresholds-crossed' },
        thresholds: [{ metric: 'http_req_duration', expression: 'p(95)<10', ok: false }],
      },
    };
    expect(decided(pairs(2, { head: early })).verdict.kind).toBe('slo-breached');
    expect(decided(pairs(2, { base: early, head: early })).verdict.kind).toBe('invalid');
  });
});

describe('pairs of', () => {
  it('unchanged code pass at the first look', () => {
    const { verdict, headline, comparability, judgements } = decided(pairs(1));
    expect(verdict.kind).toBe('passed');
    expect(headline).toMatch(/; one paired look beside the base\. /);
    expect(comparability).toEqual({ comparable: true, differences: [] });
    expect(judgements[0]?.comparison).toMatchObject({ design: 'paired', looks: 1 });
  });

  it('code that is 50 % slower regress, and never at one look', () => {
    const slower = { head: { scale: 1.5 } };
    const [first] = pairs(1, slower);
    if (first === undefined) throw new Error('no pair');
    const once = decidePaired({ pairs: [first], screen: null, policy: aPolicy(), context: CONTEXT });
    expect(once.kind).toBe('look-again');
    expect(decided(pairs(1, slower), { maxRounds: 1 }).verdict.kind).toBe('inconclusive');
    const { verdict, headline, endpoints, advice } = decided(pairs(2, slower));
    expect(verdict.kind).toBe('regressed');
    expect(headline).toMatch(/over the 20 % limit; two paired looks agree\. The smallest change/);
    expect(endpoints).toEqual([]);
    expect(advice.join(' ')).not.toContain('baseline accept');
  });

  it('code that is 50 % faster pass, and improve where that is looked for', () => {
    const faster = { head: { scale: 1 / 1.5 } };
    expect(decided(pairs(1, faster)).verdict.kind).toBe('passed');
    const [first, ...rest] = pairs(2, faster);
    if (first === undefined) throw new Error('no pair');
    const context = { isDefaultBranch: true };
    const decision = decidePaired({ pairs: [first, ...rest], screen: null, policy: aPolicy(), context });
    expect(decision).toMatchObject({ kind: 'decided', verdict: { kind: 'improved' } });
  });

  it('whose p99 is gated tell p95 of both sides beside it', () => {
    const rules = [{ metric: 'http_req_duration', quantile: 0.99, endpoint: null }] as const;
    const { p95, judgements } = decided(pairs(2, { head: { scale: 1.5 } }), { rules });
    const { baseline, candidate } = judgements[0]?.comparison ?? { baseline: null, candidate: null };
    expect(p95.baseline).toBeLessThan(baseline?.value ?? 0);
    expect(p95.candidate).toBeLessThan(candidate?.value ?? 0);
    expect((p95.candidate ?? 0) / (p95.baseline ?? 1)).toBeCloseTo(1.5, 1);
  });

  it('code that is slower by too few milliseconds warn', () => {
    const tiny = (scale: number): RunShape => ({
      latency: (random) => (scale * logNormalLatency(random)) / 50,
    });
    const { verdict } = decided(pairs(2, { base: tiny(1), head: tiny(1.5) }));
    expect(verdict.kind).toBe('warned');
  });

  it('a screen counts as a look, and its run can be accepted', () => {
    const screen = aSide('candidate', 1, { scale: 1.5 });
    const after = [aPair(2, { head: { scale: 1.5 } }), aPair(3, { head: { scale: 1.5 } })];
    const { judgements, advice, headline } = decided(after, {}, screen);
    expect(judgements[0]?.comparison).toMatchObject({ looks: 3, candidate: { runs: 2 } });
    expect(headline).toContain('two paired looks agree');
    expect(advice.join(' ')).toContain('baseline accept');
  });

  it('endpoints show base and head side by side', () => {
    const shares = { 'GET /a': 0.5, 'GET /b': 0.5 };
    const shape = {
      base: { endpoints: shares },
      head: { endpoints: shares, endpointScale: { 'GET /b': 1.4 } },
    };
    const { endpoints } = decided(pairs(4, shape));
    const changeOf = (name: string) => endpoints.find(({ endpoint }) => endpoint === name)?.change;
    expect(changeOf('GET /a')).toBeCloseTo(0, 1);
    expect(changeOf('GET /b')).toBeCloseTo(0.4, 1);
  });
});

describe('a machine that has a bad time', () => {
  /** Six times slower in the same 15 of 60 seconds on both sides. */
  const burst = (scale = 1): RunShape => {
    let request = 0;
    return {
      latency: (random) => {
        const second = Math.floor((request++ / 3_600) * 60);
        return scale * (second >= 20 && second < 35 ? 6 : 1) * logNormalLatency(random);
      },
    };
  };
  const inBurst = (count: number, scale: number) =>
    Array.from({ length: count }, (_, index) => aPair(index + 1, { base: burst(), head: burst(scale) }));

  it('does not fail unchanged code', () => {
    expect(decided(inBurst(1, 1)).verdict.kind).toBe('passed');
  });

  it('does not hide a change', () => {
    expect(decided(inBurst(2, 1.6)).verdict.kind).toBe('regressed');
  });

  it('on one side alone makes the gate unsure instead of failing', () => {
    const oneSided = Array.from({ length: 4 }, (_, index) =>
      aPair(index + 1, index === 0 ? { head: burst() } : {}),
    );
    expect(decided(oneSided).verdict.kind).not.toBe('regressed');
  });
});
