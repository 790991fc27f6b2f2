import { describe, expect, it } from 'vitest';
import { type DecideContext, type Decision, decide } from '../../../src/gate/decide.ts';
import type { GatePolicy } from '../../../src/model/gate-policy.ts';
import type { HistoryEntry } from '../../../src/model/history.ts';
import type { Run } from '../../../src/model/run.ts';
import { aPolicy, P95 } from '../../support/policy-builder.ts';
import { anEntry, aRun, aSummaryRun, entriesOf, type RunShape } from '../../support/run-builder.ts';

type Decided = Extract<Decision, { kind: 'decided' }>;

const HISTORY = entriesOf([1, 1.03, 0.97, 1.01, 0.98, 1.02, 1, 0.99]);

interface Job {
  readonly history?: readonly HistoryEntry[];
  readonly policy?: Partial<GatePolicy>;
  readonly isDefaultBranch?: boolean;
}

function decideOn(
  runs: readonly Run[],
  { history = HISTORY, policy = {}, isDefaultBranch = false }: Job = {},
): Decision {
  const [first, ...rest] = runs;
  if (first === undefined) throw new RangeError('a job has at least one run');
  return decide({ history, runs: [first, ...rest], policy: aPolicy(policy), context: { isDefaultBranch } });
}

/** Rounds of one job until the gate has decided: the shape of round k, or of the last one named. */
function job(
  shapes: readonly [RunShape, ...RunShape[]],
  options: Job = {},
): Decided & { readonly rounds: number } {
  const runs: Run[] = [];
  for (let round = 1; round <= 10; round++) {
    const shape = shapes[round - 1] ?? shapes[shapes.length - 1] ?? shapes[0];
    runs.push(
      aRun({ seed: 9000 + round, ...shape, identity: { round, id: `round-${round}`, ...shape.identity } }),
    );
    const decision = decideOn(runs, options);
    if (decision.kind === 'decided') return { ...decision, rounds: round };
  }
  throw new RangeError('not decided after ten rounds');
}

const CRASHED: RunShape = {
  with: { end: { kind: 'failed', code: 'ENGINE_FAILED', message: 'k6 exited with 139', hint: null } },
};

describe('a candidate against its history', () => {
  it('passes unchanged code after one run', () => {
    const decided = job([{}]);
    expect(decided).toMatchObject({ rounds: 1, verdict: { kind: 'passed' }, advice: [] });
    expect(decided.judgements[0]?.comparison).toMatchObject({ looks: 1, baseline: { entries: 8 } });
  });

  it('fails code that is half again as slow after two runs that agree', () => {
    const decided = job([{ scale: 1.5 }]);
    expect(decided).toMatchObject({ rounds: 2, verdict: { kind: 'regressed' } });
    const comparison = decided.judgements[0]?.comparison;
    expect(comparison?.change).toBeCloseTo(0.5, 1);
    expect(comparison?.interval.low).toBeGreaterThan(0.2);
  });

  it('does not fail when only the first run was slow', () => {
    expect(job([{ scale: 1.6 }, { scale: 1 }]).verdict.kind).not.toBe('regressed');
  });

  it('warns of a change between the two limits', () => {
    const quiet = entriesOf(Array.from({ length: 30 }, (_, index) => 1 + 0.004 * ((index * 7) % 5)));
    expect(job([{ scale: 1.13 }], { history: quiet }).verdict.kind).toBe('warned');
  });

  it('says when it cannot tell', () => {
    const decided = job([{ scale: 1.15 }]);
    expect(decided).toMatchObject({ rounds: 4, verdict: { kind: 'inconclusive' } });
    expect(decided.advice.length).toBeGreaterThan(0);
  });

  it('stops at --max-rounds, and never fails on one run', () => {
    const decided = job([{ scale: 3 }], { policy: { maxRounds: 1 } });
    expect(decided).toMatchObject({ rounds: 1, verdict: { kind: 'inconclusive' } });
    expect(decided.advice[0]).toContain('--max-rounds');
  });

  it('looks again for an improvement on the main branch only', () => {
    expect(job([{ scale: 0.6 }])).toMatchObject({ rounds: 1, verdict: { kind: 'passed' } });
    expect(job([{ scale: 0.6 }], { isDefaultBranch: true })).toMatchObject({
      rounds: 2,
      verdict: { kind: 'improved' },
    });
  });

  it('takes a bimodal p95 for what it is: hard to tell', () => {
    const latency = (random: () => number) => (random() < 0.94 ? 20 : 100) * (0.9 + 0.2 * random());
    const history = entriesOf([1, 1.01, 0.99, 1, 1.02, 0.98], { latency });
    expect(job([{ latency }], { history }).verdict.kind).not.toBe('regressed');
  });

  it('passes when all latencies are equal', () => {
    const latency = () => 40;
    const history = entriesOf([1, 1, 1, 1, 1, 1, 1, 1], { latency });
    expect(job([{ latency }], { history }).verdict.kind).toBe('passed');
  });

  it('never fails a change of a few milliseconds', () => {
    const latency = () => 2;
    const history = entriesOf([1, 1, 1, 1, 1], { latency });
    expect(job([{ latency, scale: 1.9 }], { history })).toMatchObject({
      rounds: 1,
      verdict: { kind: 'warned' },
    });
  });

  it('gives the same answer to the same question', () => {
    const runs = [aRun({ seed: 77, scale: 1.2 })];
    expect(decideOn(runs)).toEqual(decideOn(runs));
  });
});

