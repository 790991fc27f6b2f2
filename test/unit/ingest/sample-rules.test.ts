import { describe, expect, it } from 'vitest';
import { decodeSeconds } from '../../../src/stats/second-histograms.ts';
import { codesOf, ingestText } from '../../support/ingest-text.ts';
import { type PointSpec, pointLine, REQUEST_TAGS, runLines, type Tags } from '../../support/ndjson-writer.ts';

const START = Date.UTC(2026, 0, 5, 12);

function lines(...points: PointSpec[]): string {
  return points.map((point) => `${pointLine(point)}\n`).join('');
}

function request(afterMs: number, value: number, tags: Tags = {}): PointSpec {
  return { metric: 'http_req_duration', time: START + afterMs, value, tags: { ...REQUEST_TAGS, ...tags } };
}

function bare(afterMs: number, value: number, tags: Tags): PointSpec {
  return { metric: 'http_req_duration', time: START + afterMs, value, tags };
}

function iteration(afterMs: number, value: number): PointSpec {
  return {
    metric: 'iteration_duration',
    time: START + afterMs,
    value,
    tags: { group: '', scenario: 'default' },
  };
}

describe('values that make no sense', () => {
  it('leaves out negative, enormous and missing values, and says how many', async () => {
    const odd = ['"NaN"', 'null', '-1', '1e10', '1e999', '[]'].map((value) =>
      pointLine(request(20, 987654)).replace('987654', value),
    );
    const results = await ingestText(`${lines(request(10, 5))}${odd.join('\n')}\n`);
    expect(results.load.requests).toBe(1);
    expect(results.notices).toEqual([
      {
        code: 'samples-rejected',
        text: expect.stringMatching(/4 not a number.*1 negative.*1 above 1e9/),
      },
    ]);
  });

  it.each([
    'yesterday',
    '2026-13-01T00:00:00Z',
    '2026-02-31T00:00:00Z',
    '1970-01-01T00:00:00Z',
    '2101-01-01T00:00:00Z',
  ])('leaves out a sample of %s', async (time) => {
    const results = await ingestText(lines(request(10, 5), { ...request(20, 5), time }));
    expect(results.load.requests).toBe(1);
    expect(codesOf(results)).toEqual(['samples-rejected']);
  });
});

