import type { ComparedQuantity } from '../analysis/compared/compared-quantity.ts';
import { comparedSentence } from '../analysis/compared/compared-sentence.ts';
import { type ComparedLimits, quantitiesOf } from '../analysis/compared/quantities-of.ts';
import { baselineModel } from '../gate/baseline-model.ts';
import { changeLimits } from '../gate/change-limits.ts';
import { judgeLooks, type LooksJudged } from '../gate/judge-looks.ts';
import type { EntryLevel, RoundLevel } from '../gate/round-level.ts';
import type { Finding, FindingComparison, FindingTest } from '../model/finding.ts';
import type { GatePolicy } from '../model/gate-policy.ts';
import type { FindingEntry } from '../model/history.ts';
import { studentTQuantile } from '../stats/student-t.ts';

export type FindingPolicy = Pick<GatePolicy, 'failThreshold' | 'warnThreshold' | 'evidence'> & ComparedLimits;

/** A test of this version; several of one job share their machine. */
export interface FindingLook {
  readonly finding: Finding;
  readonly job: string;
}

export interface FindingsJudged {
  /** The decisive one first. */
  readonly comparisons: readonly FindingComparison[];
  /** A further test would tell. */
  readonly lookAgain: boolean;
}

/** Earlier tests without which a change is told and not judged: a breaking point has an interval of its own, the others vary more. */
const FEWEST = { stress: 1, spike: 3, soak: 3 } as const;
/** What the other quantities' limits are measured by: the assumed noise of the gate is half of its limit. */
const GATE_UNIT = changeLimits({ failThreshold: 0.2, warnThreshold: 0.2 });
/** Of a limit of 0, under which anything that surely rose is worse. */
const LEAST_LIMIT = 1e-3;

/**
 * What was found against earlier tests, by the sequential rule of the gate: each quantity is a level that is worse when it is higher, in
 * units in which its limit is that of the gate, and one test alone fails nobody.
 * @param looks tests of this version, in the order in which they are looked at
 * @param earlier promoted tests under the same load, oldest first
 */
export function compareFinding(
  looks: readonly [FindingLook, ...FindingLook[]],
  earlier: readonly FindingEntry[],
  policy: FindingPolicy,
  exhausted: boolean,
): FindingsJudged {
  const { test } = looks[0].finding;
  const compared = distinctIn(looks, policy).flatMap((quantity) => {
    const [oldest, ...newer] = earlier.flatMap((entry) => levelIn(entry, quantity));
    const [first, ...further] = looks.flatMap((look) => levelOf(look, quantity));
    if (oldest === undefined || first === undefined) return [];
    return [{ quantity, known: [oldest, ...newer], rounds: [first, ...further] } as const];
  });
  const rules = { test, policy, exhausted, metrics: compared.length };
  const judged = compared.map((one) => compareQuantity(one, rules));
  return {
    comparisons: judged.map(({ comparison }) => comparison).sort(byWeight),
    lookAgain: judged.some(({ lookAgain }) => lookAgain),
  };
}

function distinctIn(looks: readonly FindingLook[], limits: ComparedLimits): readonly ComparedQuantity[] {
  const byName = new Map<string, ComparedQuantity>();
  for (const { finding } of looks)
    for (const quantity of quantitiesOf(finding, limits))
      if (!byName.has(quantity.name)) byName.set(quantity.name, quantity);
  return [...byName.values()];
}

type Known = EntryLevel & { readonly entry: FindingEntry };

interface Rules {
  readonly test: FindingTest;
  readonly policy: FindingPolicy;
  readonly exhausted: boolean;
  readonly metrics: number;
}

interface Compared {
  readonly quantity: ComparedQuantity;
  readonly known: readonly [Known, ...Known[]];
  readonly rounds: readonly [RoundLevel, ...RoundLevel[]];
}

