import { describe, expect, it } from 'vitest';
import { rngOf } from '../../../src/lib/rng.ts';
import type { History } from '../../../src/model/history.ts';
import { type CreepInput, slowCreep } from '../../../src/trend/slow-creep.ts';
import { P95 } from '../../support/policy-builder.ts';
import { entriesOf } from '../../support/run-builder.ts';

const RUN = { requests: 400, seconds: 10 };

/** Levels with a noise of 4 % around a course. */
function noisy(course: readonly number[], seed = 1): number[] {
  const rng = rngOf(seed);
  return course.map((level) => level * Math.exp(0.04 * rng.normal()));
}

function history(scales: readonly number[], overrides: Partial<History> = {}): History {
  return { key: 'k', entries: entriesOf(scales, RUN), pinnedEntry: null, ...overrides };
}

function told(of: History, overrides: Partial<CreepInput> = {}) {
  return slowCreep({
    history: of,
    rule: P95,
    release: null,
    policy: { minRequests: 300, warnThreshold: 0.1 },
    ...overrides,
  });
}

const steady = Array.from({ length: 40 }, () => 1);
const creeping = steady.map((_, at) => 1.008 ** at);

describe('slow creep', () => {
  it('is told when thirty small changes add up', () => {
    const [notice, ...others] = told(history(noisy(creeping)));
    expect(others).toEqual([]);
    expect(notice).toMatchObject({ code: 'slow-creep' });
    expect(notice?.text).toMatch(/^p95 crept up by \+(2\d|3\d) % over the last 30 merges, none/);
  });

  it('is not told of a steady level, whatever the noise', () => {
    const alarms = Array.from({ length: 40 }, (_, seed) => told(history(noisy(steady, seed + 1))).length);
    expect(alarms.filter((count) => count > 0).length).toBeLessThanOrEqual(1);
  });

  it.each([
    ['a fall', creeping.toReversed()],
    ['a short history', creeping.slice(0, 12)],
    ['no history', []],
  ])('is not told of %s', (_, course) => {
    expect(told(history(noisy(course)))).toEqual([]);
  });

  it('is not told of an accepted step: that opened an epoch', () => {
    const course = steady.map((level, at) => (at < 20 ? level : 1.3 * level));
    const all = history(noisy(course));
    const entries = all.entries.map((entry, at) => (at === 20 ? { ...entry, opensEpoch: true } : entry));
    expect(told({ ...all, entries })).toEqual([]);
  });

  it('tells of the last release, over accepted steps', () => {
    const course = steady.map((level, at) => (at < 20 ? level : 1.3 * level));
    const all = history(noisy(course));
    const entries = all.entries.map((entry, at) => (at === 20 ? { ...entry, opensEpoch: true } : entry));
    const release = { name: 'v1.2.0', at: entries[9]?.at ?? '' };
    const [notice] = told({ ...all, entries }, { release });
    expect(notice?.text).toMatch(/^p95 is \+(2\d|3\d) % against the release v1\.2\.0, accepted changes/);
  });

  it('is not told of a pinned baseline, which someone chose', () => {
    const all = history(noisy(creeping));
    expect(told({ ...all, pinnedEntry: all.entries[3]?.id ?? '' })).toEqual([]);
  });

  it('leaves out jobs that measured nothing and jobs that were withheld', () => {
    const all = history(noisy(creeping));
    const entries = all.entries.map((entry) => ({ ...entry, status: 'withheld' as const }));
    expect(told({ ...all, entries })).toEqual([]);
  });
});
