/**
 * Measures every figure of the goal table beside what others would say to the same trials, and writes
 * `docs/explanation/false-alarms.md` with its picture. Exits with 1 when a goal is missed by more than two standard errors.
 * `npm run calibrate [-- --trials N]`; with another number of trials it prints and writes nothing.
 * What `npm run evidence -- --series FILE` wrote on the page is kept.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { FIGURES, type Figure, type Mode } from './figures.ts';
import { type Reached, reachedOf, shareReached } from './goal-check.ts';
import { measureCells } from './measured-cells.ts';
import { drawPicture } from './page/draw-picture.ts';
import { falseAlarmsChart } from './page/false-alarms-chart.ts';
import { falseAlarmsPage } from './page/false-alarms-page.ts';
import { GLANCE, GLANCE_CHANGES, GLANCE_MODES, glanceTable, methodShares } from './page/glance.ts';
import type { FigureRow } from './page/mode-table.ts';
import { keptSeries } from './page/series-block.ts';
import { makePools } from './pools-by-rate.ts';
import { SITUATIONS } from './situations.ts';
import { sketchFigures, sketchMeetsGoals } from './sketch-figures.ts';
import { tallyOf } from './tally.ts';

const PAGE = fileURLToPath(new URL('../../docs/explanation/false-alarms.md', import.meta.url));
const PICTURE = fileURLToPath(new URL('../../docs/images/false-alarms.png', import.meta.url));
const PUBLISHED_TRIALS = 2000;
const SITUATION_SEED = 31_337;

const { values: options } = parseArgs({
  options: { trials: { type: 'string', default: `${PUBLISHED_TRIALS}` } },
});
const trials = Number(options.trials);
if (!Number.isInteger(trials) || trials < 1)
  throw new Error(`--trials ${options.trials}: expected a whole number`);

const glancePlace = (mode: Mode, change: number) => ({ ...GLANCE, mode, change });
const glancePlaces = GLANCE_MODES.flatMap((mode) =>
  GLANCE_CHANGES.map((change) => glancePlace(mode, change)),
);
const cellOf = await measureCells([...FIGURES, ...glancePlaces], trials);
const rows = FIGURES.map((figure): FigureRow & { figure: Figure } => {
  const cell = cellOf(figure);
  return { figure, cell, reached: reachedOf(cell, figure) };
});
const pools = makePools()(3000);
const situations = SITUATIONS.map(({ name, counted, goal, trial }) => {
  const share = tallyOf(trials, SITUATION_SEED, (rng) => trial(pools, rng))[counted];
  return { name, reached: shareReached(share, goal, trials) };
});
const methods = methodShares((mode, change) => cellOf(glancePlace(mode, change)));
const simulated = withGoals([...rows, ...situations].map(({ reached }) => reached));
const sketch = sketchFigures(Math.ceil(trials / 20));

const page = falseAlarmsPage({
  trials,
  glance: glanceText(),
  sameJob: rows.filter(({ figure }) => figure.mode === 'same-job'),
  freshRunners: rows.filter(({ figure }) => figure.mode === 'fresh-runner'),
  paired: pairedRows((figure) => figure.history === 10),
  pairedHistories: pairedRows((figure) => figure.history !== 10),
  busy: rows.filter(({ figure }) => figure.requests === 20_000),
  situations,
  sketch,
  series: keptSeries(existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : null),
  goals: {
    all: simulated.length,
    close: countOf(simulated, 'within two errors'),
    missed: countOf(simulated, 'missed'),
  },
});
console.log(page);
if (trials === PUBLISHED_TRIALS) {
  writeFileSync(PAGE, page);
  writeFileSync(PICTURE, await drawPicture(falseAlarmsChart(methods, placeText())));
}
process.exitCode = exitCodeOf(simulated);

function pairedRows(of: (figure: Figure) => boolean) {
  return rows.filter(({ figure }) => figure.mode === 'paired' && figure.requests === 3000 && of(figure));
}

function placeText(): string {
  return `${trials} simulated jobs each; p95 of 3 000 requests varies by ${100 * GLANCE.noise} % from machine to machine, ${GLANCE.history} jobs of history, limit 20 %`;
}

function glanceText(): string {
  return `At a noise of ${100 * GLANCE.noise} %, as on shared CI runners, with ${GLANCE.history} jobs of history and a limit of 20 %:\n\n${glanceTable(methods)}`;
}

function withGoals(reached: readonly Reached[]): Reached[] {
  return reached.filter(({ goal }) => goal.atMost !== undefined || goal.atLeast !== undefined);
}

function countOf(reached: readonly Reached[], met: Reached['met']): number {
  return reached.filter((one) => one.met === met).length;
}

function exitCodeOf(reached: readonly Reached[]): number {
  const missed = countOf(reached, 'missed');
  console.error(
    `${reached.length - missed} of ${reached.length} goals met or missed by chance, ${trials} trials a cell`,
  );
  return missed === 0 && sketchMeetsGoals(sketch) ? 0 : 1;
}
