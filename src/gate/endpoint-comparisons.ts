import type { EndpointComparison } from '../model/comparison.ts';
import type { GateRule } from '../model/gate-policy.ts';
import { bothSides, type SidesInput } from './both-sides.ts';
import { samplesOf } from './samples-of.ts';

export interface EndpointInput extends SidesInput {
  /** Rules that decide. */
  readonly gated: readonly GateRule[];
}

/** A row for each endpoint of either side, in the candidate's order (busiest first). */
export function endpointComparisons(input: EndpointInput): readonly EndpointComparison[] {
  const { metric } = input.policy.rules[0];
  const newest = input.history[input.history.length - 1];
  const names = [...input.runs, ...(newest?.runs ?? [])].flatMap((run) =>
    run.series.flatMap((series) => (series.metric === metric ? (series.endpoint ?? []) : [])),
  );
  return [...new Set(names)].map((endpoint) => rowOf({ metric, quantile: 0.95, endpoint }, input));
}

function rowOf(rule: GateRule & { readonly endpoint: string }, input: EndpointInput): EndpointComparison {
  const { baseline, candidate } = bothSides(rule, input);
  const both = baseline !== null && candidate !== null;
  return {
    endpoint: rule.endpoint,
    requests: input.runs.reduce((sum, run) => sum + samplesOf(run, rule), 0),
    baselineP95: baseline,
    candidateP95: candidate,
    change: both ? candidate / baseline - 1 : null,
    gated: input.gated.some((gated) => gated.metric === rule.metric && gated.endpoint === rule.endpoint),
  };
}
