import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AnalysisPart, AnalysisRecordings, PartRecording } from './analysis-recording.ts';

const PAGE = fileURLToPath(new URL('../../../docs/explanation/stress-spike-soak.md', import.meta.url));
const [BEGIN, END] = ['<!-- evidence: written by npm run evidence:analysis -->', '<!-- /evidence -->'];

export function readRecordings(): AnalysisRecordings {
  const read = (part: AnalysisPart) =>
    existsSync(fileOf(part)) ? JSON.parse(readFileSync(fileOf(part), 'utf8')) : null;
  return { spike: read('spike'), stress: read('stress'), soak: read('soak') };
}

export function writeRecording(part: AnalysisPart, recording: PartRecording<unknown>): void {
  writeFileSync(fileOf(part), `${JSON.stringify(recording)}\n`);
}

/** What stands between the marks of the page. */
export function readEvidence(): string {
  return splitPage()[1].trim();
}

export function writeEvidence(text: string): void {
  const [before, , after] = splitPage();
  writeFileSync(PAGE, `${before}${BEGIN}\n\n${text}\n\n${END}${after}`);
}

function splitPage(): [string, string, string] {
  const [before = '', rest = ''] = readFileSync(PAGE, 'utf8').split(BEGIN);
  const [text = '', after] = rest.split(END);
  if (after === undefined) throw new Error(`${PAGE} has no place for the table`);
  return [before, text, after];
}

function fileOf(part: AnalysisPart): string {
  return fileURLToPath(new URL(`../recordings/analysis-${part}.json`, import.meta.url));
}
