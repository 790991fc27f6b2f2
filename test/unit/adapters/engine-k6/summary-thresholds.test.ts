import { expect, it } from 'vitest';
import { thresholdsOfSummary } from '../../../../src/adapters/engine-k6/summary-thresholds.ts';

it('reads true as failed, which is what the export means', () => {
  const metrics = {
    http_req_duration: { avg: 1, thresholds: { 'p(95)<1000': true, 'p(99)<2000': false } },
    'checks{a:b}': { thresholds: { 'rate>0.9': { ok: true } } },
    vus: { value: 1 },
    odd: { thresholds: { x: 'maybe' } },
  };
  expect(thresholdsOfSummary(JSON.stringify({ metrics }))).toEqual([
    { metric: 'http_req_duration', expression: 'p(95)<1000', ok: false },
    { metric: 'http_req_duration', expression: 'p(99)<2000', ok: true },
    { metric: 'checks{a:b}', expression: 'rate>0.9', ok: true },
  ]);
});

it.each(['', '{', '[]', 'null', '{}', '{"metrics":[]}'])('%j is not such a file', (text) => {
  expect(thresholdsOfSummary(text)).toBeNull();
});
