import { type BaselineModel, baselineModel } from '../../src/gate/baseline-model.ts';
import { changeLimits } from '../../src/gate/change-limits.ts';
import { freshLooks } from '../../src/gate/fresh-looks.ts';
import { judgeLooks, type LookRules } from '../../src/gate/judge-looks.ts';
import { type PairedChunk, pairedLooks } from '../../src/gate/paired-look.ts';
import type { EntryLevel, RoundLevel } from '../../src/gate/round-level.ts';
import { screenPasses } from '../../src/gate/screen.ts';
import { decideSequentially } from '../../src/gate/sequential-decision.ts';
import type { Rng } from '../../src/lib/rng.ts';
import { type Cell, drawn, machineEffect, simulatedLevel, type Trial } from './cell.ts';
import type { MeasuredRun } from './measurement-pools.ts';

export const MAX_LOOKS = 4;
const LIMITS = changeLimits({ failThreshold: 0.2, warnThreshold: 0.1 });

const RULES: Omit<LookRules, 'exhausted'> = {
  limits: LIMITS,
  evidence: 'normal',
  metrics: 1,
  seeksImprovement: false,
  minAbsoluteDeltaMs: 5,
};

/** Whether further rounds run in the same job, as a bare step does, or each on a fresh runner. */
export type Rerun = 'same-job' | 'fresh-runner';

/** The history-only gate: asks for rounds until the product's own functions have decided. */
export function historyTrial(
  cell: Cell,
  pool: readonly MeasuredRun[],
  rng: Rng,
  rerun: Rerun,
  metrics = 1,
): Trial {
  const baseline = simulatedBaseline(cell, pool, rng);
  const candidate = candidateRounds(cell, pool, rng, rerun);
  const rounds: [RoundLevel, ...RoundLevel[]] = [candidate(1)];
  for (;;) {
    const rules = { ...RULES, metrics, exhausted: rounds.length >= MAX_LOOKS };
    const { outcome } = judgeLooks(rounds, baseline, rules);
    if (outcome !== 'look-again') return trialOf(outcome, rounds.length);
    rounds.push(candidate(rounds.length + 1));
  }
}

function simulatedBaseline(cell: Cell, pool: readonly MeasuredRun[], rng: Rng): BaselineModel {
  const entry = (): EntryLevel => {
    const run = drawn(pool, rng);
    const level = simulatedLevel(cell, machineEffect(cell, rng), run, rng);
    return { level, rounds: 1, withinVariance: run.withinError ** 2 };
  };
  return baselineModel([entry(), ...Array.from({ length: cell.history - 1 }, entry)]);
}

function candidateRounds(cell: Cell, pool: readonly MeasuredRun[], rng: Rng, rerun: Rerun) {
  const jobMachine = machineEffect(cell, rng);
  return (round: number): RoundLevel => {
    const machine = rerun === 'same-job' || round === 1 ? jobMachine : machineEffect(cell, rng);
    const run = drawn(pool, rng);
    return {
      level: simulatedLevel(cell, machine, run, rng) + Math.log1p(cell.change),
      withinError: run.withinError,
      job: rerun === 'same-job' ? 'one' : `job-${round}`,
    };
  };
}

/** True differences of two processes of one build, each. */
const PROCESS_EFFECT = 0.015;

/** One screening run against history and, unless it passes, base and head side by side in up to four chunks. */
export function pairedTrial(
  cell: Cell,
  runs: readonly MeasuredRun[],
  pairs: readonly PairedChunk[],
  rng: Rng,
  processEffect = PROCESS_EFFECT,
): Trial {
  const baseline = simulatedBaseline(cell, runs, rng);
  const first = candidateRounds(cell, runs, rng, 'same-job')(1);
  if (screenPasses(first, freshLooks([first], baseline), baseline, LIMITS))
    return { outcome: 'passed', looks: 0 };
  const chunk = () => simulatedChunk(cell, pairs, rng, processEffect);
  const chunks: [PairedChunk, ...PairedChunk[]] = [chunk()];
  for (;;) {
    const rules = { ...RULES, exhausted: chunks.length >= MAX_LOOKS };
    const { outcome } = decideSequentially(pairedLooks(chunks), rules);
    if (outcome !== 'look-again') return trialOf(outcome, chunks.length);
    chunks.push(chunk());
  }
}

function simulatedChunk(cell: Cell, pairs: readonly PairedChunk[], rng: Rng, effect: number): PairedChunk {
  const pair = drawn(pairs, rng);
  const processes = Math.SQRT2 * effect * rng.normal();
  return { change: pair.change + processes + Math.log1p(cell.change), standardError: pair.standardError };
}

function trialOf(
  outcome: 'regressed' | 'improved' | 'passed' | 'below-floor' | 'inconclusive',
  looks: number,
): Trial {
  if (outcome === 'regressed' || outcome === 'inconclusive') return { outcome, looks };
  return { outcome: 'passed', looks };
}

/** What most gates do: fail when the run is over 1.2 times the last one. */
export function naiveTrial(cell: Cell, pool: readonly MeasuredRun[], rng: Rng): Trial {
  const level = () => simulatedLevel(cell, machineEffect(cell, rng), drawn(pool, rng), rng);
  const change = level() + Math.log1p(cell.change) - level();
  return { outcome: change > LIMITS.limit ? 'regressed' : 'passed', looks: 1 };
}
