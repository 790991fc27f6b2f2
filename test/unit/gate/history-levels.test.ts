import { expect, it } from 'vitest';
import { historyLevels } from '../../../src/gate/history-levels.ts';
import type { HistoryEntry } from '../../../src/model/history.ts';
import { statisticReader } from '../../../src/model/statistic-reader.ts';
import { P95 } from '../../support/policy-builder.ts';
import { anEntry, aRun, entriesOf } from '../../support/run-builder.ts';

const levelsOf = (history: readonly HistoryEntry[], minRequests = 1000) =>
  historyLevels(history, P95, { minRequests }, statisticReader());

const ofJob = (job: string, scale: number, seed: number) =>
  anEntry({ seed, run: { scale, identity: { job } } });

it('of jobs of one round each are one level a job, oldest first', () => {
  const levels = levelsOf(entriesOf([1, 1.1, 1.2]));
  expect(levels.map(({ rounds }) => rounds)).toEqual([1, 1, 1]);
  expect(levels.map(({ level }) => level)).toEqual(levels.map(({ level }) => level).toSorted());
});

it('are pooled where one job ran the gate several times: its entries are of one machine', () => {
  const history = [ofJob('a', 1, 1), ofJob('a', 1.1, 2), ofJob('b', 1, 3), ofJob('a', 1.05, 4)];
  const levels = levelsOf(history);
  expect(levels.map(({ rounds }) => rounds)).toEqual([3, 1]);
  expect(levels[0]?.entry.id).toBe(history[3]?.id);
});

it('keep the newest thirty jobs', () => {
  expect(levelsOf(entriesOf(Array.from({ length: 32 }, () => 1)))).toHaveLength(30);
});

it('leave rounds out that are no measurement, and entries without any', () => {
  const dead = aRun({ seed: 7, requests: 0, load: { requests: 0 } });
  const mixed = anEntry({ seed: 1, runs: [dead, aRun({ seed: 8 })] });
  expect(levelsOf([mixed, anEntry({ seed: 2, runs: [dead] })])).toMatchObject([{ rounds: 1 }]);
});

it('are not emptied by a limit that was raised since', () => {
  expect(levelsOf(entriesOf([1, 1]), 100_000)).toHaveLength(2);
});

it('know the error within a lone entry, as there is no spread to go by', () => {
  expect(levelsOf(entriesOf([1]))[0]?.withinVariance).toBeGreaterThan(0);
  expect(levelsOf(entriesOf([1, 1]))[0]?.withinVariance).toBeNull();
});
