import type { CellTally } from '../cell-tally.ts';
import type { Figure, Measure } from '../figures.ts';
import type { Reached } from '../goal-check.ts';
import { RIVALS, type RivalName } from '../rival-methods.ts';
import { changeText, goalText, percentText, reachedText, tableText } from './number-text.ts';

export interface FigureRow {
  readonly figure: Pick<Figure, 'noise' | 'history' | 'change' | 'measure'>;
  readonly cell: CellTally;
  readonly reached: Reached;
}

export const RIVAL_TITLES: Readonly<Record<RivalName, string>> = {
  naive: '1.2 × last',
  median: '1.2 × median of 10',
  't-test': 'Bencher t-test',
  'mann-whitney': 'Kayenta Mann-Whitney',
  'otava-1': 'Otava, 1 run',
  'otava-3': 'Otava, 3 runs',
};

const MEASURES: Readonly<Record<Measure, string>> = {
  regressed: 'failed',
  inconclusive: 'inconclusive',
  meanLooks: 'looks',
};

/** Rows of one mode: what was reached beside the goal and beside what the others do on the same trials. */
export function modeTable(rows: readonly FigureRow[], paired: boolean): string {
  const header = ['noise', 'history', 'true change', 'share', 'perf-gate', 'goal', ''];
  const others = [...(paired ? ['1.2 × in one pair'] : []), ...RIVALS.map((name) => RIVAL_TITLES[name])];
  return tableText(
    [...header, ...others],
    rows.map((row) => cellsOf(row, paired)),
    4,
  );
}

function cellsOf({ figure, cell, reached }: FigureRow, paired: boolean): string[] {
  const { noise, history, change, measure } = figure;
  const told = (share: number | null) =>
    share === null || measure !== 'regressed' ? '–' : percentText(share);
  return [
    percentText(noise).replace('.0', ''),
    `${history}`,
    changeText(change),
    paired && measure === 'meanLooks' ? 'pairs' : MEASURES[measure],
    ...ownCells(reached),
    ...(paired ? [told(cell.onePair)] : []),
    ...RIVALS.map((name) => told(cell.rivals[name])),
  ];
}

/** What was reached, its goal, and whether it was met. */
export function ownCells(reached: Reached): readonly [string, string, string] {
  return [`**${reachedText(reached)}**`, goalText(reached.goal, reached.unit), metText(reached)];
}

function metText({ goal, met }: Reached): string {
  if (goal.atMost === undefined && goal.atLeast === undefined) return '–';
  if (met === 'met') return 'met';
  return met === 'missed' ? '**MISSED**' : 'missed, within 2 s.e.';
}
