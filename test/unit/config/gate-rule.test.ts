import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseRule, ruleText } from '../../../src/config/gate-rule.ts';

it.each(['', 'p', 'p49', 'p100', '95', 'p95@', ':p95', 'a b:p95'])('%j is no rule', (text) => {
  expect(parseRule(text)).toBeNull();
});

it.each([
  ['p95', 'p95'],
  ['http_req_duration:p99', 'p99'],
  ['median', 'p50'],
  ['p99.9@GET /search?x=p50', 'p99.9@GET /search?x=p50'],
  [' my_trend:p95 ', 'my_trend:p95'],
])('%j is written %j', (text, written) => {
  const rule = parseRule(text);
  expect(rule && ruleText(rule)).toBe(written);
});

it('is read again as it was written', () => {
  const rules = fc.record({
    metric: fc.constantFrom('http_req_duration', 'checkout_time', '_x1'),
    quantile: fc.integer({ min: 500, max: 999 }).map((thousandths) => thousandths / 1000),
    endpoint: fc.option(fc.constantFrom('GET /', 'POST /a@b', 'GET /search:p95'), { nil: null }),
  });
  fc.assert(
    fc.property(rules, (rule) => {
      expect(parseRule(ruleText(rule))).toEqual(rule);
    }),
  );
});
