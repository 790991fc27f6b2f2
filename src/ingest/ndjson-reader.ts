import { LineCutter, MAX_LINE_BYTES } from './byte-lines.ts';
import type { IngestAnomalies } from './ingest-anomalies.ts';
import type { DeclaredThreshold } from './ingested-results.ts';
import { type NdjsonLine, parseNdjsonLine } from './ndjson-line.ts';
import { NdjsonScanner } from './ndjson-scanner.ts';
import { parseRfc3339 } from './rfc3339-time.ts';
import type { SampleTags } from './sample-tags.ts';
import type { SampleTarget } from './sample-target.ts';
import type { MetricRole } from './slot-registry.ts';

const CARRIAGE_RETURN = 0x0d;

/** Reads k6's NDJSON (`--out json`) into a collector, each version's layout of it. */
export class NdjsonReader {
  readonly #roles: ReadonlyMap<string, MetricRole>;
  readonly #collector: SampleTarget;
  readonly #anomalies: IngestAnomalies;
  readonly #scanner: NdjsonScanner;
  readonly #lines: LineCutter;
  readonly declaredThresholds: DeclaredThreshold[] = [];
  readonly metricTypes = new Map<string, string>();
  /** Lines that were understood, of wanted metrics or not. */
  understood = 0;

  constructor(roles: ReadonlyMap<string, MetricRole>, collector: SampleTarget, anomalies: IngestAnomalies) {
    this.#roles = roles;
    this.#collector = collector;
    this.#anomalies = anomalies;
    this.#scanner = new NdjsonScanner(roles.keys(), {
      slotOf: (metric, tags) => this.#slotOf(metric, tags),
      add: (slot, timeMs, value) => collector.add(slot, timeMs, value),
    });
    this.#lines = new LineCutter((bytes, start, end) => this.#line(bytes, start, end));
  }

  push(chunk: Buffer): void {
    this.#lines.push(chunk);
  }

  end(): void {
    const { unfinished, tooLong } = this.#lines.end();
    if (unfinished.length > 0) this.#lastLine(unfinished);
    if (tooLong > 0)
      this.#anomalies.note(
        'lines-too-long',
        `lines of more than ${MAX_LINE_BYTES} bytes were left out (${tooLong})`,
      );
  }

  #line(bytes: Buffer, start: number, end: number): void {
    const last = end > start && bytes[end - 1] === CARRIAGE_RETURN ? end - 1 : end;
    if (last === start) return;
    if (this.#scanner.scan(bytes, start, last)) this.understood++;
    else this.#take(bytes.toString('utf8', start, last));
  }

  #take(text: string): void {
    const line = parseNdjsonLine(text);
    if (line.kind !== 'unreadable') this.#use(line);
    else if (text.trim() !== '') this.#anomalies.unreadable(text);
  }

  /** Without its line feed the last line may be whole (some tools strip it) or cut. */
  #lastLine(unfinished: Buffer): void {
    const text = unfinished.toString('utf8');
    if (text.trim() === '') return;
    const line = parseNdjsonLine(text);
    if (line.kind !== 'unreadable') this.#use(line);
    else
      this.#anomalies.note(
        'results-cut',
        'the last line is cut: the run was killed or the disk was full; the lines before it were read',
      );
  }

  #use(line: Exclude<NdjsonLine, { kind: 'unreadable' }>): void {
    this.understood++;
    if (line.kind === 'metric') {
      this.metricTypes.set(line.name, line.type);
      for (const expression of line.thresholds)
        this.declaredThresholds.push({ metric: line.name, expression });
      return;
    }
    if (!this.#roles.has(line.metric)) return;
    this.#collector.add(this.#slotOf(line.metric, line.tags), parseRfc3339(line.time), line.value);
  }

  #slotOf(metric: string, tags: SampleTags): number {
    return this.#collector.slotOf(this.#roles.get(metric) ?? 'trend', metric, tags);
  }
}
