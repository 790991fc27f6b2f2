import { readdir, readFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type K6Location, locateK6 } from '../../src/adapters/engine-k6/k6-binary.ts';
import { type K6EngineOptions, makeK6Engine } from '../../src/adapters/engine-k6/k6-engine.ts';
import type { LoadPlan, LoadProgress } from '../../src/model/load-plan.ts';
import type { LoadOutcome } from '../../src/ports/load-engine.ts';
import { type FakeK6Settings, fakeK6Script, installFakeK6 } from '../support/fake-k6.ts';
import { eventually, isAlive } from '../support/processes.ts';
import { makeTempFolder, type TempFolder } from '../support/temp-folder.ts';

let folder: TempFolder;
let k6Path: string;
beforeEach(async () => {
  folder = await makeTempFolder();
  k6Path = await installFakeK6(folder.path);
});
afterEach(() => folder.remove());

const QUICK = { rate: 10, durationMs: 1_000 };

interface Result {
  readonly outcome: LoadOutcome;
  readonly text: string;
  readonly log: readonly string[];
  readonly progress: readonly LoadProgress[];
  readonly chunks: number;
}

type EngineSettings = Partial<K6Location & K6EngineOptions>;

function engineWith(settings: EngineSettings = {}) {
  const location = { k6Path, variables: process.env, cwd: folder.path, ...settings };
  return makeK6Engine(() => locateK6(location), location);
}

interface RunOptions {
  readonly plan?: Partial<LoadPlan>;
  readonly engine?: EngineSettings;
  readonly onFirst?: (controller: AbortController) => void;
}

async function run(settings: FakeK6Settings, options: RunOptions = {}): Promise<Result> {
  const script = folder.file('script.js');
  await writeFile(script, fakeK6Script(settings));
  const engine = engineWith(options.engine);
  const plan = { script, env: {}, durationMs: null, vus: null, tags: {}, timeoutMs: 20_000, seed: 1 };
  const controller = new AbortController();
  const log: string[] = [];
  const progress: LoadProgress[] = [];
  const load = engine.run(
    { ...plan, ...options.plan },
    { signal: controller.signal, onProgress: (now) => progress.push(now), onLog: (line) => log.push(line) },
  );
  const chunks: Uint8Array[] = [];
  for await (const chunk of load.output) {
    chunks.push(chunk);
    if (chunks.length === 1) options.onFirst?.(controller);
  }
  return {
    outcome: await load.outcome,
    text: Buffer.concat(chunks).toString(),
    log,
    progress,
    chunks: chunks.length,
  };
}

async function probeOf(settings: FakeK6Settings, options: EngineSettings = {}) {
  await writeFile(`${k6Path}.json`, JSON.stringify(settings));
  return engineWith(options).probe();
}

describe('a k6 that cannot be used', () => {
  it.each([
    [{ version: '0.57.0' }, 'k6 v0.57.0 is too old: perf-gate supports v1 and v2'],
    [{ version: '3.0.0' }, 'too new'],
    [{ versionOutput: 'Segmentation what?' }, 'expected "k6 v1.2.3 ...", got "Segmentation what?"'],
    [{ versionOutput: '' }, 'got ""'],
    [{ versionExitCode: 3 }, 'exit code 3'],
  ])('%j is refused in words', async (settings, message) => {
    expect(await probeOf(settings)).toMatchObject({
      kind: 'unavailable',
      error: { code: 'ENGINE_UNSUPPORTED', message: expect.stringContaining(message) },
    });
  });

  it('is given up when it does not answer', async () => {
    const probe = await probeOf({ versionHangs: true }, { versionTimeoutMs: 300 });
    expect(probe).toMatchObject({ error: { message: expect.stringContaining('no answer within 0.3 s') } });
  });

  it('may be a file for another machine', async () => {
    const file = folder.file('k6-for-mars');
    await writeFile(file, Buffer.from([0x7f, 0x45, 0x4c, 0x46, 9, 9, 9, 9, 0, 0, 0, 0]), { mode: 0o755 });
    const probe = await probeOf({}, { k6Path: file });
    expect(probe).toMatchObject({ kind: 'unavailable', error: { code: 'ENGINE_UNSUPPORTED' } });
  });

  it('fails the run, too, without throwing', async () => {
    const variables = { PATH: folder.path };
    const { outcome, text } = await run(QUICK, { engine: { k6Path: null, variables, cwd: '/' } });
    expect(text).toBe('');
    // Found on PATH, but `env` finds no node there: what came of it is told.
    expect(outcome.end).toMatchObject({ kind: 'failed', code: 'ENGINE_UNSUPPORTED' });
    const missing = await run(QUICK, { engine: { k6Path: null, variables: { PATH: '/nowhere' } } });
    expect(missing.outcome.end).toMatchObject({
      kind: 'failed',
      code: 'ENGINE_NOT_FOUND',
      hint: expect.stringContaining('--engine embedded'),
    });
  });
});