describe('baselines', () => {
  it('are not invented', () => {
    const decided = job([{}], { history: [] });
    expect(decided).toMatchObject({ rounds: 1, verdict: { kind: 'no-baseline' } });
    expect(decided.judgements[0]?.comparison).toBeNull();
  });

  it('of zero are none', () => {
    const zero = anEntry({ run: { latency: () => 0 } });
    const decided = job([{}], { history: [zero] });
    expect(decided.verdict).toMatchObject({ kind: 'no-baseline', reasons: [{ code: 'not-in-baseline' }] });
  });

  it('of another script are not compared', () => {
    const decided = job([{ fingerprint: { scriptHash: 'cd' }, scale: 9 }]);
    expect(decided.verdict.kind).toBe('not-comparable');
    expect(decided.comparability).toMatchObject({ comparable: false, differences: ['the script changed'] });
  });

  it('of a script with another name are told by both names, with a way out', () => {
    const history = [anEntry({ run: { fingerprint: { scriptName: 'shop.js' } } })];
    const decided = job([{ fingerprint: { scriptHash: 'cd', scriptName: 'checkout.js' } }], { history });
    expect(decided.headline).toBe(
      'The baseline of this key was measured with the script shop.js, this run with checkout.js.',
    );
    expect(decided.advice[0]).toContain('`--key`');
    expect(job([{ fingerprint: { scriptHash: 'cd' } }], { history }).advice.join()).not.toContain('--key');
  });

  it('of one run convict only what is twice as slow', () => {
    const history = entriesOf([1]);
    expect(job([{ scale: 1.25 }], { history }).verdict.kind).toBe('inconclusive');
    expect(job([{ scale: 2 }], { history }).verdict.kind).toBe('regressed');
  });

  it('keep out the rounds that were no measurement', () => {
    const [good] = anEntry({ seed: 50 }).runs;
    const spoiled = { ...aRun({ seed: 51, scale: 9 }), ...CRASHED.with };
    const entry = anEntry({ seed: 50, runs: [spoiled, good] } as Partial<HistoryEntry>);
    const decided = job([{}], { history: [entry] });
    expect(decided.judgements[0]?.comparison?.baseline.value).toBeLessThan(60);
  });
});