describe('which requests count', () => {
  it('takes the latencies of successful requests only, and counts failures by class', async () => {
    const failed = { expected_response: 'false' };
    const results = await ingestText(
      lines(
        request(10, 10),
        request(20, 20),
        request(30, 900, { ...failed, status: '500', error_code: '1500' }),
        request(40, 900, { ...failed, status: '500', error_code: '1500' }),
        request(50, 900, { ...failed, status: '0', error_code: '1212' }),
        request(60, 900, { ...failed, status: '<b>' }),
      ),
    );
    expect(results.series[0]).toMatchObject({ count: 2, max: 20, p50: 15 });
    expect(results.load).toMatchObject({
      requests: 6,
      failedRequests: 4,
      failuresByClass: { 'status 500': 2, 'error 1212': 1, unknown: 1 },
    });
  });

  it('goes by the status where expected_response is off', async () => {
    const results = await ingestText(
      lines(
        ...['200', '302', '399', '404', '500', '0'].map((status, index) =>
          bare(index, 10, { name: 'x', method: 'GET', scenario: 'default', status }),
        ),
      ),
    );
    expect(results.load).toMatchObject({ requests: 6, failedRequests: 3 });
    expect(codesOf(results)).toEqual([]);
  });

  it('respects what the script expects', async () => {
    const results = await ingestText(
      lines(
        request(0, 10, { status: '404', expected_response: 'true' }),
        request(1, 10, { status: '200', expected_response: 'false' }),
      ),
    );
    expect(results.load.failuresByClass).toEqual({ 'status 200': 1 });
  });

  it('says so when neither tag is there', async () => {
    const results = await ingestText(lines(bare(0, 10, { name: 'x', scenario: 'default' })));
    expect(results.load).toMatchObject({ requests: 1, failedRequests: 0 });
    expect(codesOf(results)).toEqual(['outcome-untold']);
  });

  it('counts each redirect hop as the request that it is', async () => {
    const results = await ingestText(lines(request(0, 4, { status: '308' }), request(9, 5)));
    expect(results.series[0]).toMatchObject({ count: 2, min: 4 });
  });

  it('leaves out setup and teardown, but not a group of that name inside a scenario', async () => {
    const { scenario: _, ...noScenario } = REQUEST_TAGS;
    const results = await ingestText(
      lines(
        bare(-60_000, 500, { ...noScenario, group: '::setup' }),
        bare(-50_000, 500, { ...noScenario, group: '::setup::login' }),
        request(0, 1, { group: '::setup' }),
        request(1, 2, { group: '::shop::teardown' }),
        bare(2, 3, { ...noScenario, group: '::setup-shop' }),
        bare(60_000, 500, { ...noScenario, group: '::teardown' }),
      ),
    );
    expect(results.series[0]).toMatchObject({ count: 3, max: 3 });
    expect(results.lastSampleMs).toBe(START + 2);
  });

  it('has no series when nothing succeeded', async () => {
    const results = await ingestText(lines(request(0, 1, { expected_response: 'false', status: '500' })));
    expect(results.series).toEqual([]);
    expect(results.load).toMatchObject({ requests: 1, failedRequests: 1 });
  });

  it('names at most 20 classes of failures', async () => {
    const points = Array.from({ length: 60 }, (_, index) =>
      request(index, 1, {
        expected_response: 'false',
        status: '0',
        error_code: String(1_100 + (index % 30)),
      }),
    );
    const { load } = await ingestText(lines(...points));
    expect(Object.keys(load.failuresByClass)).toHaveLength(20);
    expect(load.failuresByClass).toMatchObject({ other: 22 });
    expect(load.failedRequests).toBe(60);
  });
});

describe('the measured window', () => {
  it('cuts the warm-up from when the first request began', async () => {
    const results = await ingestText(
      lines(request(500, 500), request(9_999, 2), request(10_000, 3), request(12_500, 4)),
      {
        warmUpMs: 10_000,
      },
    );
    expect(results.series[0]).toMatchObject({ count: 2, min: 3, max: 4 });
    expect(decodeSeconds(results.series[0]?.seconds ?? '')).toHaveLength(3);
    expect(results.firstSampleMs).toBe(START);
    expect(results.load.measuredMs).toBe(2_000);
  });

  it('says when the warm-up leaves nothing', async () => {
    const results = await ingestText(lines(request(100, 5), request(4_000, 5)), { warmUpMs: 10_000 });
    expect(results.series).toEqual([]);
    expect(results.load).toMatchObject({ requests: 0, measuredMs: 0 });
    expect(codesOf(results)).toEqual(['window-empty']);
  });

  it('does not take the wait for a straggler for a lower rate', async () => {
    const iterations = Array.from({ length: 100 }, (_, index) => iteration(index * 100 + 50, 50));
    const requests = Array.from({ length: 100 }, (_, index) => request(index * 100 + 50, 50));
    const straggler = [iteration(15_000, 5_050), request(15_000, 5_050)];
    const results = await ingestText(lines(...iterations, ...requests, ...straggler));
    expect(results.load).toMatchObject({ measuredMs: 9_000, iterations: 90, requests: 101 });
    expect(results.series[0]?.max).toBe(5_050);
  });

  it('ends with the last sample where iterations are as long as the run', async () => {
    const requests = Array.from({ length: 20 }, (_, index) => request(index * 500 + 10, 10));
    const results = await ingestText(lines(...requests, iteration(9_600, 9_600)));
    expect(results.load.measuredMs).toBe(9_000);
  });

  it('counts what was dropped, also when nothing answers any more', async () => {
    const alive = Array.from({ length: 50 }, (_, index) => request(index * 100 + 10, 10));
    const begun = Array.from({ length: 50 }, (_, index) => iteration(index * 100 + 10, 10));
    const dropped: PointSpec[] = Array.from({ length: 50 }, (_, index) => ({
      metric: 'dropped_iterations',
      time: START + 5_000 + index * 100,
      value: 1,
      tags: { scenario: 'default' },
    }));
    const { load } = await ingestText(lines(...alive, ...begun, ...dropped));
    expect(load).toMatchObject({ measuredMs: 9_000, iterations: 50, droppedIterations: 40 });
  });

  it('counts checks after the warm-up, and the highest number of virtual users of the whole run', async () => {
    const check = (afterMs: number, value: number): PointSpec => ({
      metric: 'checks',
      time: START + afterMs,
      value,
      tags: { check: 'ok', scenario: 'default' },
    });
    const vus = (afterMs: number, value: number): PointSpec => ({
      metric: 'vus',
      time: START + afterMs,
      value,
      tags: null,
    });
    const { load } = await ingestText(
      lines(
        vus(-3_000, 1),
        request(10, 10),
        vus(500, 9),
        check(900, 0),
        check(1_000, 1),
        check(1_100, 0),
        vus(1_200, 3),
      ),
      { warmUpMs: 1_000 },
    );
    expect(load).toMatchObject({ checksPassed: 1, checksFailed: 1, maxVus: 9 });
  });
});

