import { describe, expect, it } from 'vitest';
import type { BaselineModel } from '../../../src/gate/baseline-model.ts';
import { changeLimits } from '../../../src/gate/change-limits.ts';
import { freshLooks } from '../../../src/gate/fresh-looks.ts';
import { judgeLooks, type LookRules } from '../../../src/gate/judge-looks.ts';
import { minimumDetectableChange } from '../../../src/gate/minimum-detectable-change.ts';
import type { RoundLevel } from '../../../src/gate/round-level.ts';
import { screenPasses } from '../../../src/gate/screen.ts';

/** Ten quiet jobs around 100 ms. */
const BASELINE: BaselineModel = {
  mu: Math.log(100),
  sigma: 0.06,
  muVariance: 0.06 ** 2 / 9.5,
  df: 11.2,
  entries: 10,
  cut: 0,
  recent: Math.log(100),
};
const LIMITS = changeLimits({ failThreshold: 0.2, warnThreshold: 0.1 });
const RULES: LookRules = {
  limits: LIMITS,
  evidence: 'normal',
  metrics: 1,
  exhausted: false,
  seeksImprovement: false,
  minAbsoluteDeltaMs: 5,
};

const round = (ms: number, job = 'one'): RoundLevel => ({ level: Math.log(ms), withinError: 0.04, job });

function rounds(...ms: readonly [number, ...number[]]): [RoundLevel, ...RoundLevel[]] {
  const [first, ...rest] = ms;
  return [round(first), ...rest.map((value) => round(value))];
}

const outcome = (list: [RoundLevel, ...RoundLevel[]], rules: Partial<LookRules> = {}, baseline = BASELINE) =>
  judgeLooks(list, baseline, { ...RULES, ...rules }).outcome;

describe('fresh looks', () => {
  it('of one job share its machine: repeating them tells little', () => {
    const one = freshLooks(rounds(110), BASELINE).standardError;
    const four = freshLooks(rounds(110, 110, 110, 110), BASELINE).standardError;
    expect(four ** 2 - BASELINE.muVariance).toBeCloseTo(0.06 ** 2 * (0.7 + 0.3 / 3.7), 12);
    expect(four / one).toBeGreaterThan(0.85);
  });

  it('of four jobs average their machines out', () => {
    const fresh = freshLooks([round(110, 'a'), round(110, 'b'), round(110, 'c'), round(110, 'd')], BASELINE);
    expect(fresh.standardError ** 2 - BASELINE.muVariance).toBeCloseTo(0.06 ** 2 / 3.7, 12);
    expect(fresh.theta).toBeCloseTo(Math.log(1.1), 12);
  });

  it('never claim to be better than the rounds themselves', () => {
    const noisy: RoundLevel = { level: Math.log(110), withinError: 0.3, job: 'one' };
    expect(freshLooks([noisy], BASELINE).standardError).toBeGreaterThan(0.3);
  });

  it('take the middle of three, so that one bad round does not decide', () => {
    expect(freshLooks(rounds(101, 300, 103), BASELINE).theta).toBeCloseTo(Math.log(1.03), 12);
  });
});

describe('screen', () => {
  const screens = (ms: number, baseline = BASELINE) =>
    screenPasses(round(ms), freshLooks(rounds(ms), baseline), baseline, LIMITS);

  it('passes what is clearly no regression', () => {
    expect(screens(100)).toBe(true);
    expect(screens(60)).toBe(true);
    expect(screens(116)).toBe(false);
    expect(screens(150)).toBe(false);
  });

  it('does not let an improvement of a few runs ago hide a regression of today', () => {
    const improvedLately = { ...BASELINE, recent: Math.log(75) };
    expect(screens(100, improvedLately)).toBe(false);
  });
});

describe('looks that go on in another job', () => {
  const HANDS_OVER = { exhausted: true, handsOver: true };

  it('leave undecided what only a last look would decide', () => {
    const [slower, faster] = [rounds(122, 122, 122), rounds(108)];
    expect(outcome(slower, { exhausted: true })).toBe('regressed');
    expect(outcome(slower, HANDS_OVER)).toBe('inconclusive');
    expect(outcome(faster, { exhausted: true })).toBe('passed');
    expect(outcome(faster)).toBe(outcome(faster, HANDS_OVER).replace('inconclusive', 'look-again'));
  });

  it('decide what is clear as ever', () => {
    expect(outcome(rounds(100), HANDS_OVER)).toBe('passed');
    expect(outcome(rounds(170, 170), HANDS_OVER)).toBe('regressed');
  });
});

