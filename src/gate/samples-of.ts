import type { GateRule } from '../model/gate-policy.ts';
import type { Run } from '../model/run.ts';

/** Samples that a run has under a rule: successful requests, or values of a custom trend. */
export function samplesOf(run: Run, rule: GateRule): number {
  const all = run.summaryOnly ? (run.summary ?? []) : run.series;
  return all.find((s) => s.metric === rule.metric && s.endpoint === rule.endpoint)?.count ?? 0;
}
