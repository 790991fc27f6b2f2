import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../../src/adapters/node/system-clock.ts';
import { makeDirectoryStore } from '../../src/adapters/store-directory/directory-store.ts';
import { findingKey } from '../../src/app/load-findings.ts';
import { main } from '../../src/cli/main.ts';
import { aFindingEntry, aSpikeFinding } from '../support/finding-builder.ts';
import { makeTempFolder, type TempFolder } from '../support/temp-folder.ts';

let folder: TempFolder;
beforeEach(async () => {
  folder = await makeTempFolder();
  const directory = folder.file('.perf-gate/findings');
  const store = makeDirectoryStore({ directory, shownAs: 'findings', clock: systemClock });
  const worse = { status: 'withheld', statusReason: 'it regressed', verdict: 'regressed' } as const;
  for (const entry of [
    aFindingEntry(aSpikeFinding({ recoverySeconds: 12 }), 1),
    aFindingEntry(aSpikeFinding({ recoverySeconds: 50 }), 2, worse),
  ])
    await store.add(findingKey('spike', 'shop'), { kind: 'finding', finding: entry });
});
afterEach(() => folder.remove());

async function baseline(...args: readonly string[]) {
  let [stdout, stderr] = ['', ''];
  const code = await main(['baseline', ...args], {
    variables: {},
    cwd: folder.path,
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    signal: new AbortController().signal,
  });
  return { code, stdout, stderr };
}

it('a finding that is worse is shown, accepted by name, and shown with its audit line', async () => {
  const spikes = ['--test', 'spike', '--key', 'shop'];
  const before = await baseline('show', ...spikes);
  expect(before.stdout).toContain('spike tests of "shop": 2 jobs, 1 in the baseline');
  expect(before.stdout).toMatch(/^week-2 .* 50 s .* regressed .* withheld: it regressed$/m);
  const accepted = await baseline('accept', ...spikes, '--why', 'a smaller machine', '--by', 'ada');
  expect(accepted.stdout).toBe(
    'Accepted week-2: later spike tests of "shop" are held against it (by ada: a smaller machine)\n',
  );
  const after = await baseline('show', ...spikes);
  expect(after.stdout).toMatch(/^week-1 .* earlier epoch$/m);
  expect(after.stdout).toMatch(/^week-2 .* baseline, opens an epoch$/m);
  expect(after.stdout).toMatch(/^week-2 accepted by ada at .*: a smaller machine$/m);
});

it.each([
  [['accept', '--test', 'spike', '--key', 'shop'], 'accept needs --why'],
  [['accept', '--test', 'stress', '--why', 'x'], 'no finding of a stress test of "stress"'],
  [['show', '--test', 'spike', '--key', 'other'], 'it holds findings/spike/shop'],
  [
    ['accept', '--test', 'spike', '--key', 'shop', '--why', 'x', '--entry', 'week-1'],
    'part of the baseline already',
  ],
  [['show', '--test', 'spkie'], 'expected'],
])('refuses %j', async (args, message) => {
  const refused = await baseline(...args);
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain(message);
});
