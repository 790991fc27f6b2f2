import type { Tags } from '../vu/vu-backend.ts';
import { join, push } from './own-methods.ts';
import type { TagSet } from './tag-set.ts';

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
  private byText = new Map<string, number>();
  /** Which memory of the pack the numbers in tag sets are of. */
  private generation = 1;
  /** JSON of `SeriesDefinition`s. */
  private defined: string[] = [];
  private count = 0;
  private lastId = 0;

  get isEmpty(): boolean {
    return this.count === 0;
  }

  /** To be taken before the next sample. */
  get isFull(): boolean {
    return this.count === CAPACITY;
  }

  add(metric: string, timeMs: number, value: number, tags: TagSet, metadata: Tags | null): void {
    const { values } = this;
    const at = this.count * NUMBERS;
    const isKnown = metadata === null && tags.generation === this.generation;
    const known = isKnown ? tags.series.get(metric) : undefined;
    values[at] = known ?? this.seriesOf(metric, tags, metadata);
    values[at + 1] = timeMs;
    values[at + 2] = value;
    this.count += 1;
  }

  take(): PackedSamples {
    const values = this.values.slice(0, this.size);
    return { defined: this.takeDefinitions(), values };
  }

  /** Numbers that wait. */
  get size(): number {
    return this.count * NUMBERS;
  }

  /** What holds the numbers, `size` of them at its begin: for those who copy them on their own. */
  get buffer(): ArrayBuffer {
    return this.values.buffer;
  }

  /** Takes the samples, once their numbers were copied. @returns `defined` */
  takeDefinitions(): string {
    this.count = 0;
    if (this.defined.length === 0) return '';
    const defined = `[${join(this.defined, ',')}]`;
    this.defined = [];
    return defined;
  }

  private seriesOf(metric: string, tags: TagSet, metadata: Tags | null): number {
    if (metadata !== null) return this.known(metric, tags, JSON.stringify(metadata));
    const id = this.known(metric, tags, 'null');
    // Giving it a number may have made the pack forget the others.
    if (tags.generation !== this.generation) tags.series.clear();
    tags.generation = this.generation;
    tags.series.set(metric, id);
    return id;
  }

  private known(metric: string, tags: TagSet, metadata: string): number {
    const text = `${JSON.stringify(metric)},${tags.json},${metadata}]`;
    return this.byText.get(text) ?? this.define(text);
  }

  private define(text: string): number {
    if (this.byText.size === MOST_SERIES) {
      this.byText = new Map();
      this.generation += 1;
    }
    this.lastId += 1;
    this.byText.set(text, this.lastId);
    push(this.defined, `[${this.lastId},${text}`);
    return this.lastId;
  }
}
