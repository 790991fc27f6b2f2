import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { node24, runCli, startCli } from '../support/bundled-cli.ts';
import { installFakeK6 } from '../support/fake-k6.ts';
import { makeTempFolder, type TempFolder } from '../support/temp-folder.ts';

const SCRIPT = 'export const options = { scenarios: {} };\nexport default function () {}\n';
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47]);

/** One story, in order: each step stands on the one before. */
describe.each([
  ['this Node', process.execPath],
  [`Node 24${node24() === null ? ' (PERF_GATE_NODE24 names none)' : ''}`, node24()],
])('the built command line under %s, from a first run to an accepted change', (_, node) => {
  let folder: TempFolder;
  let k6: string;
  beforeAll(async () => {
    folder = await makeTempFolder();
    k6 = await installFakeK6(folder.path, { rate: 40, durationMs: 60_000, medianMs: 20, sigma: 0.4 });
    await writeFile(folder.file('load.js'), SCRIPT);
  });
  afterAll(() => folder.remove());

  const step = it.skipIf(node === null);
  const cli = (...args: readonly string[]) => runCli(args, folder.path, { node: node ?? '' });

  /** Runs the gate with the stand-in for k6, which gives out a minute of results at once. */
  function gate(settings: Readonly<Record<string, unknown>>, ...more: readonly string[]) {
    const told = `FAKE_K6=${JSON.stringify(settings)}`;
    return cli('run', 'load.js', '--engine', 'k6', '--k6-path', k6, '-e', told, ...more);
  }

  async function json(name: string) {
    return JSON.parse(await readFile(folder.file(path.join('perf-gate-results', name)), 'utf8'));
  }

  step('starts a baseline', async () => {
    const first = await gate({ seed: 1 });
    expect(first.code).toBe(0);
    expect(first.stdout).toMatch(/no baseline/i);
    expect((await json('report.json')).verdict).toBe('no-baseline');
  });

  step('fills it', async () => {
    for (let seed = 2; seed <= 5; seed++)
      expect((await gate({ seed: seed * 10 }, '--max-rounds', '1')).code).toBe(0);
  });

  step('passes unchanged code and writes reports and charts', async () => {
    const { code, stdout } = await gate({ seed: 600 });
    expect(stdout).toMatch(/passed/i);
    expect(code).toBe(0);
    expect((await readdir(folder.file('perf-gate-results'))).sort()).toEqual([
      'latency.png',
      'report.json',
      'report.junit.xml',
      'report.md',
      'run.json',
      'trend.png',
    ]);
    for (const chart of ['latency.png', 'trend.png']) {
      const bytes = await readFile(folder.file(path.join('perf-gate-results', chart)));
      expect(bytes.subarray(0, 4)).toEqual(PNG);
    }
  });

  step('fails slowed code with exit code 1 and says why', async () => {
    const { code, stdout } = await gate({ seed: 720, slowdown: 1.6 });
    expect(code).toBe(1);
    expect(stdout).toMatch(/regressed/i);
    expect(stdout).toMatch(/over the 20 % limit/);
    const report = await json('report.json');
    expect(report.verdict).toBe('regressed');
    expect(report.change).toBeCloseTo(0.6, 1);
    expect(report.rounds.length).toBeGreaterThanOrEqual(2);
  });

  step('gives the report as JSON on standard output, and nothing else', async () => {
    const { code, stdout } = await gate({ seed: 800 }, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ schemaVersion: 1, verdict: 'passed', engine: { name: 'k6' } });
  });

  step('lists, shows and draws what is filed', async () => {
    const list = await cli('baseline', 'list');
    expect(list.stdout).toMatch(/load\s+\S+ ms\s+7\s+1/);
    const show = await cli('baseline', 'show', '--key', 'load');
    expect(show.stdout).toMatch(/regressed\s+withheld/);
    const trend = await cli('trend', '--key', 'load', '--json');
    expect(JSON.parse(trend.stdout)).toHaveLength(8);
  });

  step('accepts the change with an audit line; the new level then passes', async () => {
    const slowed = () => gate({ seed: 950, slowdown: 1.6 }, '--update-baseline', 'never');
    const id =
      /^(\S+)\s.*regressed/m.exec((await cli('baseline', 'show', '--key', 'load')).stdout)?.[1] ?? '';
    const accept = ['baseline', 'accept', '--key', 'load', '--entry', id, '--by', 'ada'];
    const refused = await cli(...accept);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(/--why/);
    const accepted = await cli(...accept, '--why', 'ranks by relevance');
    expect(accepted.stdout).toMatch(/new epoch/);
    const { code, stdout } = await slowed();
    expect(code).toBe(0);
    expect(stdout).not.toMatch(/regressed/i);
  });

  step('moves baselines between stores', async () => {
    expect((await cli('baseline', 'export', 'all.json', '--all-keys')).code).toBe(0);
    const imported = await cli('baseline', 'import', 'all.json', '--store', 'copy');
    expect(imported.stdout).toMatch(/Imported \d+ events; 0 were there already/);
    const again = await cli('baseline', 'import', 'all.json', '--store', 'copy');
    expect(again.stdout).toMatch(/Imported 0 events/);
  });

  step('compares the files that it wrote', async () => {
    const args = [
      'compare',
      '--baseline',
      'perf-gate-results/run.json',
      '--candidate',
      'perf-gate-results/run.json',
    ];
    const { code, stdout } = await cli(...args, '--out', 'compared');
    expect(code).toBe(0);
    expect(stdout).toMatch(/0 %/);
  });

  step('ends gracefully on SIGINT: invalid, exit code 3, nothing filed', async () => {
    const before = await cli('trend', '--key', 'load', '--json');
    const told = `FAKE_K6=${JSON.stringify({ hang: true })}`;
    const { child, finished } = startCli(
      ['run', 'load.js', '--engine', 'k6', '--k6-path', k6, '-e', told],
      folder.path,
      { node: node ?? '' },
    );
    child.stderr?.on('data', (chunk) => {
      if (/Round 1/.test(String(chunk))) setTimeout(() => child.kill('SIGINT'), 500);
    });
    const { code, stdout } = await finished;
    expect(code).toBe(3);
    expect(stdout).toMatch(/interrupted/i);
    const after = await cli('trend', '--key', 'load', '--json');
    expect(after.stdout).toBe(before.stdout);
  });
});