describe('rounds that are no measurement', () => {
  it('are made again once', () => {
    const decided = job([CRASHED, {}]);
    expect(decided).toMatchObject({ rounds: 2, verdict: { kind: 'passed' } });
    expect([...decided.invalidRounds.keys()]).toEqual(['round-1']);
    expect(decided.judgements[0]?.comparison?.looks).toBe(1);
  });

  it.each([1, 1.03, 1.5, 0.5])(
    'make the job invalid when somebody stops it, at %d times the baseline',
    (scale) => {
      const interrupted: RunShape = { with: { end: { kind: 'interrupted', signal: 'SIGINT' } } };
      const rounds = [aRun({ seed: 1, scale }), aRun({ seed: 2, scale }), aRun({ seed: 3, ...interrupted })];
      for (const done of [1, 2]) {
        const runs = [...rounds.slice(0, done), ...rounds.slice(2)];
        expect(decideOn(runs, { policy: { maxRounds: runs.length } })).toMatchObject({
          verdict: { kind: 'invalid', reasons: [{ code: 'interrupted' }] },
          judgements: [],
        });
      }
    },
  );

  it('are those that a target which stopped answering cut short: what it did answer was as fast as ever', () => {
    const decided = job([{ requests: 1200, seconds: 20 }]);
    expect(decided).toMatchObject({
      rounds: 2,
      verdict: { kind: 'invalid', reasons: [{ code: 'target-stopped-answering' }] },
      judgements: [],
    });
  });

  it.each([
    ['closed loop: virtual users wait, and the window ends early', { requests: 1_200, seconds: 20 }],
    ['open loop: the rest of the load is dropped', { requests: 1_200, load: { droppedIterations: 1_700 } }],
  ])('are no baseline to start from where the target hung in mid-run (%s)', (_, shape) => {
    const hung = { ...shape, load: { ...('load' in shape ? shape.load : {}), silentEndMs: 60_000 } };
    const runs = [aRun({ seed: 1, ...hung }), aRun({ seed: 2, ...hung })] as const;
    const first = decide({
      history: [],
      runs: [runs[0]],
      policy: aPolicy(),
      context: { isDefaultBranch: true },
    });
    expect(first.kind).toBe('look-again');
    expect(
      decide({ history: [], runs, policy: aPolicy(), context: { isDefaultBranch: true } }),
    ).toMatchObject({
      verdict: { kind: 'invalid', reasons: [{ code: 'target-stopped-answering' }] },
      judgements: [],
    });
  });

  it.each<[string, RunShape]>([
    ['shorter by less than chance', { requests: 2700, seconds: 46 }],
    [
      'shorter with all its requests: iterations that are counted, and faster',
      { requests: 3000, seconds: 30 },
    ],
    ['slower, not shorter', { requests: 1500, seconds: 50 }],
    ['of a load of which nothing is known', { requests: 1200, seconds: 20, fingerprint: { loadShape: {} } }],
  ])('are not those that are %s', (_, shape) => {
    expect(job([shape]).invalidRounds.size).toBe(0);
  });

  it('are not those that a threshold of the script ended early', () => {
    const thresholds = [{ metric: 'http_req_failed', expression: 'rate<0.1', ok: false }];
    const decided = job([{ requests: 1200, seconds: 20, with: { thresholds } }]);
    expect(decided.verdict.kind).toBe('slo-breached');
  });

  it('make the job invalid when it happens twice', () => {
    const decided = job([CRASHED]);
    expect(decided).toMatchObject({ rounds: 2, verdict: { kind: 'invalid' }, judgements: [] });
    expect(decided.headline).toBe('No verdict: k6 exited with 139.');
  });

  it('make the job invalid at once when there is one look', () => {
    expect(job([CRASHED], { policy: { maxRounds: 1 } })).toMatchObject({
      rounds: 1,
      verdict: { kind: 'invalid' },
    });
  });

  it('never count: a crash and one slow run convict nobody', () => {
    const decided = job([{ scale: 2 }, CRASHED, CRASHED]);
    expect(decided.verdict.kind).toBe('inconclusive');
  });
});

