import type { GatePolicy, GateRule } from '../model/gate-policy.ts';
import type { HistoryEntry } from '../model/history.ts';
import { measuredRuns } from '../model/measured-runs.ts';
import { type Run, seriesOf } from '../model/run.ts';
import { type StatisticReader, statisticReader } from '../model/statistic-reader.ts';
import { robustCentre } from '../stats/hodges-lehmann.ts';

/** What one job measured for a rule, in milliseconds, with the 95 % interval of its requests alone. */
export interface JobLevel {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** What is asked of the jobs of a history. */
export interface LevelAsked {
  readonly rule: GateRule;
  /** Which rounds count (`measuredRuns`). */
  readonly policy: Pick<GatePolicy, 'minRequests'>;
}

/** Where nobody says how many requests a round needs, as for a store that is only looked at: what was filed counts. */
export const AS_FILED: LevelAsked['policy'] = { minRequests: 0 };

/** Standard normal quantile of 97.5 %. */
const Z95 = 1.96;

/** One figure for an entry of the history; `null` when it measured nothing that the rule asks for. */
export function entryLevel(entry: HistoryEntry, { rule, policy }: LevelAsked): JobLevel | null {
  return jobLevel(measuredRuns(entry, policy), rule);
}

/** One figure for the rounds of a job that count; `null` when none of them has what the rule asks for. */
export function jobLevel(runs: readonly Run[], rule: GateRule): JobLevel | null {
  const reader = statisticReader();
  const rounds = runs.flatMap((run) => roundLevel(run, rule, reader) ?? []);
  if (rounds.length === 0) return null;
  const centre = robustCentre(rounds.map((round) => round.log));
  const variance = rounds.reduce((sum, round) => sum + round.error ** 2, 0) / rounds.length ** 2;
  const reach = Z95 * Math.sqrt(variance);
  return { value: Math.exp(centre), low: Math.exp(centre - reach), high: Math.exp(centre + reach) };
}

interface RoundLevel {
  /** Natural logarithm of the statistic. */
  readonly log: number;
  /** Standard error of `log`; 0 when the data do not tell. */
  readonly error: number;
}

/** A chart is no place to fail: a round whose histograms are damaged is drawn without its interval, or not at all. */
function roundLevel(run: Run, rule: GateRule, reader: StatisticReader): RoundLevel | null {
  const value = orNull(() => reader.value(run, rule));
  if (value === null) return null;
  // A summary states a value and nothing about its error.
  const hasError = seriesOf(run, rule.metric, rule.endpoint) !== null;
  const error = hasError ? orNull(() => reader.withinError(run, rule)) : null;
  return { log: Math.log(value), error: error !== null && Number.isFinite(error) ? error : 0 };
}

function orNull(read: () => number | null): number | null {
  try {
    return read();
  } catch {
    return null;
  }
}
