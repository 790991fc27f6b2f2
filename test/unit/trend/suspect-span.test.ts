import { describe, expect, it } from 'vitest';
import type { HistoryEntry } from '../../../src/model/history.ts';
import { AS_FILED } from '../../../src/trend/job-level.ts';
import { suspectSpan } from '../../../src/trend/suspect-span.ts';
import { P95 } from '../../support/policy-builder.ts';
import { anEntry, entriesOf } from '../../support/run-builder.ts';

function spanOf(entries: readonly HistoryEntry[]) {
  return suspectSpan({ key: 'k', entries, pinnedEntry: null }, { rule: P95, policy: AS_FILED });
}

const good = (seed: number) => anEntry({ seed });
const bad = (seed: number, overrides: Partial<HistoryEntry> = {}) =>
  anEntry({ seed, verdict: 'regressed', status: 'withheld', run: { scale: 1.5 }, ...overrides });
const unsure = (seed: number) => anEntry({ seed, verdict: 'inconclusive' });

describe('a suspect span', () => {
  it('lies between the last good and the first bad job', () => {
    const span = spanOf([good(1), good(2), unsure(3), bad(4), bad(5)]);
    expect(span).toMatchObject({ foundBy: 'verdict', good: { id: good(2).id }, bad: { id: bad(4).id } });
    expect(span?.bad.p95).toBeGreaterThan(1.3 * (span?.good.p95 ?? Number.POSITIVE_INFINITY));
  });

  it.each([
    ['nothing failed', [good(1), good(2)]],
    ['a good job followed', [good(1), bad(2), good(3)]],
    ['it was accepted', [good(1), bad(2, { status: 'promoted', opensEpoch: true })]],
    ['nothing was good before', [bad(1), bad(2)]],
    ['it failed on another branch', [good(1), bad(2, { branch: 'topic' })]],
    ['there is no history', []],
  ])('is none where %s', (_, entries) => {
    expect(spanOf(entries)).toBeNull();
  });

  it('is found by a level that rose although nothing failed', () => {
    const entries = entriesOf([1, 1.01, 0.99, 1, 1.02, 1.18, 1.19, 1.17, 1.2, 1.18]);
    expect(spanOf(entries)).toMatchObject({
      foundBy: 'level-shift',
      good: { id: entries[4]?.id },
      bad: { id: entries[5]?.id },
    });
  });

  it('is none where the level fell', () => {
    expect(spanOf(entriesOf([1.2, 1.21, 1.19, 1.2, 1, 1.01, 0.99, 1]))).toBeNull();
  });

  it('has no p95 where a job measured nothing', () => {
    const empty = bad(3, { runs: anEntry({ seed: 3, run: { requests: 0 } }).runs });
    expect(spanOf([good(1), empty])?.bad.p95).toBeNull();
  });
});