describe('advice on a regression', () => {
  const runs = [aRun({ seed: 101, scale: 3 }), aRun({ seed: 102, scale: 3 })] as const;
  const told = (context: DecideContext) => {
    const decided = decide({ history: entriesOf([1, 1, 1, 1, 1]), runs, policy: aPolicy(), context });
    return decided.kind === 'decided' ? decided.advice.join('\n') : decided.why;
  };

  it.each([
    [true, 'Intended: accept the new level with `accept --key k` (recorded with your name).'],
    [false, 'Intended: once the default branch has measured it, accept the new level with `accept --key k`'],
  ])('names what accepts it; on the default branch: %s', (isDefaultBranch, words) => {
    expect(told({ isDefaultBranch, toAccept: '`accept --key k`' })).toContain(words);
  });

  it('names nothing where nothing can be accepted, as with files', () => {
    expect(told({ isDefaultBranch: true, toAccept: null })).not.toContain('Intended');
    expect(told({ isDefaultBranch: false })).toContain('In doubt');
  });
});

describe('advice on a pass', () => {
  const told = (history: HistoryEntry[], scale = 1) => {
    const decided = job([{ scale }], { history });
    expect(decided.verdict.kind).toBe('passed');
    return decided;
  };

  it('is none where the limit would have been seen', () => {
    const steady = entriesOf(Array.from({ length: 20 }, (_, at) => 1 + 0.02 * Math.sin(at)));
    expect(told(steady).advice).toEqual([]);
    expect(told(steady).headline).not.toContain('unseen');
  });

  it('says what would show more where it would not, as with a short history', () => {
    const short = told(entriesOf([1, 1, 1]));
    expect(short.advice).toEqual([expect.stringContaining('has 3 of the 5 jobs')]);
    expect(short.headline).toMatch(/may have gone unseen\.$/);
  });

  it('is none where a fall was clear enough to exclude a rise', () => {
    expect(told(entriesOf([1, 1, 1]), 0.8).advice).toEqual([]);
  });

  it('speaks of the noise where the history is long and restless', () => {
    const restless = entriesOf(Array.from({ length: 12 }, (_, at) => [0.9, 1, 1.1][at % 3] ?? 1));
    expect(told(restless, 0.97).advice).toEqual([expect.stringContaining('would see more')]);
  });
});

describe('absolute limits', () => {
  const failing: RunShape = {
    load: { requests: 3000, failedRequests: 300, failuresByClass: { 'status 500': 300 } },
  };

  it('decide at once', () => {
    expect(job([failing])).toMatchObject({ rounds: 1, verdict: { kind: 'slo-breached' } });
  });

  it('are broken by a service that answers with nothing but errors', () => {
    const all = { requests: 3000, failedRequests: 3000, failuresByClass: { 'status 503': 3000 } };
    const decided = job([{ requests: 0, load: all }]);
    expect(decided).toMatchObject({ rounds: 1, verdict: { kind: 'slo-breached' } });
    expect(decided.headline).toBe('The error rate was 100 % (HTTP 503), over the 1 % that is allowed.');
  });

  it('are broken by a service that dies in mid-run, which is told first, also of a busy generator', () => {
    const dead = { requests: 4000, failedRequests: 1500, failuresByClass: { 'error 1212': 1500 } };
    const busy = { cpuShare: 0.95, loopUtilisation: 0.2, startLagMs: 90 };
    const load = { ...dead, droppedIterations: 10, silentEndMs: 20_000, silentFromMs: 40_000 };
    const decided = job([{ load, with: { generator: busy } }]);
    expect(decided).toMatchObject({ rounds: 1, verdict: { kind: 'slo-breached' } });
    expect(decided.headline).toMatch(/^The target stopped answering 40\.0 s into the load: /);
    expect(decided.advice).toEqual([expect.stringMatching(/^See what the target met/)]);
  });

  it('are broken also by a run that a threshold ended early', () => {
    const decided = job([{ requests: 100, with: { end: { kind: 'thresholds-crossed' } } }]);
    expect(decided).toMatchObject({ rounds: 1, verdict: { kind: 'slo-breached' } });
    expect(decided.verdict.reasons.map((reason) => reason.code)).toEqual([
      'threshold-crossed',
      'too-few-requests',
    ]);
  });

  it('are broken also where scripts throw at the errors that they get', () => {
    const exceptions = { iterations: 2000, of: 3000, first: 'Error: no id' };
    const decided = job([{ load: { ...failing.load, exceptions } }]);
    expect(decided).toMatchObject({ rounds: 1, verdict: { kind: 'slo-breached' } });
  });

  it('that hold excuse no script that mostly throws: it is no measurement, and tried again once', () => {
    const throwing = { load: { exceptions: { iterations: 2900, of: 3000, first: 'Error: no id' } } };
    const decided = job([throwing, throwing], { history: [] });
    expect(decided).toMatchObject({ rounds: 2, verdict: { kind: 'invalid' } });
    expect(decided.headline).toContain('Error: no id');
    expect(decided.advice).toEqual([expect.stringContaining('script')]);
  });

  it('come after a regression that is sure', () => {
    const decided = job([{ scale: 2 }, { scale: 2, ...failing }]);
    expect(decided.verdict.kind).toBe('regressed');
    expect(decided.verdict.reasons.map((reason) => reason.code)).toContain('error-rate');
    expect(decided.advice).toContainEqual(expect.stringMatching(/^Fix the errors/));
  });

  it('count without a baseline too', () => {
    expect(job([failing], { history: [] }).verdict.kind).toBe('slo-breached');
  });
});

