import type { EngineSample, Tags } from '../vu/vu-backend.ts';
import type { MetricRegistry } from './metric-registry.ts';
import { localOffsetMinutes, rfc3339Formatter, type TimeFormatter } from './sample-time.ts';
import { TagJson } from './tag-json.ts';

/** What every line of a metric begins with. */
interface LineStart {
  readonly text: string;
  readonly isTime: boolean;
}

/** What the lines of one tag set end with. */
interface LineEnd {
  readonly tags: Tags;
  readonly metadata: Tags | undefined;
  readonly text: string;
}

/**
 * Writes samples as k6's `--out json` does: a line that declares a metric before its first sample, then one line for each
 * sample. Lines are put together from parts: the samples of one request come one after the other and share their time and
 * their tags, so both are written once for all of them.
 */
export class NdjsonEncoder {
  readonly #metrics: MetricRegistry;
  readonly #formatTime: TimeFormatter;
  readonly #starts = new Map<string, LineStart>();
  readonly #tagJson = new TagJson();
  #time = { ms: Number.NaN, text: '' };
  #end: LineEnd = { tags: {}, metadata: undefined, text: ',"tags":{}}}\n' };

  constructor(metrics: MetricRegistry, offsetMinutesAt: (timeMs: number) => number = localOffsetMinutes) {
    this.#metrics = metrics;
    this.#formatTime = rfc3339Formatter(offsetMinutesAt);
  }

  /** The lines of a sample, each with its line feed. */
  encode({ metric, timeMs, value, tags, metadata }: EngineSample): string {
    let start = this.#starts.get(metric);
    let head = '';
    if (start === undefined) {
      start = this.#startOf(metric);
      this.#starts.set(metric, start);
      head = this.#declaration(metric);
    }
    const shown = start.isTime ? toNanoseconds(value) : value;
    const line = start.text + this.#timeOf(timeMs) + shown + this.#endOf(tags, metadata);
    return head === '' ? line : head + line;
  }

  #startOf(metric: string): LineStart {
    const text = `{"metric":${JSON.stringify(metric)},"type":"Point","data":{"time":"`;
    return { text, isTime: this.#metrics.get(metric)?.contains === 'time' };
  }

  #timeOf(ms: number): string {
    if (ms !== this.#time.ms) this.#time = { ms, text: `${this.#formatTime(ms)}","value":` };
    return this.#time.text;
  }

  #endOf(tags: Tags, metadata: Tags | undefined): string {
    if (tags !== this.#end.tags || metadata !== this.#end.metadata) {
      const extra = metadata === undefined ? '' : `,"metadata":${this.#tagJson.of(metadata)}`;
      this.#end = { tags, metadata, text: `,"tags":${this.#tagJson.of(tags)}${extra}}}\n` };
    }
    return this.#end.text;
  }

  #declaration(name: string): string {
    const metric = this.#metrics.get(name);
    if (metric === null) return '';
    const submetrics = metric.subMetrics.map((sub) => ({
      name: sub.name,
      suffix: sub.suffix,
      tags: sub.tags,
    }));
    const data = {
      name,
      type: metric.type,
      contains: metric.contains,
      thresholds: metric.thresholds,
      submetrics: submetrics.length === 0 ? null : submetrics,
    };
    return `${JSON.stringify({ type: 'Metric', data, metric: name })}\n`;
  }
}

/** Milliseconds without the digits that are only rounding of a clock; k6 counts nanoseconds. */
function toNanoseconds(ms: number): number {
  return Math.round(ms * 1e6) / 1e6;
}
