import type { ThresholdResult } from '../model/run.ts';
import type { ResultFormat } from './ingested-results.ts';
import { asObject } from './ndjson-line.ts';

/** One metric or sub-metric of a summary, whichever of the three formats it came in. */
export interface SummaryMetric {
  /** Without the tags. */
  readonly name: string;
  /** `name:/cart,method:GET` of a sub-metric; `''` for the metric itself. */
  readonly tags: string;
  /** Under handleSummary's names: `p(95)`, `med`, `count`, `passes`, `fails`. */
  readonly values: Readonly<Record<string, number>>;
}

export interface SummaryDocument {
  readonly format: ResultFormat;
  readonly metrics: readonly SummaryMetric[];
  readonly thresholds: readonly ThresholdResult[];
  /** As stated, or from a counter's count and rate; `null` when neither is there. */
  readonly durationMs: number | null;
}

type Json = Readonly<Record<string, unknown>>;

/** The three end-of-test summaries of k6; `null` for JSON of any other shape. */
export function readSummary(document: Json): SummaryDocument | null {
  const results = asObject(document.results);
  if (Array.isArray(results?.metrics)) return machineReadable(document, results.metrics);
  const metrics = asObject(document.metrics);
  if (metrics === null) return null;
  const entries = Object.entries(metrics).flatMap(([key, value]): [string, Json][] => {
    const metric = asObject(value);
    return metric === null ? [] : [[key, metric]];
  });
  if (entries.length === 0) return null;
  return entries.some(([, metric]) => asObject(metric.values) !== null)
    ? handleSummary(document, entries)
    : legacySummary(entries);
}

/** `handleSummary(data)`: values in an object of their own, thresholds as `{ ok }`. */
function handleSummary(document: Json, entries: readonly [string, Json][]): SummaryDocument {
  const metrics = entries.map(([key, metric]) => ({ ...nameOf(key), values: numbersOf(metric.values) }));
  const stated = asObject(document.state)?.testRunDurationMs;
  return {
    format: 'handle-summary',
    metrics,
    thresholds: entries.flatMap(([key, metric]) =>
      thresholdsOf(key, metric, (outcome) => asObject(outcome)?.ok),
    ),
    durationMs: typeof stated === 'number' && stated > 0 ? stated : durationFromRates(metrics),
  };
}

/** `--summary-export`: values flat beside the thresholds, whose flag says "crossed": `true` is FAILED. */
function legacySummary(entries: readonly [string, Json][]): SummaryDocument {
  const metrics = entries.map(([key, metric]) => ({ ...nameOf(key), values: numbersOf(metric) }));
  return {
    format: 'legacy-summary',
    metrics,
    thresholds: entries.flatMap(([key, metric]) =>
      thresholdsOf(key, metric, (crossed) => (typeof crossed === 'boolean' ? !crossed : undefined)),
    ),
    durationMs: durationFromRates(metrics),
  };
}

/** `--new-machine-readable-summary`: metrics in a list, `p95` for `p(95)`, no thresholds. */
function machineReadable(document: Json, list: readonly unknown[]): SummaryDocument {
  const checks = asObject(asObject(asObject(document.results)?.checks));
  const extra = Array.isArray(checks?.metrics) ? checks.metrics : [];
  const metrics = [...list, ...extra].flatMap((item): SummaryMetric[] => {
    const metric = asObject(item);
    const name = metric?.name;
    return typeof name === 'string' ? [{ ...nameOf(name), values: handleNames(metric?.values) }] : [];
  });
  const duration = asObject(document.config)?.duration;
  return {
    format: 'machine-readable-summary',
    metrics,
    thresholds: [],
    durationMs: typeof duration === 'number' && duration > 0 ? duration * 1000 : null,
  };
}

function nameOf(key: string): { name: string; tags: string } {
  const brace = key.indexOf('{');
  return brace < 0 || !key.endsWith('}')
    ? { name: key, tags: '' }
    : { name: key.slice(0, brace), tags: key.slice(brace + 1, -1) };
}

function numbersOf(values: unknown): Record<string, number> {
  const numbers: Record<string, number> = {};
  for (const [key, value] of Object.entries(asObject(values) ?? {}))
    if (typeof value === 'number' && Number.isFinite(value)) numbers[key] = value;
  return numbers;
}

function handleNames(values: unknown): Record<string, number> {
  const numbers = numbersOf(values);
  const { matches, total } = numbers;
  const renamed = Object.entries(numbers).map(([key, value]): [string, number] => [
    key.replace(/^p(\d+(?:\.\d+)?)$/, 'p($1)'),
    value,
  ]);
  if (matches !== undefined && total !== undefined)
    renamed.push(['passes', matches], ['fails', total - matches]);
  return Object.fromEntries(renamed);
}

function thresholdsOf(metric: string, entry: Json, okOf: (outcome: unknown) => unknown): ThresholdResult[] {
  return Object.entries(asObject(entry.thresholds) ?? {}).flatMap(([expression, outcome]) => {
    const ok = okOf(outcome);
    return typeof ok === 'boolean' ? [{ metric, expression, ok }] : [];
  });
}

function durationFromRates(metrics: readonly SummaryMetric[]): number | null {
  for (const name of ['http_reqs', 'iterations', 'data_received']) {
    const { count, rate } =
      metrics.find((metric) => metric.name === name && metric.tags === '')?.values ?? {};
    if (count !== undefined && rate !== undefined && count > 0 && rate > 0) return (count / rate) * 1000;
  }
  return null;
}
