import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { FINDING_TESTS } from '../../../src/model/finding.ts';
import { shortestInWords, shortestMs } from '../../../src/model/shortest-test.ts';

const HOW_TO = new URL('../../../docs/how-to/find-the-breaking-point.md', import.meta.url);

describe('what a test needs to find anything', () => {
  it.each(FINDING_TESTS)('is in the guide as it is in the code: %s', async (test) => {
    const guide = (await readFile(HOW_TO, 'utf8')).replace(/\s+/g, ' ');
    expect(guide).toContain(`${test} test ${shortestInWords(test)}`);
  });

  it('is a length, longer where the steps of a ramp have to be found first', () => {
    expect(FINDING_TESTS.map((test) => shortestMs(test))).toEqual([30_000, 31_000, 1_200_000]);
    expect(shortestMs('stress', true)).toBe(25_000);
  });
});
