import { describe, expect, it } from 'vitest';
import { gzipped } from '../../support/byte-source.ts';
import { codesOf, ingestText } from '../../support/ingest-text.ts';

const TREND = { avg: 21, min: 1, med: 20, max: 90, 'p(90)': 40, 'p(95)': 50 };
const SUCCESSFUL = { ...TREND, 'p(95)': 48 };

const LEGACY = {
  root_group: { name: '', groups: {}, checks: {} },
  metrics: {
    http_reqs: { count: 1_000, rate: 20 },
    http_req_duration: { ...TREND, thresholds: { 'p(95)<40': true, 'p(95)<500': false } },
    'http_req_duration{expected_response:true}': SUCCESSFUL,
    'http_req_duration{name:/cart}': { ...TREND, count: 300 },
    'http_req_duration{name:/cart,method:POST}': TREND,
    'http_req_duration{group:::checkout}': TREND,
    http_req_failed: { value: 0.03, passes: 30, fails: 970, thresholds: { 'rate<0.01': true } },
    iterations: { count: 250, rate: 5 },
    dropped_iterations: { count: 3, rate: 0.06 },
    checks: { value: 0.99, passes: 990, fails: 10 },
    vus: { value: 1, min: 1, max: 12 },
    checkout_time: { ...TREND, count: 40 },
  },
};

const HANDLE = {
  options: { summaryTrendStats: ['avg', 'p(95)'] },
  state: { isStdOutTTY: false, testRunDurationMs: 61_234 },
  root_group: { name: '', groups: [], checks: [] },
  metrics: Object.fromEntries(
    Object.entries(LEGACY.metrics).map(([name, { ...values }]) => {
      const { thresholds, ...rest } = values as Record<string, unknown>;
      const flags = Object.entries((thresholds ?? {}) as Record<string, boolean>);
      return [
        name,
        {
          type: 'trend',
          contains: 'time',
          values: rest,
          thresholds: Object.fromEntries(
            flags.map(([expression, crossed]) => [expression, { ok: !crossed }]),
          ),
        },
      ];
    }),
  ),
};

const MACHINE = {
  version: '1.0.0',
  metadata: { generated_at: '2026-01-05T12:00:00Z', k6_version: '2.2.0' },
  config: { duration: 60, execution: 'local', script: 'export default function () {}' },
  results: {
    metrics: [
      { name: 'vus', type: 'gauge', values: { value: 1, min: 1, max: 12 } },
      { name: 'http_req_failed', type: 'rate', values: { matches: 30, total: 1_000, rate: 0.03 } },
      { name: 'http_reqs', type: 'counter', values: { count: 1_000 } },
      {
        name: 'http_req_duration',
        type: 'trend',
        values: { avg: 21, min: 1, med: 20, max: 90, p90: 40, p95: 50 },
      },
    ],
    checks: {
      metrics: [
        { name: 'checks_total', type: 'counter', values: { count: 1_000 } },
        { name: 'checks_succeeded', type: 'rate', values: { matches: 990, total: 1_000, rate: 0.99 } },
        { name: 'checks_failed', type: 'rate', values: { matches: 10, total: 1_000, rate: 0.01 } },
      ],
    },
  },
};

describe.each([
  ['legacy-summary', LEGACY, 50_000],
  ['handle-summary', HANDLE, 61_234],
])('%s', (format, document, measuredMs) => {
  it('gives totals of the whole run; passes of http_req_failed are failures', async () => {
    const results = await ingestText(JSON.stringify(document, null, 2), { warmUpMs: 10_000 });
    expect(results).toMatchObject({ format, summaryOnly: true, series: [], firstSampleMs: null });
    expect(results.load).toEqual({
      requests: 1_000,
      failedRequests: 30,
      failuresByClass: { unknown: 30 },
      iterations: 250,
      droppedIterations: 3,
      checksPassed: 990,
      checksFailed: 10,
      maxVus: 12,
      warmUpMs: 0,
      measuredMs,
      offeredRate: null,
    });
    expect(codesOf(results)).toEqual(['summary-only']);
  });

  it('has the right sense of every threshold', async () => {
    const { thresholds } = await ingestText(JSON.stringify(document));
    expect(thresholds).toEqual([
      { metric: 'http_req_duration', expression: 'p(95)<40', ok: false },
      { metric: 'http_req_duration', expression: 'p(95)<500', ok: true },
      { metric: 'http_req_failed', expression: 'rate<0.01', ok: false },
    ]);
  });

  it('prefers the successful requests, and keeps endpoints and the trends that are asked for', async () => {
    const { summary } = await ingestText(gzipped(JSON.stringify(document)), { metrics: ['checkout_time'] });
    expect(summary.map(({ metric, endpoint, count, p95 }) => [metric, endpoint, count, p95])).toEqual([
      ['http_req_duration', null, 970, 48],
      ['http_req_duration', '/cart', 300, 50],
      ['http_req_duration', 'POST /cart', null, 50],
      ['checkout_time', null, 40, 50],
    ]);
    expect(summary[0]).toMatchObject({ p50: 20, p90: 40, p99: null, mean: 21, min: 1, max: 90 });
  });
});

it('reads the machine-readable summary with its own names', async () => {
  const results = await ingestText(JSON.stringify(MACHINE));
  expect(results).toMatchObject({ format: 'machine-readable-summary', summaryOnly: true, thresholds: [] });
  expect(results.summary).toEqual([
    {
      metric: 'http_req_duration',
      endpoint: null,
      count: 1_000,
      mean: 21,
      min: 1,
      max: 90,
      p50: 20,
      p90: 40,
      p95: 50,
      p99: null,
    },
  ]);
  expect(results.load).toMatchObject({
    requests: 1_000,
    failedRequests: 30,
    checksPassed: 990,
    checksFailed: 10,
    measuredMs: 60_000,
  });
});

describe('bad summaries', () => {
  it('says when there is no p95 to compare', async () => {
    const document = { metrics: { http_req_duration: { avg: 2, max: 3 }, http_reqs: { count: 1, rate: 1 } } };
    const results = await ingestText(JSON.stringify(document));
    expect(results.summary[0]).toMatchObject({ mean: 2, p95: null });
    expect(codesOf(results)).toEqual(['summary-only', 'summary-without-p95']);
  });

  it.each([
    { metrics: {} },
    { metrics: [] },
    { metrics: { a: 1 } },
    { results: { metrics: 'x' } },
    { schemaVersion: 1 },
  ])('does not take %j for a summary', async (document) => {
    await expect(ingestText(JSON.stringify(document))).rejects.toMatchObject({ code: 'FORMAT_UNKNOWN' });
  });

  it('takes only numbers for numbers', async () => {
    const document =
      '{"metrics":{"http_req_duration":{"avg":"5","p(95)":null,"max":1e999},"http_reqs":{"count":{}}}}';
    const results = await ingestText(document);
    expect(results.summary[0]).toMatchObject({ mean: null, p95: null, max: null });
    expect(results.load.requests).toBe(0);
  });

  it('is not misled by names that objects have of their own', async () => {
    const document =
      '{"metrics":{"__proto__":{"count":1},"constructor":{"avg":1},"http_req_duration":{"p(95)":7}}}';
    const { summary } = await ingestText(document, { metrics: ['constructor', 'toString'] });
    expect(summary.map(({ metric }) => metric)).toEqual(['constructor', 'http_req_duration']);
  });
});
