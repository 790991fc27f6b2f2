import { isRecord, parseJson } from '../../lib/json-guard.ts';
import type { MetricPoint, MetricSeries } from '../../model/metric-series.ts';

/** What Prometheus said to a range query. */
export type RangeAnswer =
  | { readonly kind: 'series'; readonly series: readonly MetricSeries[] }
  | { readonly kind: 'refused'; readonly type: string; readonly message: string }
  | { readonly kind: 'strange'; readonly what: string };

/** Reads the body of an answer; its numbers are text (`"NaN"`, `"+Inf"`), its times seconds. */
export function readRangeAnswer(text: string): RangeAnswer {
  const body = parseJson(text);
  if (!isRecord(body)) return { kind: 'strange', what: shown(text) };
  if (body.status === 'error')
    return { kind: 'refused', type: String(body.errorType ?? ''), message: String(body.error ?? '') };
  const { data } = body;
  if (!isRecord(data) || !Array.isArray(data.result)) return { kind: 'strange', what: shown(text) };
  if (data.resultType !== 'matrix')
    return { kind: 'strange', what: `a result of type ${JSON.stringify(data.resultType)}` };
  return { kind: 'series', series: data.result.flatMap((one) => (isRecord(one) ? [seriesOf(one)] : [])) };
}

function seriesOf({ metric, values }: Readonly<Record<string, unknown>>): MetricSeries {
  const labels = Object.entries(isRecord(metric) ? metric : {}).map(([name, value]) => [name, String(value)]);
  return { labels: Object.fromEntries(labels), points: Array.isArray(values) ? values.flatMap(pointOf) : [] };
}

function pointOf(pair: unknown): readonly MetricPoint[] {
  if (!Array.isArray(pair) || typeof pair[0] !== 'number' || typeof pair[1] !== 'string') return [];
  return [{ at: Math.round(pair[0] * 1_000), value: numberOf(pair[1]) }];
}

function numberOf(text: string): number {
  if (text === '+Inf') return Number.POSITIVE_INFINITY;
  return text === '-Inf' ? Number.NEGATIVE_INFINITY : text === '' ? Number.NaN : Number(text);
}

function shown(text: string): string {
  return text.trim() === ''
    ? 'an empty answer'
    : `an answer that begins with ${JSON.stringify(text.slice(0, 60))}`;
}
