import { execFileSync, spawnSync } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { renderJson } from '../../src/report/json.ts';
import { aReport } from '../support/report-builder.ts';
import { makeTempFolder, type TempFolder } from '../support/temp-folder.ts';
import { someTrendPoints } from '../support/trend-points.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Lists three runs, the newest first; run 8 has no artifact any more. The report of run N tells of N jobs. */
const GH = `#!/bin/sh
echo "$*" >> "$HOME/gh.log"
if [ "$2" = list ]; then printf '10\\n9\\n8\\n'; exit; fi
[ "$3" = 8 ] && exit 1
mkdir -p "release-trend/runs/$3/perf-gate-load"
cp "$HOME/report-$3.json" "release-trend/runs/$3/perf-gate-load/report.json"
`;

let folder: TempFolder;
beforeAll(async () => {
  folder = await makeTempFolder();
  const git = (day: number, ...args: readonly string[]) => {
    const date = `2026-01-0${day}T12:00:00Z`;
    const env = { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date, HOME: folder.path };
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], { cwd: folder.path, env });
  };
  git(5, 'init', '-q', '-b', 'main');
  for (const [day, tag] of [
    [5, 'v1.3.0'],
    [7, 'v1.4.0'],
  ] as const) {
    git(day, 'commit', '-q', '--allow-empty', '-m', tag);
    git(day, 'tag', tag);
  }
  await symlink(process.env.PERF_GATE_DIST ?? path.join(ROOT, 'dist'), folder.file('dist'));
  await mkdir(folder.file('bin'));
  await writeFile(folder.file('bin/gh'), GH);
  await chmod(folder.file('bin/gh'), 0o755);
  for (const run of [9, 10]) {
    const report = aReport({ key: 'load', trend: someTrendPoints(run) });
    await writeFile(folder.file(`report-${run}.json`), renderJson(report));
  }
});
afterAll(() => folder.remove());

/** Runs the step as the runner does: bash with -e and pipefail. */
async function collect(since: string) {
  const workflow = parse(await readFile(path.join(ROOT, 'examples/release-trend/release-trend.yml'), 'utf8'));
  const steps: readonly { name?: string; run?: string }[] = workflow.jobs.trend.steps;
  const script = steps.find(({ name }) => name === 'Collect')?.run ?? '';
  const env = { PATH: `${folder.file('bin')}:${process.env.PATH}`, HOME: folder.path, SINCE: since };
  const options = { cwd: folder.path, env, encoding: 'utf8' } as const;
  return spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], options);
}

describe('the trend of a release, collected', () => {
  it('starts at the release before, and tells of the newest run', async () => {
    const { status, stdout, stderr } = await collect('');
    expect({ status, stderr }).toMatchObject({ status: 0 });
    // The first of its ten jobs ran before the commit that was released.
    expect(stdout).toContain('p95 of "load", 9 jobs since v1.3.0 (2026-01-05 12:00 UTC)');
    expect(stdout).toContain('run 8 has no artifact (any more)');
    expect(await readFile(folder.file('gh.log'), 'utf8')).toContain('--created >=2026-01-05T12:00:00');
    expect((await readdir(folder.file('release-trend'))).sort()).toEqual([
      'perf-gate-load',
      'perf-gate-load.txt',
      'runs',
    ]);
    expect(await readdir(folder.file('release-trend/perf-gate-load'))).toEqual(['trend.png']);
  });

  it('starts where it is told', async () => {
    expect((await collect('2026-01-10')).stdout).toContain('5 jobs since 2026-01-10');
  });
});