function compareQuantity(
  { quantity, known, rounds }: Compared,
  { test, policy, exhausted, metrics }: Rules,
): { readonly comparison: FindingComparison; readonly lookAgain: boolean } {
  const limits = quantity.limit === null ? changeLimits(policy) : GATE_UNIT;
  const scale = quantity.limit === null ? 1 : limits.limit / Math.max(quantity.limit, LEAST_LIMIT);
  const [oldest, ...newer] = known;
  const model = baselineModel([entryIn(scale, oldest), ...newer.map((entry) => entryIn(scale, entry))]);
  const [first, ...further] = rounds;
  const judged = judgeLooks(
    [roundIn(scale, first), ...further.map((round) => roundIn(scale, round))],
    model,
    {
      limits,
      evidence: policy.evidence,
      metrics,
      exhausted,
      seeksImprovement: false,
      minAbsoluteDeltaMs: 0,
    },
  );
  // What a person accepted needs no witnesses.
  const isFew = known.length < FEWEST[test] && !known.some(({ entry }) => entry.acceptance !== null);
  const outcome = isFew ? 'told' : outcomeOf(judged, limits.limit);
  const newest = (known.at(-1) ?? oldest).entry;
  const told = {
    what: quantity.what,
    ...changeTold(quantity, judged, model.mu, scale),
    tests: model.entries,
    commit: newest.commit,
    at: newest.at,
    worse: quantity.worse,
    outcome,
  } as const;
  const facts = { test, quantity, comparison: told, looks: judged.estimate.looks, fewest: FEWEST[test] };
  const sentence = comparedSentence({ ...facts, failThreshold: policy.failThreshold });
  return { comparison: { ...told, sentence }, lookAgain: !isFew && judged.outcome === 'look-again' };
}

function changeTold(
  quantity: ComparedQuantity,
  { estimate: { theta, standardError, df } }: LooksJudged,
  mu: number,
  scale: number,
): Pick<FindingComparison, 'now' | 'before' | 'change' | 'interval'> {
  const reach = studentTQuantile(0.975, df) * standardError;
  const before = mu / scale;
  const changeAt = (difference: number) => quantity.changeOf(before + difference / scale, before);
  const [one, other] = [changeAt(theta - reach), changeAt(theta + reach)];
  return {
    now: quantity.figureOf(before + theta / scale),
    before: quantity.figureOf(before),
    change: changeAt(theta),
    interval:
      one === null || other === null
        ? null
        : { low: Math.min(one, other), high: Math.max(one, other), confidence: 0.95 },
  };
}

function outcomeOf({ outcome, estimate }: LooksJudged, limit: number): FindingComparison['outcome'] {
  if (outcome === 'below-floor') return 'passed';
  if (outcome !== 'look-again' && outcome !== 'inconclusive') return outcome;
  return isWorse(estimate, limit) ? 'unconfirmed' : 'inconclusive';
}

/** What would be a regression if another test said so, too: over the limit by the best estimate, and surely up. */
function isWorse({ theta, standardError, df }: LooksJudged['estimate'], limit: number): boolean {
  return theta > limit && theta - studentTQuantile(0.95, df) * standardError > 0;
}

function levelIn(entry: FindingEntry, { name }: ComparedQuantity): Known[] {
  const quantity = quantitiesOf(entry.finding).find((candidate) => candidate.name === name);
  if (quantity === undefined) return [];
  return [{ level: quantity.level, rounds: 1, withinVariance: quantity.error ** 2, entry }];
}

function levelOf({ finding, job }: FindingLook, { name }: ComparedQuantity): RoundLevel[] {
  const quantity = quantitiesOf(finding).find((candidate) => candidate.name === name);
  return quantity === undefined ? [] : [{ level: quantity.level, withinError: quantity.error, job }];
}

function entryIn(scale: number, { level, rounds, withinVariance }: Known): EntryLevel {
  return { level: level * scale, rounds, withinVariance: (withinVariance ?? 0) * scale ** 2 };
}

function roundIn(scale: number, { level, withinError, job }: RoundLevel): RoundLevel {
  return { level: level * scale, withinError: withinError * scale, job };
}

const WEIGHT = { regressed: 0, unconfirmed: 1, inconclusive: 2, passed: 2, improved: 2, told: 2 } as const;

function byWeight(a: FindingComparison, b: FindingComparison): number {
  return WEIGHT[a.outcome] - WEIGHT[b.outcome];
}
