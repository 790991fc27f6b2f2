import type { ThresholdResult } from '../../../model/run.ts';
import type { GroupNode } from './group-tree.ts';
import type { MetricRegistry } from './metric-registry.ts';
import { valuesOf } from './sink-statistics.ts';
import type { Sink } from './sinks.ts';

/** A metric in the data that `handleSummary` gets. */
export interface SummaryMetric {
  readonly type: string;
  readonly contains: string;
  readonly values: Readonly<Record<string, number>>;
  readonly thresholds?: Readonly<Record<string, { readonly ok: boolean }>>;
}

/** The argument of `handleSummary`, in the shape that k6 has had since v0.30. */
export interface SummaryData {
  readonly root_group: GroupNode;
  readonly options: {
    readonly summaryTrendStats: readonly string[];
    readonly summaryTimeUnit: string;
    readonly noColor: boolean;
  };
  readonly state: {
    readonly isStdOutTTY: boolean;
    readonly isStdErrTTY: boolean;
    readonly testRunDurationMs: number;
  };
  readonly metrics: Readonly<Record<string, SummaryMetric>>;
  readonly setup_data?: unknown;
}

export interface SummarySources {
  readonly metrics: MetricRegistry;
  readonly groups: GroupNode;
  readonly thresholds: readonly ThresholdResult[];
  readonly trendStats: readonly string[];
  readonly timeUnit: string;
  /** Of the whole test, setup and teardown included. */
  readonly durationMs: number;
  /** JSON; `null` when setup returned nothing. */
  readonly setupData: string | null;
  readonly terminal: { readonly stdout: boolean; readonly stderr: boolean };
}

/** What `handleSummary` is called with, and what the summaries are made of. */
export function summaryData(sources: SummarySources): SummaryData {
  return {
    root_group: sources.groups,
    options: { summaryTrendStats: sources.trendStats, summaryTimeUnit: sources.timeUnit, noColor: false },
    state: {
      isStdOutTTY: sources.terminal.stdout,
      isStdErrTTY: sources.terminal.stderr,
      testRunDurationMs: sources.durationMs,
    },
    metrics: summaryMetrics(sources),
    ...(sources.setupData === null ? {} : { setup_data: JSON.parse(sources.setupData) as unknown }),
  };
}

/** Metrics that have samples or thresholds, each followed by its sub-metrics. */
function summaryMetrics(sources: SummarySources): Readonly<Record<string, SummaryMetric>> {
  const found: Record<string, SummaryMetric> = {};
  for (const metric of sources.metrics.all()) {
    const parts = [{ name: metric.name, sink: metric.sink }, ...metric.subMetrics];
    for (const { name, sink } of parts) {
      const summary = summaryMetric(name, sink, metric, sources);
      if (summary !== null) found[name] = summary;
    }
  }
  return found;
}

function summaryMetric(
  name: string,
  sink: Sink,
  { type, contains }: { readonly type: string; readonly contains: string },
  { thresholds, trendStats, durationMs }: SummarySources,
): SummaryMetric | null {
  const own = thresholds.filter((threshold) => threshold.metric === name);
  if (sink.isEmpty && own.length === 0) return null;
  const values = valuesOf(sink, trendStats, durationMs);
  if (own.length === 0) return { type, contains, values };
  const results = Object.fromEntries(own.map(({ expression, ok }) => [expression, { ok }]));
  return { type, contains, values, thresholds: results };
}
