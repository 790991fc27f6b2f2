import path from 'node:path';
import { makeManifestFiles } from '../../adapters/manifest-files/manifest-files.ts';
import { makeFileResultsReader } from '../../adapters/node/file-results-reader.ts';
import { type SimulateRequest, simulateFromManifests } from '../../app/simulate-autoscaling.ts';
import type { Settings } from '../../config/resolve-settings.ts';
import type { AutoscalingReport } from '../../model/autoscaling.ts';
import { EXIT_CODES } from '../../model/exit-code.ts';
import { autoscalingChart } from '../../report/autoscaling-chart.ts';
import { renderAutoscalingText } from '../../report/autoscaling-text.ts';
import { AUTOSCALE_SETTINGS } from '../autoscale-settings.ts';
import type { CliArguments, CliContext } from '../command.ts';
import { composeCharts } from '../compose.ts';
import { usageError } from '../parse-arguments.ts';
import { readSettings } from '../read-settings.ts';
import { writeResult } from '../write-result.ts';

type AutoscaleSettings = Settings<typeof AUTOSCALE_SETTINGS>;

export async function autoscale(args: CliArguments, context: CliContext): Promise<number> {
  const [action, ...manifests] = args.positionals;
  if (action !== 'simulate') throw usage(`unknown action ${JSON.stringify(action)}, expected simulate`);
  const settings = await readSettings(AUTOSCALE_SETTINGS, null, args, context);
  const report = await simulateFromManifests(requestOf(manifests, settings), {
    manifests: makeManifestFiles(context.cwd, process.stdin),
    results: makeFileResultsReader(context.cwd, process.stdin),
  });
  const json = `${JSON.stringify(report, null, 2)}\n`;
  context.stdout.write(args.json ? json : renderAutoscalingText(report));
  await writeReport(json, report, settings.out, context);
  return EXIT_CODES.ok;
}

async function writeReport(
  json: string,
  report: AutoscalingReport,
  out: string,
  context: CliContext,
): Promise<void> {
  const written = [path.join(out, 'autoscaling.json')];
  await writeResult(path.join(out, 'autoscaling.json'), json, context);
  const chart = await composeCharts().render(autoscalingChart(report));
  if (chart.kind === 'image') {
    written.push(path.join(out, 'autoscaling.png'));
    await writeResult(path.join(out, 'autoscaling.png'), chart.png, context);
  } else context.stderr.write(`no chart: ${chart.reason}\n`);
  context.stderr.write(`Written: ${written.join(', ')}\n`);
}

function requestOf(manifests: readonly string[], settings: AutoscaleSettings): SimulateRequest {
  const { sloP95, sloRecovery } = settings;
  if (sloRecovery !== null && sloP95 === null)
    throw usage('--slo-recovery needs --slo-p95: recovered is p95 within its objective');
  return {
    manifests,
    name: settings.name,
    load: loadOf(settings),
    service: {
      capacityPerPod: settings.capacity,
      startUpSeconds: settings.startUp / 1_000,
      readinessSeconds: settings.readiness / 1_000,
      unloadedP95Ms: settings.unloadedP95,
      cpuAtCapacity: settings.cpuAtCapacity,
      counted: settings.counted,
    },
    control: {
      syncPeriodSeconds: settings.syncPeriod / 1_000,
      scrapeIntervalSeconds: settings.scrapeInterval / 1_000,
      cpuResolutionSeconds: 15,
    },
    rateWindowSeconds: inSeconds(settings.rateWindow),
    phases: settings.phases,
    needed: settings.scaledOut,
    objective: sloP95 === null ? null : { p95Ms: sloP95, recoverySeconds: inSeconds(sloRecovery) },
    atMs: timeOf(settings.at),
    optimise: settings.optimise,
  };
}

function loadOf(settings: AutoscaleSettings): SimulateRequest['load'] {
  const { spike, trace } = settings;
  if (spike !== null && trace !== null) throw usage('--spike and --trace are two loads: give one of them');
  if (trace !== null) return { kind: 'file', path: trace, spikeAt: inSeconds(settings.spikeAt) };
  if (spike === null) throw usage('which load? --spike 10x, or --trace FILE');
  return {
    kind: 'spike',
    size: spike,
    baseRate: settings.baseRate,
    rampSeconds: settings.ramp / 1_000,
    holdSeconds: settings.hold / 1_000,
    afterSeconds: settings.after / 1_000,
  };
}

function timeOf(text: string): number {
  const ms = Date.parse(text);
  if (/^\d{4}-/.test(text) && !Number.isNaN(ms)) return ms;
  throw usage(`--at: expected a time such as 2026-01-31T08:00:00Z, got ${JSON.stringify(text)}`);
}

function inSeconds(ms: number | null): number | null {
  return ms === null ? null : ms / 1_000;
}

function usage(problem: string) {
  return usageError({ name: 'autoscale' }, problem);
}
