import { expect, it } from 'vitest';
import {
  formatAge,
  formatChange,
  formatChangeInterval,
  formatCount,
  formatMs,
  formatMsChange,
  formatMsColumn,
  formatNumberOf,
  formatPercent,
  formatShare,
  quantileName,
  shortCommit,
} from '../../../src/lib/format-number.ts';

it.each([
  [0, '0 ms'],
  [0.0004, '0.0004 ms'],
  [0.84, '0.84 ms'],
  [0.996, '1 ms'],
  [4.23, '4.2 ms'],
  [9.96, '10 ms'],
  [182.4, '182 ms'],
  [999.4, '999 ms'],
  [999.6, '1.00 s'],
  [1_240, '1.24 s'],
  [12_400, '12.4 s'],
  [75_000, '75 s'],
  [7_500_000, '7\u202f500 s'],
])('%d ms is spoken as %s', (ms, text) => {
  expect(formatMs(ms)).toBe(text);
});

it.each([
  [182, 224, '182 → 224 ms'],
  [950, 1_240, '0.95 → 1.24 s'],
  [1_240, 950, '1.24 → 0.95 s'],
  [0.8, 4.2, '0.80 → 4.2 ms'],
])('a change from %d to %d has one unit', (from, to, text) => {
  expect(formatMsChange(from, to)).toBe(text);
});

it.each([
  [0.234, '+23 %'],
  [-0.041, '\u22124 %'],
  [0.004, '0 %'],
  [-0.004, '0 %'],
  [12.5, '+1\u202f250 %'],
])('the change %d is spoken as %s', (ratio, text) => {
  expect(formatChange(ratio)).toBe(text);
});

it('gives both ends of an interval their sign', () => {
  expect(formatChangeInterval(-0.04, 0.27)).toBe('\u22124 to +27 %');
  expect(formatChangeInterval(0.15, 0.31)).toBe('+15 to +31 %');
});

it.each([
  [0.2, '20 %'],
  [0.025, '2.5 %'],
  [0.02, '2 %'],
  [0.0996, '10 %'],
  [-0.031, '\u22123.1 %'],
])('the size %d is spoken as %s', (ratio, text) => {
  expect(formatPercent(ratio)).toBe(text);
});

it.each([
  [0, '0 %'],
  [0.000_001, 'under 0.01 %'],
  [0.000_2, '0.02 %'],
  [0.013, '1.3 %'],
  [0.42, '42 %'],
])('the share of failures %d is spoken as %s', (share, text) => {
  expect(formatShare(share)).toBe(text);
});

it('groups digits, and leaves short numbers alone', () => {
  expect(formatCount(999)).toBe('999');
  expect(formatCount(5_980)).toBe('5\u202f980');
  expect(formatCount(1_234_567)).toBe('1\u202f234\u202f567');
});

it('counts in the singular and the plural', () => {
  expect(formatNumberOf(1, 'run')).toBe('1 run');
  expect(formatNumberOf(0, 'run')).toBe('0 runs');
  expect(formatNumberOf(2, 'entry', 'entries')).toBe('2 entries');
});

it.each([
  [0, '1 minute old'],
  [0.5 / 24, '30 minutes old'],
  [5 / 24, '5 hours old'],
  [2.2, '2 days old'],
  [60, '60 days old'],
  [120, '4 months old'],
])('an age of %d days is %s', (days, text) => {
  expect(formatAge(days)).toBe(text);
});

it('names quantiles without noise of binary fractions', () => {
  expect([0.95, 0.999, 0.5, 0.29].map(quantileName)).toEqual(['p95', 'p99.9', 'p50', 'p29']);
});

it('shortens a commit as git does', () => {
  expect(shortCommit('a1b2c3d4e5f60718')).toBe('a1b2c3d');
});

it('keeps a column of latencies in one unit', () => {
  expect(formatMsColumn([1_240, null, 95.2])).toEqual(['1\u202f240 ms', null, '95 ms']);
  expect(formatMsColumn([1_240, 75_000])).toEqual(['1.24 s', '75 s']);
  expect(formatMsColumn([null])).toEqual([null]);
});
