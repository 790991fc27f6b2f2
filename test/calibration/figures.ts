import { pairPool, runPool } from './measurement-pools.ts';
import { apiLatency } from './request-model.ts';
import type { Goal } from './tally.ts';

export type Mode = 'same-job' | 'fresh-runner' | 'paired';
export type Measure = 'regressed' | 'inconclusive' | 'meanLooks';

/** A figure of the goal table: where, what, and how good it has to be. */
export interface Figure {
  readonly name: string;
  readonly mode: Mode;
  readonly requests: 3000 | 20_000;
  readonly noise: number;
  readonly history: number;
  readonly change: number;
  readonly measure: Measure;
  readonly goal: Goal;
  /** Part of `npm test`. */
  readonly fast?: boolean;
}

type Place = Pick<Figure, 'mode' | 'requests' | 'noise' | 'history'>;

function figure(place: Place, change: number, measure: Measure, goal: Goal, fast = false): Figure {
  const percent = Math.round(change * 100);
  const name = `${place.mode}, ${place.requests} requests, noise ${place.noise * 100} %, history ${place.history}: ${measure} at +${percent} %`;
  return { name, ...place, change, measure, goal, fast };
}

const SAME_JOB: readonly Figure[] = [
  { noise: 0.05, goals: [0.006, 0.08, 0.85, 0.99] as const },
  { noise: 0.1, goals: [0.04, 0.17, 0.66, 0.95] as const },
].flatMap(({ noise, goals: [fa0, fa10, p30, p50] }) => {
  const place: Place = { mode: 'same-job', requests: 3000, noise, history: 10 };
  return [
    figure(place, 0, 'regressed', { atMost: fa0 }, true),
    figure(place, 0.1, 'regressed', { atMost: fa10 }, true),
    figure(place, 0.3, 'regressed', { atLeast: p30 }, true),
    figure(place, 0.5, 'regressed', { atLeast: p50 }, true),
  ];
});

const FIRST_BASELINE: Place = { mode: 'same-job', requests: 3000, noise: 0.1, history: 1 };
const FRESH_5: Place = { mode: 'fresh-runner', requests: 3000, noise: 0.05, history: 10 };
const FRESH_10: Place = { mode: 'fresh-runner', requests: 3000, noise: 0.1, history: 30 };

const HISTORY: readonly Figure[] = [
  figure(FIRST_BASELINE, 0, 'regressed', { atMost: 0.04 }, true),
  figure(FIRST_BASELINE, 0.5, 'regressed', { atLeast: 0.75 }),
  figure(FIRST_BASELINE, 1, 'regressed', { atLeast: 0.97 }),
  figure(FRESH_5, 0, 'regressed', { atMost: 0.005 }, true),
  figure(FRESH_5, 0.1, 'regressed', { atMost: 0.05 }, true),
  figure(FRESH_5, 0.3, 'regressed', { atLeast: 0.92 }, true),
  figure(FRESH_5, 0.5, 'regressed', { atLeast: 0.995 }, true),
  figure(FRESH_5, 0, 'meanLooks', { atMost: 1.5 }),
  figure(FRESH_10, 0, 'regressed', { atMost: 0.01 }),
  figure(FRESH_10, 0.1, 'regressed', { atMost: 0.12 }),
  figure(FRESH_10, 0.3, 'regressed', { atLeast: 0.84 }),
  figure(FRESH_10, 0, 'inconclusive', { atMost: 0.04 }),
];

const PAIRED_NOISES = [0.02, 0.05, 0.1, 0.15];
const PAIRED_HISTORIES = [1, 5, 10, 30];
const CHUNKS_AT_0 = new Map([
  [0.05, 0.4],
  [0.1, 0.6],
  [0.15, 0.75],
]);

const PAIRED: readonly Figure[] = PAIRED_NOISES.flatMap((noise) =>
  PAIRED_HISTORIES.flatMap((history) => {
    const place: Place = { mode: 'paired', requests: 3000, noise, history };
    const chunks = history >= 5 ? CHUNKS_AT_0.get(noise) : undefined;
    const fast = noise === 0.1 && history === 10;
    return [
      figure(place, 0, 'regressed', { atMost: 0.002 }, fast),
      figure(place, 0.1, 'regressed', { atMost: 0.01 }, fast),
      figure(place, 0.25, 'regressed', { atLeast: 0.74 }),
      figure(place, 0.3, 'regressed', { atLeast: 0.9 }, fast),
      figure(place, 0.5, 'regressed', { atLeast: 0.98 }, fast),
      figure(place, 0, 'inconclusive', { atMost: 0.005 }),
      figure(place, 0.2, 'inconclusive', { atMost: 0.16 }),
      figure(place, 0.3, 'inconclusive', { atMost: 0.03 }),
      ...(chunks === undefined ? [] : [figure(place, 0, 'meanLooks', { atMost: chunks })]),
    ];
  }),
);

const BUSY: readonly Figure[] = [0.05, 0.1].flatMap((noise) => {
  const place: Place = { mode: 'paired', requests: 20_000, noise, history: 10 };
  return [
    figure(place, 0.1, 'regressed', { atMost: 0.005 }),
    figure(place, 0.25, 'regressed', { atLeast: 0.85 }),
    figure(place, 0.3, 'regressed', { atLeast: 0.96 }),
  ];
});

/** Every figure of the goal table that needs only history or pairs of one endpoint. */
export const FIGURES: readonly Figure[] = [...SAME_JOB, ...HISTORY, ...PAIRED, ...BUSY];

/** Measurements to draw from, made once for a rate. */
export interface Pools {
  readonly runs: ReturnType<typeof runPool>;
  readonly pairs: ReturnType<typeof pairPool>;
}

export function poolsOf(requests: number, size: number): Pools {
  const model = { latency: apiLatency, requests };
  return { runs: runPool(model, size, 101), pairs: pairPool(model, size, 202) };
}
