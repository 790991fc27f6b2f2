import { describe, expect, it } from 'vitest';
import { headlineOf } from '../../src/gate/headline.ts';
import {
  type ComparedVerdict,
  noBaselineSentence,
  strictSentence,
  verdictSentence,
} from '../../src/gate/verdict-sentence.ts';
import type { Comparison } from '../../src/model/comparison.ts';
import type { GateRule } from '../../src/model/gate-policy.ts';
import { aPolicy, P95 } from '../support/policy-builder.ts';

function comparison(
  change: number,
  low: number,
  high: number,
  overrides: Partial<Comparison> = {},
): Comparison {
  return {
    rule: P95,
    design: 'history',
    baseline: { value: 182, entries: 10, cut: 0, commit: 'a1b2c3d', at: '2026-01-01T00:00:00Z' },
    candidate: { value: 182 * (1 + change), runs: 2, requests: 6000 },
    change,
    interval: { low, high, confidence: 0.95 },
    noise: 0.06,
    standardError: 0.033,
    minimumDetectableChange: 0.11,
    logLikelihoodRatio: 4,
    looks: 2,
    ...overrides,
  };
}

const say = (verdict: ComparedVerdict, of: Comparison, agreeing = 2) =>
  verdictSentence(verdict, { comparison: of, policy: aPolicy(), agreeing });

describe('the sentence of a verdict', () => {
  it('regressed', () => {
    expect(say('regressed', comparison(0.234, 0.153, 0.309))).toBe(
      'p95 rose 23 % (95 % interval +15 to +31 %), over the 20 % limit; two looks agree. The smallest change this could see is 11 %.',
    );
  });

  it.each([
    [0.3, 0.22, '30 %.'],
    [0.31, 0.2, '31 %.'],
    [0.31, 0.22, '31 %, so a slowdown over the 20 % limit may have gone unseen.'],
  ])(
    'passed, where only %d could be seen, and at most %d is likely',
    (minimumDetectableChange, high, words) => {
      const sentence = say('passed', comparison(0.02, -0.07, high, { minimumDetectableChange }));
      expect(sentence.split(' is ').at(-1)).toBe(words);
    },
  );

  it('regressed, of an endpoint, when not every look was over the limit', () => {
    const rule: GateRule = { metric: 'http_req_duration', quantile: 0.99, endpoint: 'POST /checkout' };
    expect(say('regressed', comparison(0.25, 0.1, 0.42, { rule, looks: 4 }), 3)).toBe(
      'p99 of POST /checkout rose 25 % (95 % interval +10 to +42 %), over the 20 % limit; three of four looks were so far off on their own. The smallest change this could see is 11 %.',
    );
  });

  it('improved', () => {
    expect(say('improved', comparison(-0.28, -0.35, -0.2))).toBe(
      'p95 fell 28 % (95 % interval −35 to −20 %); two looks agree. The smallest change this could see is 11 %.',
    );
  });

  it('warned', () => {
    expect(say('warned', comparison(0.137, 0.078, 0.196))).toBe(
      'p95 rose 14 % to 207 ms (95 % interval +8 to +20 %): under the 20 % limit, over the 10 % that is warned of. The smallest change this could see is 11 %.',
    );
  });

  it('warned, because it is only a few milliseconds', () => {
    const fast = comparison(0.35, 0.2, 0.5, {
      baseline: { value: 4, entries: 10, cut: 0, commit: null, at: '2026-01-01T00:00:00Z' },
      candidate: { value: 5.4, runs: 2, requests: 6000 },
    });
    expect(say('below-floor', fast)).toBe(
      'p95 rose 35 % (95 % interval +20 to +50 %), but that is 1.4 ms, less than the 5 ms that count. The smallest change this could see is 11 %.',
    );
  });

  it.each([
    [0.04, 'p95 rose 4 % to 189 ms (95 % interval −7 to +6 %), within the 20 % limit.'],
    [-0.01, 'p95 fell 1 % to 180 ms (95 % interval −7 to +6 %).'],
    [0.001, 'p95 is unchanged at 182 ms (95 % interval −7 to +6 %).'],
  ])('passed at %d', (change, sentence) => {
    expect(say('passed', comparison(change, -0.07, 0.06))).toBe(
      `${sentence} The smallest change this could see is 11 %.`,
    );
  });

  it('inconclusive, but surely over the limit', () => {
    expect(say('inconclusive', comparison(0.9, 0.52, 1.41, { looks: 1, minimumDetectableChange: 0.3 }))).toBe(
      'p95 rose 90 % (95 % interval +52 to +141 %), over the 20 % limit, but one look alone fails nobody. The smallest change this could see is 30 %.',
    );
  });

  it('inconclusive', () => {
    expect(
      say('inconclusive', comparison(0.11, -0.04, 0.27, { looks: 4, minimumDetectableChange: 0.3 })),
    ).toBe(
      'p95 changed by something between −4 and +27 % (best estimate +11 %): too noisy to hold against a limit of 20 % after four looks. The smallest change this could see is 30 %.',
    );
  });

  it('no-baseline', () => {
    expect(noBaselineSentence(P95, 182.4, false)).toBe(
      'There is no baseline yet to compare with: p95 was 182 ms.',
    );
    const rule: GateRule = { metric: 'checkout_time', quantile: 0.95, endpoint: null };
    expect(noBaselineSentence(rule, 1240, true)).toBe(
      'The baseline has no p95 of checkout_time above zero yet: p95 of checkout_time was 1.24 s.',
    );
  });

  it('of the strict policy', () => {
    expect(strictSentence(comparison(0.23, 0, 0.5, { noise: 0.1 }), aPolicy(), 0.099)).toBe(
      'p95 rose 23 % against the last baseline, over the 20 % limit. At a noise of 10 % from run to run, this strict rule fails 9.9 % of unchanged code.',
    );
  });
});

