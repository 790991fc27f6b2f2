import type { MeasureRequest } from '../../../app/measure-autoscaling.ts';
import {
  type AutoscaleSettings,
  autoscaleUsage,
  inSeconds,
  objectiveOf,
  timeOrAgo,
} from './autoscale-usage.ts';

/** Prometheus refuses more values than this in one answer. */
const MAX_STEPS = 11_000;

/** What to ask, and whom. @throws GateError USAGE */
export function measureRequest(
  settings: AutoscaleSettings,
  nowMs: number,
): { readonly url: string; readonly request: MeasureRequest } {
  const { prometheus, deployment, scaledObject, hpa, spikeTime } = settings;
  if (prometheus === null) throw autoscaleUsage('measure needs --prometheus URL');
  if (deployment === null) throw autoscaleUsage('measure needs --deployment NAME');
  const [fromMs, toMs] = [timeOrAgo('--from', settings.from, nowMs), timeOrAgo('--to', settings.to, nowMs)];
  checkTime(fromMs, toMs, settings.step);
  const request: MeasureRequest = {
    names: {
      namespace: settings.namespace,
      deployment,
      scaledObject,
      hpa: hpa ?? (scaledObject === null ? deployment : `keda-hpa-${scaledObject}`),
    },
    queries: {
      desired: settings.desiredQuery,
      ready: settings.readyQuery,
      rate: settings.rateQuery,
      p95: settings.p95Query,
    },
    p95ToMs: settings.p95Unit === 's' ? 1_000 : 1,
    fromMs,
    toMs,
    stepSeconds: inSeconds(settings.step),
    scrapeIntervalSeconds: inSeconds(settings.scrapeInterval),
    spikeAtMs: spikeTime === null ? null : timeOrAgo('--spike-time', spikeTime, nowMs),
    needed: settings.scaledOut,
    objective: objectiveOf(settings),
    simulated: settings.simulated,
  };
  if (request.spikeAtMs !== null && (request.spikeAtMs < fromMs || request.spikeAtMs > toMs))
    throw autoscaleUsage('--spike-time is not between --from and --to');
  return { url: prometheus, request };
}

function checkTime(fromMs: number, toMs: number, stepMs: number): void {
  if (fromMs >= toMs) throw autoscaleUsage('--from is not before --to');
  if ((toMs - fromMs) / stepMs > MAX_STEPS)
    throw autoscaleUsage(
      `from --from to --to are more than ${MAX_STEPS} steps: look at less, or give a longer --step`,
    );
}
