import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { baselineModel } from '../../../src/gate/baseline-model.ts';
import { changeLimits } from '../../../src/gate/change-limits.ts';
import { freshLooks } from '../../../src/gate/fresh-looks.ts';
import { judgeLooks, type LookRules, type LooksJudged } from '../../../src/gate/judge-looks.ts';
import { minimumDetectableChange } from '../../../src/gate/minimum-detectable-change.ts';
import { type PairedChunk, pairedLooks } from '../../../src/gate/paired-look.ts';
import type { EntryLevel, RoundLevel } from '../../../src/gate/round-level.ts';
import { decideSequentially } from '../../../src/gate/sequential-decision.ts';

const seeded = { seed: 20_260_102 };
const small = fc.double({ min: -0.5, max: 0.5, noNaN: true });
const history = fc
  .array(small, { minLength: 1, maxLength: 30 })
  .map((levels) => levels.map((level): EntryLevel => ({ level: 4 + level, rounds: 1, withinVariance: null })))
  .map(nonEmpty);
const rounds = fc
  .array(fc.tuple(small, fc.double({ min: 0.005, max: 0.2, noNaN: true })), { minLength: 1, maxLength: 4 })
  .map((list) =>
    list.map(([level, withinError]): RoundLevel => ({ level: 4 + level, withinError, job: 'one' })),
  )
  .map(nonEmpty);
const exhausted = fc.boolean();

function nonEmpty<T>(list: readonly T[]): [T, ...T[]] {
  const [first, ...rest] = list;
  if (first === undefined) throw new RangeError('empty');
  return [first, ...rest];
}

function rulesOf(overrides: Partial<LookRules> = {}): LookRules {
  return {
    limits: changeLimits({ failThreshold: 0.2, warnThreshold: 0.1 }),
    evidence: 'normal',
    metrics: 1,
    exhausted: false,
    seeksImprovement: false,
    minAbsoluteDeltaMs: 0,
    ...overrides,
  };
}

/** Worse is higher. */
const RANK: Readonly<Record<LooksJudged['outcome'], number>> = {
  improved: 0,
  passed: 1,
  'below-floor': 1,
  'look-again': 2,
  inconclusive: 2,
  regressed: 3,
};

const moved = (list: readonly RoundLevel[], by: number) =>
  nonEmpty(list.map((round) => ({ ...round, level: round.level + by })));

describe('the decision', () => {
  it('does not depend on the unit of the latencies', () => {
    fc.assert(
      fc.property(history, rounds, exhausted, (entries, looks, spent) => {
        const inSeconds = nonEmpty(entries.map((entry) => ({ ...entry, level: entry.level + 8 })));
        const rules = rulesOf({ exhausted: spent });
        const [a, b] = [
          judgeLooks(looks, baselineModel(entries), rules),
          judgeLooks(moved(looks, 8), baselineModel(inSeconds), rules),
        ];
        expect(b.estimate.theta).toBeCloseTo(a.estimate.theta, 9);
        expect(b.estimate.standardError).toBeCloseTo(a.estimate.standardError, 9);
      }),
      seeded,
    );
  });

  it('never gets better for a slower candidate', () => {
    fc.assert(
      fc.property(
        history,
        rounds,
        fc.double({ min: 0.001, max: 1, noNaN: true }),
        exhausted,
        (entries, looks, by, spent) => {
          // One look only: with several, a slower first round may be looked at again and be outvoted, as it should.
          const [first] = looks;
          const model = baselineModel(entries);
          const rules = rulesOf({ exhausted: spent });
          const rank = (list: readonly RoundLevel[]) =>
            RANK[judgeLooks(nonEmpty(list), model, rules).outcome];
          expect(rank(moved([first], by))).toBeGreaterThanOrEqual(rank([first]));
        },
      ),
      seeded,
    );
  });

  it('never fails and never improves on one measurement', () => {
    fc.assert(
      fc.property(history, rounds, exhausted, fc.boolean(), (entries, [only], spent, main) => {
        const rules = rulesOf({ exhausted: spent, seeksImprovement: main });
        const { outcome } = judgeLooks([only], baselineModel(entries), rules);
        expect(['regressed', 'improved']).not.toContain(outcome);
      }),
      seeded,
    );
  });

  it('never fails below the limit or within the floor', () => {
    fc.assert(
      fc.property(history, rounds, fc.double({ min: 0, max: 50, noNaN: true }), (entries, looks, floor) => {
        const model = baselineModel(entries);
        const rules = rulesOf({ exhausted: true, minAbsoluteDeltaMs: floor });
        const { outcome, estimate } = judgeLooks(looks, model, rules);
        if (outcome !== 'regressed') return;
        expect(estimate.theta).toBeGreaterThan(Math.log(1.2));
        expect(Math.exp(model.mu) * Math.expm1(estimate.theta)).toBeGreaterThanOrEqual(floor);
      }),
      seeded,
    );
  });

  it('always comes to an end when the looks are spent', () => {
    fc.assert(
      fc.property(history, rounds, fc.boolean(), (entries, looks, main) => {
        const rules = rulesOf({ exhausted: true, seeksImprovement: main });
        expect(judgeLooks(looks, baselineModel(entries), rules).outcome).not.toBe('look-again');
      }),
      seeded,
    );
  });

  it('asks for more of each of many metrics', () => {
    fc.assert(
      fc.property(small, fc.double({ min: 0.01, max: 0.2, noNaN: true }), (theta, standardError) => {
        const estimate = { theta, standardError, df: 10, looks: 2 };
        const one = decideSequentially(estimate, rulesOf()).outcome;
        const many = decideSequentially(estimate, rulesOf({ metrics: 30 })).outcome;
        if (many === 'regressed') expect(one).toBe('regressed');
      }),
      seeded,
    );
  });
});

describe('estimates of the change', () => {
  it('do not depend on the order of the rounds', () => {
    fc.assert(
      fc.property(history, rounds, (entries, looks) => {
        const model = baselineModel(entries);
        const [a, b] = [freshLooks(looks, model), freshLooks(nonEmpty(looks.toReversed()), model)];
        expect(b.theta).toBeCloseTo(a.theta, 10);
        expect(b.standardError).toBeCloseTo(a.standardError, 10);
      }),
      seeded,
    );
  });

  it('of pairs lie among the chunks, and turn round with the sides', () => {
    const chunk = fc.record({
      change: small,
      standardError: fc.double({ min: 0.01, max: 0.3, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(chunk, { minLength: 1, maxLength: 4 }), (list) => {
        const chunks: [PairedChunk, ...PairedChunk[]] = nonEmpty(list);
        const look = pairedLooks(chunks);
        const changes = chunks.map((one) => one.change);
        expect(look.theta).toBeGreaterThanOrEqual(Math.min(...changes) - 1e-12);
        expect(look.theta).toBeLessThanOrEqual(Math.max(...changes) + 1e-12);
        const turned = pairedLooks(nonEmpty(chunks.map((one) => ({ ...one, change: -one.change }))));
        expect(turned.theta).toBeCloseTo(-look.theta, 10);
      }),
      seeded,
    );
  });

  it('can see less the noisier they are', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 1, noNaN: true }), (error) => {
        expect(minimumDetectableChange(error * 1.1)).toBeGreaterThan(minimumDetectableChange(error));
      }),
      seeded,
    );
  });
});
