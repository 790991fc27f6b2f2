import path from 'node:path';
import type { Engines } from '../../app/choose-engine.ts';
import type { Clock } from '../../ports/clock.ts';
import type { FindingSink } from '../../ports/finding-sink.ts';
import type { LoadEngine } from '../../ports/load-engine.ts';
import type { ReportSink } from '../../ports/report-sink.ts';
import { k6RemoteWriteSettings } from '../prometheus/k6-remote-write-settings.ts';
import { K6RemoteWrite } from '../prometheus/live/k6-remote-write.ts';
import { withLiveMetrics } from '../prometheus/live/live-metrics-engine.ts';
import { makeFindingPrometheusSink, makePrometheusSink } from '../prometheus/prometheus-sink.ts';
import { prometheusTarget } from '../prometheus/prometheus-target.ts';
import { pushSamples } from '../prometheus/remote-write-client.ts';

export interface PrometheusOutputs {
  /** Remote-write address; `null`: nothing is sent. */
  readonly prometheus: string | null;
  /** Whether the metrics of the running test are sent, too. */
  readonly liveMetrics: boolean;
}

type Variables = Readonly<Record<string, string | undefined>>;

/** What sends the result of a gate to Prometheus, where an address was given. */
export function prometheusSinks(url: string | null, variables: Variables): readonly ReportSink[] {
  return url === null ? [] : [makePrometheusSink({ url, variables, test: 'baseline' })];
}

/** The same for a stress, spike or soak test. */
export function prometheusFindingSinks(url: string | null, variables: Variables): readonly FindingSink[] {
  return url === null ? [] : [makeFindingPrometheusSink({ url, variables })];
}

/** The engines, watched while they run where that was asked for. */
export function watchedEngines(
  engines: Engines,
  { prometheus, liveMetrics }: PrometheusOutputs,
  variables: Variables,
  clock: Clock,
): Engines {
  if (prometheus === null || !liveMetrics) return engines;
  const target = prometheusTarget(prometheus, variables);
  let runs = 0;
  const watched = (engine: LoadEngine) =>
    withLiveMetrics(engine, {
      push: (samples) => pushSamples(samples, target),
      clock,
      labels: ({ script }) => ({ testid: testId(script, clock.now(), ++runs) }),
    });
  return { k6: watched(engines.k6), embedded: watched(engines.embedded) };
}

/**
 * k6's output `experimental-prometheus-rw`, set by `K6_PROMETHEUS_RW_*`.
 * @throws GateError USAGE
 */
export function k6PrometheusOutput(variables: Variables, clock: Clock): K6RemoteWrite {
  return new K6RemoteWrite(k6RemoteWriteSettings(variables), clock);
}

/** `baseline.js 2026-01-31 14:05 #1`: told apart by people, and unique where one job runs several. */
function testId(script: string, now: number, run: number): string {
  const minute = new Date(now).toISOString().slice(0, 16).replace('T', ' ');
  return `${path.basename(script)} ${minute} #${run}`;
}
