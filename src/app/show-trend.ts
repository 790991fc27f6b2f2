import { ALL_REQUESTS_P95 } from '../model/gate-policy.ts';
import { headlineRule, type Report, type TrendPoint } from '../model/report.ts';
import { ruleName } from '../model/rule-name.ts';
import type { BaselineStore } from '../ports/baseline-store.ts';
import type { ChartImage, ChartRenderer } from '../ports/chart-renderer.ts';
import { trendChart } from '../trend/chart-specs.ts';
import { historyPoints } from '../trend/trend-points.ts';
import { requireHistory } from './load-history.ts';
import type { TrendStart } from './resolve-since.ts';

export interface TrendRequest {
  readonly key: string;
  /** At most so many jobs, the newest. */
  readonly last: number;
  /** Jobs that began earlier are left out; their part in the baseline stays. */
  readonly since: TrendStart | null;
  /** Ratio drawn above the baseline. */
  readonly tolerance: number;
}

export interface Trend {
  readonly key: string;
  /** What the points are of: `p95`, or what the report gates. */
  readonly statistic: string;
  readonly points: readonly TrendPoint[];
  readonly chart: ChartImage;
}

/**
 * The p95 of a key over its jobs, as numbers and as a chart.
 * @throws GateError BASELINE_NOT_FOUND, STORE_UNREADABLE
 */
export async function showTrend(
  request: TrendRequest,
  store: BaselineStore,
  charts: ChartRenderer,
): Promise<Trend> {
  const history = await requireHistory(store, request.key);
  const jobs = historyPoints(history, request.tolerance);
  return drawTrend({ ...request, statistic: ruleName(ALL_REQUESTS_P95), jobs }, charts);
}

/** What a report gates, over the jobs that it tells of: its own is the last one. */
export function showTrendOf(
  report: Report,
  request: Omit<TrendRequest, 'key'>,
  charts: ChartRenderer,
): Promise<Trend> {
  const statistic = ruleName(headlineRule(report));
  return drawTrend({ ...request, key: report.key, statistic, jobs: report.trend }, charts);
}

interface TrendJobs extends Pick<Trend, 'statistic'> {
  readonly jobs: readonly TrendPoint[];
}

async function drawTrend(
  { key, last, since, tolerance, statistic, jobs }: TrendRequest & TrendJobs,
  charts: ChartRenderer,
): Promise<Trend> {
  const from = since === null ? Number.NEGATIVE_INFINITY : Date.parse(since.at);
  const points = jobs.filter(({ at }) => Date.parse(at) >= from).slice(-last);
  const chart = await charts.render(trendChart(key, points, tolerance, statistic));
  return { key, statistic, points, chart };
}