describe('clocks and gaps', () => {
  const busy = Array.from({ length: 200 }, (_, index) => request(index * 50, 10));

  it('accepts lines that are a little out of order', async () => {
    const [first, second, ...rest] = busy;
    const results = await ingestText(
      lines(...rest.slice(0, 4), ...(second && first ? [second, first] : []), ...rest.slice(4)),
    );
    expect(codesOf(results)).toEqual([]);
  });

  it('says when time goes back', async () => {
    const results = await ingestText(lines(...busy, ...busy));
    expect(results.notices).toEqual([
      { code: 'clock-jump', text: expect.stringContaining('once, by up to 9.9 s') },
    ]);
  });

  it('says when nothing finished for a while', async () => {
    const later = busy.map((point) => ({ ...point, time: Number(point.time) + 30_000 }));
    const results = await ingestText(lines(...busy, ...later));
    expect(results.notices).toEqual([{ code: 'samples-gap', text: expect.stringContaining('20.1 s') }]);
  });

  it('says when nothing finished any more while virtual users were still running', async () => {
    const gauge = { metric: 'vus', time: START + 40_000, value: 5, tags: {} };
    const results = await ingestText(lines(...busy, gauge));
    expect(codesOf(results)).toEqual(['silent-end']);
  });

  it('does not let one absurd duration move the window', async () => {
    const results = await ingestText(lines(...busy, request(5_000, 9e8)));
    expect(results.firstSampleMs).toBe(START - 10);
  });
});

describe('endpoints', () => {
  it('tells endpoints apart by method and name, the busiest first', async () => {
    const results = await ingestText(
      lines(
        request(0, 1, { name: '/cart', method: 'POST' }),
        request(1, 2, { name: '/cart', method: 'GET' }),
        request(2, 3, { name: '/cart', method: 'GET' }),
      ),
    );
    expect(results.series.map(({ endpoint, count }) => [endpoint, count])).toEqual([
      [null, 3],
      ['GET /cart', 2],
      ['POST /cart', 1],
    ]);
  });

  it('falls back to the url, and to no endpoint at all', async () => {
    const tags = { scenario: 'default', status: '200' };
    const results = await ingestText(lines(bare(0, 1, { ...tags, url: '/a' }), bare(1, 2, tags)));
    expect(results.series.map(({ endpoint }) => endpoint)).toEqual([null, '/a']);
  });

  it('puts the rest under `other` and says how to name requests', async () => {
    const points = Array.from({ length: 3_000 }, (_, index) =>
      request(index, 1, { name: `/item/${index % 2_500}` }),
    );
    const results = await ingestText(lines(...points), { maxEndpoints: 5 });
    expect(results.series).toHaveLength(7);
    expect(results.series.at(-1)).toMatchObject({ endpoint: 'other', count: 2_990 });
    expect(codesOf(results)).toEqual(['endpoints-merged']);
  });
});

