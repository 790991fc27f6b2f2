import { formatCount, formatNumberOf } from '../lib/format-number.ts';
import type { GatePolicy, GateRule } from '../model/gate-policy.ts';
import { ruleName } from '../model/rule-name.ts';
import type { Run } from '../model/run.ts';
import type { Reason } from '../model/verdict.ts';
import { samplesOf } from './samples-of.ts';

export interface GatedRules {
  /** Rules that decide, in their order. */
  readonly rules: readonly GateRule[];
  /** Why others do not. */
  readonly notGated: readonly Reason[];
}

/** Rules with enough samples in every valid round decide; the others are told and never do. */
export function gatedRules(policy: GatePolicy, runs: readonly Run[]): GatedRules {
  const fewest = (rule: GateRule) => Math.min(...runs.map((run) => samplesOf(run, rule)));
  const enough = (rule: GateRule) => fewest(rule) >= policy.minRequests;
  return {
    rules: policy.rules.filter((rule) => isOverall(rule) || enough(rule)),
    notGated: policy.rules
      .filter((rule) => !isOverall(rule) && !enough(rule))
      .map((rule) => tooFew(rule, fewest(rule), policy.minRequests, measuredNames(rule, runs))),
  };
}

/** Requests overall are counted by the validity of a run, before any rule is looked at. */
function isOverall({ metric, endpoint }: GateRule): boolean {
  return metric === 'http_req_duration' && endpoint === null;
}

function tooFew(rule: GateRule, count: number, minRequests: number, measured: readonly string[]): Reason {
  const text = `${ruleName(rule)} was not gated: ${formatNumberOf(count, 'sample')} in the measured window, at least ${formatCount(minRequests)} are needed.`;
  return { code: 'not-gated', text: count > 0 ? text : `${text} ${didYouMean(measured)}` };
}

/** Names that a rule of this kind could have had: a mistyped one must not turn a gate off without a word. */
function measuredNames({ metric, endpoint }: GateRule, runs: readonly Run[]): readonly string[] {
  const series = runs.flatMap((run) => run.series);
  const names = series.flatMap((one) => {
    if (endpoint === null) return [one.metric];
    return one.metric === metric && one.endpoint !== null ? [one.endpoint] : [];
  });
  return [...new Set(names)].slice(0, MAX_NAMES);
}

const MAX_NAMES = 6;

function didYouMean(measured: readonly string[]): string {
  const what = measured.length === 0 ? 'nothing of that kind' : measured.join(', ');
  return `Is the name right? Measured was ${what}.`;
}
