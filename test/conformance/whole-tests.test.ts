import { describe, expect, it } from 'vitest';
import { BACKEND } from '../support/test-backend.ts';
import { ALL_CASES } from './cases/all-cases.ts';
import { WHOLE_TESTS } from './cases/whole-tests.ts';
import { MOST_USED } from './most-used.ts';
import { wholeTestProblem } from './whole-test.ts';

describe.concurrent(`whole tests on the backend ${BACKEND}`, () => {
  it.each(WHOLE_TESTS)('$title', async (test) => {
    expect(await wholeTestProblem(test, BACKEND)).toBeNull();
  });

  it('one that is not as expected is told', async () => {
    const script = 'export default function () {}';
    const wrong = { covers: [], title: 'wrong', script, values: [['iterations', 'count', 2] as const] };
    expect(await wholeTestProblem(wrong, BACKEND)).toBe('iterations has count 1, expected 2 to 2');
  });
});

describe('the 60 most used parts of k6', () => {
  const shown = new Set([...ALL_CASES, ...WHOLE_TESTS].flatMap(({ covers }) => covers));

  it.each(MOST_USED)('%s has a case', (part) => {
    expect(shown).toContain(part);
  });

  it('are 60', () => {
    expect(new Set(MOST_USED).size).toBe(60);
  });
});
