import { baselineModel } from '../../src/gate/baseline-model.ts';
import { changeLimits } from '../../src/gate/change-limits.ts';
import { judgeLooks } from '../../src/gate/judge-looks.ts';
import { promotionOf } from '../../src/gate/promotion.ts';
import type { EntryLevel, RoundLevel } from '../../src/gate/round-level.ts';
import { type Rng, rngOf } from '../../src/lib/rng.ts';
import type { VerdictKind } from '../../src/model/verdict.ts';
import { hodgesLehmann } from '../../src/stats/hodges-lehmann.ts';
import { drawn, machineEffect, simulatedLevel } from './cell.ts';
import type { MeasuredRun } from './measurement-pools.ts';
import { MAX_LOOKS } from './simulated-job.ts';

/** Whether a verdict's run joins the history. */
export type Promotes = (kind: VerdictKind) => boolean;

/** The product's own answer, for runs of the default branch. */
export const asTheProductDoes: Promotes = (kind) =>
  promotionOf({
    verdict: { kind, reasons: [{ code: 'x', text: 'x' }] },
    source: { commit: null, branch: 'main', defaultBranch: 'main', pullRequest: null },
    updateBaseline: 'auto',
  }).status === 'promoted';

/**
 * Unchanged code on the main branch for forty jobs, each judged against the history that the verdicts before it
 * made; the share of the last twenty jobs that came to each verdict.
 */
export function verdictsOfUnchangedMain(
  noise: number,
  pool: readonly MeasuredRun[],
  promotes: Promotes,
  lines: number,
): Readonly<Record<string, number>> {
  const rng = rngOf(11);
  const verdicts = Array.from({ length: lines }, () => lineOf(noise, pool, promotes, rng).slice(20)).flat();
  const shares: Record<string, number> = {};
  for (const verdict of verdicts) shares[verdict] = (shares[verdict] ?? 0) + 1 / verdicts.length;
  return shares;
}

function lineOf(noise: number, pool: readonly MeasuredRun[], promotes: Promotes, rng: Rng): VerdictKind[] {
  let history: EntryLevel[] = [];
  return Array.from({ length: 40 }, () => {
    const { verdict, entry } = jobOf(noise, pool, history, rng);
    if (verdict === 'improved') history = [];
    if (promotes(verdict)) history.push(entry);
    return verdict;
  });
}

function jobOf(noise: number, pool: readonly MeasuredRun[], history: readonly EntryLevel[], rng: Rng) {
  const cell = { noise, history: history.length, change: 0 };
  const machine = machineEffect(cell, rng);
  const round = (): RoundLevel => {
    const run = drawn(pool, rng);
    return { level: simulatedLevel(cell, machine, run, rng), withinError: run.withinError, job: 'one' };
  };
  const rounds: [RoundLevel, ...RoundLevel[]] = [round()];
  let verdict = verdictOf(rounds, history);
  while (verdict === null) {
    rounds.push(round());
    verdict = verdictOf(rounds, history);
  }
  const level = hodgesLehmann(rounds.map((one) => one.level));
  return { verdict, entry: { level, rounds: rounds.length, withinVariance: null } };
}

function verdictOf(
  rounds: readonly [RoundLevel, ...RoundLevel[]],
  [oldest, ...newer]: readonly EntryLevel[],
): VerdictKind | null {
  if (oldest === undefined) return 'no-baseline';
  const { outcome } = judgeLooks(rounds, baselineModel([oldest, ...newer]), {
    limits: changeLimits({ failThreshold: 0.2, warnThreshold: 0.1 }),
    evidence: 'normal',
    metrics: 1,
    exhausted: rounds.length >= MAX_LOOKS,
    seeksImprovement: true,
    minAbsoluteDeltaMs: 5,
  });
  if (outcome === 'look-again') return null;
  return outcome === 'below-floor' ? 'warned' : outcome;
}
