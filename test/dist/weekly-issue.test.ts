import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { renderFinding } from '../../src/model/finding-file.ts';
import type { VerdictKind } from '../../src/model/verdict.ts';
import { renderFindingMarkdown } from '../../src/report/finding-markdown.ts';
import { aFindingReport, aStressFinding } from '../support/finding-builder.ts';
import { makeTempFolder, type TempFolder } from '../support/temp-folder.ts';
import { makeWorkspace, runStep, stepScript } from '../support/workflow-step.ts';

const STEP = 'Open, update or close the issue';
const WORKFLOWS = [
  'examples/weekly-stress-and-spike/weekly-stress-and-spike.yml',
  'examples/weekly-soak/weekly-soak.yml',
  'examples/weekly-soak/weekly-soak-self-hosted.yml',
  'examples/weekly-soak/weekly-soak-cluster-judge.yml',
] as const;

/** Keeps the number of the open issue in a file, writes down what it was asked, and has the artifact in a folder. */
const GH = `#!/bin/sh
echo "$1 $2 $3" >> "$HOME/gh.log"
case "$1 $2" in
  'run download') cp -r "$HOME/artifact" results ;;
  'issue list') cat "$HOME/open" 2> /dev/null || true ;;
  'issue create') echo 7 > "$HOME/open"; cat body.md ;;
  'issue comment') cat body.md ;;
  'issue close') rm "$HOME/open" ;;
esac
`;

let folder: TempFolder;
beforeEach(async () => {
  folder = await makeTempFolder();
  await makeWorkspace(folder, { gh: GH });
});
afterEach(() => folder.remove());

/** What the step asks of GitHub about the issue after a test with this verdict; `null`: it left no artifact. */
async function week(verdict: VerdictKind | null) {
  for (const name of ['artifact', 'results', 'gh.log'])
    await rm(folder.file(name), { recursive: true, force: true });
  if (verdict !== null) await leave(verdict);
  const variables = { TEST: 'stress', RUN_URL: 'https://ci.example/runs/42', GITHUB_RUN_ID: '42' };
  const { code, output } = await runStep(await stepScript(WORKFLOWS[0], 'tell', STEP), folder, variables);
  expect({ code, output }).toMatchObject({ code: 0 });
  const asked = (await readFile(folder.file('gh.log'), 'utf8')).split('\n');
  return { asked: asked.filter((line) => /^issue (create|comment|close)/.test(line)), output };
}

async function leave(kind: VerdictKind): Promise<void> {
  const report = aFindingReport(aStressFinding(), {
    verdict: { kind, reasons: [{ code: 'broke', text: 'The shop breaks at 412 requests/s.' }] },
    artifacts: { stress: 'stress.png' },
  });
  await mkdir(folder.file('artifact'));
  await writeFile(folder.file('artifact/finding.json'), renderFinding(report));
  await writeFile(folder.file('artifact/finding.md'), renderFindingMarkdown(report));
}

describe('the issue of a weekly test', () => {
  it('is opened by a bad finding, told of the next one, and closed by a good one', async () => {
    const first = await week('regressed');
    expect(first.asked).toEqual(['issue create --title']);
    expect(first.output).toContain('The shop breaks at 412 requests/s.');
    expect(first.output).toContain('https://ci.example/runs/42');
    expect(first.output).not.toContain('stress.png');
    expect((await week('slo-breached')).asked).toEqual(['issue comment 7']);
    expect((await week('passed')).asked).toEqual(['issue comment 7', 'issue close 7']);
    expect((await week('passed')).asked).toEqual([]);
  });

  it.each(['passed', 'improved', 'warned', 'inconclusive'] as const)(
    'is not opened by %s',
    async (verdict) => {
      expect((await week(verdict)).asked).toEqual([]);
    },
  );

  it('stays open while nothing can be said', async () => {
    await week('regressed');
    expect((await week('inconclusive')).asked).toEqual(['issue comment 7']);
    expect((await week('regressed')).asked).toEqual(['issue comment 7']);
  });

  it('is opened by a test that left nothing', async () => {
    const { asked, output } = await week(null);
    expect(asked).toEqual(['issue create --title']);
    expect(output).toContain('The stress test left no finding.');
  });

  it('is told by the same step in every workflow', async () => {
    const scripts = await Promise.all(WORKFLOWS.map((file) => stepScript(file, 'tell', STEP)));
    expect(new Set(scripts).size).toBe(1);
  });
});
