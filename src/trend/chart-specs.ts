import { formatChange, formatMs, formatNumberOf, formatPercent, shortCommit } from '../lib/format-number.ts';
import type { ChartSpec } from '../model/chart-spec.ts';
import { headlineRule, type Report, type TrendPoint } from '../model/report.ts';
import { ruleName } from '../model/rule-name.ts';
import type { VerdictKind } from '../model/verdict.ts';

type TrendChart = Extract<ChartSpec, { kind: 'trend' }>;
type LatencyChart = Extract<ChartSpec, { kind: 'latency' }>;

const VERDICT_WORDS: Readonly<Record<VerdictKind, string>> = {
  passed: 'passed',
  improved: 'improved',
  warned: 'slower, within the limit',
  regressed: 'regressed',
  'slo-breached': 'objective missed',
  inconclusive: 'inconclusive',
  invalid: 'not a measurement',
  'not-comparable': 'not comparable',
  'no-baseline': 'first of its baseline',
};

/** The jobs of a key over time; the title says where the last one ended, the subtitle what is drawn. */
export function trendChart(
  key: string,
  points: readonly TrendPoint[],
  tolerance: number,
  statistic = 'p95',
): TrendChart {
  const last = points[points.length - 1];
  return {
    kind: 'trend',
    title: last === undefined ? `No jobs of ${key} yet` : trendTitle(last, statistic),
    subtitle: `${key} · ${formatNumberOf(points.length, 'job')} · bars: 95 % interval · limit: baseline +${formatPercent(tolerance)}`,
    points,
    tolerance,
  };
}

function trendTitle(last: TrendPoint, statistic: string): string {
  const against =
    last.baseline === null ? '' : `, ${formatChange(last.value / last.baseline - 1)} against the baseline`;
  return `${statistic} ${formatMs(last.value)}${against}: ${VERDICT_WORDS[last.verdict]}`;
}

/** This job against the baseline, in time and as a distribution; `null` when there is nothing to draw. */
export function latencyChart(report: Report): LatencyChart | null {
  const { baseline, candidate } = report.latency;
  if (candidate === null) return null;
  return {
    kind: 'latency',
    title: latencyTitle(report),
    subtitle: `${report.key} · all requests, in time and as a distribution · ${latencySubtitle(report)}`,
    baseline,
    candidate,
  };
}

/** The trend of a report's own headline statistic; `null` without points. */
export function reportTrendChart(report: Report): TrendChart | null {
  const { trend, policy, key } = report;
  if (trend.length === 0) return null;
  return trendChart(key, trend, policy.failThreshold, ruleName(headlineRule(report)));
}

function latencyTitle(report: Report): string {
  const { change, candidate, baseline, verdict } = report;
  const name = ruleName(headlineRule(report));
  const now = candidate.value === null ? `no ${name}` : `${name} ${formatMs(candidate.value)}`;
  const from = change === null || baseline.value === null ? '' : `, ${formatMs(baseline.value)} before`;
  return `${now}${from}: ${VERDICT_WORDS[verdict.kind]}`;
}

function latencySubtitle({ latency, baseline }: Report): string {
  if (latency.baseline === null) return 'no baseline yet';
  return baseline.commit === null ? 'newest baseline job' : `baseline ${shortCommit(baseline.commit)}`;
}