describe('the sentence of paired looks', () => {
  const paired = (change: number, pairs: number, overrides: Partial<Comparison> = {}) =>
    comparison(change, change - 0.08, change + 0.08, {
      design: 'paired',
      candidate: { value: 182 * (1 + change), runs: pairs, requests: 6000 },
      looks: pairs + 1,
      ...overrides,
    });

  it('regressed', () => {
    expect(say('regressed', paired(0.234, 2))).toBe(
      'p95 rose 23 % (95 % interval +15 to +31 %), over the 20 % limit; two paired looks agree. The smallest change this could see is 11 %.',
    );
    expect(say('regressed', paired(0.25, 3), 2)).toContain(
      '; two of three paired looks were so far off on their own.',
    );
  });

  it('passed', () => {
    expect(say('passed', paired(0.04, 1))).toBe(
      'p95 rose 4 % to 189 ms (95 % interval −4 to +12 %), within the 20 % limit; one paired look beside the base. The smallest change this could see is 11 %.',
    );
  });

  it('warned', () => {
    expect(say('warned', paired(0.14, 2))).toContain(
      'over the 10 % that is warned of; two paired looks beside the base.',
    );
  });

  it('improved', () => {
    expect(say('improved', paired(-0.28, 2))).toContain(
      'p95 fell 28 % (95 % interval −36 to −20 %); two paired looks agree.',
    );
  });

  it('inconclusive', () => {
    expect(say('inconclusive', paired(0.11, 3))).toContain('a limit of 20 % after three paired looks.');
  });
});

describe('the headline', () => {
  const headline = (kind: 'slo-breached' | 'invalid' | 'not-comparable', text: string) =>
    headlineOf({ kind, reasons: [{ code: 'x', text }] });

  it('slo-breached', () => {
    expect(headline('slo-breached', 'the error rate was 4.2 %, over the 1 % that is allowed')).toBe(
      'The error rate was 4.2 %, over the 1 % that is allowed.',
    );
  });

  it('invalid never looks like a result', () => {
    expect(headline('invalid', 'the target did not answer: all 400 requests failed (error 1212: 400)')).toBe(
      'No verdict: the target did not answer: all 400 requests failed (error 1212: 400).',
    );
  });

  it('not-comparable', () => {
    expect(
      headline('not-comparable', 'The baseline cannot be compared with this run: the script changed.'),
    ).toBe('The baseline cannot be compared with this run: the script changed.');
  });
});
