import { describe, expect, it } from 'vitest';
import { lineOf, withBaselineBranches } from '../../../src/action/baseline-branches.ts';
import { promotionOf } from '../../../src/gate/promotion.ts';
import type { Environment, SourceFacts } from '../../../src/ports/environment.ts';

const FACTS: SourceFacts = {
  commit: 'c0ffee',
  parentCommit: null,
  branch: 'release/1.x',
  defaultBranch: 'main',
  pullRequest: null,
  runUrl: null,
  job: null,
  actor: null,
};

function status(facts: Partial<SourceFacts>, named: readonly string[]) {
  const environment: Environment = {
    machine: () => Promise.reject(new Error('not asked')),
    newId: () => '1',
    source: async () => ({ ...FACTS, ...facts }),
  };
  return withBaselineBranches(environment, named)
    .source()
    .then(
      (source) =>
        promotionOf({
          verdict: { kind: 'passed', reasons: [{ code: 'x', text: 'x' }] },
          source,
          updateBaseline: 'auto',
        }).status,
    );
}

describe('a branch with a baseline of its own', () => {
  it('is one that was named, and no other', async () => {
    expect(await status({}, ['release/1.x'])).toBe('promoted');
    expect(await status({}, ['release/2.x'])).toBe('withheld');
    expect(await status({}, [])).toBe('withheld');
    expect(await status({ branch: 'main' }, ['release/1.x'])).toBe('promoted');
  });

  it('is none for a pull request, whatever its branch is called', async () => {
    expect(await status({ pullRequest: 7 }, ['release/1.x'])).toBe('not-saved');
  });

  it('is the line that a merge is looked for on', () => {
    expect(lineOf('release/1.x', 'main', ['release/1.x'])).toBe('release/1.x');
    expect(lineOf('topic', 'main', ['release/1.x'])).toBe('main');
    expect(lineOf(null, 'main', ['release/1.x'])).toBe('main');
  });
});
