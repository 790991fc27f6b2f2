import { rngOf } from '../../../src/lib/rng.ts';
import { median } from '../../../src/stats/centre.ts';
import { sortedQuantile, sortedValues } from '../../../src/stats/sorted-quantile.ts';
import type { Goal } from '../tally.ts';
import { type AnalysisCell, type AnalysisFigure, share } from './analysis-figure.ts';
import { COMPARED_CELLS } from './compared-figures.ts';
import { type SoakCell, soakTrial } from './soak-trial.ts';
import { type SpikeCell, spikeTrial } from './spike-trial.ts';
import { type StressCell, type StressTrial, stressTrial } from './stress-trial.ts';

const RAMP = { steps: 14, stepSeconds: 10, upTo: 1.5 } as const;
const STRESS: readonly StressCell[] = [
  { name: '1 server of 5 ms, 14 steps of 10 s', service: { servers: 1, meanMs: 5 }, sloMs: 150, ...RAMP },
  { name: '4 servers of 20 ms, 14 steps of 10 s', service: { servers: 4, meanMs: 20 }, sloMs: 600, ...RAMP },
  { name: 'the same, 28 steps', service: { servers: 4, meanMs: 20 }, sloMs: 600, ...RAMP, steps: 28 },
];
const TOO_LOW: StressCell = {
  name: '4 servers of 20 ms, ramp up to 70 % of the crossing',
  service: { servers: 4, meanMs: 20 },
  sloMs: 600,
  ...RAMP,
  upTo: 0.7,
};
const SPIKES: readonly SpikeCell[] = [
  { name: '4 servers of 20 ms: a backlog', service: { servers: 4, meanMs: 20 } },
  {
    name: 'the same with a cold cache',
    service: { servers: 4, meanMs: 20 },
    coldCache: { factor: 2, seconds: 60 },
  },
  { name: 'clients that give up after 2 s', service: { servers: 4, meanMs: 20 }, timeOutMs: 2_000 },
  { name: '1 server of 5 ms', service: { servers: 1, meanMs: 5 } },
];
const NEVER: SpikeCell = {
  name: 'a service that stays 60 % slower',
  service: { servers: 4, meanMs: 20 },
  staysSlower: 1.6,
};
const SOAK: Omit<SoakCell, 'drift' | 'leak'> = { minutes: 30, noise: 0.04, memory: 0.8 };

/** Every situation that the three findings are tried in, with known truth. */
export const ANALYSIS_CELLS: readonly AnalysisCell[] = [
  ...STRESS.map(
    (cell): AnalysisCell => ({
      test: 'stress',
      name: cell.name,
      trials: 60,
      fast: cell === STRESS[0],
      measure: (n) => stressFigures(cell, n),
    }),
  ),
  { test: 'stress', name: TOO_LOW.name, trials: 60, fast: false, measure: (n) => notReached(TOO_LOW, n) },
  ...SPIKES.map(
    (cell): AnalysisCell => ({
      test: 'spike',
      name: cell.name,
      trials: 40,
      fast: cell === SPIKES[0],
      measure: (n) => spikeFigures(cell, n),
    }),
  ),
  { test: 'spike', name: NEVER.name, trials: 40, fast: false, measure: (n) => falseRecovery(NEVER, n) },
  ...(
    [
      [0, 0],
      [0.2, 0.2],
      [0.3, 0.3],
    ] as const
  ).map(
    ([drift, leak]): AnalysisCell => ({
      test: 'soak',
      name: `30 minutes, p95 and memory ${drift === 0 ? 'as they were' : `+${drift * 100} %`}`,
      trials: 1_500,
      fast: true,
      measure: (n) => soakFigures({ ...SOAK, drift, leak }, n),
    }),
  ),
  ...COMPARED_CELLS,
];

const SEED = 4_711;
const WITHIN = 0.1;

