/** Prints every cell of the goal table beside the naive rule: `npx tsx test/calibration/calibrate.ts [TRIALS]`. */
import { FIGURES, type Figure, type Pools, poolsOf, tallyOfFigure } from './figures.ts';
import { naiveTrial } from './gate-trials.ts';
import { SITUATIONS } from './situations.ts';
import { misses, type Tally, tallyOf } from './tally.ts';

const trials = Number(process.argv[2] ?? 2000);
const POOL = 1000;
const pools = new Map<number, Pools>();
const tallies = new Map<string, Tally>();
let missed = 0;

console.log('figure | reached | goal | naive rule (p95 > 1.2 x last)');
console.log('---|--:|--:|--:');
for (const figure of FIGURES) {
  const reached = tally(figure)[figure.measure];
  const mark = isMissed(figure, reached) ? ' MISSED' : '';
  if (mark !== '') missed++;
  console.log(`${figure.name} | ${shown(figure, reached)}${mark} | ${goalOf(figure)} | ${naive(figure)}`);
}

console.log('\nsituation | reached | goal');
console.log('---|--:|--:');
for (const { name, counted, goal, trial } of SITUATIONS) {
  const reached = tallyOf(trials, 31_337, (rng) => trial(poolFor(3000), rng))[counted];
  const mark = goal !== null && misses(reached, goal, trials) ? ' MISSED' : '';
  if (mark !== '') missed++;
  console.log(
    `${name} | ${percent(reached)}${mark} | ${goal === null ? 'told' : `<= ${percent(goal.atMost ?? 0)}`}`,
  );
}

const goals = FIGURES.length + SITUATIONS.filter(({ goal }) => goal !== null).length;
console.log(`\n${goals - missed} of ${goals} goals reached, ${trials} trials a cell`);
process.exitCode = missed === 0 ? 0 : 1;

function tally(figure: Figure): Tally {
  const { mode, requests, noise, history, change } = figure;
  const key = JSON.stringify([mode, requests, noise, history, change]);
  const known = tallies.get(key) ?? tallyOfFigure(figure, poolFor(requests), trials);
  tallies.set(key, known);
  return known;
}

function poolFor(requests: number): Pools {
  const known = pools.get(requests) ?? poolsOf(requests, requests > 10_000 ? POOL / 4 : POOL);
  pools.set(requests, known);
  return known;
}

function naive(figure: Figure): string {
  if (figure.measure !== 'regressed') return '';
  return percent(
    tallyOf(trials, 4242, (rng) => naiveTrial(figure, poolFor(figure.requests).runs, rng)).regressed,
  );
}

/** A mean number of looks has no binomial error: its bound is taken as it is. */
function isMissed({ measure, goal }: Figure, value: number): boolean {
  return measure === 'meanLooks' ? value > (goal.atMost ?? value) : misses(value, goal, trials);
}

function goalOf({ goal, measure }: Figure): string {
  const bound = goal.atMost ?? goal.atLeast ?? 0;
  return `${goal.atMost === undefined ? '>=' : '<='} ${measure === 'meanLooks' ? bound : percent(bound)}`;
}

function shown({ measure }: Figure, value: number): string {
  return measure === 'meanLooks' ? value.toFixed(2) : percent(value);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
