import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { VERDICT_KINDS } from '../../src/model/verdict.ts';
import { renderJson } from '../../src/report/json.ts';
import { renderJunit } from '../../src/report/junit.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { renderText } from '../../src/report/text.ts';
import { REPORT_EXAMPLES } from '../support/report-examples.ts';

const FOLDER = path.join(import.meta.dirname, 'report');
const FORMATS: Readonly<Record<string, (report: Report) => string>> = {
  'report.json': renderJson,
  'report.junit.xml': renderJunit,
  'report.md': (report) => renderMarkdown(report, { chartsBeside: true }),
  'report.txt': (report) => renderText(report, { colour: false }),
};

describe.each(VERDICT_KINDS)('a %s report', (kind) => {
  it.each(Object.entries(FORMATS))('is rendered as %s', async (name, render) => {
    const text = render(REPORT_EXAMPLES[kind]);
    expect(text).toBe(await golden(`${kind}.${name}`, text));
  });
});

/** What the file holds; with UPDATE_GOLDEN=1 the file is written first. Read the difference before you commit it. */
async function golden(name: string, text: string): Promise<string> {
  const file = path.join(FOLDER, name);
  if (process.env.UPDATE_GOLDEN === '1') {
    await mkdir(FOLDER, { recursive: true });
    await writeFile(file, text);
  }
  return readFile(file, 'utf8');
}
