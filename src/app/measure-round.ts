import { ingestResults } from '../ingest/ingest-results.ts';
import { redactRun } from '../ingest/redact-run.ts';
import { runFromResults, runWithoutResults } from '../ingest/run-from-results.ts';
import { secretRedactor } from '../lib/secret-redactor.ts';
import type { Fingerprint } from '../model/environment.ts';
import { isGateError } from '../model/gate-error.ts';
import type { LoadPlan } from '../model/load-plan.ts';
import type { Run, RunIdentity } from '../model/run.ts';
import type { LoadControl, LoadEngine } from '../ports/load-engine.ts';

export interface RoundSpec {
  readonly plan: LoadPlan;
  readonly identity: RunIdentity;
  readonly fingerprint: Fingerprint;
  readonly warmUpMs: number;
  /** Trend metrics that are gated beside `http_req_duration`. */
  readonly metrics: readonly string[];
}

/**
 * Applies the load once and measures it. Never throws for what the engine, the script or the target did:
 * that is in the run's `end` and `notices`. Secrets of the script's environment are in neither, nor in its log.
 */
export async function measureRound(engine: LoadEngine, spec: RoundSpec, control: LoadControl): Promise<Run> {
  const redact = secretRedactor(spec.plan.env);
  const onLog = (line: string) => control.onLog(redact(line));
  const load = engine.run(spec.plan, { ...control, onLog });
  const results = await ingestResults(load.output, {
    warmUpMs: spec.warmUpMs,
    metrics: spec.metrics,
    label: `the results of ${engine.name}`,
  }).catch((error: unknown) => {
    if (isGateError(error)) return error;
    throw error;
  });
  const outcome = await load.outcome;
  const frame = { identity: spec.identity, fingerprint: spec.fingerprint, outcome };
  const run = isGateError(results)
    ? runWithoutResults(frame, results, spec.warmUpMs)
    : runFromResults(results, frame);
  return redactRun(run, redact);
}
