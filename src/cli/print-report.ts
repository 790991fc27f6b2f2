import path from 'node:path';
import type { Report } from '../model/report.ts';
import { renderJson } from '../report/json.ts';
import { renderText } from '../report/text.ts';
import type { CliContext } from './command.ts';

/** The result on standard output: for people, or for machines with `--json`. */
export function printReport(report: Report, out: string, json: boolean, context: CliContext): void {
  if (json) {
    context.stdout.write(renderJson(report));
    return;
  }
  context.stdout.write(reportText(report, context));
  const files = Object.values(report.artifacts).map((name) => path.join(out, name));
  if (files.length > 0) context.stdout.write(`\nWritten: ${files.join(', ')}\n`);
}

export function reportText(report: Report, context: CliContext): string {
  return renderText(report, { colour: wantsColour(context) });
}

/** `NO_COLOR` (no-color.org) and pipes get plain text. */
function wantsColour({ stdout, variables }: CliContext): boolean {
  return stdout.isTTY === true && (variables.NO_COLOR ?? '') === '' && variables.TERM !== 'dumb';
}
