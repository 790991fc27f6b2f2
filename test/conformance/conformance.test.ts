import { describe, expect, it } from 'vitest';
import { BACKEND } from '../support/test-backend.ts';
import { apiInventory } from './api-inventory.ts';
import { ALL_CASES } from './cases/all-cases.ts';
import { unexplained } from './compatibility-page.ts';
import { runCases } from './run-cases.ts';

/** Cases that are refused take a thread each: `npm run conformance` has all of them, on both backends. */
const FAST = ALL_CASES.filter(({ refuses }) => refuses === undefined);

describe('conformance', () => {
  it(`every documented behaviour holds on the backend ${BACKEND}`, async () => {
    const problems = (await runCases(FAST, BACKEND)).filter(({ problem }) => problem !== null);
    expect(problems.map((result) => `${result.case.title}: ${result.problem}`)).toEqual([]);
  });

  it('says something of everything that k6 declares', () => {
    expect(unexplained(apiInventory(), ALL_CASES)).toEqual([]);
  });

  it('a case that does not hold is told', async () => {
    const wrong = { covers: [], title: 'wrong', body: 'return 1;', returns: 2, samples: { http_reqs: 1 } };
    const [result] = await runCases([wrong], BACKEND);
    expect(result?.problem).toBe('returned 1, expected 2');
  });
});
