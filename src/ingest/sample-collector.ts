import { INVALID_URL_NOTICE } from '../model/failure-class.ts';
import { GateError } from '../model/gate-error.ts';
import type { IngestAnomalies, Rejection } from './ingest-anomalies.ts';
import { type MeasuredWindow, measuredWindow, type SpanFacts } from './measured-window.ts';
import { ITERATION_METRIC, REQUEST_METRIC } from './metric-roles.ts';
import { RunSpan } from './run-span.ts';
import { SampleTable } from './sample-table.ts';
import type { SampleTags } from './sample-tags.ts';
import type { SampleTarget } from './sample-target.ts';
import { SilentEnd } from './silent-end.ts';
import { type MetricRole, OTHER, type Slot, SlotRegistry } from './slot-registry.ts';
import { seriesName, WindowFold } from './window-fold.ts';

/** Samples kept as they are (18 bytes each); a run with more is read off histograms. */
export const EXACT_SAMPLES = 2_000_000;
/** Latencies above this many milliseconds (11 days) are damage. */
const MAX_VALUE = 1e9;
/** 2000 to 2100: a machine that never set its clock writes 1970. */
const EARLIEST_MS = 946_684_800_000;
const LATEST_MS = 4_102_444_800_000;
export const MAX_RUN_MS = 7 * 24 * 3_600_000;

export interface CollectorOptions {
  readonly warmUpMs: number;
  readonly maxEndpoints: number;
  readonly label: string;
  /** Trends that are asked for. */
  readonly metrics: readonly string[];
  /** `EXACT_SAMPLES` unless a test says otherwise. */
  readonly exactSamples?: number;
}

export interface CollectedSamples {
  readonly fold: WindowFold;
  readonly window: MeasuredWindow;
  readonly span: SpanFacts;
  /** How long nothing was answered at the end, though virtual users were at work. */
  readonly silentEndMs: number;
  /** When that began, since the first sample. */
  readonly silentFromMs: number;
}

/**
 * Takes the samples of a run in any order. They are kept until it is certain where the run begins, so that the
 * result does not depend on the order of the lines; a very long run is settled early and then only summed up.
 */
export class SampleCollector implements SampleTarget {
  readonly #options: CollectorOptions;
  readonly #anomalies: IngestAnomalies;
  readonly #slots = new SlotRegistry();
  readonly #span = new RunSpan();
  readonly #silentEnd = new SilentEnd();
  #table: SampleTable | null = new SampleTable();
  #fold: WindowFold | null = null;

  constructor(options: CollectorOptions, anomalies: IngestAnomalies) {
    this.#options = options;
    this.#anomalies = anomalies;
  }

  slotOf(role: MetricRole, metric: string, tags: SampleTags): number {
    return this.#slots.numberOf(role, metric, tags);
  }

  /** One sample: when it finished in milliseconds since the epoch, and its value in the metric's unit. */
  add(slotNumber: number, timeMs: number, value: number): void {
    const slot = this.#slots.slot(slotNumber);
    if (slot.kind === 'outside') return;
    const rejection = rejectionOf(timeMs, value);
    if (rejection !== null) this.#anomalies.reject(rejection);
    else if (slot.kind === 'vus') this.#gauge(slotNumber, timeMs, value);
    else this.#sample(slotNumber, timeMs, value, slot);
  }

