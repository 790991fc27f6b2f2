import type { History } from '../model/history.ts';
import type { TrendPoint } from '../model/report.ts';
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
  readonly history: History;
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
  const from = Date.parse(request.since?.at ?? '') || Number.NEGATIVE_INFINITY;
  const points = historyPoints(history, request.tolerance)
    .filter(({ at }) => Date.parse(at) >= from)
    .slice(-request.last);
  const chart = await charts.render(trendChart(request.key, points, request.tolerance));
  return { history, points, chart };
}
