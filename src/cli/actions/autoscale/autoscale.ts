import path from 'node:path';
import { makeCanvasChartRenderer } from '../../../adapters/chart-canvas/canvas-chart-renderer.ts';
import { makeManifestFiles } from '../../../adapters/manifest-files/manifest-files.ts';
import { makeFileResultsReader } from '../../../adapters/node/file-results-reader.ts';
import { systemClock } from '../../../adapters/node/system-clock.ts';
import { measureAutoscaling } from '../../../app/measure-autoscaling.ts';
import { simulateFromManifests } from '../../../app/simulate-autoscaling.ts';
import type { AutoscalingReport } from '../../../model/autoscaling.ts';
import { EXIT_CODES } from '../../../model/exit-code.ts';
import type { ChartRenderer } from '../../../ports/chart-renderer.ts';
import { autoscalingChart } from '../../../report/autoscaling-chart.ts';
import { renderAutoscalingText } from '../../../report/autoscaling-text.ts';
import { AUTOSCALE_SETTINGS } from '../../autoscale-settings.ts';
import type { CliArguments, CliContext } from '../../command.ts';
import { readSettings } from '../../read-settings.ts';
import { writeResult } from '../../write-result.ts';
import { type AutoscaleSettings, autoscaleUsage } from './autoscale-usage.ts';
import { measureRequest } from './measure-request.ts';
import { simulateRequest } from './simulate-request.ts';

export async function autoscale(args: CliArguments, context: CliContext): Promise<number> {
  const settings = await readSettings(AUTOSCALE_SETTINGS, null, args, context);
  const charts = makeCanvasChartRenderer();
  const report = await reportOf(args.positionals, settings, charts, context);
  const json = `${JSON.stringify(report, null, 2)}\n`;
  context.stdout.write(args.json ? json : renderAutoscalingText(report));
  await writeReport(json, report, charts, settings.out, context);
  return EXIT_CODES.ok;
}

async function reportOf(
  [action, ...manifests]: readonly string[],
  settings: AutoscaleSettings,
  charts: ChartRenderer,
  context: CliContext,
): Promise<AutoscalingReport> {
  const results = makeFileResultsReader(context.cwd, process.stdin);
  if (action === 'simulate') {
    const source = makeManifestFiles(context.cwd, process.stdin);
    const request = simulateRequest(manifests, settings);
    charts.prepare();
    return simulateFromManifests(request, { manifests: source, results });
  }
  if (action !== 'measure')
    throw autoscaleUsage(`unknown action ${JSON.stringify(action)}, expected simulate or measure`);
  if (manifests.length > 0) throw autoscaleUsage('measure takes no manifests: it asks Prometheus');
  const { url, request } = measureRequest(settings, systemClock.now());
  const token = context.variables.PERF_GATE_PROMETHEUS_TOKEN ?? null;
  const { makePrometheusSource } = await import('../../../adapters/prometheus/prometheus-source.ts');
  return measureAutoscaling(request, { metrics: makePrometheusSource({ url, token }), results });
}

/** The report for programs and the chart for people; a chart that cannot be drawn is told and no failure. */
async function writeReport(
  json: string,
  report: AutoscalingReport,
  charts: ChartRenderer,
  out: string,
  context: CliContext,
): Promise<void> {
  const written = [path.join(out, 'autoscaling.json')];
  await writeResult(path.join(out, 'autoscaling.json'), json, context);
  const chart = await charts.render(autoscalingChart(report));
  if (chart.kind === 'image') {
    written.push(path.join(out, 'autoscaling.png'));
    await writeResult(path.join(out, 'autoscaling.png'), chart.png, context);
  } else context.stderr.write(`no chart: ${chart.reason}\n`);
  context.stderr.write(`Written: ${written.join(', ')}\n`);
}
