import type { CellTally } from '../cell-tally.ts';
import type { Measure } from '../figures.ts';
import { type Reached, reachedOf } from '../goal-check.ts';
import { replaySeries, type Windows } from '../replay-series.ts';
import type { Goal } from '../tally.ts';
import { type FigureRow, ownCells, RIVAL_TITLES } from './mode-table.ts';
import { changeText, percentText, tableText } from './number-text.ts';

interface SeriesFigure {
  readonly change: number;
  readonly measure: Measure;
  readonly goal: Goal;
}

const FIGURES: readonly SeriesFigure[] = [
  { change: 0, measure: 'regressed', goal: { atMost: 0.02 } },
  { change: 0.1, measure: 'regressed', goal: { atMost: 0.09 } },
  { change: 0.2, measure: 'regressed', goal: {} },
  { change: 0.3, measure: 'regressed', goal: { atLeast: 0.8 } },
  { change: 0.5, measure: 'regressed', goal: { atLeast: 0.93 } },
  { change: 0, measure: 'inconclusive', goal: {} },
  { change: 0.3, measure: 'inconclusive', goal: {} },
  { change: 0, measure: 'meanLooks', goal: { atMost: 1.5 } },
];
/** Rivals that need no requests, which a series of results does not have. */
const ASKED = ['naive', 'median', 't-test', 'otava-1', 'otava-3'] as const;

export interface SeriesSection {
  readonly text: string;
  readonly reached: readonly Reached[];
}

/** The table of the real series; only windows without a shift of their own have goals. */
export function seriesSection(series: readonly (readonly number[])[]): SeriesSection {
  const stable = rowsOf(series, 'stable', FIGURES);
  const all = rowsOf(
    series,
    'all',
    FIGURES.map((figure) => ({ ...figure, goal: {} })),
  );
  return {
    text: [
      `**Stable windows** (${trialsOf(stable)} places):`,
      table(stable),
      `**All windows** (${trialsOf(all)} places; they contain real changes of the code and of the runners, so not every failure at 0 % is a false alarm):`,
      table(all),
    ].join('\n\n'),
    reached: stable.map(({ reached }) => reached),
  };
}

type SeriesRow = Omit<FigureRow, 'figure'> & { readonly figure: SeriesFigure };

function rowsOf(series: readonly (readonly number[])[], windows: Windows, figures: readonly SeriesFigure[]) {
  const cells = new Map<number, CellTally>();
  return figures.map((figure): SeriesRow => {
    const cell = cells.get(figure.change) ?? replaySeries(series, windows, figure.change);
    cells.set(figure.change, cell);
    return { figure, cell, reached: reachedOf(cell, figure) };
  });
}

function trialsOf([row]: readonly SeriesRow[]): number {
  return row?.cell.gate.trials ?? 0;
}

function table(rows: readonly SeriesRow[]): string {
  const header = [
    'injected change',
    'share',
    'perf-gate',
    'goal',
    '',
    ...ASKED.map((name) => RIVAL_TITLES[name]),
  ];
  return tableText(header, rows.map(cellsOf), 2);
}

function cellsOf({ figure: { change, measure }, cell, reached }: SeriesRow): string[] {
  return [
    changeText(change),
    measure === 'meanLooks' ? 'runs' : measure === 'regressed' ? 'failed' : 'inconclusive',
    ...ownCells(reached),
    ...ASKED.map((name) => {
      const share = cell.rivals[name];
      return share === null || measure !== 'regressed' ? '–' : percentText(share);
    }),
  ];
}
