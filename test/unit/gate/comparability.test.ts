import { describe, expect, it } from 'vitest';
import { compareFingerprints } from '../../../src/gate/comparability.ts';
import { comparableHistory } from '../../../src/gate/comparable-history.ts';
import type { Fingerprint } from '../../../src/model/environment.ts';
import { anEntry, aRun, aSummaryRun } from '../../support/run-builder.ts';

const base = aRun().fingerprint;
const changed = (overrides: Partial<Fingerprint>): Fingerprint => ({ ...base, ...overrides });
const machine = (overrides: Partial<Fingerprint['machine']>) =>
  changed({ machine: { ...base.machine, ...overrides } });
const engine = (overrides: Partial<Fingerprint['engine']>) =>
  changed({ engine: { ...base.engine, ...overrides } });

describe('comparability', () => {
  it('of equal environments has nothing to tell', () => {
    expect(compareFingerprints(base, base)).toEqual({ comparable: true, differences: [] });
  });

  it.each<[string, Fingerprint, string]>([
    ['another engine', engine({ name: 'embedded', backend: 'worker' }), 'engine: k6 → embedded'],
    ['another major version', engine({ version: '2.2.0' }), 'major version of the engine: 1 → 2'],
    ['another script', changed({ scriptHash: 'cd'.repeat(32) }), 'the script changed'],
    ['another rate', changed({ loadShape: { ...base.loadShape, RATE: '120' } }), 'load (RATE): 60 → 120'],
    ['a new setting', changed({ loadShape: { ...base.loadShape, VUS: '5' } }), 'load (VUS): not set → 5'],
  ])('%s excludes, and comes first', (_, other, difference) => {
    const relation = compareFingerprints(base, other);
    expect(relation.comparable).toBe(false);
    expect(relation.differences[0]).toBe(difference);
  });

  it.each<[string, Fingerprint, string]>([
    ['another patch of the engine', engine({ version: '1.4.2' }), 'version of the engine: 1.4.0 → 1.4.2'],
    ['another CPU', machine({ cpuModel: 'Intel Xeon 8370C' }), 'CPU: AMD EPYC 7763 → Intel Xeon 8370C'],
    ['fewer cores', machine({ cores: 2 }), 'cores: 4 → 2'],
    ['another runner', machine({ runner: 'local' }), 'runner: github-hosted ubuntu-24.04 → local'],
  ])('%s is only told', (_, other, difference) => {
    expect(compareFingerprints(base, other)).toEqual({ comparable: true, differences: [difference] });
  });

  it.each([
    ['other names', 'a/load.js', 'b/load.js', 'script: a/load.js → b/load.js'],
    ['one name, written otherwise', './load.js', 'load.js', 'the script changed'],
    ['no name of before', undefined, 'load.js', 'the script changed'],
  ])('says which scripts differ where they have %s', (_, before, now, difference) => {
    const named = (scriptName: string | undefined, scriptHash: string) =>
      changed({ scriptHash, ...(scriptName === undefined ? {} : { scriptName }) });
    const relation = compareFingerprints(named(before, 'ab'), named(now, 'cd'));
    expect(relation).toEqual({ comparable: false, differences: [difference] });
    expect(compareFingerprints(named(before, 'ab'), named(now, 'ab')).comparable).toBe(true);
  });

  it('takes what is not known as no difference, and says so', () => {
    const unknown = changed({
      engine: { name: 'k6', version: 'unknown', backend: null, node: null },
      scriptHash: 'unknown',
      loadShape: {},
    });
    const relation = compareFingerprints(base, unknown);
    expect(relation.comparable).toBe(true);
    expect(relation.differences.join()).toContain('not known of both sides');
  });
});

describe('comparable history', () => {
  const entriesOn = (cpus: readonly string[]) =>
    cpus.map((cpuModel, index) => anEntry({ seed: index + 1, run: { cpuModel, requests: 20 } }));
  const candidate = aRun({ cpuModel: 'B' });

  it('is empty and comparable when there is none', () => {
    expect(comparableHistory([], candidate)).toEqual({
      entries: [],
      comparability: { comparable: true, differences: [] },
      scripts: null,
      otherCpuShare: 0,
    });
  });

  it('keeps to the same CPU where it has three entries', () => {
    const history = entriesOn(['A', 'B', 'A', 'B', 'B']);
    const used = comparableHistory(history, candidate);
    expect(used.entries).toEqual([history[1], history[3], history[4]]);
    expect(used.otherCpuShare).toBe(0);
  });

  it('takes all of it, and the share of others into account, where it has fewer', () => {
    const used = comparableHistory(entriesOn(['A', 'B', 'A', 'B', 'A']), candidate);
    expect(used.entries).toHaveLength(5);
    expect(used.otherCpuShare).toBeCloseTo(0.6, 12);
  });

  it('leaves entries of another script out and says how many', () => {
    const other = anEntry({ seed: 1, run: { requests: 20, fingerprint: { scriptHash: 'ff' } } });
    const same = anEntry({ seed: 2, run: { requests: 20 } });
    const used = comparableHistory([other, same], aRun());
    expect(used.entries).toEqual([same]);
    expect(used.comparability.differences).toEqual([
      '1 of 2 entries of the history are not comparable and were left out',
    ]);
  });

  it('does not compare a summary with a run whose warm-up was left out', () => {
    const used = comparableHistory([anEntry({ run: { requests: 20 } })], aSummaryRun(40));
    expect(used.comparability.comparable).toBe(false);
    expect(used.comparability.differences[0]).toContain('summary');
  });
});
