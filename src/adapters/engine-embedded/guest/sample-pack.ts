import type { Tags } from '../vu/vu-backend.ts';

/** Samples on their way to the main thread: numbers, and what the numbers of their series stand for. */
export interface PackedSamples {
  /** JSON of the `SeriesDefinition`s that are new; empty when there are none. */
  readonly defined: string;
  /** Of each sample: number of its series, time, value. */
  readonly values: Float64Array<ArrayBuffer>;
}

/** What the samples of a series have in common. */
export type SeriesDefinition = readonly [id: number, metric: string, tags: Tags, metadata: Tags | null];

/** A series is known by its number as long as no more than so many others were defined after it. */
export const MOST_SERIES = 1_000;

const CAPACITY = 100;
const NUMBERS = 3;

/** Gathers samples. What they have in common goes over once, because texts and objects cost far more than numbers. */
export class SamplePack {
  private readonly values = new Float64Array(CAPACITY * NUMBERS);
  private byTags = new WeakMap<Tags, Map<string, number>>();
  private byText = new Map<string, number>();
  private defined: SeriesDefinition[] = [];
  private count = 0;
  private lastId = 0;

  get isEmpty(): boolean {
    return this.count === 0;
  }

  /** To be taken before the next sample. */
  get isFull(): boolean {
    return this.count === CAPACITY;
  }

  /** Tags must not change afterwards: the same object is the same tags. */
  add(metric: string, timeMs: number, value: number, tags: Tags, metadata: Tags): void {
    const at = this.count * NUMBERS;
    this.values[at] = this.seriesOf(metric, tags, metadata);
    this.values[at + 1] = timeMs;
    this.values[at + 2] = value;
    this.count += 1;
  }

  take(): PackedSamples {
    const defined = this.defined.length === 0 ? '' : JSON.stringify(this.defined);
    const values = this.values.slice(0, this.count * NUMBERS);
    this.count = 0;
    this.defined = [];
    return { defined, values };
  }

  private seriesOf(metric: string, tags: Tags, metadata: Tags): number {
    const isPlain = Object.keys(metadata).length === 0;
    const known = isPlain ? this.byTags.get(tags)?.get(metric) : undefined;
    if (known !== undefined) return known;
    const text = JSON.stringify([metric, tags, metadata]);
    const id = this.byText.get(text) ?? this.define(text, metric, tags, isPlain ? null : metadata);
    if (isPlain) this.remember(tags, metric, id);
    return id;
  }

  private define(text: string, metric: string, tags: Tags, metadata: Tags | null): number {
    if (this.byText.size === MOST_SERIES) {
      this.byText = new Map();
      this.byTags = new WeakMap();
    }
    this.lastId += 1;
    this.byText.set(text, this.lastId);
    this.defined.push([this.lastId, metric, tags, metadata]);
    return this.lastId;
  }

  private remember(tags: Tags, metric: string, id: number): void {
    const ids = this.byTags.get(tags);
    if (ids === undefined) this.byTags.set(tags, new Map([[metric, id]]));
    else ids.set(metric, id);
  }
}
