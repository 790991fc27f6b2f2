import type { GatePolicy, GateRule } from '../model/gate-policy.ts';
import type { HistoryEntry } from '../model/history.ts';
import type { Run } from '../model/run.ts';
import type { StatisticReader } from '../model/statistic-reader.ts';
import { robustCentre } from '../stats/hodges-lehmann.ts';
import { baselineModel } from './baseline-model.ts';
import { historyLevels } from './history-levels.ts';

export interface SidesInput {
  /** Comparable entries, oldest first. */
  readonly history: readonly HistoryEntry[];
  /** Valid rounds. */
  readonly runs: readonly Run[];
  readonly policy: GatePolicy;
  readonly reader: StatisticReader;
}

/** One statistic of baseline and candidate in ms; `null` where a side did not measure it. */
export interface BothSides {
  readonly baseline: number | null;
  readonly candidate: number | null;
}

/** What a report tells of a statistic that nobody judges, drawn as the gate draws those that it does. */
export function bothSides(rule: GateRule, input: SidesInput): BothSides {
  return { baseline: baselineOf(rule, input), candidate: candidateOf(rule, input) };
}

function baselineOf(rule: GateRule, { history, policy, reader }: SidesInput): number | null {
  const [first, ...rest] = historyLevels(history, rule, policy, reader);
  return first === undefined ? null : Math.exp(baselineModel([first, ...rest]).mu);
}

function candidateOf(rule: GateRule, { runs, reader }: SidesInput): number | null {
  const values = runs.flatMap((run) => reader.value(run, rule) ?? []);
  return values.length === 0 ? null : Math.exp(robustCentre(values.map(Math.log)));
}