describe('how a run ends', () => {
  it.each([97, 98, 100, 101, 102, 103, 104, 106, 107, 108, 109, 255, 42])(
    'exit code %i is a failure that quotes k6',
    async (exitCode) => {
      const { outcome } = await run({ ...QUICK, exitCode });
      expect(outcome.end).toMatchObject({
        kind: 'failed',
        message: expect.stringMatching(
          new RegExp(`exit code ${exitCode}: .*It said: fake-k6 ends with ${exitCode}$`),
        ),
      });
    },
  );

  it('105 and 110 are ends of their own', async () => {
    expect((await run({ ...QUICK, exitCode: 105 })).outcome.end.kind).toBe('interrupted');
    expect((await run({ ...QUICK, exitCode: 110 })).outcome.end.kind).toBe('marked-failed');
  });

  it('a death by signal is a failure', async () => {
    const { outcome } = await run({ ...QUICK, killSelf: 'SIGKILL' });
    expect(outcome.end).toMatchObject({ kind: 'failed', message: 'k6 was killed by SIGKILL' });
  });

  it('a crash keeps what was written, with its cut last line', async () => {
    const { text, outcome } = await run({ ...QUICK, cutLastLine: true, exitCode: 109 });
    expect(text).toMatch(/"time":"20$/);
    expect(outcome.end.kind).toBe('failed');
  });

  it.each([null, '', '{"metrics"', '[]'])(
    'a summary like %j leaves the thresholds unknown',
    async (summary) => {
      const { outcome } = await run({ ...QUICK, summary });
      expect(outcome.end).toEqual({ kind: 'finished' });
      expect(outcome.thresholds).toEqual([]);
      expect(outcome.notices).toMatchObject([{ code: 'k6-summary-missing' }]);
    },
  );

  it('knows the offered rate from k6 inspect, and does without', async () => {
    expect((await run({ ...QUICK, rate: 25 })).outcome.offeredRate).toBe(25);
    expect((await run({ ...QUICK, inspect: null })).outcome).toMatchObject({
      offeredRate: null,
      end: { kind: 'finished' },
    });
  });
});

describe('while the load runs', () => {
  it('results stream, progress is told, and the processor time is measured', async () => {
    const { outcome, progress, chunks } = await run({ realTime: true, rate: 50, durationMs: 2_000 });
    expect(chunks).toBeGreaterThan(5);
    const running = progress.filter((now) => now.phase === 'running');
    expect(running.some((now) => now.requests > 0 && now.requests < 100)).toBe(true);
    expect(progress.at(-1)).toMatchObject({ phase: 'done', requests: 100, activeVus: 10, totalMs: 2_000 });
    const { cpuShare } = outcome.generator;
    if (process.platform === 'linux') expect(cpuShare).toBeGreaterThan(0);
    expect(cpuShare ?? 0).toBeLessThanOrEqual(1);
  });
});

describe('a k6 that does not end', () => {
  it.each([
    ['gracefully', {}],
    ['with force when it ignores the signal', { ignoreSigint: true }],
  ])('is ended at the time-out %s, with its children', async (_, more) => {
    const grandchild = folder.file('pids');
    const options = { plan: { timeoutMs: 3_000 }, engine: { graceMs: 300 } };
    const { outcome } = await run({ hang: true, grandchild, ...more }, options);
    expect(outcome.end).toEqual({ kind: 'timed-out', afterMs: 3_000 });
    await expectAllGone(grandchild);
  });

  it('is ended by an abort, with its children', async () => {
    const grandchild = folder.file('pids');
    const { outcome } = await run(
      { hang: true, ignoreSigint: true, grandchild },
      { engine: { graceMs: 200 }, onFirst: (controller) => controller.abort('SIGTERM') },
    );
    expect(outcome.end).toEqual({ kind: 'interrupted', signal: 'SIGTERM' });
    await expectAllGone(grandchild);
  });

  it('leaves no child behind when it ends well either', async () => {
    const grandchild = folder.file('pids');
    const { outcome } = await run({ ...QUICK, grandchild });
    expect(outcome.end).toEqual({ kind: 'finished' });
    await expectAllGone(grandchild);
  });
});

async function expectAllGone(pidFile: string): Promise<void> {
  const pids = (await readFile(pidFile, 'utf8')).split(' ').map(Number);
  expect(pids).toHaveLength(2);
  await eventually(() => (pids.some(isAlive) ? null : true));
}

describe('what reaches k6, and what comes back', () => {
  const variables = {
    ...process.env,
    GITHUB_TOKEN: 'ghs_very_secret',
    K6_CLOUD_TOKEN: 'cloud-secret',
    K6_DURATION: '5s',
    K6_DNS: 'ttl=0',
  };

  it('is no token, but every -e value', async () => {
    const dumpEnvironment = folder.file('dump.json');
    const env = { BASE_URL: 'http://x/?q=$(id)&a="b c"' };
    const { outcome } = await run({ ...QUICK, dumpEnvironment }, { plan: { env }, engine: { variables } });
    const dump = JSON.parse(await readFile(dumpEnvironment, 'utf8'));
    expect(dump.env).toMatchObject({ K6_DNS: 'ttl=0', K6_AUTO_EXTENSION_RESOLUTION: 'false' });
    expect(JSON.stringify(dump.env)).not.toMatch(/secret|K6_DURATION/);
    expect(dump.given.env).toEqual(env);
    expect(outcome.notices).toMatchObject([{ code: 'k6-environment' }]);
  });

  it('shows no secret of ours, in the log or in the message', async () => {
    const leak = 'time="2026-01-01T00:00:00Z" level=error msg="got ghs_very_secret and pass-1234"';
    const { outcome, log } = await run(
      { ...QUICK, stderr: [leak], stdout: ['ghs_very_secret'], exitCode: 107, crashAtStart: true },
      { engine: { variables }, plan: { env: { DB_PASSWORD: 'pass-1234' } } },
    );
    expect(JSON.stringify([outcome, log])).not.toMatch(/ghs_very_secret|pass-1234/);
    expect(log).toContain('***');
  });

  it('is where exceptions are counted: k6 ends with 0 all the same', async () => {
    const line =
      'level=error msg="Error: boom\\n\\tat load.js:3:9(4)\\n" executor=a scenario=b source=stacktrace';
    const { outcome } = await run({ ...QUICK, stderr: [line, line] });
    const exceptions = { iterations: 2, first: 'Error: boom at load.js:3:9(4)' };
    expect(outcome).toMatchObject({ end: { kind: 'finished' }, exceptions });
    expect(outcome.notices).toEqual([
      {
        code: 'iterations-threw',
        text: '2 iterations ended with an exception, the first with: Error: boom at load.js:3:9(4)',
      },
    ]);
    expect((await run(QUICK)).outcome.exceptions).toBeNull();
  });

  it('is every line that it prints, however many', async () => {
    const stderr = Array.from({ length: 3_000 }, (_, index) => `line ${index}`);
    expect((await run({ ...QUICK, stderr })).log).toEqual(stderr);
  });

  it('is the recorded file, byte by byte, when one is replayed', async () => {
    const replay = folder.file('recorded.ndjson');
    await writeFile(replay, `${'{"type":"Point"}\n'.repeat(40_000)}{"cut`);
    expect((await run({ replay })).text).toBe(await readFile(replay, 'utf8'));
  });

  it('leaves nothing in the temporary folder', async () => {
    const ours = async () => (await readdir(os.tmpdir())).filter((name) => name.startsWith('perf-gate-k6-'));
    const TMPDIR = process.env.TMPDIR;
    process.env.TMPDIR = folder.path;
    try {
      await run(QUICK);
      await run({ exitCode: 107, crashAtStart: true });
      await run(QUICK, { engine: { k6Path: '/nowhere/k6' } });
      expect(await ours()).toEqual([]);
    } finally {
      if (TMPDIR === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = TMPDIR;
    }
  });
});