describe('load that did not come', () => {
  it('counts as slow: the worst regression is not excused', () => {
    const load = { iterations: 2400, droppedIterations: 600 };
    const decided = job([{ load }]);
    expect(decided.verdict.kind).toBe('regressed');
    expect(decided.verdict.reasons.at(-1)).toMatchObject({ code: 'load-not-kept-up' });
  });

  it('counts where no iteration came to its end', () => {
    const decided = job([{ load: { iterations: 0, droppedIterations: 600 } }]);
    expect(decided.verdict.kind).toBe('regressed');
    expect(decided.verdict.reasons.at(-1)?.text).toContain('did not keep up with 100 % of the load (600 ');
  });

  it('is told from the rate that was offered', () => {
    const decided = job([{ load: { offeredRate: 80, iterations: 3000 } }]);
    expect(decided.verdict.reasons.some((reason) => reason.code === 'load-not-kept-up')).toBe(true);
    const kept = job([{ load: { offeredRate: 60.5, iterations: 3000 } }]);
    expect(kept.verdict.reasons.some((reason) => reason.code === 'load-not-kept-up')).toBe(false);
  });
});

describe('several rules', () => {
  const endpoints = { 'GET /list': 0.5, 'POST /checkout': 0.49, 'GET /rare': 0.01 };
  const shape: RunShape = { endpoints, requests: 6000 };
  const history = entriesOf([1, 1.03, 0.97, 1.01, 0.98, 1.02, 1, 0.99], shape);
  const rule = (endpoint: string) => ({ ...P95, endpoint });
  const rules = [P95, rule('POST /checkout')] as const;

  it('make one verdict, the worst', () => {
    const decided = job([{ ...shape, endpointScale: { 'POST /checkout': 1.7 } }], {
      history,
      policy: { rules },
    });
    expect(decided.verdict.kind).toBe('regressed');
    expect(decided.judgements.map((judgement) => judgement.rule.endpoint)).toEqual([null, 'POST /checkout']);
    expect(decided.verdict.reasons.map((reason) => reason.text).join(' ')).toContain(
      'p95 of POST /checkout rose',
    );
    expect(decided.advice[0]).toContain('POST /checkout');
  });

  it('do not let an endpoint with three requests decide', () => {
    const decided = job([{ ...shape, endpointScale: { 'GET /rare': 50 } }], {
      history,
      policy: { rules: [P95, rule('GET /rare')] },
    });
    expect(decided.judgements).toHaveLength(1);
    expect(decided.verdict.reasons.at(-1)).toMatchObject({ code: 'not-gated' });
    expect(decided.endpoints.find((row) => row.endpoint === 'GET /rare')).toMatchObject({ gated: false });
  });

  it('are invalid when none of them can be judged', () => {
    const decided = job([shape], { history, policy: { rules: [rule('GET /rare')] } });
    expect(decided.verdict).toMatchObject({ kind: 'invalid', reasons: [{ code: 'not-gated' }] });
  });

  it('have no baseline of an endpoint that is new', () => {
    const before = entriesOf([1, 1.02, 0.98, 1, 1.01], { requests: 6000 });
    const decided = job([shape], { history: before, policy: { rules } });
    expect(decided.judgements.map((judgement) => judgement.verdict)).toEqual(['passed', 'no-baseline']);
    expect(decided.verdict.kind).toBe('no-baseline');
  });

  it('show every endpoint of either side', () => {
    const decided = job([{ ...shape, endpoints: { 'GET /list': 0.5, 'GET /new': 0.5 } }], { history });
    const rows = Object.fromEntries(decided.endpoints.map((row) => [row.endpoint, row]));
    expect(rows['GET /list']?.change).toBeCloseTo(0, 1);
    expect(rows['GET /new']).toMatchObject({ baselineP95: null, change: null });
    expect(rows['POST /checkout']).toMatchObject({ candidateP95: null, requests: 0, change: null });
  });
});

