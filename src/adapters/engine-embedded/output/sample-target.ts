import { GateError } from '../../../model/gate-error.ts';
import { CsvEncoder } from '../metrics/csv-encoder.ts';
import type { MetricRegistry } from '../metrics/metric-registry.ts';
import { NdjsonEncoder } from '../metrics/ndjson-encoder.ts';
import type { SampleOutput } from '../metrics/test-metrics.ts';
import { ABSENT_SYSTEM_TAGS } from '../options/system-tags.ts';
import type { TestClock } from '../scheduler/test-clock.ts';
import { LineBatch } from './line-batch.ts';
import type { SampleFile } from './load-sinks.ts';

/** A `--out` that is a file. */
export interface SampleTarget {
  readonly format: 'json' | 'csv';
  readonly file: string;
}

/** One `--out`. */
export type OutTarget = SampleTarget | { readonly format: 'prometheus' };

const PROMETHEUS = 'experimental-prometheus-rw';

/**
 * `json=results.ndjson`, `csv=results.csv.gz`, `json` (standard output), `experimental-prometheus-rw`.
 * @throws GateError USAGE
 */
export function parseOutTarget(text: string): OutTarget {
  const [format = '', ...rest] = text.split('=');
  if (format === 'json' || format === 'csv') return { format, file: rest.join('=') };
  if (text === PROMETHEUS) return { format: 'prometheus' };
  const message = `reading --out: expected json=FILE, csv=FILE or ${PROMETHEUS}, got "${text}"`;
  const hint =
    format === PROMETHEUS
      ? 'Its address goes into the environment variable K6_PROMETHEUS_RW_SERVER_URL.'
      : 'Other outputs of k6 need k6 itself.';
  throw new GateError('USAGE', message, { fault: 'user', hint });
}

/** A file of samples while the test runs. */
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
