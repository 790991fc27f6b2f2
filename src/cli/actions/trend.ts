import path from 'node:path';
import { makeGitVersionControl } from '../../adapters/node/git-version-control.ts';
import { resolveSince } from '../../app/resolve-since.ts';
import { showTrend, type Trend } from '../../app/show-trend.ts';
import { RUN_SETTINGS } from '../../config/run-settings.ts';
import { EXIT_CODES } from '../../model/exit-code.ts';
import { renderTrendText } from '../../report/trend-text.ts';
import type { CliArguments, CliContext } from '../command.ts';
import { TREND_SETTINGS } from '../command-settings.ts';
import { composeCharts, composeStore } from '../compose.ts';
import { readSettings } from '../read-settings.ts';
import { writeResult } from '../write-result.ts';

export async function trend(args: CliArguments, context: CliContext): Promise<number> {
  const settings = await readSettings(TREND_SETTINGS, { ...RUN_SETTINGS, ...TREND_SETTINGS }, args, context);
  const since =
    settings.since === null ? null : await resolveSince(settings.since, makeGitVersionControl(context.cwd));
  const request = { key: settings.key, last: settings.last, since, tolerance: settings.failThreshold };
  const trend = await showTrend(request, composeStore(settings.store, context), composeCharts());
  const text = args.json
    ? `${JSON.stringify(trend.points, null, 2)}\n`
    : renderTrendText(settings.key, trend.points, since);
  context.stdout.write(text);
  await writeChart(trend, settings.out, context);
  return EXIT_CODES.ok;
}

async function writeChart({ chart }: Trend, out: string, context: CliContext): Promise<void> {
  if (chart.kind === 'unavailable') {
    context.stderr.write(`no chart: ${chart.reason}\n`);
    return;
  }
  await writeResult(path.join(out, 'trend.png'), chart.png, context);
  context.stderr.write(`Written: ${path.join(out, 'trend.png')}\n`);
}
