import { readFile, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ActionContext } from '../../src/action/action-context.ts';
import { ACTION_OUTPUTS } from '../../src/action/action-outputs.ts';
import { runAction } from '../../src/action/run-action.ts';
import { parseOutputs } from '../support/action-outputs.ts';
import { makeTempFolder, type TempFolder } from '../support/temp-folder.ts';

const HOME = process.cwd();

let workspace: TempFolder;
beforeEach(async () => {
  workspace = await makeTempFolder();
  await writeFile(workspace.file('load.js'), 'export default function () {}\n');
});
afterEach(async () => {
  process.chdir(HOME);
  await workspace.remove();
});

type Inputs = Readonly<Record<string, string>>;

async function step(inputs: Inputs, more: Partial<ActionContext> = {}) {
  const [output, page] = [workspace.file('output'), workspace.file('page.md')];
  for (const file of [output, page]) await writeFile(file, '');
  let log = '';
  const given = { script: 'load.js', 'baseline-store': './store', ...inputs };
  const variables = {
    GITHUB_ACTIONS: 'true',
    GITHUB_REPOSITORY: 'octo/shop',
    GITHUB_RUN_ID: '1',
    GITHUB_SHA: 'a'.repeat(40),
    GITHUB_OUTPUT: output,
    GITHUB_STEP_SUMMARY: page,
    GITHUB_WORKSPACE: workspace.path,
    RUNNER_TEMP: workspace.path,
    RUNNER_TOOL_CACHE: workspace.file('tools'),
    ...Object.fromEntries(
      Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
    ),
  };
  const context: ActionContext = {
    variables,
    cwd: workspace.path,
    stdout: { write: (text: string) => (log += text) },
    signal: new AbortController().signal,
  };
  const code = await runAction(Object.defineProperties(context, Object.getOwnPropertyDescriptors(more)));
  const outputs = parseOutputs(await readFile(output, 'utf8'));
  return { code, log, outputs, page: await readFile(page, 'utf8') };
}

const CASES: readonly (readonly [string, Inputs, number, RegExp])[] = [
  ['a wrong input', { 'fail-threshold': 'lots' }, 2, /input fail-threshold: expected/],
  ['a settings file that is not there', { config: 'gone.yml' }, 2, /gone\.yml/],
  ['a script that is not there', { script: 'gone.js' }, 2, /gone\.js/],
  ['a folder that is not there', { 'working-directory': 'gone' }, 2, /there is no folder gone/],
  ['a k6 that cannot be had', { 'k6-mirror': 'http://127.0.0.1:9/k6' }, 3, /getting k6/],
  ['a k6 that does not run', { 'k6-path': './gone' }, 2, /gone/],
  ['a k6 that does not run, in a soak test', { test: 'soak', 'k6-path': './gone' }, 2, /gone/],
  ['a comment without a token', { mode: 'comment' }, 2, /input github-token/],
  [
    'a comment of a soak test',
    { mode: 'comment', test: 'soak' },
    2,
    /input mode: expected baseline or report-only beside test: soak, got "comment"/,
  ],
];

it.each(CASES)('%s: every output is set, and the page says why', async (_, inputs, expected, message) => {
  const { code, outputs, page, log } = await step(inputs);
  expect(log).toMatch(message);
  expect(code).toBe(expected);
  expect(Object.keys(outputs)).toEqual(Object.keys(ACTION_OUTPUTS));
  expect(outputs).toMatchObject({ verdict: 'error', regressed: '', p95: '', 'report-path': '' });
  expect(outputs.message).toMatch(message);
  expect(page).toContain('perf-gate could not judge this run');
});

it('so it is with a bug of ours', async () => {
  const lost = Object.defineProperty({}, 'signal', {
    enumerable: true,
    configurable: true,
    get() {
      throw new TypeError('the signal is lost');
    },
  });
  const { code, outputs, page } = await step({}, lost);
  expect(code).toBe(70);
  expect(outputs).toMatchObject({ verdict: 'error', message: expect.stringContaining('the signal is lost') });
  expect(page).toContain('the signal is lost');
});

it('a store of a settings file is for the command line, and that is told', async () => {
  await writeFile(workspace.file('perf-gate.yml'), 'store: .perf-gate/baselines\n');
  const { log } = await step({ script: 'gone.js' });
  expect(log).toMatch(/^::warning::perf-gate\.yml: store is for the command line.*baseline-store/m);
});
