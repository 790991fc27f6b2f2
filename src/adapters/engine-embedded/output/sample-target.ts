import { GateError } from '../../../model/gate-error.ts';
import { CsvEncoder } from '../metrics/csv-encoder.ts';
import type { MetricRegistry } from '../metrics/metric-registry.ts';
import { NdjsonEncoder } from '../metrics/ndjson-encoder.ts';
import type { SampleOutput } from '../metrics/test-metrics.ts';
import { ABSENT_SYSTEM_TAGS } from '../options/system-tags.ts';
import type { TestClock } from '../scheduler/test-clock.ts';
import { LineBatch } from './line-batch.ts';
import type { SampleFile } from './load-sinks.ts';

/** One `--out`. */
export interface SampleTarget {
  readonly format: 'json' | 'csv';
  readonly file: string;
}

/**
 * `json=results.ndjson`, `csv=results.csv.gz`, `json` (standard output).
 * @throws GateError USAGE
 */
export function parseSampleTarget(text: string): SampleTarget {
  const [format = '', ...rest] = text.split('=');
  if (format === 'json' || format === 'csv') return { format, file: rest.join('=') };
  const message = `reading --out: expected json=FILE or csv=FILE, got "${text}"`;
  const hint = 'Other outputs of k6 need k6 itself.';
  throw new GateError('USAGE', message, { fault: 'user', hint });
}

/** A `--out` while the test runs. */
export class SampleWriter {
  readonly #target: SampleTarget;
  readonly #file: SampleFile;
  readonly #batch: LineBatch;

  constructor(target: SampleTarget, file: SampleFile, clock: TestClock) {
    this.#target = target;
    this.#file = file;
    this.#batch = new LineBatch((chunk) => file.write(chunk), clock);
  }

  output(metrics: MetricRegistry, systemTags: readonly string[]): SampleOutput {
    if (this.#target.format === 'json') {
      const encoder = new NdjsonEncoder(metrics);
      return (sample) => this.#batch.add(encoder.encode(sample));
    }
    const encoder = new CsvEncoder(systemTags.filter((tag) => !ABSENT_SYSTEM_TAGS.includes(tag)));
    this.#batch.add(encoder.header());
    return (sample) => this.#batch.add(encoder.encode(sample));
  }

  /** @throws GateError FILE_UNWRITABLE */
  async close(): Promise<void> {
    this.#batch.end();
    await this.#file.close();
  }
}
