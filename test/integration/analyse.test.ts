import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeDirectoryFindings } from '../../src/adapters/store-directory/directory-findings.ts';
import { main } from '../../src/cli/main.ts';
import { DEFAULT_START_MS, runLines } from '../support/ndjson-writer.ts';
import { makeTempFolder, type TempFolder } from '../support/temp-folder.ts';

let folder: TempFolder;
beforeEach(async () => {
  folder = await makeTempFolder();
});
afterEach(() => folder.remove());

/** A ramp of ten steps of ten seconds from 10 to 100 requests a second that breaks at a rate. */
async function writeRamp(name: string, breaksAt: number): Promise<string> {
  const lines = Array.from({ length: 10 }, (_, step) => [
    ...runLines({
      requests: 100 * (step + 1),
      ratePerSecond: 10 * (step + 1),
      seed: step,
      startMs: DEFAULT_START_MS + step * 10_000,
      latencyMs: (_index, random) => (10 * (step + 1) > breaksAt ? 900 : 20) * (0.9 + 0.2 * random()),
    }),
  ]);
  await writeFile(folder.file(name), lines.flat().join(''));
  return name;
}

async function analyse(...args: readonly string[]) {
  let stdout = '';
  let stderr = '';
  const code = await main(['analyse', ...args], {
    variables: {},
    cwd: folder.path,
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    signal: new AbortController().signal,
  });
  return { code, stdout, stderr };
}

describe('perf-gate analyse', () => {
  it('finds, files and compares: capacity that is lost fails when two ramps agree', async () => {
    const before = await writeRamp('before.json', 80);
    for (let run = 0; run < 5; run++)
      await analyse('stress', before, '--slo-p95', '300ms', '--update-baseline', 'always');
    const after = [await writeRamp('after-1.json', 40), await writeRamp('after-2.json', 40)];
    const { code, stdout } = await analyse('stress', ...after, '--slo-p95', '300ms', '--json');
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({
      verdict: { kind: 'regressed' },
      comparison: { tests: 5, outcome: 'regressed' },
    });
    expect(code).toBe(1);
    expect(await readdir(folder.file('perf-gate-results'))).toEqual(
      expect.arrayContaining(['finding.json', 'finding.md', 'stress.png']),
    );
  });

  it('judges a capacity that is asked for', async () => {
    const ramp = await writeRamp('ramp.json', 60);
    const asked = ['--slo-p95', '300ms', '--update-baseline', 'never'];
    expect((await analyse('stress', ramp, ...asked, '--min-capacity', '50')).code).toBe(0);
    const short = await analyse('stress', ramp, ...asked, '--min-capacity', '90');
    expect(short.code).toBe(1);
    expect(short.stdout).toContain('under the 90 that are asked for');
  });

  it.each([
    [['strss', 'a.json'], 2, 'expected stress, spike, soak'],
    [['stress'], 2, 'expected stress, spike or soak and the results'],
    [['stress', 'missing.json'], 2, 'there is no such file'],
  ])('refuses %j', async (args, code, message) => {
    const refused = await analyse(...args);
    expect(refused.code).toBe(code);
    expect(refused.stderr).toContain(message);
  });
});

describe('a directory of findings', () => {
  it('leaves a damaged file out and says so', async () => {
    const ramp = await writeRamp('ramp.json', 60);
    await analyse('stress', ramp, '--slo-p95', '300ms', '--update-baseline', 'always');
    const directory = folder.file('.perf-gate/findings');
    await writeFile(path.join(directory, 'stress', 'zz-damaged.json'), '{');
    const { findings, notices } = await makeDirectoryFindings({ directory, shownAs: 'x' }).history('stress');
    expect(findings).toHaveLength(1);
    expect(notices).toMatchObject([{ code: 'finding-damaged' }]);
  });

  it('that is not there is empty, and one that cannot be read is not', async () => {
    const store = makeDirectoryFindings({ directory: folder.file('none'), shownAs: 'none' });
    expect(await store.history('stress')).toEqual({ findings: [], notices: [] });
    await writeFile(folder.file('file'), '');
    const blocked = makeDirectoryFindings({ directory: folder.file('file'), shownAs: 'file' });
    await expect(blocked.history('stress')).rejects.toMatchObject({ code: 'STORE_UNREADABLE' });
  });
});
