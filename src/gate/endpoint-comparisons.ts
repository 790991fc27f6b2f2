import type { EndpointComparison } from '../model/comparison.ts';
import type { GatePolicy, GateRule } from '../model/gate-policy.ts';
import type { HistoryEntry } from '../model/history.ts';
import type { Run } from '../model/run.ts';
import { robustCentre } from '../stats/hodges-lehmann.ts';
import { baselineModel } from './baseline-model.ts';
import { historyLevels } from './history-levels.ts';
import { samplesOf } from './samples-of.ts';
import type { StatisticReader } from './statistic-reader.ts';

export interface EndpointInput {
  /** Comparable entries, oldest first. */
  readonly history: readonly HistoryEntry[];
  /** Valid rounds. */
  readonly runs: readonly Run[];
  readonly policy: GatePolicy;
  /** Rules that decide. */
  readonly gated: readonly GateRule[];
  readonly reader: StatisticReader;
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
  const baselineP95 = baselineOf(rule, input);
  const candidateP95 = candidateOf(rule, input);
  const both = baselineP95 !== null && candidateP95 !== null;
  return {
    endpoint: rule.endpoint,
    requests: input.runs.reduce((sum, run) => sum + samplesOf(run, rule), 0),
    baselineP95,
    candidateP95,
    change: both ? candidateP95 / baselineP95 - 1 : null,
    gated: input.gated.some((gated) => gated.metric === rule.metric && gated.endpoint === rule.endpoint),
  };
}

function baselineOf(rule: GateRule, { history, policy, reader }: EndpointInput): number | null {
  const [first, ...rest] = historyLevels(history, rule, policy, reader);
  return first === undefined ? null : Math.exp(baselineModel([first, ...rest]).mu);
}

function candidateOf(rule: GateRule, { runs, reader }: EndpointInput): number | null {
  const values = runs.flatMap((run) => reader.value(run, rule) ?? []);
  return values.length === 0 ? null : Math.exp(robustCentre(values.map(Math.log)));
}
