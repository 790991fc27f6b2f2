import { expect, it } from 'vitest';
import { isOvertaken } from '../../../src/gate/overtaken.ts';
import type { HistoryEntry } from '../../../src/model/history.ts';
import { anEntry, aRun } from '../../support/run-builder.ts';

const RUN = aRun({ requests: 20, seconds: 2 });

function entry(job: string, commit: string, status: HistoryEntry['status'] = 'promoted'): HistoryEntry {
  const run = { ...RUN, identity: { ...RUN.identity, job } };
  return { ...anEntry({ run: { requests: 20, seconds: 2 } }), commit, status, runs: [run] };
}

const AGAIN = { job: 'github-9-2-latency', commit: 'old' };

it.each<[string, HistoryEntry, boolean]>([
  ['a later run of another commit', entry('github-10-1-latency', 'new'), true],
  ['a later run of the same commit', entry('github-10-1-latency', 'old'), false],
  ['a later run that is not part of the baseline', entry('github-10-1-latency', 'new', 'withheld'), false],
  ['an earlier run', entry('github-8-1-latency', 'older'), false],
  ['its own first attempt', entry('github-9-1-latency', 'old'), false],
  ['a job of another CI', entry('gitlab-99', 'new'), false],
])('a second attempt is overtaken by %s: %s', (_, there, expected) => {
  expect(isOvertaken(AGAIN, [there])).toBe(expected);
});

it('a first attempt never is: of two jobs at once the older one may end last', () => {
  const later = [entry('github-10-1-latency', 'new')];
  for (const job of ['github-9-1-latency', 'gitlab-9', null])
    expect(isOvertaken({ job, commit: 'old' }, later)).toBe(false);
});
