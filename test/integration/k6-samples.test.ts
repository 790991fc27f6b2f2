import { createReadStream, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ingestResults } from '../../src/ingest/ingest-results.ts';

/**
 * Files that real k6 wrote, kept outside of the repository because of their licences. Set PERF_GATE_K6_SAMPLES to a
 * folder with them (searched in depth) to check the ingest against an independent reading.
 */
const FOLDER = process.env.PERF_GATE_K6_SAMPLES ?? '';
const OPTIONS = { warmUpMs: 0, metrics: [], label: 'sample' };

function filesOf(extension: RegExp): string[] {
  if (FOLDER === '') return [];
  return readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((path) => extension.test(path))
    .map((path) => join(FOLDER, path));
}

function percentile(values: readonly number[], p: number): number {
  const ascending = [...values].sort((a, b) => a - b);
  const rank = p * (ascending.length - 1);
  const low = ascending[Math.floor(rank)] ?? Number.NaN;
  return low + ((ascending[Math.ceil(rank)] ?? Number.NaN) - low) * (rank - Math.floor(rank));
}

/** Durations of the successful requests of scenarios, by `JSON.parse` and nothing else. */
async function successfulDurations(path: string): Promise<number[]> {
  const bytes = await readFile(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text.split('\n').flatMap((line) => {
    if (!line.endsWith('}}}') && !line.endsWith('"}')) return [];
    const { type, metric, data } = JSON.parse(line);
    if (type !== 'Point' || metric !== 'http_req_duration') return [];
    const { scenario, group = '', expected_response } = data.tags ?? {};
    const inSetup = scenario === undefined && /^::(setup|teardown)/.test(group);
    return inSetup || expected_response !== 'true' ? [] : [data.value];
  });
}

describe.skipIf(FOLDER === '')('files of real k6', () => {
  it.each(filesOf(/\.(nd)?json(\.gz)?$/))('reads %s', async (path) => {
    const results = await ingestResults(createReadStream(path), OPTIONS);
    const unexpected = results.notices.filter(({ code }) => !code.startsWith('summary'));
    expect(unexpected.filter(({ code }) => code !== 'results-cut')).toEqual([]);
    if (results.summaryOnly) {
      expect(results.load.measuredMs).toBeGreaterThan(0);
      return;
    }
    const durations = await successfulDurations(path);
    const [all] = results.series;
    expect(all?.count ?? 0).toBe(durations.length);
    if (durations.length > 0) expect(all?.p95).toBe(percentile(durations, 0.95));
  });

  it.each(filesOf(/\.csv$/))('gives the p95 of the summary beside %s', async (path) => {
    const results = await ingestResults(createReadStream(path), OPTIONS);
    expect(results).toMatchObject({ format: 'csv', summaryOnly: false });
    const run = basename(path).replace(/-\d{4}-\d{2}-\d{2}\.csv$/, '');
    const beside = filesOf(/\.json$/).find((other) => basename(other) === `${run}.json`);
    if (beside === undefined) return;
    const { summary } = await ingestResults(createReadStream(beside), OPTIONS);
    expect(results.series[0]?.p95).toBeCloseTo(summary[0]?.p95 ?? Number.NaN, 4);
    expect(results.series[0]?.p50).toBeCloseTo(summary[0]?.p50 ?? Number.NaN, 4);
  });
});

if (FOLDER === '')
  it.skip('files of real k6: set PERF_GATE_K6_SAMPLES to the folder that has them', () => {});
