import { readdir, readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';

/** Every file that skips tests, and why: a skip that is not here is a mistake. */
const SKIPS: Readonly<Record<string, string>> = {
  'dist/bad-input.test.ts': 'Node 24 is not beside this Node: PERF_GATE_NODE24 names it',
  'dist/story.test.ts': 'Node 24 is not beside this Node: PERF_GATE_NODE24 names it',
  'dist/ci-examples.test.ts': 'takes a minute: npm run test:examples',
  'dist/weekly-examples.test.ts': 'takes minutes: npm run test:examples',
  'dist/workflow-examples.test.ts': 'takes minutes: npm run test:examples',
  'integration/embedded-guest/thread-priority.test.ts':
    'threads have a priority of their own on Linux alone, and none below the lowest',
  'integration/embedded-hang.test.ts': 'of the other backend: npm run test:quickjs',
  'integration/k6-samples.test.ts':
    'files of real k6 are not shipped: PERF_GATE_K6_SAMPLES names their folder',
  'integration/report-files.test.ts': 'root may write anywhere',
  'integration/store-damage.test.ts': 'the kernel has such a file on Linux alone',
  'unit/manifests/keda-oracle.test.ts':
    'the description of KEDA is not shipped: KEDA_SCALERS_SCHEMA names the file',
};

const SKIP = /\b(?:it|test|describe)\.(?:skip|skipIf|runIf|todo|only)\b/;

it('every test that is skipped has a reason that is written down, and none runs alone', async () => {
  const names = await readdir('test', { recursive: true });
  const files = names.map((name) => name.replaceAll('\\', '/')).filter((name) => name.endsWith('.test.ts'));
  const skipping: string[] = [];
  for (const file of files) if (SKIP.test(await readFile(`test/${file}`, 'utf8'))) skipping.push(file);
  expect(skipping.toSorted()).toEqual(Object.keys(SKIPS).toSorted());
});
