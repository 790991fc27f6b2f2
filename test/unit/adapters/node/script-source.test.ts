import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readScript } from '../../../../src/adapters/node/script-source.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'perf-gate-script-'));
  await mkdir(path.join(folder, 'lib'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function script(source: string, lib = 'export const x = 1;\n') {
  await writeFile(path.join(folder, 'test.js'), source);
  await writeFile(path.join(folder, 'lib', 'x.js'), lib);
  return readScript('test.js', folder);
}

describe('the hash of a script', () => {
  const importing = "import { x } from './lib/x.js';\nexport default function () {}\n";

  it('changes with a local import', async () => {
    const before = await script(importing);
    const after = await script(importing, 'export const x = 2;\n');
    expect(after.hash).not.toBe(before.hash);
  });

  it('does not change with line ends', async () => {
    const unix = await script(importing);
    const windows = await script(importing.replaceAll('\n', '\r\n'));
    expect(windows.hash).toBe(unix.hash);
  });

  it('survives an import cycle and a missing import', async () => {
    const { hash } = await script("import './lib/x.js'; import './gone.js';", "import '../test.js';");
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('k6 shortcuts (--duration, --vus)', () => {
  it.each([
    ['export const options = { scenarios: {} }; export default function () {}', false],
    ['export const options = { stages: [] }; export default () => {}', false],
    ['export function main() {}', false],
    ['// scenarios: none\nexport default function () {}', true],
    ['export const options = { vus: 5 }; export default function () {}', true],
  ])('%s -> %s', async (source, expected) => {
    const { takesShortcuts } = await script(source);
    expect(takesShortcuts).toBe(expected);
  });
});

it('knows which lengths it reads, also in what it imports', async () => {
  expect((await script('export default () => {};')).reads).toEqual([]);
  expect((await script('const d = __ENV.DURATION || "1m";')).reads).toEqual(['DURATION']);
  const { reads } = await script("import './lib/x.js'; const { VUS } = __ENV;", "__ENV['DURATION']");
  expect(reads).toEqual(['DURATION', 'VUS']);
});

it('says what is missing and where it looked', async () => {
  await expect(readScript('nope.js', folder)).rejects.toMatchObject({
    code: 'SCRIPT_NOT_FOUND',
    fault: 'user',
    message: expect.stringContaining(path.join(folder, 'nope.js')),
  });
});
