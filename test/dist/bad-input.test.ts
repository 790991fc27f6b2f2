import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { node24, runCli } from '../support/bundled-cli.ts';
import { installFakeK6 } from '../support/fake-k6.ts';
import { makeTempFolder, type TempFolder } from '../support/temp-folder.ts';

let folder: TempFolder;
beforeAll(async () => {
  folder = await makeTempFolder();
  await writeFile(folder.file('ok.js'), 'export default function () {}\n');
  await writeFile(folder.file('syntax.js'), 'export default function () {\n  const = 1;\n}\n');
  await writeFile(
    folder.file('throws.js'),
    'throw new Error("no token given");\nexport default function () {}\n',
  );
  await writeFile(
    folder.file('grpc.js'),
    "import grpc from 'k6/net/grpc';\nexport default function () { grpc; }\n",
  );
  await writeFile(folder.file('typo.js'), 'export default function () { htpp.get("/"); }\n');
  await writeFile(
    folder.file('down.js'),
    "import http from 'k6/http';\nexport const options = { scenarios: { s: { executor: 'constant-arrival-rate', rate: 20, duration: '5s', preAllocatedVUs: 2 } } };\nexport default function () { http.get('http://127.0.0.1:9/'); }\n",
  );
  await writeFile(
    folder.file('typed.ts'),
    'const words: string[] = [];\nexport default () => words.length;\n',
  );
  await writeFile(folder.file('empty.json'), '');
  await writeFile(folder.file('garbage.bin'), Buffer.from([1, 2, 3, 250, 10, 27]));
  await writeFile(folder.file('perf-gate.yml'), 'fail-threshold: 25%\n');
  await writeFile(folder.file('bad.yml'), 'fail-threshold: [\n');
  await writeFile(folder.file('a-file'), 'not a folder');
});
afterAll(() => folder.remove());

/** As short as a load may be. */
const EMBEDDED = ['--engine', 'embedded', '--duration', '5s', '--warm-up', '0s'];

async function folderFor(parent: TempFolder, name: string): Promise<string> {
  await mkdir(parent.file(name), { recursive: true });
  return parent.file(name);
}

/** Arguments, exit code, and what the message must say. */
const CASES: readonly [readonly string[], number, RegExp][] = [
  [[], 2, /Usage: perf-gate COMMAND/],
  [['rnu'], 2, /unknown command "rnu"; did you mean run\?/],
  [['run', '--fail-treshold', '20%'], 2, /did you mean --fail-threshold/],
  [['run', 'ok.js', '--fail-threshold', '120%'], 2, /120% slower would be 2.2 times/],
  [['run', 'ok.js', '--config', 'bad.yml'], 2, /bad.yml is not valid YAML/],
  [['run', 'ok.js', '--config', 'none.yml'], 2, /none.yml/],
  [['run', 'gone.js'], 2, /gone.js: there is no such file/],
  [['run', 'ok.js', '--engine', 'k6', '--k6-path', './nowhere'], 2, /nowhere/],
  [['run', 'syntax.js', ...EMBEDDED], 3, /syntax.js:2/],
  [['run', 'throws.js', ...EMBEDDED], 3, /no token given/],
  [['run', 'grpc.js', ...EMBEDDED], 3, /k6\/net\/grpc/],
  [['run', 'ok.js', '--store', 'a-file', ...EMBEDDED], 3, /a-file/],
  [['compare', '--baseline', 'empty.json', '--candidate', 'empty.json'], 3, /nothing was in it/],
  [['compare', '--baseline', 'garbage.bin', '--candidate', 'ok.js'], 2, /expected NDJSON/],
  [['compare', '--candidate', 'ok.js'], 2, /expected --baseline FILE/],
  [['baseline', 'burn'], 2, /unknown action "burn"/],
  [['trend', '--key', 'none'], 2, /no baseline "none"/],
  [['load'], 2, /expected one script/],
];

describe('bad input gets a clear message and the right exit code', () => {
  it.each(CASES)('%j', async (args, code, message) => {
    const result = await runCli(args, folder.path);
    expect(`${result.stdout}${result.stderr}`).toMatch(message);
    expect(result.code).toBe(code);
    expect(result.stderr).not.toMatch(/\n\s+at .*\.mjs/);
  });

  it('a script in TypeScript is none', async () => {
    const { code, stderr } = await runCli(['load', 'typed.ts', '--iterations', '1'], folder.path);
    expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.not.stringContaining('error') });
  });

  it('a damaged baseline is named and never taken for "none"', async () => {
    const k6 = await installFakeK6(folder.path, { rate: 100, durationMs: 60_000 });
    const run = () =>
      runCli(['run', 'ok.js', '--engine', 'k6', '--k6-path', k6, '--store', 'store'], folder.path);
    expect((await run()).code).toBe(0);
    const [key = ''] = await readdir(folder.file('store'));
    for (const event of await readdir(folder.file(`store/${key}`)))
      if (event.endsWith('.json')) await writeFile(folder.file(`store/${key}/${event}`), '{"half":');
    const damaged = await run();
    expect(damaged.code).toBe(3);
    expect(damaged.stderr).toMatch(/damaged/);
    expect((await run()).code).toBe(3);
  });

  it('a file that cannot be written is named, by every command that writes', async () => {
    const k6 = await installFakeK6(await folderFor(folder, 'k6-here'), { rate: 100, durationMs: 60_000 });
    await runCli(['run', 'ok.js', '--engine', 'k6', '--k6-path', k6, '--store', 'kept'], folder.path);
    for (const args of [
      ['baseline', 'export', 'a-file/x.json', '--key', 'ok', '--store', 'kept'],
      ['trend', '--key', 'ok', '--store', 'kept', '--out', 'a-file/x'],
    ]) {
      const { code, stderr } = await runCli(args, folder.path);
      expect(stderr).toMatch(/writing a-file.*there is a file where (a|the) directory should be/);
      expect(code).toBe(3);
    }
  });
});

// Each takes as long as its load, so they share the time.
describe.concurrent('a load that measures nothing is invalid, not a regression', () => {
  it.each([
    ['typo.js', /htpp is not defined/],
    ['down.js', /the target did not answer/],
  ])('%s', async (script, message) => {
    const args = ['run', script, ...EMBEDDED, '--max-rounds', '1', '--out', `of-${script}`];
    const { code, stdout, stderr } = await runCli(args, folder.path);
    expect(`${stdout}${stderr}`).toMatch(message);
    expect(code).toBe(3);
    expect(stderr).not.toMatch(/\n\s+at .*\.mjs/);
  });
});

describe.each([
  ['this Node', process.execPath],
  [`Node 24${node24() === null ? ' (PERF_GATE_NODE24 names none)' : ''}`, node24()],
])('under %s', (_, node) => {
  it.skipIf(node === null)('tells its version and its help', async () => {
    const version = await runCli(['--version'], folder.path, { node: node ?? '' });
    expect(version).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
      stderr: '',
    });
    for (const command of ['run', 'compare', 'baseline', 'trend', 'load', 'demo']) {
      const help = await runCli([command, '--help'], folder.path, { node: node ?? '' });
      expect(help.code).toBe(0);
      expect(help.stdout).toContain('Examples:');
    }
  });
});
