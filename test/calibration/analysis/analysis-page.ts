import { missesBy } from '../tally.ts';
import type { AnalysisCell, AnalysisFigure } from './analysis-figure.ts';
import { ANALYSIS_CELLS } from './analysis-figures.ts';

const BEGIN = '<!-- calibration: written by npm run calibrate -->';
const END = '<!-- /calibration -->';

export interface MeasuredCell {
  readonly cell: AnalysisCell;
  readonly trials: number;
  readonly figures: readonly AnalysisFigure[];
}

/** All cells, each with its own number of trials times `effort`. */
export function measureAnalysis(effort = 1): readonly MeasuredCell[] {
  return ANALYSIS_CELLS.map((cell) => {
    const trials = Math.max(10, Math.round(cell.trials * effort));
    return { cell, trials, figures: cell.measure(trials) };
  });
}

/** Whether a figure is beyond its goal by more than two standard errors. */
export function isMissed({ value, goal, error }: AnalysisFigure): boolean {
  return missesBy(value, goal, 2 * error);
}

/** The page with its table replaced. */
export function withTable(page: string, cells: readonly MeasuredCell[]): string {
  const [before, rest] = page.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined)
    throw new Error(`the page has no ${BEGIN} and ${END} around its table`);
  return `${before}${BEGIN}\n\n${analysisTable(cells)}\n\n${END}${after}`;
}

function analysisTable(cells: readonly MeasuredCell[]): string {
  const rows = cells.flatMap(({ cell, trials, figures }) =>
    figures.map((figure) => {
      const words = [
        cell.test,
        cell.name,
        figure.what,
        shown(figure.value, figure),
        goalText(figure),
        metText(figure),
        String(trials),
      ];
      return `| ${words.join(' | ')} |`;
    }),
  );
  return [
    '| test | situation | figure | measured | goal | | trials |',
    '|---|---|---|--:|--:|---|--:|',
    ...rows,
  ].join('\n');
}

function shown(value: number, { unit }: AnalysisFigure): string {
  return unit === 'share' ? `${(100 * value).toFixed(1)} %` : `${value.toFixed(1)} s`;
}

function goalText(figure: AnalysisFigure): string {
  const { atMost, atLeast } = figure.goal;
  return atMost !== undefined ? `≤ ${shown(atMost, figure)}` : `≥ ${shown(atLeast ?? 0, figure)}`;
}

function metText(figure: AnalysisFigure): string {
  if (!missesBy(figure.value, figure.goal, 0)) return 'met';
  return isMissed(figure) ? '**MISSED**' : 'missed, within 2 s.e.';
}
