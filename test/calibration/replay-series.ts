/**
 * Replays the history-only gate on series of real runs with injected steps, beside the naive rule:
 * `npx tsx test/calibration/replay-series.ts FILE`, a CSV with the columns bench, date_ms, value.
 */
import { readFileSync } from 'node:fs';
import { isStable, naiveSeriesFails, positionsOf, seriesTrial } from './series-trial.ts';

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('name the CSV file of the series');
const series = readSeries(readFileSync(file, 'utf8'));

console.log('windows | change | trials | regressed | inconclusive | looks | naive rule');
console.log('---|--:|--:|--:|--:|--:|--:');
for (const stable of [true, false]) {
  for (const change of [0, 0.1, 0.2, 0.3, 0.5]) console.log(rowOf(stable, change));
}

function rowOf(stable: boolean, change: number): string {
  const places = series.flatMap((levels) =>
    positionsOf(levels)
      .filter((at, index) => index % 3 === 0 && (!stable || isStable(levels, at)))
      .map((at) => ({ levels, at })),
  );
  const trials = places.map(({ levels, at }) => seriesTrial(levels, at, change));
  const naive = places.filter(({ levels, at }) => naiveSeriesFails(levels, at, change)).length;
  const share = (outcome: string) =>
    percent(trials.filter((trial) => trial.outcome === outcome).length, trials.length);
  const looks = trials.reduce((sum, trial) => sum + trial.looks, 0) / trials.length;
  return [
    stable ? 'stable' : 'all',
    `+${percent(change, 1)}`,
    trials.length,
    share('regressed'),
    share('inconclusive'),
    looks.toFixed(2),
    percent(naive, trials.length),
  ].join(' | ');
}

function percent(part: number, whole: number): string {
  return `${((part / whole) * 100).toFixed(1)} %`;
}

/** Logarithms of each benchmark's values, oldest first. */
function readSeries(csv: string): number[][] {
  const rows = csv
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
  const benches = [...new Set(rows.map(([bench]) => bench))];
  return benches.map((bench) =>
    rows
      .filter(([name]) => name === bench)
      .toSorted((a, b) => Number(a[1]) - Number(b[1]))
      .map(([, , value]) => Math.log(Number(value))),
  );
}
