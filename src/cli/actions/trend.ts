import path from 'node:path';
import { makeCanvasChartRenderer } from '../../adapters/chart-canvas/canvas-chart-renderer.ts';
import { makeGitVersionControl } from '../../adapters/node/git-version-control.ts';
import { readReportFile } from '../../adapters/node/report-file.ts';
import { chosenKey } from '../../app/chosen-key.ts';
import { resolveSince, type TrendStart } from '../../app/resolve-since.ts';
import { showTrend, showTrendOf, type Trend } from '../../app/show-trend.ts';
import type { Settings } from '../../config/resolve-settings.ts';
import { RUN_SETTINGS } from '../../config/run-settings.ts';
import { EXIT_CODES } from '../../model/exit-code.ts';
import { renderTrendText } from '../../report/trend-text.ts';
import type { CliArguments, CliContext } from '../command.ts';
import { TREND_SETTINGS } from '../command-settings.ts';
import { composeStore } from '../compose.ts';
import { readSettings } from '../read-settings.ts';
import { writeResult } from '../write-result.ts';

type TrendSettings = Settings<typeof TREND_SETTINGS>;

export async function trend(args: CliArguments, context: CliContext): Promise<number> {
  const settings = await readSettings(TREND_SETTINGS, { ...RUN_SETTINGS, ...TREND_SETTINGS }, args, context);
  const since =
    settings.since === null ? null : await resolveSince(settings.since, makeGitVersionControl(context.cwd));
  const trend = await readTrend(settings, since, context);
  const text = args.json ? `${JSON.stringify(trend.points, null, 2)}\n` : renderTrendText(trend, since);
  context.stdout.write(text);
  await writeChart(trend, settings.out, context);
  return EXIT_CODES.ok;
}

async function readTrend(
  { key, last, report, store: directory, failThreshold: tolerance }: TrendSettings,
  since: TrendStart | null,
  context: CliContext,
): Promise<Trend> {
  const request = { last, since, tolerance };
  if (report === null) {
    const store = composeStore(directory, context);
    const asked = { ...request, key: await chosenKey(store, key) };
    return showTrend(asked, store, makeCanvasChartRenderer());
  }
  return showTrendOf(await readReportFile(report, context.cwd), request, makeCanvasChartRenderer());
}

async function writeChart({ chart }: Trend, out: string, context: CliContext): Promise<void> {
  if (chart.kind === 'unavailable') {
    context.stderr.write(`no chart: ${chart.reason}\n`);
    return;
  }
  await writeResult(path.join(out, 'trend.png'), chart.png, context);
  context.stderr.write(`Written: ${path.join(out, 'trend.png')}\n`);
}
