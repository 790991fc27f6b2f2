import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/adapters/node/system-clock.ts';
import { makeDirectoryStore } from '../../src/adapters/store-directory/directory-store.ts';
import { main } from '../../src/cli/main.ts';
import { renderFinding } from '../../src/model/finding-file.ts';
import { aFindingEntry, aFindingReport, aStressFinding } from '../support/finding-builder.ts';
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
    for (let run = 0; run < 3; run++)
      await analyse('stress', before, '--slo-p95', '300ms', '--update-baseline', 'always');
    const after = [await writeRamp('after-1.json', 40), await writeRamp('after-2.json', 40)];
    const { code, stdout } = await analyse('stress', ...after, '--slo-p95', '300ms', '--json');
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({
      verdict: { kind: 'regressed' },
      comparisons: [{ tests: 3, outcome: 'regressed' }],
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

describe('findings that are kept', () => {
  const STRESS = ['--slo-p95', '300ms', '--json'];
  const earlier = aStressFinding({
    breakingPoint: { rate: 60, low: 58, high: 62, confidence: 0.95 },
    requestsPerIteration: 1,
  });

  it('are left out when they are damaged, which is told', async () => {
    const directory = folder.file('.perf-gate/findings');
    const store = makeDirectoryStore({ directory, shownAs: 'findings', clock: systemClock });
    for (const week of [1, 2])
      await store.add('findings/stress', { kind: 'finding', finding: aFindingEntry(earlier, week) });
    const kept = path.join(directory, 'findings%2fstress');
    const [first = ''] = await readdir(kept);
    await writeFile(path.join(kept, first), '{');
    const report = JSON.parse((await analyse('stress', await writeRamp('ramp.json', 60), ...STRESS)).stdout);
    expect(report.comparisons).toMatchObject([{ tests: 1, commit: 'c2' }]);
    expect(report.notices.map(({ code }: { code: string }) => code)).toContain('store-damaged-file');
  });

  it('cannot be read: no verdict comes of that', async () => {
    await mkdir(folder.file('.perf-gate'));
    await writeFile(folder.file('.perf-gate/findings'), '');
    const { code, stderr } = await analyse('stress', await writeRamp('ramp.json', 60), ...STRESS);
    expect(code).toBe(3);
    expect(stderr).toContain('reading the findings of earlier stress tests of "stress"');
  });

  it('are those that somebody names, instead', async () => {
    await writeFile(folder.file('week-1.json'), renderFinding(aFindingReport(earlier)));
    const named = ['--previous', 'week-1.json', '--findings', 'elsewhere'];
    const ramp = await writeRamp('ramp.json', 60);
    const report = JSON.parse((await analyse('stress', ramp, ...STRESS, ...named)).stdout);
    expect(report.comparisons).toMatchObject([{ tests: 1, before: expect.closeTo(60, 5) }]);
  });
});
