import { readFile, stat, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeJobSummary } from '../../../../src/adapters/actions-runner/job-summary.ts';
import { makeJobSummarySink } from '../../../../src/adapters/actions-runner/job-summary-sink.ts';
import { NO_LINKS } from '../../../../src/report/markdown-links.ts';
import { REPORT_EXAMPLES } from '../../../support/report-examples.ts';
import { aRun } from '../../../support/run-builder.ts';
import { makeTempFolder, type TempFolder } from '../../../support/temp-folder.ts';

let folder: TempFolder;
beforeEach(async () => {
  folder = await makeTempFolder();
});
afterEach(() => folder.remove());

const sinkTo = (file: string) => makeJobSummarySink({ summary: makeJobSummary(file), links: NO_LINKS });
const { regressed } = REPORT_EXAMPLES;

describe('the job summary', () => {
  it('takes the report behind what is there already', async () => {
    const file = folder.file('summary.md');
    await writeFile(file, 'other step\n\n');
    expect((await sinkTo(file).deliver(regressed, [aRun()])).kind).toBe('delivered');
    const text = await readFile(file, 'utf8');
    expect(text).toMatch(/^other step\n\n### ❌ Regressed/);
    expect(text).not.toContain('<!-- perf-gate');
  });

  it('links to the artifact that was uploaded before it', async () => {
    const file = folder.file('summary.md');
    const artifact = 'https://github.com/octo/shop/actions/runs/1/artifacts/2';
    await sinkTo(file).deliver({ ...regressed, artifacts: { artifact } }, [aRun()]);
    expect(await readFile(file, 'utf8')).toContain(`[charts and full report](${artifact})`);
  });

  it('takes a shorter variant where there is little room, and none where there is none', async () => {
    const file = folder.file('summary.md');
    await writeFile(file, 'x'.repeat(1024 * 1024 - 3_000));
    expect((await sinkTo(file).deliver(regressed, [aRun()])).kind).toBe('delivered');
    const text = (await readFile(file, 'utf8')).replace(/^x+/, '');
    expect(text).toContain('### ❌ Regressed');
    expect(text).not.toContain('mermaid');
    await writeFile(file, 'x'.repeat(1024 * 1024 - 10));
    expect(await sinkTo(file).deliver(regressed, [aRun()])).toMatchObject({
      kind: 'failed',
      cause: 'the summary of the step is full (1 MiB)',
    });
    expect((await stat(file)).size).toBe(1024 * 1024 - 10);
  });

  it('is told to be missing, or out of reach', async () => {
    const nowhere = makeJobSummarySink({ summary: null, links: NO_LINKS });
    expect(await nowhere.deliver(regressed, [aRun()])).toMatchObject({ kind: 'failed' });
    expect(await sinkTo(folder.path).deliver(regressed, [aRun()])).toMatchObject({ kind: 'failed' });
  });
});
