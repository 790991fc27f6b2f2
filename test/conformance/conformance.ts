import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { canRunQuickJs } from '../../src/adapters/engine-embedded/vu/quickjs/jspi.ts';
import buildTestWorkers from '../support/build-workers.ts';
import { node24 } from '../support/bundled-cli.ts';
import type { BackendName } from '../support/test-backend.ts';
import { apiInventory } from './api-inventory.ts';
import { ALL_CASES } from './cases/all-cases.ts';
import { WHOLE_TESTS } from './cases/whole-tests.ts';
import { type BackendResults, compatibilityPage, unexplained } from './compatibility-page.ts';
import { runCases } from './run-cases.ts';
import { wholeTestProblem } from './whole-test.ts';

const PAGE = fileURLToPath(new URL('../../docs/reference/k6-compatibility.md', import.meta.url));
const SELF = fileURLToPath(import.meta.url);

/** Runs every case on a backend in this process; what did not hold is told. */
async function runHere(backend: BackendName): Promise<BackendResults> {
  const cases = await runCases(ALL_CASES, backend);
  const whole = await Promise.all(
    WHOLE_TESTS.map(async (one) => ({ case: one, problem: await wholeTestProblem(one, backend) })),
  );
  const results = [...cases, ...whole];
  const failed = results.filter(({ problem }) => problem !== null);
  for (const { case: one, problem } of failed)
    console.error(`${backend}: ${one.covers.join(', ')}: ${one.title}: ${problem}`);
  return {
    backend,
    node: process.versions.node,
    cases: results.length,
    failed: failed.map(({ case: one }) => one.title),
  };
}

/** QuickJS needs Node 24: where this is an older one, another is started. */
async function runQuickJs(): Promise<BackendResults | null> {
  if (canRunQuickJs()) return runHere('quickjs');
  const node = node24();
  if (node === null) return null;
  const { stdout, stderr } = await promisify(execFile)(node, ['--no-warnings', SELF, 'quickjs'], {
    maxBuffer: 64 * 1024 * 1024,
  });
  process.stderr.write(stderr);
  return JSON.parse(stdout) as BackendResults;
}

async function main(): Promise<void> {
  if (process.argv[2] === 'quickjs') {
    process.stdout.write(JSON.stringify(await runHere('quickjs')));
    return;
  }
  await buildTestWorkers();
  const results = [await runHere('worker')];
  const quickJs = await runQuickJs();
  if (quickJs === null) console.error('no Node 24 here (PERF_GATE_NODE24): the backend quickjs was not run');
  else results.push(quickJs);
  const inventory = apiInventory();
  const unknown = unexplained(inventory, ALL_CASES);
  for (const item of unknown) console.error(`nothing is said of ${item}`);
  for (const { backend, node, cases, failed } of results)
    console.log(`${backend}, Node ${node}: ${cases - failed.length} of ${cases} cases hold`);
  if (quickJs !== null) await writeFile(PAGE, compatibilityPage(inventory, ALL_CASES, WHOLE_TESTS, results));
  const isWrong = unknown.length > 0 || results.some(({ failed }) => failed.length > 0);
  process.exitCode = isWrong ? 1 : 0;
}

await main();
