import type { LoadPlan } from '../../../model/load-plan.ts';
import type { MetricSample } from '../../../model/metric-sample.ts';
import type { Notice } from '../../../model/run.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { LoadControl, LoadEngine, LoadOutcome, LoadRun } from '../../../ports/load-engine.ts';
import type { PushResult } from '../remote-write-client.ts';
import { LiveLines } from './live-lines.ts';
import { LiveSeries } from './live-series.ts';
import { Pusher } from './pusher.ts';

export interface LiveMetricsOptions {
  readonly push: (samples: readonly MetricSample[]) => Promise<PushResult>;
  readonly clock: Clock;
  /** Of every series: which test, which commit. */
  readonly labels: (plan: LoadPlan) => Readonly<Record<string, string>>;
  readonly intervalMs?: number;
}

/** As often as k6 pushes. */
const INTERVAL_MS = 5_000;

/**
 * An engine whose tests can be watched while they run: what it measures goes to Prometheus under k6's own names, for
 * k6 and for the embedded engine alike. A database that is slow or gone costs a notice and slows no load.
 */
export function withLiveMetrics(engine: LoadEngine, options: LiveMetricsOptions): LoadEngine {
  return {
    name: engine.name,
    probe: () => engine.probe(),
    run: (plan, control) => watched(engine, plan, control, options),
  };
}

function watched(
  engine: LoadEngine,
  plan: LoadPlan,
  control: LoadControl,
  { push, clock, labels, intervalMs = INTERVAL_MS }: LiveMetricsOptions,
): LoadRun {
  const series = new LiveSeries(labels(plan));
  const lines = new LiveLines(series);
  const pusher = new Pusher(() => push(series.take(clock.now())));
  const run = engine.run(plan, control);
  const timer = setInterval(() => pusher.start(), intervalMs);
  let markRead: () => void = () => undefined;
  const read = new Promise<void>((resolve) => {
    markRead = resolve;
  });
  return {
    output: passedOn(
      run.output,
      (chunk) => lines.push(chunk),
      () => markRead(),
    ),
    outcome: run.outcome.then(async (outcome) => {
      await read;
      clearInterval(timer);
      await pusher.finish();
      return withNotices(outcome, pusher.lastFailure, series.left);
    }),
  };
}

async function* passedOn(
  output: AsyncIterable<Uint8Array>,
  see: (chunk: Uint8Array) => void,
  ended: () => void,
) {
  try {
    for await (const chunk of output) {
      see(chunk);
      yield chunk;
    }
  } finally {
    ended();
  }
}

function withNotices(outcome: LoadOutcome, failure: string | null, left: number): LoadOutcome {
  const notices: Notice[] = [];
  if (failure !== null)
    notices.push({
      code: 'live-metrics-not-sent',
      text: `The metrics of the running test did not reach Prometheus: ${failure}`,
    });
  if (left > 0)
    notices.push({
      code: 'live-metrics-left-out',
      text: `${left} samples had tags of too many kinds and were left out of the metrics of the running test.`,
    });
  return { ...outcome, notices: [...outcome.notices, ...notices] };
}
