import { readFile, writeFile } from 'node:fs/promises';
import { push } from '../support/action-jobs.ts';
import { type ActionRunner, hasBundledAction, startActionRunner } from '../support/action-runner.ts';

const LOAD_S = 10;
const REPEATS = 3;

/**
 * What the built Action adds to the load itself: baseline from the cache, decision, filing, charts, artifact, summary;
 * and the CPU of a step that ends at its inputs, which is what it costs to start.
 */
export async function benchAction(): Promise<void> {
  if (!hasBundledAction) return console.log('the Action: no dist/action.mjs; npm run build');
  const runner = await startActionRunner();
  try {
    console.log(
      `the Action adds to ${LOAD_S} s of load with k6: ${told(await addedSeconds(runner), 's', 2)}`,
    );
    console.log(`CPU of a step that ends at its inputs: ${told(await coldStarts(runner), 'ms', 0)}`);
  } finally {
    await runner.close();
  }
}

async function addedSeconds(runner: ActionRunner): Promise<readonly number[]> {
  const load = { rate: 100, durationMs: LOAD_S * 1_000, realTime: true };
  const inputs = { 'max-rounds': '1', 'min-requests': '500', duration: `${LOAD_S}s`, 'warm-up': '1s' };
  const added: number[] = [];
  // The first one has no baseline yet.
  for (let runId = 1; runId <= REPEATS + 1; runId++) {
    const begin = performance.now();
    const { code, log } = await runner.step(push(runId, load, { inputs }));
    if (code !== 0) throw new Error(`the step ended with ${code}:\n${log}`);
    if (runId > 1) added.push((performance.now() - begin) / 1_000 - LOAD_S);
  }
  return added;
}

async function coldStarts(runner: ActionRunner): Promise<readonly number[]> {
  const [preload, result] = [runner.workspace.file('cpu.cjs'), runner.workspace.file('cpu')];
  const tell = `process.on('exit',()=>{const{user,system}=process.cpuUsage();require('fs').writeFileSync(${JSON.stringify(result)},String(user+system))})`;
  await writeFile(preload, tell);
  const cpu: number[] = [];
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    await runner.step({
      inputs: { 'max-rounds': 'none' },
      variables: { NODE_OPTIONS: `--require ${preload}` },
    });
    cpu.push(Number(await readFile(result, 'utf8')) / 1_000);
  }
  return cpu;
}

function told(values: readonly number[], unit: string, digits: number): string {
  return values.map((value) => `${value.toFixed(digits)} ${unit}`).join(', ');
}
