import type { LoadFacts, Series } from '../model/run.ts';
import type { IngestAnomalies } from './ingest-anomalies.ts';
import type { DeclaredThreshold, IngestedResults, IngestOptions } from './ingested-results.ts';
import { REQUEST_METRIC } from './metric-roles.ts';
import type { CollectedSamples } from './sample-collector.ts';
import { OTHER } from './slot-registry.ts';
import type { WindowFold } from './window-fold.ts';

/** Classes of failures that are told apart; the rest is `other`. */
const MAX_FAILURE_CLASSES = 20;

/** What a reader learnt beside the samples. */
export interface ReaderFacts {
  readonly declaredThresholds: readonly DeclaredThreshold[];
  /** Kinds of the metrics, where the format states them (CSV does not). */
  readonly metricTypes: ReadonlyMap<string, string>;
}

/** Series and load facts of the samples of a run. */
export function resultsOfSamples(
  format: 'ndjson' | 'csv',
  reader: ReaderFacts,
  collected: CollectedSamples,
  options: IngestOptions,
  anomalies: IngestAnomalies,
): IngestedResults {
  const { fold, span } = collected;
  noteWindow(collected, options, anomalies);
  const metrics = [REQUEST_METRIC, ...trendsOf(options, reader, anomalies)];
  const series = metrics.flatMap((metric) => seriesOf(fold, metric));
  // Without a latency the run is no measurement, and says so itself.
  for (const metric of options.metrics)
    if (metric !== REQUEST_METRIC && !series.some((one) => one.metric === metric))
      anomalies.note('metric-absent', `no samples of ${metric} in the measured window`, metric);
  const hasSamples = Number.isFinite(span.first);
  return {
    format,
    series,
    load: loadOf(collected, series, options),
    iterations: fold.allIterations,
    thresholds: [],
    declaredThresholds: reader.declaredThresholds,
    firstSampleMs: hasSamples ? span.first : null,
    lastSampleMs: hasSamples ? span.last : null,
    summaryOnly: false,
    summary: [],
    notices: [],
  };
}

function seriesOf(fold: WindowFold, metric: string): Series[] {
  return fold.seriesOf(metric).map((accumulator) => accumulator.finish(fold.seconds));
}

/** Only trends have quantiles; a counter or rate that is asked for is told of and left out. */
function trendsOf(options: IngestOptions, reader: ReaderFacts, anomalies: IngestAnomalies): string[] {
  return [...new Set(options.metrics)].filter((metric) => {
    const type = reader.metricTypes.get(metric) ?? 'trend';
    if (type !== 'trend')
      anomalies.note('metric-absent', `${metric} is a ${type}: only trends can be compared`, metric);
    return type === 'trend' && metric !== REQUEST_METRIC;
  });
}

function loadOf(
  { fold, window, silentEndMs, silentFromMs }: CollectedSamples,
  series: readonly Series[],
  options: IngestOptions,
): LoadFacts {
  const failedRequests = [...fold.failures.values()].reduce((sum, count) => sum + count, 0);
  const successful = series.find(({ metric, endpoint }) => metric === REQUEST_METRIC && endpoint === null);
  const inWindow = (counts: ReadonlyMap<number, number>) => countBefore(counts, window.measuredMs / 1000);
  return {
    requests: failedRequests + (successful?.count ?? 0),
    failedRequests,
    failuresByClass: biggestClasses(fold.failures),
    iterations: inWindow(fold.iterations),
    droppedIterations: inWindow(fold.dropped),
    checksPassed: fold.checksPassed,
    checksFailed: fold.checksFailed,
    maxVus: fold.maxVus,
    warmUpMs: options.warmUpMs,
    measuredMs: window.measuredMs,
    ...(silentEndMs > 0 ? { silentEndMs, silentFromMs } : {}),
    offeredRate: null,
  };
}

function countBefore(counts: ReadonlyMap<number, number>, seconds: number): number {
  let total = 0;
  for (const [second, count] of counts) if (second < seconds) total += count;
  return total;
}

function biggestClasses(failures: ReadonlyMap<string, number>): Record<string, number> {
  const sorted = [...failures].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  const named = sorted.filter(([name]) => name !== OTHER).slice(0, MAX_FAILURE_CLASSES - 1);
  const total = sorted.reduce((sum, [, count]) => sum + count, 0);
  const rest = total - named.reduce((sum, [, count]) => sum + count, 0);
  return Object.fromEntries(rest > 0 ? [...named, [OTHER, rest]] : named);
}

function noteWindow(
  { span, window }: CollectedSamples,
  options: IngestOptions,
  anomalies: IngestAnomalies,
): void {
  if (!Number.isFinite(span.first))
    anomalies.note('no-samples', 'there are no samples of the load in the results');
  else if (window.measuredMs === 0)
    anomalies.note(
      'window-empty',
      `the load lasted ${((span.last - span.first) / 1000).toFixed(1)} s, all of it within the warm-up of ${options.warmUpMs / 1000} s`,
    );
}