  /** @throws GateError `RESULTS_DAMAGED` when the times cannot be those of one run. */
  finish(): CollectedSamples {
    if (this.#slots.untoldOutcome)
      this.#anomalies.note(
        'outcome-untold',
        'requests carry neither expected_response nor status: all of them count as successful (see --system-tags)',
      );
    if (this.#slots.badAddress !== null)
      this.#anomalies.note(
        INVALID_URL_NOTICE,
        `requests have an invalid URL, ${JSON.stringify(this.#slots.badAddress)} for one`,
      );
    this.#span.report(this.#anomalies);
    const fold = this.#fold ?? this.#settle(true);
    const { warmUpMs } = this.#options;
    const { last, lastIteration } = this.#span;
    const span = { first: fold.from - warmUpMs, last, lastIteration };
    return {
      fold,
      span,
      window: measuredWindow(span, warmUpMs),
      silentEndMs: this.#silentEnd.lengthMs,
      silentFromMs: Math.max(0, Math.round(this.#silentEnd.beganMs - span.first)),
    };
  }

  #gauge(slotNumber: number, timeMs: number, value: number): void {
    this.#span.gauge(timeMs);
    this.#silentEnd.gauge(timeMs, value);
    this.#store(slotNumber, timeMs, value);
  }

  #sample(slotNumber: number, timeMs: number, value: number, slot: Slot): void {
    if (this.#fold !== null && timeMs - this.#span.first > MAX_RUN_MS) {
      this.#anomalies.reject('time out of range');
      return;
    }
    const begin = isLasting(slot) ? timeMs - value : timeMs;
    this.#span.sample(begin, timeMs);
    this.#silentEnd.sample(slot, timeMs);
    if (slot.kind === 'iteration' || slot.kind === 'dropped') this.#span.iteration(begin);
    this.#store(slotNumber, slot.kind === 'iteration' ? begin : timeMs, value);
    if (slot.kind === 'iteration' && this.#options.metrics.includes(ITERATION_METRIC))
      this.#store(this.#slots.numberOf('trend', ITERATION_METRIC, {}), timeMs, value);
  }

  #store(slotNumber: number, timeMs: number, value: number): void {
    if (this.#table === null) {
      this.#fold?.add(slotNumber, timeMs, value);
      return;
    }
    this.#table.add(slotNumber, timeMs, value);
    if (this.#table.size < (this.#options.exactSamples ?? EXACT_SAMPLES)) return;
    this.#fold = this.#settle(false);
    this.#table = null;
    this.#anomalies.note(
      'quantiles-approximate',
      `more than ${this.#options.exactSamples ?? EXACT_SAMPLES} samples: quantiles are read off histograms, within 0.5 %`,
    );
  }

  #settle(exact: boolean): WindowFold {
    const { first, last } = this.#span;
    if (last - first > MAX_RUN_MS)
      throw new GateError(
        'RESULTS_DAMAGED',
        `reading ${this.#options.label}: expected the samples of one run, but they span ${Math.round((last - first) / 86_400_000)} days`,
        {
          fault: 'environment',
          hint: 'Check the clock of the machine that ran the load, then run it again.',
        },
      );
    const endpoints = this.#reportedEndpoints();
    const fold = new WindowFold({ from: first + this.#options.warmUpMs, endpoints, exact }, this.#slots);
    this.#table?.forEach((slot, timeMs, value) => {
      fold.add(slot, timeMs, value);
    });
    return fold;
  }

  /** Names of the biggest endpoints of each metric, at most `maxEndpoints` each. */
  #reportedEndpoints(): Set<string> {
    const counts = new Array<number>(this.#slots.size).fill(0);
    this.#table?.forEach((slot) => {
      counts[slot] = (counts[slot] ?? 0) + 1;
    });
    const byMetric = new Map<string, { name: string; count: number }[]>();
    counts.forEach((count, number) => {
      const slot = this.#slots.slot(number);
      if (slot.kind !== 'series' || slot.endpoint === null || slot.endpoint === OTHER) return;
      const names = byMetric.get(slot.metric) ?? [];
      names.push({ name: seriesName(slot.metric, slot.endpoint), count });
      byMetric.set(slot.metric, names);
    });
    return new Set([...byMetric.values()].flatMap((names) => this.#biggest(names)));
  }

  #biggest(names: { name: string; count: number }[]): string[] {
    const { maxEndpoints } = this.#options;
    if (names.length > maxEndpoints)
      this.#anomalies.note(
        'endpoints-merged',
        `${names.length} endpoints or more: the ${maxEndpoints} with the most requests are told apart, the rest is "${OTHER}"; give requests to one endpoint the same name (tags: { name: ... })`,
      );
    names.sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
    return names.slice(0, maxEndpoints).map(({ name }) => name);
  }
}

/** Whether the value is how long it took until `timeMs`. */
export function isLasting(slot: Slot): boolean {
  return (
    slot.kind === 'iteration' ||
    slot.kind === 'failure' ||
    (slot.kind === 'series' && slot.metric === REQUEST_METRIC)
  );
}

/** Why a sample makes no sense; `null` when it does. */
export function rejectionOf(timeMs: number, value: number): Rejection | null {
  if (!Number.isFinite(value)) return 'not a number';
  if (value < 0) return 'negative';
  if (value > MAX_VALUE) return 'above 1e9';
  if (Number.isNaN(timeMs)) return 'time unreadable';
  return timeMs < EARLIEST_MS || timeMs > LATEST_MS ? 'time out of range' : null;
}