function stressFigures(cell: StressCell, trials: number): AnalysisFigure[] {
  const rng = rngOf(SEED);
  const ramps = Array.from({ length: trials }, () => stressTrial(cell, rng));
  const errors = ramps.map(({ finding: { breakingPoint }, truth }) =>
    breakingPoint === null ? 1 : breakingPoint.rate / truth - 1,
  );
  const covered = ramps.filter(isCovered).length / trials;
  const within = errors.filter((error) => Math.abs(error) <= WITHIN).length / trials;
  return [
    share('crossing within 10 %', within, { atLeast: 0.95 }, trials),
    share('crossing inside the interval', covered, { atLeast: 0.85 }, trials),
    {
      what: 'median error',
      value: Math.abs(median(errors)),
      unit: 'share',
      goal: { atMost: 0.02 },
      error: medianError(errors),
    },
  ];
}

function notReached(cell: StressCell, trials: number): AnalysisFigure[] {
  const rng = rngOf(SEED);
  const found = count(trials, () => stressTrial(cell, rng).finding.breakingPoint !== null);
  return [share('a crossing found where there is none', found, { atMost: 0.01 }, trials)];
}

/** Whether the interval, of a nominal 95 %, holds the truth. */
function isCovered({ finding: { breakingPoint }, truth }: StressTrial): boolean {
  if (breakingPoint === null) return false;
  const { low, high } = breakingPoint;
  return (low ?? Number.NEGATIVE_INFINITY) <= truth && truth <= (high ?? Number.POSITIVE_INFINITY);
}

function spikeFigures(cell: SpikeCell, trials: number): AnalysisFigure[] {
  const rng = rngOf(SEED);
  let never = 0;
  const errors = Array.from({ length: trials }, () => {
    const { finding, truth } = spikeTrial(cell, rng);
    if (finding.recoverySeconds === null) never++;
    return (finding.recoverySeconds ?? 120) - truth;
  });
  const absolute = sortedValues(errors.map(Math.abs));
  return [
    {
      what: 'median error',
      value: Math.abs(median(errors)),
      unit: 'seconds',
      goal: { atMost: 3 },
      error: medianError(errors),
    },
    {
      what: 'error of nine in ten',
      value: sortedQuantile(absolute, 0.9),
      unit: 'seconds',
      goal: { atMost: 8 },
      error: 1,
    },
    share('false "never"', never / trials, { atMost: 0.01 }, trials),
  ];
}

function falseRecovery(cell: SpikeCell, trials: number): AnalysisFigure[] {
  const rng = rngOf(SEED);
  const recovered = count(trials, () => spikeTrial(cell, rng).finding.recoverySeconds !== null);
  return [share('false "recovered"', recovered, { atMost: 0.05 }, trials)];
}

function soakFigures(cell: SoakCell, trials: number): AnalysisFigure[] {
  const rng = rngOf(SEED);
  const findings = Array.from({ length: trials }, () => soakTrial(cell, rng));
  const latency = findings.filter((finding) => finding.latency?.rises === true).length / trials;
  const leaks = findings.filter(({ resources }) => resources.some(({ rises }) => rises)).length / trials;
  const goals = SOAK_GOALS[cell.drift] ?? [{}, {}];
  return [share('drift of p95 told', latency, goals[0], trials), share('leak told', leaks, goals[1], trials)];
}

/** By true rise: of latency, of memory. */
const SOAK_GOALS: Readonly<Record<number, readonly [Goal, Goal]>> = {
  0: [{ atMost: 0.02 }, { atMost: 0.005 }],
  0.2: [{ atLeast: 0.85 }, { atLeast: 0.85 }],
  0.3: [{ atLeast: 0.95 }, { atLeast: 0.85 }],
};

function count(trials: number, trial: () => boolean): number {
  return Array.from({ length: trials }, trial).filter(Boolean).length / trials;
}

/** Of the median of so many values, by how they spread. */
function medianError(values: readonly number[]): number {
  const ascending = sortedValues(values);
  const spread = (sortedQuantile(ascending, 0.84) - sortedQuantile(ascending, 0.16)) / 2;
  return (1.25 * spread) / Math.sqrt(values.length);
}
