import type { LoadTimeline } from '../model/load-timeline.ts';
import type { IngestAnomalies } from './ingest-anomalies.ts';
import { RunSpan } from './run-span.ts';
import { isLasting, MAX_RUN_MS, rejectionOf } from './sample-collector.ts';
import type { SampleTags } from './sample-tags.ts';
import type { SampleTarget } from './sample-target.ts';
import { type MetricRole, type Slot, SlotRegistry } from './slot-registry.ts';
import { SteadyClock } from './steady-clock.ts';
import { TimelineBins } from './timeline-bins.ts';

/** Samples that are held back until it is known when the first request began. */
const HELD_SAMPLES = 5_000;
const HELD_MS = 2_000;

interface Held {
  readonly slot: Slot;
  readonly timeMs: number;
  readonly value: number;
}

/** Reduces the samples of a load test to a timeline as they come; keeps none of them. */
export class TimelineCollector implements SampleTarget {
  readonly #slots = new SlotRegistry();
  readonly #anomalies: IngestAnomalies;
  readonly #span = new RunSpan();
  readonly #clock = new SteadyClock();
  readonly #bins = new TimelineBins();
  #held: Held[] | null = [];
  #startMs = Number.POSITIVE_INFINITY;
  #maxVus = 0;
  accepted = 0;
  /** Samples too far from the others to be of the same test. */
  strayed = 0;

  constructor(anomalies: IngestAnomalies) {
    this.#anomalies = anomalies;
  }

  slotOf(role: MetricRole, metric: string, tags: SampleTags): number {
    return this.#slots.numberOf(role, metric, tags);
  }

  add(slotNumber: number, rawMs: number, value: number): void {
    const slot = this.#slots.slot(slotNumber);
    if (slot.kind === 'outside' || slot.kind === 'check') return;
    const rejection = rejectionOf(rawMs, value);
    if (rejection !== null) this.#anomalies.reject(rejection);
    else if (slot.kind === 'vus') this.#maxVus = Math.max(this.#maxVus, value);
    else this.#sample(slot, rawMs, value);
  }

  finish(): Omit<LoadTimeline, 'notices'> {
    this.#release();
    this.#span.report(this.#anomalies);
    return {
      startMs: Number.isFinite(this.#startMs) ? this.#startMs : null,
      binSeconds: this.#bins.binSeconds,
      bins: this.#bins.finish(),
      maxVus: this.#maxVus,
    };
  }

  #sample(slot: Slot, rawMs: number, value: number): void {
    if (Math.abs(rawMs - this.#startMs) > MAX_RUN_MS && Number.isFinite(this.#startMs)) {
      this.strayed++;
      this.#anomalies.reject('time out of range');
      return;
    }
    this.accepted++;
    this.#span.sample(beginOf(slot, rawMs, value), rawMs);
    const timeMs = this.#clock.timeOf(rawMs);
    if (this.#held === null) {
      this.#put({ slot, timeMs, value });
      return;
    }
    this.#held.push({ slot, timeMs, value });
    const [first] = this.#held;
    if (this.#held.length >= HELD_SAMPLES || timeMs - (first?.timeMs ?? timeMs) > HELD_MS) this.#release();
  }

  #release(): void {
    const held = this.#held ?? [];
    if (this.#held === null || held.length === 0) return;
    this.#held = null;
    this.#startMs = Math.min(...held.map(({ slot, timeMs, value }) => beginOf(slot, timeMs, value)));
    for (const sample of held) this.#put(sample);
  }

  #put({ slot, timeMs, value }: Held): void {
    const began = this.#secondOf(beginOf(slot, timeMs, value));
    switch (slot.kind) {
      case 'iteration':
        this.#bins.count(began, 'iterations', 1);
        return;
      case 'dropped':
        this.#bins.count(began, 'dropped', value);
        return;
      case 'failure':
        this.#bins.addFailure(began, slot.failure);
        break;
      case 'series':
        this.#bins.addLatency(began, value);
        break;
      default:
        return;
    }
    this.#bins.count(this.#secondOf(timeMs), 'ended', 1);
  }

  #secondOf(timeMs: number): number {
    return Math.floor((timeMs - this.#startMs) / 1000);
  }
}

/** What lasts is stamped when it ends. */
function beginOf(slot: Slot, timeMs: number, value: number): number {
  return isLasting(slot) ? timeMs - value : timeMs;
}
