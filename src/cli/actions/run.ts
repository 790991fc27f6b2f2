import path from 'node:path';
import { packageRoot, SHIPPED_SCRIPT } from '../../adapters/node/package-root.ts';
import { readScript } from '../../adapters/node/script-source.ts';
import { runGate } from '../../app/run-gate.ts';
import { RUN_TEST_SETTINGS } from '../../config/analysis-settings.ts';
import { gateRequest } from '../../config/gate-request.ts';
import { RUN_SETTINGS } from '../../config/run-settings.ts';
import type { CliArguments, CliContext } from '../command.ts';
import { composeGate } from '../compose-gate.ts';
import { printReport } from '../print-report.ts';
import { readSettings } from '../read-settings.ts';
import { runTest } from './run-test.ts';

export async function run(args: CliArguments, context: CliContext): Promise<number> {
  const table = { ...RUN_SETTINGS, ...RUN_TEST_SETTINGS };
  const settings = await readSettings(table, table, args, context);
  if (settings.test !== 'baseline') return runTest(settings.test, settings, args, context);
  const [named] = args.positionals;
  const request = gateRequest(named ?? SHIPPED_SCRIPT, settings);
  const script = await readScript(named ?? path.join(packageRoot(), SHIPPED_SCRIPT), context.cwd);
  const outcome = await runGate(
    request,
    script,
    composeGate({ ...request, backend: settings.backend }, context),
  );
  printReport(outcome.report, request.out, args.json, context);
  return outcome.exitCode;
}
