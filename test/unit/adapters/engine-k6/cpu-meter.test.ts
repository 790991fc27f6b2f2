import { describe, expect, it } from 'vitest';
import { cpuShareBetween, cpuTicksOf, startCpuMeter } from '../../../../src/adapters/engine-k6/cpu-meter.ts';

describe('/proc/<pid>/stat', () => {
  it('is read past a name with brackets and blanks', () => {
    const stat = '42 (k6 (a) b) S 1 42 42 0 -1 4194560 100 0 0 0 250 50 0 0 20 0 9 0 100 0 0';
    expect(cpuTicksOf(stat)).toBe(300);
  });

  it.each(['', '42 (k6', 'garbage'])('%j is none', (stat) => {
    expect(cpuTicksOf(stat)).toBeNull();
  });
});

it('shares out ticks over seconds and cores, never more than all', () => {
  const first = { atMs: 0, ticks: 100 };
  expect(cpuShareBetween(first, { atMs: 2_000, ticks: 300 }, 4)).toBe(0.25);
  expect(cpuShareBetween(first, { atMs: 1_000, ticks: 900 }, 2)).toBe(1);
  expect(cpuShareBetween(first, first, 2)).toBeNull();
});

it('answers null for a process that is not there', () => {
  expect(startCpuMeter(null).stop()).toBeNull();
  expect(startCpuMeter(2 ** 30).stop()).toBeNull();
});
