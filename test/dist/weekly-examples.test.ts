import { copyFile, mkdir, readdir, readFile, rename } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startShop } from '../../examples/shop/shop.mjs';
import type { FindingReport } from '../../src/model/finding.ts';
import { makeTempFolder, type TempFolder } from '../support/temp-folder.ts';
import { makeWorkspace, runStep, stepScript } from '../support/workflow-step.ts';

/** Together they load for three minutes, so that only `npm run test:examples` runs them. */
const ALL = process.env.PERF_GATE_EXAMPLES === 'all';

const WEEKLY = 'examples/weekly-stress-and-spike/weekly-stress-and-spike.yml';
const SOAK = 'examples/weekly-soak/weekly-soak.yml';
const SELF_HOSTED = 'examples/weekly-soak/weekly-soak-self-hosted.yml';

/** Lists the runs 10 and 9, of which only the older has findings. */
const GH = `#!/bin/sh
if [ "$2" = list ]; then printf '10\\n9\\n'; exit; fi
[ "$3" = 9 ] && mkdir -p "$7/kept"
`;

describe.skipIf(!ALL)('the steps of the weekly tests, on the shop (only with npm run test:examples)', () => {
  let folder: TempFolder;
  let shop: Awaited<ReturnType<typeof startShop>>;
  let target: Readonly<Record<string, string>>;
  beforeAll(async () => {
    folder = await makeTempFolder();
    await makeWorkspace(folder, { gh: GH });
    shop = await startShop({ port: 0, maxConcurrency: 4 });
    target = {
      BASE_URL: shop.url,
      METRICS_URL: `${shop.url}/metrics`,
      RATE: '50',
      PERF_GATE_ENGINE: 'embedded',
    };
  });
  afterAll(async () => {
    await shop.close();
    await folder.remove();
  });

  const finding = async (place = 'perf-gate-results'): Promise<FindingReport> =>
    JSON.parse(await readFile(folder.file(`${place}/finding.json`), 'utf8'));

  it('find the newest run that has findings', async () => {
    const script = await stepScript(WEEKLY, 'test', 'Findings of earlier weeks');
    expect(await runStep(script, folder, { TEST: 'stress' })).toMatchObject({ code: 0 });
    expect(await readdir(folder.file('findings'))).toEqual(['kept']);
  });

  it('find the breaking point', async () => {
    const short = { PERF_GATE_STEP_DURATION: '5s', PERF_GATE_MAX_ROUNDS: '1', ESTIMATE: '200' };
    const script = await stepScript(WEEKLY, 'test', 'Test');
    const { code, output } = await runStep(script, folder, { ...target, ...short, TEST: 'stress' });
    expect(output).toMatch(/^stress test: no-baseline$/m);
    expect(code).toBe(0);
    expect(await finding()).toMatchObject({ key: 'shop', finding: { outcome: 'broke' } });
    expect(await readdir(folder.file('perf-gate-results'))).toContain('stress.png');
  });

  it('find how long a spike lasts', async () => {
    const script = await stepScript(WEEKLY, 'test', 'Test');
    const short = script.replace(
      '--findings',
      '-e RATE=20 -e BEFORE=25s -e SPIKE=5s -e AFTER=40s --findings',
    );
    const { code } = await runStep(short, folder, { ...target, TEST: 'spike', ESTIMATE: '200' });
    expect(code).toBe(0);
    expect(await finding()).toMatchObject({ verdict: { kind: 'passed' }, finding: { test: 'spike' } });
    expect(await readdir(folder.file('perf-gate-results'))).toContain('spike.png');
  });

  it('load in parts, and judge them as one soak', async () => {
    const load = await stepScript(SOAK, 'load', 'Load');
    for (const part of ['parts-1', 'parts-2']) {
      const run = await runStep(load, folder, { ...target, DURATION: '5s' });
      expect(run).toMatchObject({ code: 0 });
      await rename(folder.file('samples'), folder.file(part));
    }
    await mkdir(folder.file('samples'));
    for (const part of ['parts-1', 'parts-2'])
      for (const name of await readdir(folder.file(part)))
        await rename(folder.file(`${part}/${name}`), folder.file(`samples/${name}`));
    expect(await readdir(folder.file('samples'))).toHaveLength(4);
    const { code, output } = await runStep(await stepScript(SOAK, 'judge', 'Judge'), folder, {});
    expect(output).toMatch(/^soak test: inconclusive$/m);
    expect(code).toBe(0);
    const { finding: found, notices } = await finding();
    expect(found).toMatchObject({ test: 'soak', requests: expect.any(Number) });
    if (found.test !== 'soak') return;
    expect(found.requests).toBeGreaterThan(400);
    expect(found.requests).toBeLessThan(600);
    expect(notices.map(({ code }) => code)).not.toContain('metrics-missing');
  });

  it('soak on a machine of your own', async () => {
    const script = await stepScript(SELF_HOSTED, 'soak', 'Test');
    const variables = { ...target, DURATION: '5s', KEPT: folder.file('kept') };
    const refused = await runStep(script, folder, variables);
    expect(refused).toMatchObject({
      code: 2,
      output: expect.stringContaining('at least 20m for a soak test'),
    });
    // A script of one's own may be shorter than what it takes to find anything.
    await copyFile(folder.file('k6/soak.js'), folder.file('k6/short.js'));
    const short = script
      .replace('--test soak', '--test soak k6/short.js')
      .replace('--duration "$DURATION"', '-e DURATION=5s');
    const { code, output } = await runStep(short, folder, variables);
    expect(output).toMatch(/^soak test: inconclusive$/m);
    expect(code).toBe(0);
    expect(await finding('kept/results')).toMatchObject({ key: 'shop', finding: { test: 'soak' } });
  });
});
