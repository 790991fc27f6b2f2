import type { IngestAnomalies } from './ingest-anomalies.ts';

/** k6 writes lines up to some 100 ms out of order; going back further means that the clock was set. */
export const MAX_DISORDER_MS = 5_000;
const MIN_GAP_MS = 5_000;
/** Something that took longer says nothing about when the run began: one damaged value must not move the window. */
const MAX_LEAD_MS = 600_000;
/** A gap is told of when it is this many times the usual distance between samples. */
const GAP_FACTOR = 20;

/** The times of a run's samples, told in the order in which they are read. Milliseconds since the epoch. */
export class RunSpan {
  /** When the first request or iteration of a scenario began. */
  first = Number.POSITIVE_INFINITY;
  /** When the last sample of a scenario was taken. */
  last = Number.NEGATIVE_INFINITY;
  /** When the latest iteration began, or would have begun had it not been dropped. */
  lastIteration = Number.NEGATIVE_INFINITY;
  #samples = 0;
  #previous = Number.NEGATIVE_INFINITY;
  #jumps = 0;
  #furthestBack = 0;
  #gap = 0;
  #gapAt = 0;
  #lastGauge = Number.NEGATIVE_INFINITY;

  sample(beginMs: number, timeMs: number): void {
    this.#samples++;
    const back = this.#previous - timeMs;
    if (back > MAX_DISORDER_MS) {
      this.#jumps++;
      this.#furthestBack = Math.max(this.#furthestBack, back);
    }
    this.#previous = timeMs;
    const first = timeMs - beginMs > MAX_LEAD_MS ? timeMs : beginMs;
    if (first < this.first) this.first = first;
    if (timeMs > this.last) {
      if (this.#samples > 1) this.#noteGap(this.last, timeMs - this.last);
      this.last = timeMs;
    }
  }

  iteration(beginMs: number): void {
    if (beginMs > this.lastIteration) this.lastIteration = beginMs;
  }

  /** A sample of the gauge that k6 writes every second, also while nothing answers. */
  gauge(timeMs: number): void {
    if (timeMs > this.#lastGauge) this.#lastGauge = timeMs;
  }

  report(anomalies: IngestAnomalies): void {
    if (this.#samples === 0) return;
    if (this.#jumps > 0)
      anomalies.note(
        'clock-jump',
        `time went back ${times(this.#jumps)}, by up to ${seconds(this.#furthestBack)}: the clock was set during the run, or the results of several instances were joined`,
      );
    const unusual = Math.max(MIN_GAP_MS, (GAP_FACTOR * (this.last - this.first)) / this.#samples);
    const silence = this.#lastGauge - this.last;
    if (silence > unusual)
      anomalies.note(
        'silent-end',
        `nothing finished in the last ${seconds(silence)} of the run: the target stopped answering, or teardown took that long`,
      );
    if (this.#gap > unusual)
      anomalies.note(
        'samples-gap',
        `nothing finished for ${seconds(this.#gap)}, from ${seconds(this.#gapAt - this.first)} after the first sample: the target did not answer, or the clock was set forward`,
      );
  }

  #noteGap(at: number, length: number): void {
    if (length <= this.#gap) return;
    this.#gap = length;
    this.#gapAt = at;
  }
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}
