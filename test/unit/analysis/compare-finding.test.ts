import { describe, expect, it } from 'vitest';
import { compareFinding, type FindingPolicy } from '../../../src/app/compare-finding.ts';
import { baselineOf } from '../../../src/app/load-findings.ts';
import type { Finding } from '../../../src/model/finding.ts';
import { parseFinding, renderFinding } from '../../../src/model/finding-file.ts';
import type { SoakFinding } from '../../../src/model/soak-finding.ts';
import type { SpikeFinding } from '../../../src/model/spike-finding.ts';
import type { StressFinding } from '../../../src/model/stress-finding.ts';
import { aFindingEntry, aFindingReport, aSoakFinding, aSpikeFinding } from '../../support/finding-builder.ts';

const POLICY = { failThreshold: 0.2, warnThreshold: 0.2, evidence: 'normal', spikeLimit: 0.5 } as const;

function ramp(rate: number | null): StressFinding {
  return {
    test: 'stress',
    outcome: rate === null ? 'not-reached' : 'broke',
    objective: { p95Ms: 300, stated: true, errorRate: 0.01 },
    breakingPoint: rate === null ? null : { rate, low: rate * 0.97, high: rate * 1.03, confidence: 0.95 },
    brokeFirst: 'latency',
    failure: null,
    extrapolated: null,
    lowestRate: 30,
    highestRate: 300,
    unloadedP95Ms: 40,
    requestsPerIteration: 1,
    steps: [],
    cause: null,
  };
}

function compareWith(
  history: readonly Finding[],
  now: readonly Finding[],
  exhausted = true,
  policy: FindingPolicy = POLICY,
) {
  const [first, ...rest] = now.map((finding) => ({ finding, job: 'this' }));
  if (first === undefined) throw new Error('nothing to compare');
  const earlier = history.map((finding, index) => aFindingEntry(finding, index));
  return compareFinding([first, ...rest], earlier, policy, exhausted);
}

const RAMPS = [200, 205, 196, 202, 199, 203, 198, 201].map(ramp);
const compare = (rates: readonly number[], exhausted: boolean) =>
  compareWith(RAMPS, rates.map(ramp), exhausted);

describe('capacity against earlier tests', () => {
  it('that is as before has passed after one ramp', () => {
    const judged = compare([202], false);
    expect(judged).toMatchObject({
      lookAgain: false,
      comparisons: [{ outcome: 'passed', tests: 8, commit: 'c7' }],
    });
    expect(judged.comparisons[0]?.before).toBeCloseTo(200.5, 0);
  });

  it('that is half is looked at again, and a regression when two ramps agree', () => {
    expect(compare([100], false).lookAgain).toBe(true);
    const judged = compare([100, 104], false);
    expect(judged).toMatchObject({ lookAgain: false, comparisons: [{ outcome: 'regressed' }] });
    expect(judged.comparisons[0]?.change).toBeLessThan(-0.45);
    expect(judged.comparisons[0]?.interval?.high).toBeLessThan(-0.3);
    expect(judged.comparisons[0]?.sentence).toMatch(/more than 17 % are lost, 2 ramps agree\.$/);
  });

  it('of one ramp alone fails nobody', () => {
    expect(compare([100], true).comparisons).toMatchObject([{ outcome: 'unconfirmed' }]);
  });

  it('has nothing to say where either side did not break', () => {
    expect(compareWith(RAMPS, [ramp(null)]).comparisons).toEqual([]);
    expect(compareWith([ramp(null)], [ramp(200)]).comparisons).toEqual([]);
    expect(compareWith([], [ramp(200)]).comparisons).toEqual([]);
  });
});

function spike(seconds: number | null, peakP95Ms = 1_800, requests = 400): SpikeFinding {
  const backlog = { requests, servedRate: 80, drainSeconds: 10 };
  return aSpikeFinding({ recoverySeconds: seconds, peakP95Ms, backlog });
}

