import { describe, expect, it } from 'vitest';
import { parseMetricKey } from '../../../../../src/adapters/engine-embedded/metrics/metric-key.ts';
import {
  holds,
  isMethodOf,
  parseThreshold,
} from '../../../../../src/adapters/engine-embedded/metrics/threshold-expression.ts';

describe('parseThreshold', () => {
  it.each([
    '',
    'p(95)',
    'p(95)<',
    '<500',
    'p(95)<abc',
    'p(101)<5',
    'p()<5',
    'p(-1)<5',
    'avg=<5',
    'avg < 5 && max < 9',
    'foo<5',
    'avg<5ms',
    'avg<>5',
  ])('refuses %j', (text) => {
    expect(parseThreshold(text)).toBeNull();
  });

  it.each([
    ['p(95)<500', { method: { kind: 'quantile', p: 0.95 }, operator: '<', limit: 500 }],
    [
      ' p(99.9) <= 1.5e3 ',
      { method: { kind: 'quantile', p: 0.9990000000000001 }, operator: '<=', limit: 1_500 },
    ],
    ['rate>0.99', { method: { kind: 'rate' }, operator: '>', limit: 0.99 }],
    ['count===10', { method: { kind: 'count' }, operator: '===', limit: 10 }],
    ['value != -.5', { method: { kind: 'value' }, operator: '!=', limit: -0.5 }],
  ])('reads %j', (text, expected) => {
    const parsed = parseThreshold(text);
    expect(parsed).toMatchObject({ operator: expected.operator, limit: expected.limit });
    expect(parsed?.method.kind).toBe(expected.method.kind);
    if (parsed?.method.kind === 'quantile' && 'p' in expected.method) {
      expect(parsed.method.p).toBeCloseTo(expected.method.p, 12);
    }
  });

  it.each([
    ['>', 5, false],
    ['>=', 5, true],
    ['<', 5, false],
    ['<=', 5, true],
    ['==', 5, true],
    ['===', 6, false],
    ['!=', 6, true],
  ])('%s holds for %d against 5: %s', (operator, value, expected) => {
    const parsed = parseThreshold(`avg${operator}5`);
    expect(parsed !== null && holds(value, parsed)).toBe(expected);
  });

  it('knows which metric type has which method', () => {
    const method = (text: string) => parseThreshold(`${text}<1`)?.method ?? { kind: 'value' as const };
    expect(isMethodOf('trend', method('p(50)'))).toBe(true);
    expect(isMethodOf('trend', method('rate'))).toBe(false);
    expect(isMethodOf('counter', method('count'))).toBe(true);
    expect(isMethodOf('rate', method('count'))).toBe(false);
    expect(isMethodOf('gauge', method('value'))).toBe(true);
    expect(isMethodOf('gauge', method('max'))).toBe(false);
  });
});

describe('parseMetricKey', () => {
  it.each(['', 'a b', 'm{', 'm{}', 'm{tag}', '{a:b}', 'm{a:b', 'm-x'])('refuses %j', (text) => {
    expect(parseMetricKey(text)).toBeNull();
  });

  it('reads tags, without quotes and spaces, with colons in values', () => {
    expect(parseMetricKey('m')).toEqual({ metric: 'm', suffix: null, tags: {} });
    expect(parseMetricKey(`m{ name : 'login' , group:::a::b}`)?.tags).toEqual({
      name: 'login',
      group: '::a::b',
    });
    expect(parseMetricKey('m{name:http://h/x}')?.tags).toEqual({ name: 'http://h/x' });
  });
});
