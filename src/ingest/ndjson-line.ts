import type { SampleTags } from './sample-tags.ts';

/** One line of k6's NDJSON, read by `JSON.parse`: the meaning that every faster way must share. */
export type NdjsonLine =
  | {
      readonly kind: 'point';
      readonly metric: string;
      readonly time: string;
      readonly value: number;
      readonly tags: SampleTags;
    }
  | {
      readonly kind: 'metric';
      readonly name: string;
      readonly type: string;
      readonly thresholds: readonly string[];
    }
  | { readonly kind: 'unreadable' };

const UNREADABLE: NdjsonLine = { kind: 'unreadable' };

export function parseNdjsonLine(text: string): NdjsonLine {
  const line = parsedObject(text);
  const data = asObject(line?.data);
  if (line === null || data === null) return UNREADABLE;
  if (line.type === 'Point') return pointOf(line, data);
  return line.type === 'Metric' ? metricOf(line, data) : UNREADABLE;
}

function pointOf(line: Record<string, unknown>, data: Record<string, unknown>): NdjsonLine {
  const { metric } = line;
  const { time, value } = data;
  if (typeof metric !== 'string' || typeof time !== 'string') return UNREADABLE;
  return {
    kind: 'point',
    metric,
    time,
    value: typeof value === 'number' ? value : Number.NaN,
    tags: asObject(data.tags) ?? {},
  };
}

function metricOf(line: Record<string, unknown>, data: Record<string, unknown>): NdjsonLine {
  const name = data.name ?? line.metric;
  if (typeof name !== 'string') return UNREADABLE;
  const { type, thresholds } = data;
  return {
    kind: 'metric',
    name,
    type: typeof type === 'string' ? type : '',
    thresholds: Array.isArray(thresholds) ? thresholds.flatMap(expressionOf) : [],
  };
}

/** A text, or an object where the threshold also aborts the run. */
function expressionOf(threshold: unknown): string[] {
  const expression = asObject(threshold)?.threshold ?? threshold;
  return typeof expression === 'string' ? [expression] : [];
}

export function parsedObject(text: string): Record<string, unknown> | null {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return null;
  }
}

export function asObject(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}
