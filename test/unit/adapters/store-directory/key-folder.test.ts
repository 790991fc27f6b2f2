import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { folderOfKey, keyOfFolder } from '../../../../src/adapters/store-directory/key-folder.ts';

const anyKey = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: fc.constantFrom('.', '/', '\\', '%', '~', 'A', 'a', '\ud800', 'é', '-'), maxLength: 40 }),
  fc.constantFrom('con', 'CON', 'nul.txt', 'com1', 'lpt9.x', 'console', '..', '.', ''),
);

describe('the folder of a key', () => {
  it('is one plain name, short, without dots at its ends, and not a device', () => {
    fc.assert(
      fc.property(anyKey, (key) => {
        const name = folderOfKey(key);
        expect(name).toMatch(/^[a-z0-9_%~.-]+$/);
        expect(name).not.toMatch(/^\.|\.$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/);
        expect(name.length).toBeLessThanOrEqual(120);
      }),
      { seed: 4, numRuns: 2_000 },
    );
  });

  it('names its key again, unless it had to be shortened', () => {
    fc.assert(
      fc.property(anyKey, (key) => {
        const name = folderOfKey(key);
        expect(keyOfFolder(name)).toEqual(name.includes('%~') ? 'in its files' : { key });
      }),
      { seed: 5, numRuns: 2_000 },
    );
  });

  it('belongs to one key', () => {
    fc.assert(
      fc.property(anyKey, anyKey, (a, b) => {
        expect(folderOfKey(a).toLowerCase() === folderOfKey(b).toLowerCase()).toBe(a === b);
      }),
      { seed: 6, numRuns: 2_000 },
    );
    const long = 'x'.repeat(1_000);
    expect(folderOfKey(`${long}a`)).not.toBe(folderOfKey(`${long}b`));
    expect(folderOfKey(`${long}\ud800`)).not.toBe(folderOfKey(`${long}\ud801`));
  });

  it.each([
    ['baseline', 'baseline'],
    ['k6.checkout', 'k6.checkout'],
    ['Main', '%4dain'],
    ['a/b', 'a%2fb'],
    ['..', '%2e%2e'],
    ['nul.txt', '%6eul.txt'],
    ['café', 'caf%c3%a9'],
  ])('%j is %s', (key, folder) => {
    expect(folderOfKey(key)).toBe(folder);
  });

  it.each(['Baseline', 'a b', '%4D', '%zz', '%41%', '.git', 'x.', '%61', '%ff'])(
    '%j is no folder of the store',
    (name) => {
      expect(keyOfFolder(name)).toBeNull();
    },
  );
});
