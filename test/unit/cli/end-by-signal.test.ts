import { writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { main } from '../../../src/cli/main.ts';
import { runLines } from '../../support/ndjson-writer.ts';
import { makeTempFolder, type TempFolder } from '../../support/temp-folder.ts';

let folder: TempFolder;
beforeEach(async () => {
  folder = await makeTempFolder();
  await writeFile(folder.file('load.js'), 'export default function () {}\n');
  await writeFile(
    folder.file('results.json'),
    [...runLines({ requests: 20, ratePerSecond: 10, seed: 1 })].join(''),
  );
});
afterEach(() => folder.remove());

/** Whether the command asked for the signal, on which Ctrl-C begins to mean "end gracefully". */
async function asksForSignal(args: readonly string[]): Promise<boolean> {
  let asked = false;
  const silent = { write: () => true };
  await main(args, {
    variables: {},
    cwd: folder.path,
    stdout: silent,
    stderr: silent,
    get signal() {
      asked = true;
      return AbortSignal.abort('SIGINT');
    },
  });
  return asked;
}

describe('Ctrl-C', () => {
  it.each([
    [['--version']],
    [['trend']],
    [['baseline', 'list']],
    [['baseline', 'export', 'all.json', '--all-keys']],
    [['compare', '--baseline', 'results.json', '--candidate', 'results.json']],
    [['analyse', 'stress', 'results.json']],
    [['autoscale', 'simulate', 'missing.yaml', '--spike', '10x']],
    [['manifests', 'check', 'missing']],
    [['traffic-model', 'results.json']],
  ])('ends %j as it ends any program', async (args) => {
    expect(await asksForSignal(args)).toBe(false);
  });

  it('ends a load gracefully', async () => {
    expect(await asksForSignal(['run', 'load.js', '--engine', 'k6', '--k6-path', './nowhere'])).toBe(true);
  });
});
