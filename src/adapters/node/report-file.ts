import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseJson } from '../../lib/json-guard.ts';
import { GateError } from '../../model/gate-error.ts';
import type { Report } from '../../model/report.ts';
import { readReport } from '../../report/read-report.ts';
import { isMissing, unreadableWhy } from './unreadable-file.ts';

const HINT = 'Give the report.json of a run; it is in the artifact of its job.';

/**
 * The `report.json` of a run, relative to a folder.
 * @throws GateError FILE_NOT_FOUND, FILE_UNREADABLE, RESULTS_DAMAGED
 */
export async function readReportFile(name: string, cwd: string): Promise<Report> {
  const text = await readFile(path.resolve(cwd, name), 'utf8').catch((cause) => {
    throw unreadable(name, cause);
  });
  const reading = readReport(parseJson(text));
  if (reading.kind === 'read') return reading.report;
  const [first, ...others] = reading.problems;
  const more = others.length === 0 ? '' : `, and ${others.length} more`;
  throw new GateError('RESULTS_DAMAGED', `reading the report ${name}: ${first}${more}`, {
    fault: 'user',
    hint: HINT,
  });
}

function unreadable(name: string, cause: unknown): GateError {
  const code = isMissing(cause) ? 'FILE_NOT_FOUND' : 'FILE_UNREADABLE';
  const message = `reading the report ${name}: ${unreadableWhy(cause)}`;
  return new GateError(code, message, { fault: 'user', hint: HINT, cause });
}
