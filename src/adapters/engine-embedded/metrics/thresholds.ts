import type { ThresholdResult } from '../../../model/run.ts';
import { OptionProblems } from '../options/option-problems.ts';
import type { ThresholdOption } from '../options/threshold-options.ts';
import { parseMetricKey } from './metric-key.ts';
import type { MetricRegistry } from './metric-registry.ts';
import { statisticOf } from './sink-statistics.ts';
import type { Sink } from './sinks.ts';
import {
  holds,
  isMethodOf,
  methodNames,
  parseThreshold,
  type ThresholdExpression,
} from './threshold-expression.ts';

/** A threshold bound to what it looks at. */
export interface Threshold extends ThresholdOption {
  readonly parsed: ThresholdExpression;
  readonly sink: Sink;
}

/**
 * Binds thresholds to the metrics of a test.
 * @throws GateError SCRIPT_INVALID naming every expression that is no threshold, names an unknown metric, or asks a
 *   metric for what its type does not have.
 */
export function bindThresholds(
  options: readonly ThresholdOption[],
  metrics: MetricRegistry,
): readonly Threshold[] {
  const problems = new OptionProblems();
  const bound = options.flatMap((option) => bindThreshold(option, metrics, problems) ?? []);
  problems.throwIfAny('the thresholds of the script', 'SCRIPT_INVALID');
  for (const threshold of bound) declareOn(metrics, threshold);
  return bound;
}

function bindThreshold(
  option: ThresholdOption,
  metrics: MetricRegistry,
  problems: OptionProblems,
): Threshold | null {
  const path = `thresholds.${option.metric}`;
  const key = parseMetricKey(option.metric);
  const metric = key === null ? null : metrics.get(key.metric);
  if (key === null || metric === null) {
    problems.add(path, 'a metric of k6 or of the script, or metric{tag:value}', option.metric);
    return null;
  }
  const parsed = parseThreshold(option.expression);
  if (parsed === null || !isMethodOf(metric.type, parsed.method)) {
    const methods = methodNames(metric.type);
    problems.add(
      path,
      `a comparison with a number of one of ${methods} (a ${metric.type})`,
      option.expression,
    );
    return null;
  }
  const sink = metrics.sinkOf(key);
  return sink === null ? null : { ...option, parsed, sink };
}

/** k6 states thresholds with a metric only where they are set on exactly that metric. */
function declareOn(
  metrics: MetricRegistry,
  { metric, expression, abortOnFail, delayAbortEvalMs }: Threshold,
): void {
  const stated = abortOnFail
    ? { threshold: expression, abortOnFail, delayAbortEval: `${delayAbortEvalMs / 1_000}s` }
    : expression;
  metrics.get(metric)?.thresholds.push(stated);
}

/** Thresholds as they stand at the end; one without samples counts as k6 counts it (see `withoutSamples`). */
export function evaluateThresholds(
  thresholds: readonly Threshold[],
  durationMs: number,
): readonly ThresholdResult[] {
  return thresholds.map((threshold) => ({
    metric: threshold.metric,
    expression: threshold.expression,
    ok: isKept(threshold, durationMs),
  }));
}

function isKept({ sink, parsed }: Threshold, durationMs: number): boolean {
  if (sink.kind === 'rate' && sink.isEmpty) return true;
  return holds(statisticOf(sink, parsed.method, durationMs), parsed);
}

/** Thresholds that had nothing to look at: they say nothing, whatever their result. */
export function withoutSamples(thresholds: readonly Threshold[]): readonly Threshold[] {
  return thresholds.filter((threshold) => threshold.sink.isEmpty);
}

/** The first crossed threshold that ends the test now; only those with `abortOnFail` are looked at while load runs. */
export function abortingThreshold(thresholds: readonly Threshold[], elapsedMs: number): Threshold | null {
  const due = thresholds.filter((t) => t.abortOnFail && elapsedMs >= t.delayAbortEvalMs && !t.sink.isEmpty);
  return due.find((threshold) => !isKept(threshold, elapsedMs)) ?? null;
}
