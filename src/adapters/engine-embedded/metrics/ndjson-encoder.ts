import type { EngineSample, Tags } from '../vu/vu-backend.ts';
import type { MetricRegistry } from './metric-registry.ts';
import { localOffsetMinutes, rfc3339Formatter, type TimeFormatter } from './sample-time.ts';

/** What every line of a metric begins with. */
interface LineStart {
  readonly text: string;
  readonly isTime: boolean;
}

/**
 * Writes samples as k6's `--out json` does: a line that declares a metric before its first sample, then one line for each
 * sample. Lines are put together from parts: tags are turned into JSON once for each tag set, not for each sample.
 */
export class NdjsonEncoder {
  readonly #metrics: MetricRegistry;
  readonly #formatTime: TimeFormatter;
  readonly #starts = new Map<string, LineStart>();
  readonly #tagJson = new WeakMap<Tags, string>();

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
    const extra = metadata === undefined ? '' : `,"metadata":${this.#jsonOf(metadata)}`;
    const shown = start.isTime ? toNanoseconds(value) : value;
    return `${head}${start.text}${this.#formatTime(timeMs)}","value":${shown},"tags":${this.#jsonOf(tags)}${extra}}}\n`;
  }

  #startOf(metric: string): LineStart {
    const text = `{"metric":${JSON.stringify(metric)},"type":"Point","data":{"time":"`;
    return { text, isTime: this.#metrics.get(metric)?.contains === 'time' };
  }

  #jsonOf(tags: Tags): string {
    const known = this.#tagJson.get(tags);
    if (known !== undefined) return known;
    const json = sortedJson(tags);
    this.#tagJson.set(tags, json);
    return json;
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

/** Keys in order, as Go writes maps. */
function sortedJson(tags: Tags): string {
  const fields = Object.keys(tags)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${JSON.stringify(tags[name])}`);
  return `{${fields.join(',')}}`;
}

/** Milliseconds without the digits that are only rounding of a clock; k6 counts nanoseconds. */
function toNanoseconds(ms: number): number {
  return Math.round(ms * 1e6) / 1e6;
}
