import { writeFile } from 'node:fs/promises';
import { locateK6 } from '../../src/adapters/engine-k6/k6-binary.ts';
import { makeK6Engine } from '../../src/adapters/engine-k6/k6-engine.ts';
import { type FakeK6Settings, fakeK6Script, installFakeK6 } from '../support/fake-k6.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { describeLoadEngine, type LoadKind } from './load-engine.contract.ts';

const QUICK = { rate: 20, durationMs: 2_000 } as const;

const LOADS: Readonly<Record<LoadKind, FakeK6Settings>> = {
  short: QUICK,
  talking: { ...QUICK, stderr: ['time="2026-01-01T00:00:00Z" level=info msg="hello from the script"'] },
  crossing: {
    ...QUICK,
    exitCode: 99,
    thresholds: [{ metric: 'http_req_duration', expression: 'p(95)<0.001', ok: false }],
  },
  broken: { exitCode: 107, crashAtStart: true },
  endless: { realTime: true, durationMs: 300_000, rate: 50 },
};

describeLoadEngine('k6', async () => {
  const folder = await makeTempFolder();
  const k6Path = await installFakeK6(folder.path);
  return {
    engine: makeK6Engine(() => locateK6({ k6Path, variables: process.env }), {
      variables: process.env,
      cwd: folder.path,
    }),
    async plan(kind) {
      const script = folder.file(`${kind}.js`);
      await writeFile(script, fakeK6Script(LOADS[kind]));
      return { script, env: {}, durationMs: null, vus: null, tags: {}, timeoutMs: 20_000, seed: 1 };
    },
    close: folder.remove,
  };
});
