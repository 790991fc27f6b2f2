/** A statistic of a trend as `summaryTrendStats` and thresholds name it. */
export type TrendStatistic =
  | { readonly kind: 'avg' | 'min' | 'med' | 'max' | 'count' }
  | { readonly kind: 'quantile'; readonly p: number };

const PERCENTILE = /^p\(\s*(\d+(?:\.\d+)?)\s*\)$/;

/** `avg`, `min`, `med`, `max`, `count`, `p(99.9)`; `null` when it is none of them. */
export function parseTrendStatistic(text: string): TrendStatistic | null {
  switch (text) {
    case 'avg':
    case 'min':
    case 'med':
    case 'max':
    case 'count':
      return { kind: text };
    default: {
      const percent = Number(PERCENTILE.exec(text)?.[1] ?? Number.NaN);
      return percent >= 0 && percent <= 100 ? { kind: 'quantile', p: percent / 100 } : null;
    }
  }
}

export function isTrendStatistic(text: string): boolean {
  return parseTrendStatistic(text) !== null;
}
