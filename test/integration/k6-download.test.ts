import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { capture } from '../../src/adapters/engine-k6/capture.ts';
import { type K6Order, obtainK6 } from '../../src/adapters/k6-download/obtain-k6.ts';
import { type K6Mirror, type MirrorFault, startK6Mirror } from '../support/k6-mirror.ts';
import { makeTempFolder, type TempFolder } from '../support/temp-folder.ts';

const VERSION = '2.3.0';
let folder: TempFolder;
let mirror: K6Mirror;
let tools: string;
let count = 0;
beforeAll(async () => {
  folder = await makeTempFolder();
  mirror = await startK6Mirror(VERSION);
});
afterAll(async () => {
  await mirror.close();
  await folder.remove();
});
beforeEach(() => {
  tools = folder.file(`tools-${++count}`);
  mirror.fault = 'none';
});

const obtain = (order: Partial<K6Order> = {}) =>
  obtainK6({
    version: VERSION,
    mirror: mirror.url,
    variables: { RUNNER_TOOL_CACHE: tools },
    machine: { platform: 'linux', arch: 'x64' },
    logger: { info: () => undefined },
    bounds: { attempts: 2, wait: async () => undefined },
    ...order,
  });

describe('k6 is downloaded', () => {
  it('checked, kept in the tool cache, and not asked for again', async () => {
    const program = await obtain();
    expect(program).toBe(path.join(tools, 'k6', VERSION, 'x64', 'k6'));
    const answer = await capture(program, ['version'], {
      env: process.env as Record<string, string>,
      cwd: folder.path,
      timeoutMs: 20_000,
    });
    expect(answer.stdout).toMatch(/^k6 v/);
    const asked = mirror.requests.length;
    expect(await obtain()).toBe(program);
    expect(mirror.requests.length).toBe(asked);
  });

  it('by two jobs at once, and both get a whole one', async () => {
    const [first, second] = await Promise.all([obtain(), obtain()]);
    expect(first).toBe(second);
    expect(await readdir(path.dirname(first))).toEqual(['k6']);
  });

  it('at the second try when the server was busy', async () => {
    mirror.fault = '503-once';
    expect(await obtain()).toContain(VERSION);
  });
});

// T-31
describe('a download that fails', () => {
  it.each<[MirrorFault, RegExp]>([
    ['404', /the server answered 404.*k6 v2\.3\.0 is released/],
    ['503', /the server answered 503/],
    ['bad-sum', /not what its release lists: expected SHA-256 [0-9a-f]{64}, got [0-9a-f]{64}/],
    ['no-sum', /has no sum for k6-v2\.3\.0-linux-amd64\.tar\.gz/],
    ['truncated', /ended before the file did.*https_proxy/],
    ['garbage', /unpacking k6-v2\.3\.0-linux-amd64\.tar\.gz/],
    ['no-member', /has no k6-v2\.3\.0-linux-amd64\/k6 in it/],
  ])('%s: says what to do, and leaves nothing behind', async (fault, expected) => {
    mirror.fault = fault;
    const error = await obtain().then(
      () => null,
      (thrown: Error & { hint: string; code: string; fault: string }) => thrown,
    );
    expect(error).toMatchObject({ code: 'DOWNLOAD_FAILED', fault: 'environment' });
    expect(`${error?.message} ${error?.hint}`).toMatch(expected);
    expect(error?.hint).toContain('engine: embedded');
    expect(await readdir(tools).catch(() => [])).toEqual([]);
  });

  it('nobody there', async () => {
    await expect(obtain({ mirror: 'http://127.0.0.1:9' })).rejects.toThrow(/ECONNREFUSED/);
  });

  it('no k6 for the machine', async () => {
    const machine = { platform: 'win32', arch: 'arm64' };
    await expect(obtain({ machine })).rejects.toMatchObject({ hint: expect.stringMatching(/k6-path/) });
  });

  it('a folder that cannot be written', async () => {
    await expect(obtain({ variables: { RUNNER_TOOL_CACHE: '/dev/null/x' } })).rejects.toThrow(
      /keeping k6 in/,
    );
  });
});