describe('looks', () => {
  it('pass at the first when it is clear', () => {
    expect(outcome(rounds(102))).toBe('passed');
  });

  it('never fail on one run, however far out, with looks left or not', () => {
    expect(outcome(rounds(900))).toBe('look-again');
    expect(outcome(rounds(900), { exhausted: true })).toBe('inconclusive');
  });

  it('fail when the second agrees', () => {
    expect(outcome(rounds(170, 165))).toBe('regressed');
  });

  it('pass when the second says that the first was bad luck', () => {
    expect(outcome(rounds(150, 98, 99, 101), { exhausted: true })).toBe('passed');
  });

  it('are spent at last: over the limit and surely slower fails, else it is inconclusive', () => {
    expect(outcome(rounds(125, 126, 127, 125))).toBe('look-again');
    expect(outcome(rounds(125, 126, 127, 125), { exhausted: true })).toBe('regressed');
    expect(outcome(rounds(117, 116, 118, 117), { exhausted: true })).toBe('inconclusive');
    const unsure = { ...BASELINE, sigma: 0.2, muVariance: 0.04, df: 4 };
    expect(outcome(rounds(125, 126, 127, 125), { exhausted: true }, unsure)).toBe('inconclusive');
  });

  it('want odds of 4 to 1 for strong evidence', () => {
    expect(outcome(rounds(122, 121, 122, 121), { exhausted: true })).toBe('regressed');
    expect(outcome(rounds(122, 121, 122, 121), { exhausted: true, evidence: 'strong' })).toBe('inconclusive');
    expect(outcome(rounds(140, 141, 139, 140), { exhausted: true, evidence: 'strong' })).toBe('regressed');
  });

  it('want more evidence of each of several metrics', () => {
    const list = rounds(140, 140);
    expect(outcome(list)).toBe('regressed');
    expect(outcome(list, { metrics: 20 })).toBe('look-again');
  });

  it('stay passed once they have: rounds that other rules needed do not reopen a rule', () => {
    const judged = judgeLooks(rounds(102, 130, 130), BASELINE, RULES);
    expect(judged.outcome).toBe('passed');
    expect(judged.estimate.looks).toBe(1);
  });
});

describe('the floor in milliseconds', () => {
  const fast: BaselineModel = { ...BASELINE, mu: Math.log(10), recent: Math.log(10) };

  it('makes a large ratio of a few milliseconds a warning', () => {
    expect(outcome(rounds(14, 14.5), {}, fast)).toBe('below-floor');
  });

  it('decides at once where no change that is possible could matter', () => {
    expect(outcome(rounds(12.5), {}, fast)).toBe('below-floor');
    expect(outcome(rounds(11), {}, fast)).toBe('passed');
  });

  it('does not excuse more than it says', () => {
    expect(outcome(rounds(17, 17), {}, fast)).toBe('regressed');
  });

  it('calls no improvement of less', () => {
    expect(outcome(rounds(6, 6, 6, 6), { seeksImprovement: true, exhausted: true }, fast)).toBe('passed');
  });
});

describe('improvement', () => {
  it('is not looked for in a pull request', () => {
    expect(outcome(rounds(60))).toBe('passed');
  });

  it('is worth another look on the main branch, and confirmed by it', () => {
    const main = { seeksImprovement: true };
    expect(outcome(rounds(60), main)).toBe('look-again');
    expect(outcome(rounds(60, 61), main)).toBe('improved');
    expect(outcome(rounds(60, 100, 101), main)).toBe('passed');
  });

  it('is not claimed on weak evidence when the looks are spent', () => {
    const list = rounds(81, 80, 82, 81);
    expect(outcome(list, { seeksImprovement: true, exhausted: true })).toBe('passed');
  });
});

it('minimum detectable change follows from the standard error', () => {
  expect(minimumDetectableChange(0.05)).toBeCloseTo(Math.exp(3.17 * 0.05) - 1, 12);
  expect(minimumDetectableChange(0)).toBe(0);
});
