import { describe, expect, it } from 'vitest';
import { readLoad } from '../../../src/app/read-load.ts';
import type { ResultsReader } from '../../../src/ports/results-reader.ts';
import { metricLine, pointLine } from '../../support/ndjson-writer.ts';

function reader(text: string): ResultsReader {
  return {
    async *read() {
      yield Buffer.from(text);
    },
  };
}

const load = (text: string, spikeAt: number | null = null) => readLoad('load', spikeAt, reader(text));

/** `rates[i]` requests in second i. */
function ndjson(rates: readonly number[]): string {
  const start = Date.parse('2026-03-04T12:00:00Z');
  const points = rates.flatMap((rate, second) =>
    Array.from({ length: rate }, (_, index) =>
      pointLine({
        metric: 'http_req_duration',
        time: start + second * 1_000 + Math.floor((index * 1_000) / rate),
        value: 12,
        tags: { method: 'GET', name: 'a', status: '200', expected_response: 'true' },
      }),
    ),
  );
  return `${[metricLine({ name: 'http_req_duration', type: 'trend', contains: 'time' }), ...points].join('\n')}\n`;
}

describe('the load of a file', () => {
  it('is lines of seconds and rates, its zero where it takes off', async () => {
    const { trace, notices } = await load('seconds,rate\n0,50\n100,500\n300,50\n');
    expect(trace.points.map(({ second, rate }) => [second, rate])).toEqual([
      [-100, 50],
      [0, 500],
      [200, 50],
    ]);
    expect(notices).toEqual([]);
  });

  it('may have its spike named', async () => {
    const { trace } = await load('0,50\n100,500\n300,900\n', 300);
    expect(trace.points.map(({ second }) => second)).toEqual([-300, -200, 0]);
  });

  it('without a spike counts from its beginning, and says so', async () => {
    const { trace, notices } = await load('10,50\n20,60\n');
    expect(trace.points[0].second).toBe(0);
    expect(notices.map(({ code }) => code)).toEqual(['no-spike']);
  });

  it('is the requests in each second of a k6 result', async () => {
    const { trace } = await load(ndjson([4, 5, 4, 30, 31, 5]));
    expect(trace.points.map(({ rate }) => rate)).toEqual([4, 5, 4, 30, 31, 5]);
    expect(trace.points[0].second).toBe(-3);
  });

  it.each([
    ['nothing', '', /expected seconds,rate lines, got none/],
    [
      'a summary',
      '{"metrics":{"http_reqs":{"count":10,"rate":1},"http_req_duration":{"avg":1,"min":1,"med":1,"max":1,"p(90)":1,"p(95)":1}}}',
      /expected requests in each second, got none/,
    ],
    ['a page', '<html></html>', /reading load/],
    ['a negative rate', '0,5\n1,-5\n', /line 2: expected a rate of 0 or more/],
  ])('is no %s', async (_, text, message) => {
    await expect(load(text)).rejects.toThrow(message);
  });
});
