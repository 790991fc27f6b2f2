import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeEmbeddedEngine } from '../../src/adapters/engine-embedded/embedded-engine.ts';
import { makeWorkerBackend } from '../../src/adapters/engine-embedded/vu/worker/worker-backend.ts';
import { makeNodeEnvironment } from '../../src/adapters/node/node-environment.ts';
import { readScript } from '../../src/adapters/node/script-source.ts';
import { systemClock } from '../../src/adapters/node/system-clock.ts';
import { makeStartedServers } from '../../src/adapters/paired-servers/started-servers.ts';
import type { GateDeps } from '../../src/app/gate-deps.ts';
import { runGate } from '../../src/app/run-gate.ts';
import { gateRequest } from '../../src/config/gate-request.ts';
import { resolveSettings } from '../../src/config/resolve-settings.ts';
import { RUN_SETTINGS } from '../../src/config/run-settings.ts';
import { WORKERS_DIR } from '../support/build-workers.ts';
import { makeMemoryStore } from '../support/memory-store.ts';
import { noResults } from '../support/no-results.ts';
import { noVersionControl } from '../support/no-version-control.ts';
import { makeTempFolder, type TempFolder } from '../support/temp-folder.ts';

const SHOP = 'node examples/shop/server.mjs --port {port}';
const SCRIPT = `import http from 'k6/http';
export const options = {
  scenarios: { buy: { executor: 'constant-arrival-rate', rate: 40, duration: __ENV.DURATION, preAllocatedVUs: 10, maxVUs: 20 } },
};
export default function () { http.get(__ENV.BASE_URL + '/search?q=lamp', { tags: { name: '/search' } }); }
`;
/** Looks of 5 s are as short as they can be: they tell a doubling, and little else. */
const SHORT = { chunk: '5s', 'warm-up': '1s', duration: '6s', 'min-requests': '100', engine: 'embedded' };
/** Real load: a machine that stumbled has measured nothing, and may measure again. */
const MEASURED = { retry: 2 };
const ROOT = path.join(import.meta.dirname, '..', '..');

let folder: TempFolder;
beforeAll(async () => {
  folder = await makeTempFolder();
  await writeFile(folder.file('search.js'), SCRIPT);
});
afterAll(() => folder.remove());

async function gate(baseCommand: string, headCommand: string, maxRounds: number) {
  const values = {
    ...SHORT,
    'base-command': baseCommand,
    'head-command': headCommand,
    'ready-url': 'http://127.0.0.1:{port}/healthz',
    'max-rounds': maxRounds,
  };
  const settings = resolveSettings(RUN_SETTINGS, [{ values, describe: (name) => name }]);
  const script = await readScript(folder.file('search.js'), ROOT);
  return runGate(gateRequest('search.js', settings), script, deps());
}

function deps(): GateDeps {
  const silent = () => undefined;
  const workerUrl = pathToFileURL(path.join(WORKERS_DIR, 'vu-worker.cjs'));
  const embedded = makeEmbeddedEngine({
    version: '0.0.0',
    makeBackend: () => makeWorkerBackend({ workerUrl }),
  });
  return {
    engines: { k6: embedded, embedded },
    pairedServers: (targets) => {
      if (targets.kind !== 'commands') throw new Error('commands were given');
      return makeStartedServers(targets, { cwd: ROOT, variables: process.env, readyTimeoutMs: 15_000 });
    },
    results: noResults,
    store: makeMemoryStore(),
    versionControl: noVersionControl,
    environment: makeNodeEnvironment({ variables: {}, cwd: ROOT, clock: systemClock }),
    clock: systemClock,
    logger: { debug: silent, info: silent, warn: silent, error: silent },
    progress: { roundStarts: silent, loading: silent, roundEnds: silent, pairEnds: silent },
    sinks: [],
    version: '0.0.0',
    signal: new AbortController().signal,
  };
}

describe('base and head of the shop, side by side', () => {
  it('regress when the head does everything twice as slowly', MEASURED, async () => {
    const { report, exitCode } = await gate(SHOP, `${SHOP} --slowdown 2`, 4);
    expect(report.headline).toMatch(/^p95 rose .* over the 20 % limit/);
    expect(report.verdict.kind).toBe('regressed');
    expect(exitCode).toBe(1);
    expect(report.change).toBeGreaterThan(0.4);
  });

  it('do not regress when they are the same', MEASURED, async () => {
    const { report, exitCode } = await gate(SHOP, SHOP, 2);
    expect(['passed', 'warned', 'inconclusive']).toContain(report.verdict.kind);
    expect(exitCode).toBe(0);
    expect(report.interval?.low).toBeLessThan(0.1);
  });

  it('are no measurement when one of them does not start', async () => {
    const { report, exitCode } = await gate(`${SHOP} --slowdown much`, SHOP, 2);
    expect(exitCode).toBe(3);
    expect(report.headline).toMatch(
      /the base did not come up: it ended with exit code 2; its last words: .*--slowdown/,
    );
  });
});
