import { baselineModel } from '../../src/gate/baseline-model.ts';
import { judgeLooks } from '../../src/gate/judge-looks.ts';
import type { EntryLevel, RoundLevel } from '../../src/gate/round-level.ts';
import type { Trial } from './cell.ts';
import { LIMITS } from './gate-trials.ts';
import type { Evidence } from './rival-methods.ts';
import { MAX_LOOKS } from './simulated-job.ts';

/** Of a run in such a series; only a lower bound of the noise. */
const WITHIN_ERROR = 0.04;
const HISTORY = 30;

/** A place in a series of real runs (logarithms): the runs before are the history, those from it on the candidate's. */
export interface SeriesPlace {
  readonly levels: readonly number[];
  readonly at: number;
}

/** Places that have thirty runs before them and four from them on. */
export function placesOf(levels: readonly number[]): SeriesPlace[] {
  return levels.flatMap((_, at) =>
    at >= HISTORY && at + MAX_LOOKS <= levels.length ? [{ levels, at }] : [],
  );
}

/** The gate with a change injected at a place: the runs that follow are its further looks. */
export function seriesTrial(place: SeriesPlace, change: number): Trial {
  const [oldest = 0, ...newer] = historyOf(place);
  const baseline = baselineModel([entry(oldest), ...newer.map(entry)]);
  const round = (look: number): RoundLevel => ({
    level: candidateLevel(place, change, look),
    withinError: WITHIN_ERROR,
    job: `job-${look}`,
  });
  const rounds: [RoundLevel, ...RoundLevel[]] = [round(0)];
  for (;;) {
    const { outcome } = judgeLooks(rounds, baseline, {
      limits: LIMITS,
      evidence: 'normal',
      metrics: 1,
      exhausted: rounds.length >= MAX_LOOKS,
      seeksImprovement: false,
      minAbsoluteDeltaMs: 0,
    });
    const looks = rounds.length;
    if (outcome === 'regressed' || outcome === 'inconclusive') return { outcome, looks };
    if (outcome !== 'look-again') return { outcome: 'passed', looks };
    rounds.push(round(looks));
  }
}

/** What the rivals see at the same place: no requests, since a series has none. */
export function seriesEvidence(place: SeriesPlace, change: number): Evidence {
  const value = (look: number) => Math.exp(candidateLevel(place, change, look));
  return { history: historyOf(place).map(Math.exp), rounds: [value(0), value(1), value(2)], requests: null };
}

/** A window without a lasting shift: the medians of the ten runs before and the ten from here are within 10 %. */
export function isStable({ levels, at }: SeriesPlace): boolean {
  const middle = (list: readonly number[]) =>
    list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;
  const before = middle(levels.slice(at - 10, at));
  const older = middle(levels.slice(at - HISTORY, at - 10));
  const after = middle(levels.slice(at, at + 10));
  return Math.abs(after - before) < 0.1 && Math.abs(before - older) < 0.1;
}

function historyOf({ levels, at }: SeriesPlace): readonly number[] {
  return levels.slice(at - HISTORY, at);
}

function candidateLevel({ levels, at }: SeriesPlace, change: number, look: number): number {
  return (levels[at + look] ?? 0) + Math.log1p(change);
}

function entry(level: number): EntryLevel {
  return { level, rounds: 1, withinVariance: null };
}