describe('a spike against earlier ones', () => {
  const HISTORY = [12, 14, 11, 12, 13].map((seconds) => spike(seconds));
  const outcomes = (judged: ReturnType<typeof compareFinding>) =>
    Object.fromEntries(judged.comparisons.map(({ what, outcome }) => [what, outcome]));

  it('that recovers as quickly, as high and with the same backlog has passed', () => {
    const judged = compareWith(HISTORY, [spike(13)], false);
    expect(judged.lookAgain).toBe(false);
    expect(outcomes(judged)).toEqual({
      'recovery (s)': 'passed',
      'peak of p95 (times the usual)': 'passed',
      'backlog (requests)': 'passed',
    });
  });

  it('whose recovery takes three times as long is a regression once two agree', () => {
    expect(compareWith(HISTORY, [spike(40)], false).lookAgain).toBe(true);
    const [worst, ...others] = compareWith(HISTORY, [spike(40), spike(37)]).comparisons;
    expect(worst).toMatchObject({
      what: 'recovery (s)',
      outcome: 'regressed',
      worse: 'recovery-longer',
      tests: 5,
    });
    expect(worst?.now).toBeCloseTo(38.5, 0);
    expect(worst?.before).toBeCloseTo(12.3, 0);
    expect(worst?.sentence).toMatch(
      /^Recovery is 38.* s, \+2.* against 12.4 s in 5 earlier tests: more than 50 % over what it was, 2 spikes agree\.$/,
    );
    expect(others.map(({ outcome }) => outcome)).toEqual(['passed', 'passed']);
  });

  it.each([
    [1, [24, 24], 'inconclusive', /100 %/],
    [0.2, [24, 24], 'regressed', /more than 20 % over what it was/],
    [1, [15, 15], 'passed', /no rise of 100 %/],
    [0, [24, 24], 'regressed', /more than 0 % over what it was/],
  ])('may grow by %d: %j is %s', (spikeLimit, seconds, outcome, sentence) => {
    const now = seconds.map((second) => spike(second));
    const { comparisons } = compareWith(HISTORY, now, true, { ...POLICY, spikeLimit });
    const recovery = comparisons.find(({ what }) => what === 'recovery (s)');
    expect(recovery?.outcome).toBe(outcome);
    expect(recovery?.sentence).toMatch(sentence);
  });

  it('of two against one seconds is chance, whatever the ratio', () => {
    const quick = [1, 1, 0, 2, 1].map((seconds) => spike(seconds));
    expect(compareWith(quick, [spike(2), spike(2)]).comparisons[0]?.outcome).toBe('passed');
    expect(
      compareWith(
        [0, 0, 0].map((seconds) => spike(seconds)),
        [spike(0)],
      ).comparisons[0],
    ).toMatchObject({
      before: 0,
      change: null,
      interval: null,
    });
  });

  it('with fewer than three earlier ones is told, and judges nothing', () => {
    const judged = compareWith(HISTORY.slice(0, 2), [spike(60), spike(60)], false);
    expect(judged.lookAgain).toBe(false);
    expect(judged.comparisons[0]).toMatchObject({ outcome: 'told', tests: 2 });
    expect(judged.comparisons[0]?.sentence).toMatch(/: 3 earlier tests are needed to judge a change\.$/);
  });

  it('that never recovers has no recovery to compare, and still a peak', () => {
    expect(compareWith(HISTORY, [spike(null)]).comparisons.map(({ what }) => what)).not.toContain(
      'recovery (s)',
    );
  });
});

function soak(memory: number, latency = 0): SoakFinding {
  const finding = aSoakFinding({ outcome: 'steady' });
  const [heap] = finding.resources;
  if (heap === undefined || finding.latency === null) throw new Error('the builder has both');
  const least = { changeAtLeast: memory - 0.01 };
  return {
    ...finding,
    latency: { ...finding.latency, change: latency, changeAtLeast: latency - 0.02 },
    resources: [{ ...heap, change: memory, rises: false, ...least }],
  };
}

