import { GateError } from '../../model/gate-error.ts';
import type { MetricPoint, MetricSeries } from '../../model/metric-series.ts';

/** A question of a measurement: what for, and the PromQL that answers it. */
export interface MetricQuestion {
  /** `the replicas that are asked for`. */
  readonly what: string;
  /** Where the query comes from: `--desired-query`. */
  readonly setting: string;
  readonly query: string;
}

export interface SingleSeries {
  readonly points: readonly MetricPoint[];
  /** Values that were no numbers. */
  readonly dropped: number;
}

/**
 * The one series that a question should have, without values that are no finite numbers.
 * @throws GateError METRICS_EMPTY for no series or one without a number, CONFIG_INVALID for several
 */
export function singleSeries(answer: readonly MetricSeries[], question: MetricQuestion): SingleSeries {
  const found = optionalSeries(answer, question);
  if (found !== null) return found;
  const came = answer.length === 0 ? 'no data' : 'a series that holds no number (NaN)';
  throw new GateError('METRICS_EMPTY', `${asking(question)}: expected a series, got ${came}`, {
    fault: 'user',
    hint: `Are the names and the time right? Ask Prometheus the same, or give another query with ${question.setting}.`,
  });
}

/**
 * The same, `null` for what there is no data of.
 * @throws GateError CONFIG_INVALID for several series
 */
export function optionalSeries(
  answer: readonly MetricSeries[],
  question: MetricQuestion,
): SingleSeries | null {
  if (answer.length > 1) throw several(answer, question);
  const points = answer[0]?.points ?? [];
  const numbers = points.filter(({ value }) => Number.isFinite(value));
  return numbers.length === 0 ? null : { points: numbers, dropped: points.length - numbers.length };
}

function several(answer: readonly MetricSeries[], question: MetricQuestion): GateError {
  const [first, second] = answer.map(({ labels }) => labelText(labels));
  const message = `${asking(question)}: expected one series, got ${answer.length}: ${first}, ${second}${answer.length > 2 ? ', ...' : ''}`;
  return new GateError('CONFIG_INVALID', message, {
    fault: 'user',
    hint: `Aggregate them (sum, max) or choose one by its labels, in ${question.setting}.`,
  });
}

function asking({ what, query }: MetricQuestion): string {
  return `looking for ${what} with ${JSON.stringify(query)}`;
}

function labelText(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  const text = `{${pairs.join(', ')}}`;
  return text.length > 100 ? `${text.slice(0, 97)}...` : text;
}
