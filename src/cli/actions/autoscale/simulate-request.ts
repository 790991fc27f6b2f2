import type { SimulateRequest } from '../../../app/simulate-autoscaling.ts';
import {
  type AutoscaleSettings,
  autoscaleUsage,
  inSeconds,
  objectiveOf,
  timeSetting,
} from './autoscale-usage.ts';

/** `--metric-resolution` of the metrics server, as its manifests ship it. */
const CPU_RESOLUTION_SECONDS = 15;

/** @throws GateError USAGE */
export function simulateRequest(manifests: readonly string[], settings: AutoscaleSettings): SimulateRequest {
  if (manifests.length === 0) throw autoscaleUsage('simulate needs the manifest of an autoscaler');
  return {
    manifests,
    name: settings.name,
    load: loadOf(settings),
    service: {
      capacityPerPod: settings.capacity,
      startUpSeconds: inSeconds(settings.startUp),
      readinessSeconds: inSeconds(settings.readiness),
      unloadedP95Ms: settings.unloadedP95,
      cpuAtCapacity: settings.cpuAtCapacity,
      counted: settings.counted,
    },
    control: {
      syncPeriodSeconds: inSeconds(settings.syncPeriod),
      scrapeIntervalSeconds: inSeconds(settings.scrapeInterval),
      cpuResolutionSeconds: CPU_RESOLUTION_SECONDS,
    },
    rateWindowSeconds: inSeconds(settings.rateWindow),
    outageSeconds: inSeconds(settings.metricsOutage),
    phases: settings.phases,
    needed: settings.scaledOut,
    objective: objectiveOf(settings),
    atMs: timeSetting('--at', settings.at),
    optimise: settings.optimise,
  };
}

function loadOf(settings: AutoscaleSettings): SimulateRequest['load'] {
  const { spike, trace } = settings;
  if (spike !== null && trace !== null)
    throw autoscaleUsage('--spike and --trace are two loads: give one of them');
  if (trace !== null) return { kind: 'file', path: trace, spikeAt: inSeconds(settings.spikeAt) };
  if (spike === null) throw autoscaleUsage('which load? --spike 10x, or --trace FILE');
  return {
    kind: 'spike',
    size: spike,
    baseRate: settings.baseRate,
    rampSeconds: inSeconds(settings.ramp),
    holdSeconds: inSeconds(settings.hold),
    afterSeconds: inSeconds(settings.after),
  };
}
