import { SeriesAccumulator } from './series-accumulator.ts';
import { OTHER, type Slot, type SlotRegistry } from './slot-registry.ts';

/** What the fold needs to know before the first sample. */
export interface FoldPlan {
  /** Milliseconds since the epoch: end of the warm-up. */
  readonly from: number;
  /** Endpoints with a series of their own, by `seriesName`; all others share `other`. */
  readonly endpoints: ReadonlySet<string>;
  /** Whether every value is kept for exact quantiles. */
  readonly exact: boolean;
}

/** Counts of what began in each second of the window. */
type SecondCounts = Map<number, number>;

/** Sums samples up, second by second, once it is known where the warm-up ends. */
export class WindowFold {
  readonly #plan: FoldPlan;
  readonly #slots: SlotRegistry;
  readonly #targets: (readonly SeriesAccumulator[] | undefined)[] = [];
  readonly #series = new Map<string, SeriesAccumulator>();
  readonly failures = new Map<string, number>();
  readonly iterations: SecondCounts = new Map();
  readonly dropped: SecondCounts = new Map();
  /** Of the whole run, warm-up included. */
  allIterations = 0;
  checksPassed = 0;
  checksFailed = 0;
  maxVus = 0;
  /** Seconds with a sample, counted from the end of the warm-up. */
  seconds = 0;

  constructor(plan: FoldPlan, slots: SlotRegistry) {
    this.#plan = plan;
    this.#slots = slots;
  }

  /** Milliseconds since the epoch: end of the warm-up. */
  get from(): number {
    return this.#plan.from;
  }

  /** `timeMs`: when it finished; of an iteration, when it began. */
  add(slotNumber: number, timeMs: number, value: number): void {
    const slot = this.#slots.slot(slotNumber);
    if (slot.kind === 'vus') this.maxVus = Math.max(this.maxVus, value);
    if (slot.kind === 'iteration') this.allIterations++;
    const second = Math.floor((timeMs - this.#plan.from) / 1000);
    if (second < 0) return;
    if (slot.kind === 'series') this.#addToSeries(slotNumber, second, value);
    else this.#count(slot, second, value);
  }

  /** Series of a metric's endpoints, the biggest first, after the one of all its samples. */
  seriesOf(metric: string): SeriesAccumulator[] {
    const all = [...this.#series.values()].filter((series) => series.metric === metric);
    return all.sort((a, b) => rank(b) - rank(a) || (a.endpoint ?? '').localeCompare(b.endpoint ?? '', 'en'));
  }

  #addToSeries(slotNumber: number, second: number, value: number): void {
    this.#reach(second);
    this.#targets[slotNumber] ??= this.#accumulatorsOf(this.#slots.slot(slotNumber));
    for (const series of this.#targets[slotNumber] ?? []) series.add(second, value);
  }

  #count(slot: Slot, second: number, value: number): void {
    if (slot.kind === 'iteration') increase(this.iterations, second, 1);
    else if (slot.kind === 'dropped') increase(this.dropped, second, value);
    else if (slot.kind === 'failure') {
      this.#reach(second);
      increase(this.failures, slot.failure, 1);
    } else if (slot.kind === 'check') {
      if (value === 0) this.checksFailed++;
      else this.checksPassed++;
    }
  }

  #reach(second: number): void {
    if (second >= this.seconds) this.seconds = second + 1;
  }

  #accumulatorsOf(slot: Slot): SeriesAccumulator[] {
    if (slot.kind !== 'series') return [];
    const all = this.#accumulator(slot.metric, null);
    if (slot.endpoint === null) return [all];
    const own = this.#plan.endpoints.has(seriesName(slot.metric, slot.endpoint)) ? slot.endpoint : OTHER;
    return [all, this.#accumulator(slot.metric, own)];
  }

  #accumulator(metric: string, endpoint: string | null): SeriesAccumulator {
    const name = seriesName(metric, endpoint);
    let series = this.#series.get(name);
    if (series === undefined) {
      series = new SeriesAccumulator(metric, endpoint, this.#plan.exact);
      this.#series.set(name, series);
    }
    return series;
  }
}

export function seriesName(metric: string, endpoint: string | null): string {
  return endpoint === null ? metric : `${metric} ${endpoint}`;
}

function rank(series: SeriesAccumulator): number {
  if (series.endpoint === null) return Number.POSITIVE_INFINITY;
  return series.endpoint === OTHER ? -1 : series.count;
}

function increase<K>(counts: Map<K, number>, key: K, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}
