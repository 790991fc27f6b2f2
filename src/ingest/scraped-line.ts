import { parsedObject } from './ndjson-line.ts';
import { parseRfc3339 } from './rfc3339-time.ts';

/** One value of a metric at a time. */
export interface ScrapedValue {
  readonly metric: string;
  /** As written, sorted as they came; empty without labels. */
  readonly labels: string;
  readonly value: number;
  /** Milliseconds since the epoch; `null` when the line does not say. */
  readonly timeMs: number | null;
}

const SAMPLE = /^([a-zA-Z_:][\w:]*)\s*(\{.*\})?\s+([^\s{}]+)(?:\s+(-?[\d.]+(?:[eE][+-]?\d+)?))?$/;
/** Timestamps of exposition are milliseconds; those of OpenMetrics are seconds, which are far smaller. */
const FIRST_MS = 1e11;

/** A line of Prometheus exposition, of OpenMetrics, or of NDJSON (time, name or metric, value, labels); `null` when it is none. */
export function scrapedValue(line: string): ScrapedValue | null {
  if (line.startsWith('{')) return fromJson(line);
  const [, metric, labels = '', value = '', time] = SAMPLE.exec(line.replace(/\s+#\s+\{.*$/, '')) ?? [];
  if (metric === undefined || !/^[-+]?(\d|\.\d|Inf|NaN)/.test(value)) return null;
  return { metric, labels, value: Number(value), timeMs: time === undefined ? null : timeOf(Number(time)) };
}

/** The time in a comment between two scrapes: `# 2026-01-05T12:00:00Z`, `# scraped 1767614400`. */
export function commentTime(line: string): number | null {
  const iso = /\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)/.exec(line)?.[0];
  if (iso !== undefined) {
    const ms = parseRfc3339(iso);
    return Number.isNaN(ms) ? null : ms;
  }
  const epoch = /^#\s*(?:scraped\s+)?(\d{10}(?:\.\d+)?|\d{13})\s*$/.exec(line)?.[1];
  return epoch === undefined ? null : timeOf(Number(epoch));
}

function fromJson(line: string): ScrapedValue | null {
  const record = parsedObject(line);
  const data = (record?.data ?? record) as Record<string, unknown> | null;
  const metric = record?.metric ?? record?.name;
  if (data === null || typeof metric !== 'string' || typeof data.value !== 'number') return null;
  const labels = data.labels ?? data.tags;
  const time = typeof data.time === 'string' ? parseRfc3339(data.time) : data.time;
  return {
    metric,
    labels: typeof labels === 'object' && labels !== null ? JSON.stringify(labels) : '',
    value: data.value,
    timeMs: typeof time === 'number' && Number.isFinite(time) ? timeOf(time) : null,
  };
}

function timeOf(value: number): number {
  return Math.abs(value) < FIRST_MS ? value * 1000 : value;
}
