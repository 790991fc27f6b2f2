import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ProgressCounter } from '../../../../src/adapters/engine-k6/progress-counter.ts';
import { metricLine, pointLine } from '../../../support/ndjson-writer.ts';

const LINES = [
  metricLine({ name: 'http_reqs', type: 'counter' }),
  pointLine({ metric: 'vus', time: 0, value: 3 }),
  pointLine({ metric: 'http_reqs', time: 1, value: 1, tags: { name: '"metric":"http_reqs"' } }),
  pointLine({ metric: 'http_req_failed', time: 1, value: 0 }),
  pointLine({ metric: 'http_reqs', time: 2, value: 1 }),
  pointLine({ metric: 'http_req_failed', time: 2, value: 1 }),
  pointLine({ metric: 'vus', time: 3, value: 7 }),
];
const BYTES = Buffer.from(`${LINES.join('\n')}\n`);

it('counts the same wherever the bytes are cut', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(BYTES.length)), (cuts) => {
      const counter = new ProgressCounter();
      const ends = [...cuts, BYTES.length].sort((a, b) => a - b);
      let from = 0;
      for (const end of ends) {
        counter.push(BYTES.subarray(from, end));
        from = end;
      }
      expect(counter.counts()).toEqual({ requests: 2, failedRequests: 1, activeVus: 7 });
    }),
    { seed: 3, numRuns: 200 },
  );
});

it('does not keep a line that never ends', () => {
  const counter = new ProgressCounter();
  for (let i = 0; i < 100; i++) counter.push(Buffer.alloc(10_000, 'x'));
  counter.push(Buffer.concat([Buffer.from('\n'), BYTES]));
  expect(counter.counts().requests).toBe(2);
});
