import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readReportFile } from '../adapters/node/report-file.ts';
import { startShop } from '../adapters/node/shop-process.ts';
import type { Report } from '../model/report.ts';
import { renderComment } from '../report/comment.ts';
import { adviceForReviewers } from '../report/reviewer-advice.ts';
import { screenshot } from './chromium.ts';
import { commentPage, PAGE_WIDTH } from './comment-page.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const TOOLS = path.join(ROOT, '.cache/comment-picture');
/** The major version that GitHub draws with. */
const MERMAID = 'mermaid@11.17.2';
const REPOSITORY = 'https://github.com/org/shop';
const RUN = `${REPOSITORY}/actions/runs/42`;
const LOAD = ['--duration', '40s', '--warm-up', '10s', '-e', 'RATE=100'];
const SLOWER = 1.5;
/** Filed as they are: a picture needs a history, however busy the machine is. */
const AS_THEY_ARE = ['--max-rounds', '1', '--update-baseline', 'always'];

/**
 * docs/images/comment.png: the comment on a pull request as GitHub shows it. Every figure in it is measured: five runs of the
 * sample shop, then one of the shop made slower. With a report.json as an argument, the comment of that.
 */
const folder = await mkdtemp(path.join(os.tmpdir(), 'perf-gate-picture-'));
try {
  const given = process.argv[2];
  const report = await readReportFile(given ?? (await measure()), process.cwd());
  const page = path.join(folder, 'comment.html');
  await writeFile(page, commentPage(commentOf(report), await pageParts()));
  screenshot(page, path.join(ROOT, 'docs/images/comment.png'), PAGE_WIDTH);
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** The path of a report that really is a regression. */
async function measure(): Promise<string> {
  const commits = execFileSync('git', ['rev-list', '--max-count=6', 'HEAD'], { cwd: ROOT, encoding: 'utf8' })
    .trim()
    .split('\n')
    .reverse();
  for (const commit of commits.slice(0, -1)) await gate(commit, 'refs/heads/main', 1);
  await gate(commits.at(-1) ?? '', 'refs/pull/42/merge', SLOWER);
  return path.join(folder, 'perf-gate-results/report.json');
}

async function gate(commit: string, ref: string, slowdown: number): Promise<void> {
  const shop = await startShop(ROOT, slowdown, 1);
  const cli = path.join(ROOT, 'dist/cli.mjs');
  const script = path.join(ROOT, 'k6/baseline.js');
  const more = slowdown === 1 ? AS_THEY_ARE : [];
  try {
    const { status } = spawnSync(
      process.execPath,
      [cli, 'run', script, '--engine', 'embedded', ...LOAD, ...more, '-e', `BASE_URL=${shop.url}`],
      { cwd: folder, env: await runnerEnvironment(commit, ref), stdio: ['ignore', 'ignore', 'inherit'] },
    );
    const wanted = slowdown === 1 ? 0 : 1;
    if (status !== wanted)
      throw new Error(`the gate ended with ${status}, expected ${wanted}: is the machine busy?`);
  } finally {
    await shop.close();
  }
}

async function runnerEnvironment(commit: string, ref: string): Promise<NodeJS.ProcessEnv> {
  const event = path.join(folder, 'event.json');
  await writeFile(event, JSON.stringify({ repository: { default_branch: 'main' } }));
  return {
    PATH: process.env.PATH,
    HOME: folder,
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_PATH: event,
    GITHUB_SHA: commit,
    GITHUB_REF: ref,
    GITHUB_REF_NAME: ref.replace('refs/heads/', ''),
    GITHUB_JOB: 'latency',
    GITHUB_RUN_ID: '42',
    GITHUB_RUN_ATTEMPT: commit.slice(0, 7),
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: 'org/shop',
  };
}

function commentOf(report: Report): string {
  const links = { run: RUN, artifact: `${RUN}/artifacts/7` };
  const advice = adviceForReviewers(report, 'perf-gate:accept');
  const leg = { name: 'latency', head: report.commit, links, brief: false, report: { ...report, advice } };
  return renderComment([leg], { id: 'perf-gate', repository: REPOSITORY, head: report.commit });
}

async function pageParts() {
  const install = [
    'install',
    '--no-save',
    '--ignore-scripts',
    '--silent',
    '--no-fund',
    '--no-audit',
    '--prefix',
    TOOLS,
  ];
  execFileSync('npm', [...install, MERMAID]);
  const text = (file: string) => readFile(file, 'utf8');
  return {
    stylesheet: await text(path.join(ROOT, 'node_modules/github-markdown-css/github-markdown-light.css')),
    mermaid: await text(path.join(TOOLS, 'node_modules/mermaid/dist/mermaid.min.js')),
  };
}
