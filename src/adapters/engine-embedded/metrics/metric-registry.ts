import type { EngineSample, MetricDeclaration, Tags } from '../vu/vu-backend.ts';
import { BUILT_IN_METRICS } from './built-in-metrics.ts';
import type { MetricKey } from './metric-key.ts';
import { makeSink, type Sink } from './sinks.ts';

/** The samples of a metric that carry certain tags. */
export interface SubMetric {
  /** `http_req_duration{expected_response:true}` */
  readonly name: string;
  readonly suffix: string;
  readonly tags: Tags;
  readonly sink: Sink;
}

export interface Metric extends MetricDeclaration {
  readonly sink: Sink;
  readonly subMetrics: SubMetric[];
  /** Expressions set on exactly this metric; filled in when thresholds are bound. */
  readonly thresholds: unknown[];
}

/** Every metric of a test with what has been seen of it. */
export class MetricRegistry {
  readonly #metrics = new Map<string, Metric>();
  /** Values that are no numbers; JSON has no way to write them. */
  rejectedSamples = 0;

  constructor(declared: readonly MetricDeclaration[]) {
    for (const declaration of [...BUILT_IN_METRICS, ...declared]) this.declare(declaration);
    this.#ofKey({
      metric: 'http_req_duration',
      suffix: 'expected_response:true',
      tags: { expected_response: 'true' },
    });
  }

  /** Adds a metric; one that is there already stays as it is. */
  declare(declaration: MetricDeclaration): Metric {
    const existing = this.#metrics.get(declaration.name);
    if (existing !== undefined) return existing;
    const metric: Metric = {
      ...declaration,
      sink: makeSink(declaration.type),
      subMetrics: [],
      thresholds: [],
    };
    this.#metrics.set(declaration.name, metric);
    return metric;
  }

  /** In order of declaration. */
  all(): readonly Metric[] {
    return [...this.#metrics.values()];
  }

  get(name: string): Metric | null {
    return this.#metrics.get(name) ?? null;
  }

  /** Whether there is a trend with too many values to keep them all. */
  get hasRoundedTrend(): boolean {
    return this.all().some(({ sink }) => sink.kind === 'trend' && !sink.isExact);
  }

  /** The sink of a metric or sub-metric, made when it is asked for first; `null` when there is no such metric. */
  sinkOf(key: MetricKey): Sink | null {
    return this.#ofKey(key);
  }

  #ofKey({ metric: name, suffix, tags }: MetricKey): Sink | null {
    const metric = this.#metrics.get(name);
    if (metric === undefined) return null;
    if (suffix === null) return metric.sink;
    const existing = metric.subMetrics.find((sub) => sub.suffix === suffix);
    if (existing !== undefined) return existing.sink;
    const sub = { name: `${name}{${suffix}}`, suffix, tags, sink: makeSink(metric.type) };
    metric.subMetrics.push(sub);
    return sub.sink;
  }

  /** Whether the sample was taken in; one of an unknown metric or without a number is not. */
  add(sample: EngineSample): boolean {
    const metric = this.#metrics.get(sample.metric);
    if (metric === undefined || !Number.isFinite(sample.value)) {
      this.rejectedSamples += 1;
      return false;
    }
    metric.sink.add(sample.value);
    for (const sub of metric.subMetrics) if (hasTags(sample.tags, sub.tags)) sub.sink.add(sample.value);
    return true;
  }
}

function hasTags(tags: Tags, wanted: Tags): boolean {
  for (const name in wanted) if (tags[name] !== wanted[name]) return false;
  return true;
}
