import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { buildScript } from '../support/build-script.ts';
import { fakeK6Script, installFakeK6 } from '../support/fake-k6.ts';
import { eventually, isAlive } from '../support/processes.ts';
import { makeTempFolder, type TempFolder } from '../support/temp-folder.ts';

let built: TempFolder;
let parentFile: string;
beforeAll(async () => {
  built = await makeTempFolder();
  parentFile = await buildScript('test/support/k6-parent.ts', built);
});
afterAll(() => built.remove());

let folder: TempFolder;
beforeEach(async () => {
  folder = await makeTempFolder();
});
afterEach(() => folder.remove());

it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
  '%s to perf-gate, with nobody listening, leaves neither k6 nor its children nor files',
  async (signal) => {
    const pidFile = folder.file('pids');
    const script = folder.file('script.js');
    await writeFile(script, fakeK6Script({ hang: true, ignoreSigint: true, grandchild: pidFile }));
    const k6 = await installFakeK6(folder.path);
    const parent = spawn(process.execPath, [parentFile, k6, script], {
      env: { ...process.env, TMPDIR: folder.path },
      stdio: 'ignore',
    });
    const pids = await eventually(() => pidsIn(pidFile));
    expect(pids.filter(isAlive)).toHaveLength(2);
    parent.kill(signal);
    expect(await once(parent, 'exit')).toEqual([null, signal]);
    await eventually(() => (pids.some(isAlive) ? null : true));
    expect((await readdir(folder.path)).filter((name) => name.startsWith('perf-gate-k6-'))).toEqual([]);
  },
);

async function pidsIn(file: string): Promise<readonly number[] | null> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.includes(' ') ? text.split(' ').map(Number) : null;
}
