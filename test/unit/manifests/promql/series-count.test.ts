import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../../../src/manifests/promql/parse-query.ts';
import { seriesCount } from '../../../../src/manifests/promql/series-count.ts';
import { typeErrors, valueType } from '../../../../src/manifests/promql/value-type.ts';

function countOf(text: string, recorded: Readonly<Record<string, string>> = {}): string {
  const query = parseQuery(text);
  if (query.kind === 'invalid') return `invalid at ${query.offset}`;
  return seriesCount(query.text, query.root, new Map(Object.entries(recorded))).kind;
}

function typeOf(text: string): string {
  const query = parseQuery(text);
  return query.kind === 'invalid' ? 'invalid' : valueType(query.text, query.root);
}

describe('one series', () => {
  it.each([
    'sum(rate(http_requests_total{job="shop"}[1m]))',
    'sum by (job) (rate(http_requests_total{job="shop"}[1m]))',
    'sum by () (x)',
    'topk(1, x)',
    'max(max_over_time(queue_depth[5m:1m]))',
    'sum(x) / sum(y)',
    'sum(x) / 2',
    '2 * sum(x)',
    'sum(x) or vector(0)',
    '(sum(x) > 5) or on() vector(0)',
    'sum by (job) (x{job="a"}) or on() vector(0)',
    'histogram_quantile(0.95, sum by (le) (rate(latency_bucket[1m])))',
    'ceil(-sum(x offset 5m))',
    'absent(x)',
    'vector(1)',
    'scalar(sum(x)) * sum(y)',
    'count(x) and on() (hour() > 8)',
    'avg without (pod) (sum(x))',
  ])('%s', (text) => {
    expect(countOf(text)).toBe('one');
  });
});

describe('a series for each value of a label', () => {
  it.each([
    'sum by (pod) (x)',
    'sum(rate(x[1m])) by (pod, job)',
    'topk(3, x)',
    'topk by (job) (1, x)',
    'count_values("version", build)',
    'sum by (pod) (x{pod=~"a.*"})',
    'histogram_quantile(0.95, sum by (le, route) (rate(latency_bucket[1m])))',
    'sum by (queue) (x) or vector(0)',
  ])('%s', (text) => {
    expect(countOf(text)).toBe('many');
  });
});

describe('as many as there happen to be', () => {
  it.each(['x', 'rate(x{job="shop"}[1m])', 'avg without (pod) (x)', 'x > 5', 'x or vector(0)'])(
    '%s',
    (text) => {
      expect(countOf(text)).toBe('unknown');
    },
  );
});

it('a recording rule stands for its expression', () => {
  const recorded = { 'shop:rps': 'sum(rate(x[1m]))', 'pod:rps': 'sum by (pod) (rate(x[1m]))', loop: 'loop' };
  expect(countOf('shop:rps', recorded)).toBe('one');
  expect(countOf('pod:rps', recorded)).toBe('many');
  expect(countOf('pod:rps{pod="a"}', recorded)).toBe('one');
  expect(countOf('max(pod:rps)', recorded)).toBe('one');
  expect(countOf('loop', recorded)).toBe('unknown');
});

it.each([
  ['sum(x)', 'vector'],
  ['5', 'scalar'],
  ['"text"', 'string'],
  ['x[5m]', 'range'],
  ['x[5m:1m]', 'range'],
  ['scalar(x)', 'scalar'],
  ['(scalar(x) + 1) * 2', 'scalar'],
  ['scalar(x) * y', 'vector'],
  ['time()', 'scalar'],
  ['-5', 'scalar'],
  ['sum(x', 'invalid'],
])('%s is a %s', (text, type) => {
  expect(typeOf(text)).toBe(type);
});

it.each([
  ['sum(rate(x[1m])', 15],
  ['sum(x))', 6],
  ['foo bar', 4],
  ['', 0],
  ['sum(x{job=shop})', 10],
])('%s stops being PromQL at %i', (text, offset) => {
  expect(parseQuery(text)).toMatchObject({ kind: 'invalid', offset });
});

it.each([
  ['rate(x)', 'rate() takes a range such as metric[1m]'],
  ['sum(x[5m])', 'an aggregation takes series, not a range'],
  ['sum(5)', 'an aggregation takes series, not a scalar'],
])('%s: %s', (text, message) => {
  const query = parseQuery(text);
  expect(query.kind === 'query' ? [...typeErrors(text, query.root)].map((one) => one.message) : []).toEqual([
    message,
  ]);
});
