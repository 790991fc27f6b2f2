import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { showTrend, type Trend } from '../../app/show-trend.ts';
import { POLICY_SETTINGS, RUN_SETTINGS, STORE_SETTINGS } from '../../config/run-settings.ts';
import { textSetting, wholeNumberSetting } from '../../config/setting-kinds.ts';
import { EXIT_CODES } from '../../model/exit-code.ts';
import { renderTrendText } from '../../report/trend-text.ts';
import type { CliContext, Command } from '../command.ts';
import { composeCharts, composeStore } from '../compose.ts';
import { readSettings } from '../read-settings.ts';

const TREND_SETTINGS = {
  store: STORE_SETTINGS.store,
  key: textSetting({ name: 'key', help: 'What the baseline is filed under' }, 'NAME', 'baseline'),
  last: wholeNumberSetting(
    { name: 'last', help: 'At most so many jobs, the newest' },
    { min: 1, max: 500 },
    100,
  ),
  failThreshold: POLICY_SETTINGS.failThreshold,
  out: textSetting({ name: 'out', help: 'Directory of trend.png' }, 'DIR', 'perf-gate-results'),
};

export const trendCommand: Command = {
  name: 'trend',
  summary: 'Show p95 over the jobs of a baseline, as a table and a chart',
  usage: 'trend [--key NAME] [options]',
  description:
    'Lists the jobs that are filed under a key, oldest first, with their p95, its interval, the baseline that they were held against and their verdict, and draws them as trend.png.',
  examples: ['perf-gate trend --key baseline --last 30', 'perf-gate trend --json'],
  settings: TREND_SETTINGS,
  readsConfigFile: true,
  positionals: { min: 0, max: 0, expected: 'no arguments' },
  async run(args, context) {
    const settings = await readSettings(
      TREND_SETTINGS,
      { ...RUN_SETTINGS, ...TREND_SETTINGS },
      args,
      context,
    );
    const request = { key: settings.key, last: settings.last, tolerance: settings.failThreshold };
    const trend = await showTrend(request, composeStore(settings.store, context), composeCharts());
    const text = args.json
      ? `${JSON.stringify(trend.points, null, 2)}\n`
      : renderTrendText(settings.key, trend.points);
    context.stdout.write(text);
    await writeChart(trend, settings.out, context);
    return EXIT_CODES.ok;
  },
};

async function writeChart({ chart }: Trend, out: string, context: CliContext): Promise<void> {
  if (chart.kind === 'unavailable') {
    context.stderr.write(`no chart: ${chart.reason}\n`);
    return;
  }
  await mkdir(path.resolve(context.cwd, out), { recursive: true });
  await writeFile(path.resolve(context.cwd, out, 'trend.png'), chart.png);
  context.stderr.write(`Written: ${path.join(out, 'trend.png')}\n`);
}