describe('a soak test against earlier ones', () => {
  const HISTORY = [0.005, 0.01, 0, 0.008, 0.002].map((memory) => soak(memory));

  it('that rises as slowly has passed', () => {
    expect(compareWith(HISTORY, [soak(0.012)]).comparisons.map(({ outcome }) => outcome)).toEqual([
      'passed',
      'passed',
    ]);
  });

  it('whose memory grows far faster is unconfirmed, and a regression when the next one says so too', () => {
    expect(compareWith(HISTORY, [soak(0.14)]).comparisons[0]).toMatchObject({
      outcome: 'unconfirmed',
      worse: 'growth-faster',
    });
    const [worst] = compareWith(HISTORY, [soak(0.14), soak(0.15)]).comparisons;
    expect(worst).toMatchObject({
      what: 'rise of process_resident_memory_bytes (bytes an hour)',
      outcome: 'regressed',
    });
    expect(worst?.sentence).toMatch(/MB an hour against .* in 5 earlier tests, \+1\d % more over the test/);
  });
});

describe('what a test is held against', () => {
  const history = [12, 12, 13].map((seconds, index) => aFindingEntry(spike(seconds), index));

  it('leaves out what was under another load, and says so', () => {
    const double = { fromSecond: 60, toSecond: 80, baseRate: 40, peakRate: 800 };
    const other = aFindingEntry(aSpikeFinding({ spike: double }), 9);
    const { earlier, notices } = baselineOf(spike(12), [...history, other], 'main');
    expect(earlier).toHaveLength(3);
    expect(notices).toMatchObject([{ code: 'other-load' }]);
  });

  it('is its own branch, and that of all where it has none yet', () => {
    const release = aFindingEntry(spike(30), 9, { branch: 'release' });
    expect(baselineOf(spike(12), [...history, release], 'release').earlier).toEqual([release]);
    expect(baselineOf(spike(12), history, 'release').earlier).toEqual(history);
  });

  it('begins anew at what somebody accepted', () => {
    const accepted = aFindingEntry(spike(40), 9, { verdict: 'regressed', opensEpoch: true });
    expect(baselineOf(spike(41), [...history, accepted], 'main').earlier).toEqual([accepted]);
  });

  it('is nothing before the first', () => {
    expect(baselineOf(spike(12), [], null)).toMatchObject({
      earlier: [],
      notices: [{ code: 'no-earlier-test' }],
    });
  });

  it('of a soak test has a second look in what was worse just before it, unless a good one came after', () => {
    const soaks = [0, 0.01, 0].map((memory, index) => aFindingEntry(soak(memory), index));
    const worse = aFindingEntry(soak(0.14), 8, { verdict: 'inconclusive', status: 'withheld' });
    expect(baselineOf(soak(0.15), [...soaks, worse], 'main').confirming).toMatchObject([{ job: 'week-8' }]);
    const good = aFindingEntry(soak(0.01), 9);
    expect(baselineOf(soak(0.15), [...soaks, worse, good], 'main').confirming).toEqual([]);
    const spikes = [...history, aFindingEntry(spike(40), 8, { verdict: 'inconclusive', status: 'withheld' })];
    expect(baselineOf(spike(40), spikes, 'main').confirming).toEqual([]);
  });
});

describe('finding.json', () => {
  it('comes back as it was written', () => {
    const report = aFindingReport(ramp(200));
    expect(parseFinding(renderFinding(report), 'finding.json')).toEqual(report);
  });

  it.each([
    '',
    '{}',
    '[]',
    '{"schemaVersion":2}',
    renderFinding(aFindingReport(ramp(200))).replace('"stress"', '"stres"'),
  ])('that is %j is refused', (text) => {
    expect(() => parseFinding(text.replaceAll('"test": "stress"', '"test": 1'), 'old.json')).toThrow(
      /reading old.json/,
    );
  });
});
