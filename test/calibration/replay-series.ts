import type { CellTally } from './cell-tally.ts';
import { RIVALS, type RivalName, rivalVerdicts } from './rival-methods.ts';
import { isStable, placesOf, type SeriesPlace, seriesEvidence, seriesTrial } from './series-trial.ts';
import { tallyOfTrials } from './tally.ts';

/** Windows of real series without a lasting shift of their own, or all of them. */
export type Windows = 'stable' | 'all';

/** Neighbouring places share nearly all of their runs. */
const EVERY = 3;

/** The history-only gate and its rivals on series of real runs with a change injected. */
export function replaySeries(
  series: readonly (readonly number[])[],
  windows: Windows,
  change: number,
): CellTally {
  const places = series.flatMap((levels) =>
    placesOf(levels).filter((place, index) => index % EVERY === 0 && (windows === 'all' || isStable(place))),
  );
  const verdicts = places.map((place: SeriesPlace) => rivalVerdicts(seriesEvidence(place, change)));
  const share = (name: RivalName) =>
    verdicts.some((verdict) => verdict[name] === null)
      ? null
      : verdicts.filter((verdict) => verdict[name]).length / verdicts.length;
  return {
    gate: tallyOfTrials(places.map((place) => seriesTrial(place, change))),
    rivals: Object.fromEntries(RIVALS.map((name) => [name, share(name)])) as Record<RivalName, number | null>,
    onePair: null,
  };
}

/**
 * Logarithms of each benchmark's values, oldest first, from a CSV with the columns bench, date_ms, value.
 * @throws Error when a row has no such values
 */
export function readSeries(csv: string): number[][] {
  const [header = '', ...lines] = csv.trim().split('\n');
  if (!header.startsWith('bench,date_ms,value'))
    throw new Error(
      `the series starts with "${header.slice(0, 60)}", expected the columns bench,date_ms,value`,
    );
  const rows = lines.map((line, index) => rowOf(line, index + 2));
  return [...new Set(rows.map(({ bench }) => bench))].map((name) =>
    rows
      .filter(({ bench }) => bench === name)
      .toSorted((a, b) => a.at - b.at)
      .map(({ level }) => level),
  );
}

function rowOf(line: string, number: number): { bench: string; at: number; level: number } {
  const [bench = '', date, value] = line.split(',');
  const [at, level] = [Number(date), Math.log(Number(value))];
  if (!Number.isFinite(at) || !Number.isFinite(level))
    throw new Error(`line ${number} of the series has no date and value: ${line.slice(0, 80)}`);
  return { bench, at, level };
}
