import { setTimeout as wait } from 'node:timers/promises';
import type { LoadPlan } from '../../src/model/load-plan.ts';
import type { RunEnd } from '../../src/model/run.ts';
import type { LoadControl, LoadEngine, LoadOutcome } from '../../src/ports/load-engine.ts';

/** What a scripted engine does for one run. */
export interface ScriptedRun {
  /** NDJSON, given out in this order. */
  readonly chunks: readonly (string | Uint8Array)[];
  readonly outcome?: Partial<LoadOutcome>;
  readonly log?: readonly string[];
  /** After the chunks, waits until the run is aborted or timed out. */
  readonly endless?: boolean;
}

export interface ScriptedEngine extends LoadEngine {
  /** Every plan that was run, oldest first. */
  readonly plans: readonly LoadPlan[];
}

/** A `LoadEngine` in memory: `script` says what each run yields and how it ends. */
export function makeScriptedEngine(
  script: (plan: LoadPlan, index: number) => ScriptedRun,
  name: LoadEngine['name'] = 'embedded',
): ScriptedEngine {
  const plans: LoadPlan[] = [];
  return {
    name,
    plans,
    probe: async () => ({
      kind: 'available',
      identity: { name, version: '0.0.0-scripted', backend: null, node: null },
    }),
    run(plan, control) {
      plans.push(plan);
      const run = script(plan, plans.length - 1);
      const end = endOf(run, plan, control);
      return {
        output: outputOf(run, end, control),
        outcome: end.then((reason) => ({ ...DEFAULT_OUTCOME, ...run.outcome, ...reason })),
      };
    },
  };
}

const DEFAULT_OUTCOME: LoadOutcome = {
  end: { kind: 'finished' },
  thresholds: [],
  generator: { cpuShare: null, loopUtilisation: null },
  offeredRate: null,
  exceptions: null,
  notices: [],
};

/** Empty when the run ends by itself, as it was scripted. */
async function endOf(run: ScriptedRun, plan: LoadPlan, { signal }: LoadControl): Promise<{ end?: RunEnd }> {
  if (signal.aborted) return { end: interrupted(signal) };
  if (run.endless !== true) return {};
  try {
    await wait(plan.timeoutMs, undefined, { signal });
    return { end: { kind: 'timed-out', afterMs: plan.timeoutMs } };
  } catch {
    return { end: interrupted(signal) };
  }
}

function interrupted(signal: AbortSignal): RunEnd {
  return { kind: 'interrupted', signal: String(signal.reason) };
}

async function* outputOf(
  run: ScriptedRun,
  end: Promise<unknown>,
  control: LoadControl,
): AsyncGenerator<Uint8Array> {
  for (const line of run.log ?? []) control.onLog(line);
  let requests = 0;
  const tell = (phase: 'running' | 'done') =>
    control.onProgress({ elapsedMs: 0, totalMs: null, requests, failedRequests: 0, activeVus: 0, phase });
  for (const chunk of control.signal.aborted ? [] : run.chunks) {
    requests++;
    tell('running');
    yield typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk;
  }
  await end;
  tell('done');
}
