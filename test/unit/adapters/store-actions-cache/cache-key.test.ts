import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  entryKey,
  generationOf,
  keyOfEntry,
  lineagePrefix,
} from '../../../../src/adapters/store-actions-cache/cache-key.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 300 });

describe('keys of cache entries', () => {
  it('read well', () => {
    expect(entryKey({ key: 'checkout', branch: 'main' }, 12)).toBe('perf-gate/1/checkout/main/00000012');
    expect(entryKey({ key: 'a,b', branch: 'release/1.2' }, 1)).toBe(
      'perf-gate/1/a%2cb/release%2f1.2/00000001',
    );
  });

  it('are what GitHub takes, whatever key and branch', () => {
    fc.assert(
      fc.property(anyText, anyText, fc.nat(99_999_999), (key, branch, generation) => {
        const cacheKey = entryKey({ key, branch }, generation);
        expect(cacheKey.length).toBeLessThanOrEqual(512);
        expect(cacheKey).toMatch(/^[a-z0-9_.%~/-]+$/);
        expect(generationOf({ key, branch }, cacheKey)).toBe(generation);
      }),
    );
  });

  it('of one lineage never begin like those of another', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, anyText, (key, branch, otherKey, otherBranch) => {
        fc.pre(key !== otherKey || branch !== otherBranch);
        const other = entryKey({ key: otherKey, branch: otherBranch }, 1);
        expect(other.startsWith(lineagePrefix({ key, branch }))).toBe(false);
        expect(generationOf({ key, branch }, other)).toBe(0);
      }),
    );
  });

  it('tell the baseline key, where it is short', () => {
    expect(keyOfEntry(entryKey({ key: 'a/B', branch: 'main' }, 3))).toEqual({ key: 'a/B' });
    expect(keyOfEntry(entryKey({ key: 'k'.repeat(500), branch: 'main' }, 3))).toBe('in its files');
    expect(keyOfEntry('node-modules-123')).toBeNull();
    expect(keyOfEntry('perf-gate/1/UPPER/main/00000001')).toBeNull();
  });

  it.each(['', 'x', '1', '0000001', '000000012', '0000000a', '00000001/x'])(
    'of a strange ending %j are no generation',
    (ending) => {
      const lineage = { key: 'k', branch: 'main' };
      expect(generationOf(lineage, `${lineagePrefix(lineage)}${ending}`)).toBe(0);
    },
  );
});
