import { type LogHistogram, quantileOfHistogram } from '../../../stats/log-histogram.ts';

/** The values of one trend so far. */
export interface TrendValues {
  readonly histogram: LogHistogram;
  readonly count: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
}

/** One number of a trend, with what it adds to the name of the metric. */
export interface TrendFigure {
  readonly suffix: string;
  /** Whether it has the unit of the values. */
  readonly hasUnit: boolean;
  of(values: TrendValues): number;
}

const PERCENTILE = /^p\(\s*(\d+(?:\.\d+)?)\s*\)$/;

/** `avg`, `min`, `med`, `max`, `count`, `sum`, `p(99.9)` (whose suffix is `p999`: no dots in names); `null`: none of them. */
export function trendFigure(text: string): TrendFigure | null {
  const percent = PERCENTILE.exec(text)?.[1];
  if (percent !== undefined && Number(percent) <= 100)
    return quantileFigure(`p${percent.replace('.', '')}`, Number(percent) / 100);
  if (text === 'med') return quantileFigure('med', 0.5);
  if (text === 'avg') return { suffix: text, hasUnit: true, of: ({ sum, count }) => sum / count };
  if (text === 'count') return { suffix: text, hasUnit: false, of: ({ count }) => count };
  if (text === 'min' || text === 'max' || text === 'sum')
    return { suffix: text, hasUnit: true, of: (values) => values[text] };
  return null;
}

function quantileFigure(suffix: string, quantile: number): TrendFigure {
  return { suffix, hasUnit: true, of: ({ histogram }) => quantileOfHistogram(histogram, quantile) };
}

/** Those of the list that are figures. */
export function trendFigures(texts: readonly string[]): readonly TrendFigure[] {
  return texts.map(trendFigure).filter((figure) => figure !== null);
}
