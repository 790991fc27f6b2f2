import type { GateRule } from '../model/gate-policy.ts';
import { type Run, type Series, seriesOf, summaryStatisticOf } from '../model/run.ts';
import { logQuantileError } from '../stats/block-error.ts';
import { robustCentre } from '../stats/hodges-lehmann.ts';
import { mergeHistograms, quantileOfHistogram } from '../stats/log-histogram.ts';
import { decodeSeconds, type SecondHistograms } from '../stats/second-histograms.ts';

/** What one job measured for a rule, in milliseconds, with the 95 % interval of its requests alone. */
export interface JobLevel {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Standard normal quantile of 97.5 %. */
const Z95 = 1.96;

/** One figure for the rounds of a job; `null` when none of them measured what the rule asks for. */
export function jobLevel(runs: readonly Run[], rule: GateRule): JobLevel | null {
  const rounds = runs.filter(isMeasurement).flatMap((run) => roundLevel(run, rule) ?? []);
  if (rounds.length === 0) return null;
  const centre = robustCentre(rounds.map((round) => round.log));
  const variance = rounds.reduce((sum, round) => sum + round.error ** 2, 0) / rounds.length ** 2;
  const reach = Z95 * Math.sqrt(variance);
  return { value: Math.exp(centre), low: Math.exp(centre - reach), high: Math.exp(centre + reach) };
}

interface RoundLevel {
  /** Natural logarithm of the statistic. */
  readonly log: number;
  /** Standard error of `log`; 0 when the data do not tell. */
  readonly error: number;
}

function isMeasurement({ end }: Run): boolean {
  return end.kind === 'finished' || end.kind === 'thresholds-crossed';
}

function roundLevel(run: Run, rule: GateRule): RoundLevel | null {
  const series = seriesOf(run, rule.metric, rule.endpoint);
  if (series === null) return summaryLevel(run, rule);
  const seconds = readSeconds(series);
  return levelOf(statedQuantile(series, rule.quantile) ?? quantileOfSeconds(seconds, rule), seconds, rule);
}

/** A summary states a value and nothing about its error. */
function summaryLevel(run: Run, rule: GateRule): RoundLevel | null {
  const stated = summaryStatisticOf(run, rule.metric, rule.endpoint);
  return levelOf(stated === null ? null : statedQuantile(stated, rule.quantile), [], rule);
}

function levelOf(value: number | null, seconds: SecondHistograms, rule: GateRule): RoundLevel | null {
  if (value === null || !(value > 0)) return null;
  const error = logQuantileError(seconds, rule.quantile);
  return { log: Math.log(value), error: Number.isFinite(error) ? error : 0 };
}

function quantileOfSeconds(seconds: SecondHistograms, rule: GateRule): number {
  return quantileOfHistogram(mergeHistograms(seconds), rule.quantile);
}

/** A chart is no place to fail: a series whose histograms are damaged is drawn without its interval. */
function readSeconds(series: Series): SecondHistograms {
  try {
    return decodeSeconds(series.seconds);
  } catch {
    return [];
  }
}

type Stated = Readonly<Record<'p50' | 'p90' | 'p95' | 'p99', number | null>>;

function statedQuantile(stated: Stated, quantile: number): number | null {
  switch (quantile) {
    case 0.5:
      return stated.p50;
    case 0.9:
      return stated.p90;
    case 0.95:
      return stated.p95;
    case 0.99:
      return stated.p99;
    default:
      return null;
  }
}