describe('further trends', () => {
  const custom = (metric: string, value: number): PointSpec => ({
    metric,
    time: START + value,
    value,
    tags: { scenario: 'default', group: '' },
  });

  it('keeps the ones that are asked for, after the requests', async () => {
    const results = await ingestText(
      lines(request(0, 1), custom('checkout_time', 40), custom('unasked', 1)),
      {
        metrics: ['checkout_time', 'never_seen'],
      },
    );
    expect(results.series.map(({ metric, endpoint, count }) => [metric, endpoint, count])).toEqual([
      ['http_req_duration', null, 1],
      ['http_req_duration', 'GET http://localhost:8080/products', 1],
      ['checkout_time', null, 1],
    ]);
    expect(results.notices).toEqual([{ code: 'metric-absent', text: expect.stringContaining('never_seen') }]);
  });

  it('keeps the durations of iterations, which are read for another purpose as well', async () => {
    const results = await ingestText(lines(request(10, 10), iteration(30, 30), iteration(50, 40)), {
      metrics: ['iteration_duration'],
    });
    expect(results.series.at(-1)).toMatchObject({
      metric: 'iteration_duration',
      endpoint: null,
      count: 2,
      max: 40,
    });
    expect(results.load.iterations).toBe(2);
    expect(codesOf(results)).toEqual([]);
  });

  it('says when the metric is not a trend', async () => {
    const definition = '{"type":"Metric","data":{"name":"orders","type":"counter"},"metric":"orders"}\n';
    const results = await ingestText(definition + lines(request(0, 1), custom('orders', 1)), {
      metrics: ['orders'],
    });
    expect(results.series.some(({ metric }) => metric === 'orders')).toBe(false);
    expect(results.notices).toEqual([{ code: 'metric-absent', text: expect.stringContaining('counter') }]);
  });
});

it('declares thresholds as they stand in the file', async () => {
  const { declaredThresholds } = await ingestText(runLines({ requests: 1, ratePerSecond: 1, seed: 1 }));
  expect(declaredThresholds).toContainEqual({ metric: 'checks', expression: 'rate>0.9' });
});

describe('requests with nowhere to go', () => {
  const nowhere = (url: string, error: string, more: Tags = {}) =>
    request(10, 0, {
      expected_response: 'false',
      status: '0',
      error_code: '1000',
      url,
      name: url,
      error,
      ...more,
    });

  it.each([
    ['undefined/x', 'unsupported protocol scheme ""'],
    ['undefined:8080/x', 'unsupported protocol scheme "undefined"'],
    ['http:///x', 'no Host in request URL'],
  ])('%s is quoted', async (url, error) => {
    const { load, notices } = await ingestText(lines(nowhere(url, error)));
    expect(load.failuresByClass).toEqual({ 'error 1020': 1 });
    expect(notices).toEqual([
      { code: 'invalid-url', text: `requests have an invalid URL, ${JSON.stringify(url)} for one` },
    ]);
  });

  it('are none where only the connection failed, and without credentials and escapes where quoted', async () => {
    const broken = await ingestText(lines(nowhere('http://a.test/x', 'EOF')));
    expect(broken.load.failuresByClass).toEqual({ 'error 1000': 1 });
    expect(broken.notices).toEqual([]);
    const odd = await ingestText(
      lines(nowhere('ftp://me:secret@a.test/\u001b[31mx', 'unsupported protocol scheme "ftp"')),
    );
    expect(odd.notices[0]?.text).toBe('requests have an invalid URL, "ftp://a.test/x" for one');
  });
});
