import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rngOf } from '../../src/lib/rng.ts';
import { aRun } from '../support/run-builder.ts';
import { verdictShares } from './evidence-figures.ts';
import { EVIDENCE_PLAN } from './evidence-plan.ts';
import { record } from './record.ts';
import { pairsOf, type Recording, singlesOf } from './recorded-chunks.ts';
import { pairedJob, singleJob } from './resampled-jobs.ts';
import { sideOf } from './side-filter.ts';
import { wilsonInterval } from './wilson-interval.ts';

describe('the recorded evidence', () => {
  const recording: Recording = JSON.parse(
    readFileSync(new URL('recordings/default.json', import.meta.url), 'utf8'),
  );

  it('has chunks of every kind and level, all of them measurements', () => {
    for (const level of recording.plan.levels) {
      expect(pairsOf(recording, 'pair', level).length).toBeGreaterThanOrEqual(8);
      expect(singlesOf(recording, level).length).toBeGreaterThanOrEqual(8);
    }
    expect(pairsOf(recording, 'assigned', 1).length).toBeGreaterThanOrEqual(8);
  });

  it('meets the goals of paired jobs: unchanged code passes, 50 % more work fails', () => {
    const paired = verdictShares(recording, 60).filter(({ mode }) => mode === 'paired');
    expect(paired.find(({ level }) => level === 1)?.failed).toBeLessThanOrEqual(0.02);
    expect(paired.find(({ level }) => level === 1.5)?.failed).toBeGreaterThanOrEqual(0.95);
  });
});

describe('resampled jobs', () => {
  const run = (seed: number, scale = 1) => aRun({ seed, scale, identity: { id: `${seed}`, job: `${seed}` } });
  const unchanged = Array.from({ length: 12 }, (_, seed) => run(seed + 1));
  const slower = Array.from({ length: 8 }, (_, seed) => run(seed + 101, 1.8));

  it('pass where nothing changed and fail where much did', () => {
    const pairs = (heads: readonly ReturnType<typeof run>[]) =>
      heads.map((head, at) => ({ base: unchanged[at] ?? head, head, trouble: null }));
    expect(pairedJob(pairs(unchanged.slice(6)), rngOf(1)).verdict).toBe('passed');
    expect(pairedJob(pairs(slower), rngOf(1))).toEqual({ verdict: 'regressed', looks: 2 });
    expect(singleJob(unchanged, unchanged, rngOf(1)).verdict).toBe('passed');
    expect(singleJob(unchanged, slower, rngOf(1)).verdict).toBe('regressed');
  });

  it('are not made of nothing', () => {
    expect(() => pairedJob([], rngOf(1))).toThrow('no decision');
    expect(() => singleJob(unchanged, [], rngOf(1))).toThrow('no decision');
  });
});

it('a recording takes its chunks in turn, whole rounds only, and keeps to its budget', async () => {
  const taken: string[] = [];
  const sides = async (kind: string, level: number) => {
    taken.push(`${kind} ${level}`);
    return { base: aRun(), head: aRun() };
  };
  const plan = { ...EVIDENCE_PLAN, levels: [1, 2], budgetMs: 0 };
  const chunks = {
    pair: (level: number) => sides('pair', level),
    assigned: (level: number) => sides('assigned', level),
    single: async (level: number) => (await sides('single', level)).head,
  };
  expect((await record(plan, 'idle', chunks, () => undefined)).chunks).toEqual([]);
  let now = 0;
  const clock = () => now;
  const round = { ...plan, budgetMs: 150_000 };
  const recorded = await record(
    round,
    'idle',
    chunks,
    () => {
      now += 100_000;
    },
    clock,
  );
  expect(taken).toEqual(['pair 1', 'single 1', 'assigned 1', 'pair 2', 'single 2']);
  expect(recorded.chunks).toHaveLength(5);
});

it('the samples of one side are told apart, and what has no side belongs to both', async () => {
  const lines = ['{"tags":{"side":"base"}}', '{"tags":{"side":"head"}}', '{"tags":{}}'];
  const read: string[] = [];
  for await (const part of sideOf(lines.join('\n'), 'head')) read.push(Buffer.from(part).toString());
  expect(read).toEqual([`${lines[1]}\n`, `${lines[2]}\n`]);
});

it.each([
  // Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('the interval of %i in %i is the published one', (hits, trials, low, high) => {
  const interval = wilsonInterval(hits / trials, trials);
  expect(interval.low).toBeCloseTo(low, 4);
  expect(interval.high).toBeCloseTo(high, 4);
});
