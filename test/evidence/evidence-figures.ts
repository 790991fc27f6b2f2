import { type Rng, rngOf } from '../../src/lib/rng.ts';
import type { Goal } from '../calibration/tally.ts';
import { pairsOf, type Recording, singlesOf } from './recorded-chunks.ts';
import { naiveFails, p95Of, pairedJob, type ResampledJob, singleJob } from './resampled-jobs.ts';

export type EvidenceMode = 'paired' | 'single' | 'naive';

/** What jobs of one kind said about heads of one level. */
export interface VerdictShares {
  readonly mode: EvidenceMode;
  readonly level: number;
  readonly jobs: number;
  /** Jobs that could be made of the chunks with none used twice: what the interval of a share rests on. */
  readonly disjointJobs: number;
  readonly failed: number;
  readonly passed: number;
  readonly inconclusive: number;
  /** No measurement, so no verdict. */
  readonly invalid: number;
  readonly meanLooks: number;
  readonly goal: Goal;
}

/** How far repeated measurements of unchanged code lie apart: standard deviation of a logarithm, hence a ratio. */
export interface Spread {
  readonly name: string;
  readonly of: number;
  readonly spread: number;
}

const SEED = 20_251;
const PASSED = new Set(['passed', 'warned', 'improved']);

export function verdictShares(recording: Recording, jobs: number): readonly VerdictShares[] {
  return recording.plan.levels.flatMap((level) => [
    shares('paired', level, jobs, pairsOf(recording, 'pair', level).length, (rng) =>
      pairedJob(
        pairsOf(recording, 'pair', level).map((pair) => ({ ...pair, trouble: null })),
        rng,
      ),
    ),
    shares('single', level, jobs, singlesOf(recording, level).length, (rng) =>
      singleJob(singlesOf(recording, 1), singlesOf(recording, level), rng),
    ),
    shares('naive', level, jobs, singlesOf(recording, level).length, (rng) => ({
      verdict: naiveFails(singlesOf(recording, 1), singlesOf(recording, level), rng) ? 'regressed' : 'passed',
      looks: 1,
    })),
  ]);
}

function shares(
  mode: EvidenceMode,
  level: number,
  jobs: number,
  chunks: number,
  job: (rng: Rng) => ResampledJob,
): VerdictShares {
  const rng = rngOf(SEED);
  const all = Array.from({ length: jobs }, () => job(rng));
  const share = (of: (one: ResampledJob) => boolean) => all.filter(of).length / jobs;
  const meanLooks = all.reduce((sum, { looks }) => sum + looks, 0) / jobs;
  return {
    mode,
    level,
    jobs,
    disjointJobs: Math.max(1, Math.floor(chunks / meanLooks)),
    failed: share(({ verdict }) => verdict === 'regressed'),
    passed: share(({ verdict }) => PASSED.has(verdict)),
    inconclusive: share(({ verdict }) => verdict === 'inconclusive'),
    invalid: share(({ verdict }) => verdict === 'invalid'),
    meanLooks,
    goal: goalOf(mode, level),
  };
}

function goalOf(mode: EvidenceMode, level: number): Goal {
  if (mode !== 'paired') return {};
  if (level === 1) return { atMost: 0.02 };
  return level >= 1.5 ? { atLeast: 0.95 } : {};
}

/** The two designs of a pair and single runs, all of unchanged code on this machine. */
export function spreads(recording: Recording): readonly Spread[] {
  const change = (kind: 'pair' | 'assigned') =>
    pairsOf(recording, kind, 1).map(({ base, head }) => Math.log(p95Of(head) / p95Of(base)));
  const levels = singlesOf(recording, 1).map((run) => Math.log(p95Of(run)));
  return [
    spreadOf('two simultaneous runs: head over base', change('pair'), 0),
    spreadOf('iterations assigned by chance: head over base', change('assigned'), 0),
    spreadOf('runs on their own: p95 from run to run', levels, meanOf(levels)),
  ];
}

/** Around zero where that is the truth, else around the mean (with one degree of freedom less). */
function spreadOf(name: string, values: readonly number[], centre: number): Spread {
  const freedom = centre === 0 ? values.length : values.length - 1;
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return { name, of: values.length, spread: Math.sqrt(squares / freedom) };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** p95 of the levels over that of unchanged code, as measured: a multiple of the work is not one of the latency. */
export function measuredChange(recording: Recording, level: number): number {
  const changes = pairsOf(recording, 'pair', level).map(({ base, head }) =>
    Math.log(p95Of(head) / p95Of(base)),
  );
  return Math.expm1(meanOf(changes));
}