describe('policy: strict', () => {
  const policy = { kind: 'strict' } as const;

  it('fails on the plain ratio after one run, and says how often that is wrong', () => {
    const decided = job([{ scale: 1.3 }], { policy });
    expect(decided).toMatchObject({ rounds: 1, verdict: { kind: 'regressed' } });
    expect(decided.headline).toMatch(/strict rule fails .* % of unchanged code/);
  });

  it('passes under the limit, warns between the limits, and keeps the floor', () => {
    expect(job([{}], { policy }).verdict.kind).toBe('passed');
    expect(job([{ scale: 1.15 }], { policy }).verdict.kind).toBe('warned');
    expect(job([{ scale: 1.5 }], { policy: { ...policy, minAbsoluteDeltaMs: 500 } }).verdict.kind).toBe(
      'warned',
    );
  });
});

describe('summaries', () => {
  const history = [40, 41, 39].map((p95, index) => {
    const run = aSummaryRun(p95, { seed: index + 1 });
    return anEntry({ seed: index + 1, runs: [run] } as Partial<HistoryEntry>);
  });

  it('cannot be held against noise, and say what could be done', () => {
    const decision = decideOn([aSummaryRun(90)], { history, policy: { maxRounds: 1 } });
    expect(decision).toMatchObject({ kind: 'decided', verdict: { kind: 'inconclusive' } });
    if (decision.kind === 'decided') expect(decision.advice[0]).toContain('--policy strict');
  });

  it('can be judged strictly', () => {
    const decision = decideOn([aSummaryRun(90)], { history, policy: { kind: 'strict' } });
    expect(decision).toMatchObject({ kind: 'decided', verdict: { kind: 'regressed' } });
  });
});

describe('the work of a decision on thirty jobs and ten endpoints', () => {
  const names = Array.from({ length: 10 }, (_, index) => `GET /${index}`);
  const shape: RunShape = {
    endpoints: Object.fromEntries(names.map((name) => [name, 0.1])),
    requests: 3_000,
  };
  const rules = [P95, ...names.map((endpoint) => ({ ...P95, endpoint }))] as const;

  /** The run, whose histograms say when they are read. */
  function watched(run: Run, onRead: () => void): Run {
    const series = run.series.map((one) => ({
      ...one,
      get seconds() {
        onRead();
        return one.seconds;
      },
    }));
    return { ...run, series };
  }

  it('decodes no histogram of the history, and each of the candidate at most once', () => {
    const read = { history: 0, candidate: 0 };
    const history = entriesOf(
      Array.from({ length: 30 }, (_, index) => 1 + 0.01 * (index % 5)),
      shape,
    ).map(({ runs: [only], ...entry }) => ({
      ...entry,
      runs: [watched(only, () => read.history++)] as const,
    }));
    const runs = [1, 2, 3, 4].map((round) =>
      watched(
        aRun({ ...shape, seed: 700 + round, identity: { round, id: `r${round}` } }),
        () => read.candidate++,
      ),
    );
    expect(decideOn(runs, { history, policy: { rules, minRequests: 100 } }).kind).toBe('decided');
    expect(read.history).toBe(0);
    expect(read.candidate).toBeGreaterThan(0);
    expect(read.candidate).toBeLessThanOrEqual(runs.length * rules.length);
  });
});
