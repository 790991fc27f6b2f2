import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { renderAutoscalingText } from '../../src/report/autoscaling-text.ts';
import { measuredReport, neverReport, simulatedReport } from '../support/autoscaling-reports.ts';

const FOLDER = path.join(import.meta.dirname, 'autoscaling');

it.each([
  ['simulated', simulatedReport()],
  ['never', neverReport()],
  ['measured', measuredReport()],
])('a report of a spike (%s) is rendered as text', async (name, report) => {
  const text = renderAutoscalingText(report);
  const file = path.join(FOLDER, `${name}.txt`);
  if (process.env.UPDATE_GOLDEN === '1') {
    await mkdir(FOLDER, { recursive: true });
    await writeFile(file, text);
  }
  expect(text).toBe(await readFile(file, 'utf8'));
});

it('names that would move a cursor do not', () => {
  const report = simulatedReport();
  const autoscaler = { ...report.autoscaler, name: 'shop\u001b[2J\u202e' };
  const text = renderAutoscalingText({
    ...report,
    autoscaler,
    notices: [{ code: 'x', text: 'a\u0007b\u001b[31m' }],
  });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
});
