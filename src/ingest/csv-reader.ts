import { LineCutter, MAX_LINE_BYTES } from './byte-lines.ts';
import { parseCsvRecord } from './csv-record.ts';
import { parseCsvTime } from './csv-time.ts';
import type { IngestAnomalies } from './ingest-anomalies.ts';
import type { SampleTarget } from './sample-target.ts';
import type { MetricRole } from './slot-registry.ts';

/** How the header of k6's CSV begins; the tags that are on follow. */
export const CSV_START = 'metric_name,timestamp,metric_value,';
const TAGS = ['name', 'url', 'method', 'status', 'error_code', 'expected_response', 'group', 'scenario'];
const COMMA = 0x2c;
const QUOTE = 0x22;

/** Reads k6's CSV (`--out csv`) into a collector. `extra_tags` (user tags, unescaped) are not needed and not read. */
export class CsvReader {
  readonly #roles: ReadonlyMap<string, MetricRole>;
  readonly #collector: SampleTarget;
  readonly #anomalies: IngestAnomalies;
  readonly #lines: LineCutter;
  #columns: ReadonlyMap<string, number> | null = null;
  #width = 0;
  /** Lines of a record whose quoted field is still open. */
  #open = '';
  /** CSV states neither kinds nor thresholds. */
  readonly metricTypes = new Map<string, string>();
  readonly declaredThresholds = [];
  understood = 0;

  constructor(roles: ReadonlyMap<string, MetricRole>, collector: SampleTarget, anomalies: IngestAnomalies) {
    this.#roles = roles;
    this.#collector = collector;
    this.#anomalies = anomalies;
    this.#lines = new LineCutter((bytes, start, end) => this.#line(bytes, start, end));
  }

  push(chunk: Buffer): void {
    this.#lines.push(chunk);
  }

  end(): void {
    const { unfinished, tooLong } = this.#lines.end();
    if (unfinished.length > 0) this.#lastLine(unfinished.toString('utf8'));
    else if (this.#open !== '') this.#noteCut();
    if (tooLong > 0)
      this.#anomalies.note(
        'lines-too-long',
        `lines of more than ${MAX_LINE_BYTES} bytes were left out (${tooLong})`,
      );
  }

  #line(bytes: Buffer, start: number, end: number): void {
    if (this.#open === '' && this.#columns !== null && !this.#isWanted(bytes, start, end)) return;
    this.#record(this.#open + bytes.toString('utf8', start, end).replace(/\r$/, ''));
  }

  /** Whether the line has to be parsed: a metric that is read, or a quote, which may open a record of several lines. */
  #isWanted(bytes: Buffer, start: number, end: number): boolean {
    const comma = bytes.indexOf(COMMA, start);
    if (comma < 0 || comma >= end) return end > start;
    if (this.#roles.has(bytes.toString('latin1', start, comma))) return true;
    this.understood++;
    const quote = bytes.indexOf(QUOTE, start);
    return quote >= 0 && quote < end;
  }

  #record(text: string): void {
    const fields = parseCsvRecord(text);
    if (fields === null && text.length < MAX_LINE_BYTES) {
      this.#open = `${text}\n`;
      return;
    }
    this.#open = '';
    if (text.trim() === '') return;
    if (fields === null) this.#anomalies.unreadable(text);
    else if (this.#columns === null) this.#readHeader(fields);
    else if (fields.length !== this.#width) this.#anomalies.unreadable(text);
    else this.#readSample(fields, this.#columns);
  }

  #readHeader(fields: readonly string[]): void {
    this.#columns = new Map(fields.map((name, index) => [name, index]));
    this.#width = fields.length;
  }

  #readSample(fields: readonly string[], columns: ReadonlyMap<string, number>): void {
    const metric = fields[0] ?? '';
    // Shards joined by `cat` repeat the header.
    if (metric === 'metric_name') return;
    this.understood++;
    const role = this.#roles.get(metric);
    if (role === undefined) return;
    const tags = Object.fromEntries(TAGS.map((tag) => [tag, fields[columns.get(tag) ?? -1] ?? '']));
    const { timeMs, wholeSeconds } = parseCsvTime(fields[1] ?? '');
    if (wholeSeconds) this.#noteWholeSeconds();
    this.#collector.add(this.#collector.slotOf(role, metric, tags), timeMs, decimalOf(fields[2] ?? ''));
  }

  #lastLine(text: string): void {
    const whole = this.#open + text;
    if (parseCsvRecord(whole)?.length === this.#width) this.#record(whole);
    else this.#noteCut();
  }

  #noteCut(): void {
    this.#anomalies.note(
      'results-cut',
      'the last line is cut: the run was killed or the disk was full; the lines before it were read',
    );
  }

  #noteWholeSeconds(): void {
    this.#anomalies.note(
      'whole-seconds',
      'times are whole seconds (k6 writes finer ones with K6_CSV_TIME_FORMAT=unix_nano)',
    );
  }
}

function decimalOf(text: string): number {
  return /^[-+]?\d+(\.\d+)?([eE][-+]?\d+)?$/.test(text) ? Number(text) : Number.NaN;
}
