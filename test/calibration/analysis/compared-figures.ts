import { rngOf } from '../../../src/lib/rng.ts';
import { type AnalysisCell, type AnalysisFigure, share } from './analysis-figure.ts';
import { type FindingJob, jobRegressed, soakWeeks, spikeJobs, stressJobs } from './compared-trial.ts';
import type { SoakCell } from './soak-trial.ts';
import type { StressCell } from './stress-trial.ts';

const SEED = 815;
/** A queue is simulated request by request, so that jobs are drawn from so many, again and again. */
const JOBS = 60;
const SPIKE = { name: 'spikes', service: { servers: 4, meanMs: 20 } } as const;
/** Requests that take so many times as long make the recovery of this queue about twice as long. */
const DOUBLES_RECOVERY = 1.3;
const RAMP: StressCell = {
  name: 'ramps',
  service: { servers: 4, meanMs: 20 },
  sloMs: 600,
  steps: 14,
  stepSeconds: 10,
  upTo: 1.5,
};
/** A service that takes so many times as long carries so much less. */
const LOSSES = { 10: 1 / 0.9, 30: 1 / 0.7 } as const;
const SOAK: SoakCell = { minutes: 30, noise: 0.04, memory: 0.8, drift: 0, leak: 0 };
const SOAKS_BEFORE = 5;
const WEEKS = 10;

/** Tests against earlier ones: how often an unchanged service is said to be worse, and a worse one to be. */
export const COMPARED_CELLS: readonly AnalysisCell[] = [
  ...([1, 3, 5] as const).map(
    (history): AnalysisCell => ({
      test: 'stress',
      name: `against ${history} earlier ${history === 1 ? 'one' : 'ones'}`,
      trials: 400,
      fast: false,
      measure: (trials) => stressFigures(history, trials),
    }),
  ),
  ...([3, 5, 10] as const).map(
    (history): AnalysisCell => ({
      test: 'spike',
      name: `against ${history} earlier ones`,
      trials: 400,
      fast: false,
      measure: (trials) => spikeFigures(history, trials),
    }),
  ),
  {
    test: 'soak',
    name: `${WEEKS} weeks against ${SOAKS_BEFORE} earlier ones, unchanged`,
    trials: 150,
    fast: false,
    measure: falseAlarms,
  },
  ...([0.1, 0.2] as const).map(
    (leak): AnalysisCell => ({
      test: 'soak',
      name: `against ${SOAKS_BEFORE} earlier ones, memory +${leak * 100} %`,
      trials: 150,
      fast: false,
      measure: (trials) => leakFigures(leak, trials),
    }),
  ),
];

/** A loss of 17 % is the limit (`--fail-threshold 20%`). */
const LOSS_POWER = { 1: 0.4, 3: 0.8, 5: 0.9 } as const;

/**
 * Was 5 % before it was measured, which is the gate's goal for looks on fresh machines; ramps of one job share theirs, and
 * there the gate's own is 8 % at this noise.
 */
const WITHIN_LIMIT = 0.08;

function stressFigures(history: 1 | 3 | 5, trials: number): readonly AnalysisFigure[] {
  const { unchanged, less10, less30 } = stressPools();
  const rng = rngOf(SEED + history);
  const of = (judged: readonly FindingJob[]) =>
    shareOf(trials, () => jobRegressed(unchanged, judged, history, rng));
  return [
    share('unchanged and regressed', of(unchanged), { atMost: 0.02 }, trials),
    share('capacity −10 % and regressed', of(less10), { atMost: WITHIN_LIMIT }, trials),
    share('capacity −30 % and regressed', of(less30), { atLeast: LOSS_POWER[history] }, trials),
  ];
}

interface StressPools {
  readonly unchanged: readonly FindingJob[];
  readonly less10: readonly FindingJob[];
  readonly less30: readonly FindingJob[];
}

let ramps: StressPools | null = null;

/** Simulated once for all cells. */
function stressPools(): StressPools {
  const rng = rngOf(SEED);
  ramps ??= {
    unchanged: stressJobs(RAMP, 1, JOBS, rng),
    less10: stressJobs(RAMP, LOSSES[10], JOBS, rng),
    less30: stressJobs(RAMP, LOSSES[30], JOBS, rng),
  };
  return ramps;
}

const RECOVERY_POWER = { 3: 0.4, 5: 0.8, 10: 0.9 } as const;

function spikeFigures(history: 3 | 5 | 10, trials: number): readonly AnalysisFigure[] {
  const { unchanged, doubled } = spikePools();
  const rng = rngOf(SEED + history);
  const of = (judged: readonly FindingJob[]) =>
    shareOf(trials, () => jobRegressed(unchanged, judged, history, rng));
  return [
    share('unchanged and regressed', of(unchanged), { atMost: 0.05 }, trials),
    share('recovery twice as long and regressed', of(doubled), { atLeast: RECOVERY_POWER[history] }, trials),
  ];
}

let pools: { readonly unchanged: readonly FindingJob[]; readonly doubled: readonly FindingJob[] } | null =
  null;

/** Simulated once for all cells. */
function spikePools() {
  const rng = rngOf(SEED);
  pools ??= {
    unchanged: spikeJobs(SPIKE, 1, JOBS, rng),
    doubled: spikeJobs(SPIKE, DOUBLES_RECOVERY, JOBS, rng),
  };
  return pools;
}

function falseAlarms(trials: number): readonly AnalysisFigure[] {
  const rng = rngOf(SEED);
  const series = Array.from({ length: trials }, () =>
    soakWeeks(SOAK, SOAK, { before: SOAKS_BEFORE, after: WEEKS }, rng),
  );
  const weeks = series.flat().filter((outcome) => outcome === 'regressed').length / (trials * WEEKS);
  const any = series.filter((outcomes) => outcomes.includes('regressed')).length / trials;
  return [
    share('a week regressed', weeks, { atMost: 0.02 }, trials * WEEKS),
    share('any week regressed', any, { atMost: 0.1 }, trials),
  ];
}

function leakFigures(leak: number, trials: number): readonly AnalysisFigure[] {
  const rng = rngOf(SEED);
  const series = Array.from({ length: trials }, () =>
    soakWeeks(SOAK, { ...SOAK, leak }, { before: SOAKS_BEFORE, after: 2 }, rng),
  );
  const second = series.filter(([, outcome]) => outcome === 'regressed').length / trials;
  return [share('regressed by the second week', second, { atLeast: leak < 0.2 ? 0.6 : 0.85 }, trials)];
}

function shareOf(trials: number, trial: () => boolean): number {
  return Array.from({ length: trials }, trial).filter(Boolean).length / trials;
}
