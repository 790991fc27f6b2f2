import { logQuantileError } from '../stats/block-error.ts';
import { mergeHistograms, quantileOfHistogram } from '../stats/log-histogram.ts';
import { decodeSeconds, type SecondHistograms } from '../stats/second-histograms.ts';
import type { GateRule } from './gate-policy.ts';
import { missingShare } from './missing-share.ts';
import { type Run, type Series, type SummaryStatistic, seriesOf } from './run.ts';

/** Reads the gated statistic of runs. Histograms are decoded where a stored quantile will not do, and once. */
export interface StatisticReader {
  /** The statistic in ms; `null` where the run has nothing under the rule, or nothing above zero. */
  value(run: Run, rule: GateRule): number | null;
  /** Standard error of its logarithm from within the run. */
  withinError(run: Run, rule: GateRule): number;
  /** The seconds that the statistic is drawn from; none where the run has nothing under the rule. */
  seconds(run: Run, rule: GateRule): SecondHistograms;
}

/** What a summary is taken to be worth, as it cannot show its own error: 600 requests have about this. */
const SUMMARY_ERROR = 0.1;

export function statisticReader(): StatisticReader {
  const decoded = new Map<Series, SecondHistograms>();
  const secondsOf = (series: Series) => {
    const known = decoded.get(series) ?? decodeSeconds(series.seconds);
    decoded.set(series, known);
    return known;
  };
  return {
    value(run, rule) {
      const value = run.summaryOnly ? summaryValue(run, rule) : seriesValue(run, rule, secondsOf);
      return value !== null && value > 0 && Number.isFinite(value) ? value : null;
    },
    withinError(run, rule) {
      const series = seriesOf(run, rule.metric, rule.endpoint);
      return series === null ? SUMMARY_ERROR : logQuantileError(secondsOf(series), rule.quantile);
    },
    seconds(run, rule) {
      const series = seriesOf(run, rule.metric, rule.endpoint);
      return series === null ? [] : secondsOf(series);
    },
  };
}

function seriesValue(
  run: Run,
  rule: GateRule,
  secondsOf: (series: Series) => SecondHistograms,
): number | null {
  const series = seriesOf(run, rule.metric, rule.endpoint);
  if (series === null) return null;
  const missing = missingShare(run.load);
  const stored = missing === 0 ? storedQuantile(series, rule.quantile) : null;
  if (stored !== null) return stored;
  // What never came counts as slower than the quantile, so the quantile lies further up among what did come.
  const quantile = rule.quantile * (1 + missing);
  if (quantile >= 1) return series.max;
  return quantileOfHistogram(mergeHistograms(secondsOf(series)), quantile);
}

function summaryValue(run: Run, rule: GateRule): number | null {
  const stated = run.summary?.find((s) => s.metric === rule.metric && s.endpoint === rule.endpoint);
  return stated === undefined ? null : storedQuantile(stated, rule.quantile);
}

function storedQuantile(of: Pick<SummaryStatistic, 'p50' | 'p90' | 'p95' | 'p99'>, quantile: number) {
  switch (quantile) {
    case 0.5:
      return of.p50;
    case 0.9:
      return of.p90;
    case 0.95:
      return of.p95;
    case 0.99:
      return of.p99;
    default:
      return null;
  }
}
