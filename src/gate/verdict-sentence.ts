import { formatChange, formatChangeInterval, formatMs, formatPercent } from '../lib/format-number.ts';
import type { Comparison } from '../model/comparison.ts';
import type { GatePolicy, GateRule } from '../model/gate-policy.ts';
import { ruleName } from '../model/rule-name.ts';
import { deltaMs } from './comparison-of.ts';
import { isBlunt } from './minimum-detectable-change.ts';

/** What a comparison came to, in the words of its sentence. */
export type ComparedVerdict = 'regressed' | 'improved' | 'warned' | 'below-floor' | 'passed' | 'inconclusive';

/** What the sentence needs beside the comparison. */
export interface SentenceFacts {
  readonly comparison: Comparison;
  readonly policy: GatePolicy;
  /** Looks that on their own are over the limit (or under it, for an improvement). */
  readonly agreeing: number;
}

/** One sentence that a reviewer understands, and what the measurement was able to see. */
export function verdictSentence(verdict: ComparedVerdict, facts: SentenceFacts): string {
  return `${statement(verdict, facts)}. ${visible(verdict, facts)}`;
}

function statement(verdict: ComparedVerdict, facts: SentenceFacts): string {
  const { comparison, policy } = facts;
  const name = ruleName(comparison.rule);
  const moved = `${name} ${movement(comparison)}`;
  const interval = `(${intervalOf(comparison)})`;
  const limit = formatPercent(policy.failThreshold);
  switch (verdict) {
    case 'regressed':
      return `${moved} ${interval}, over the ${limit} limit; ${agreement(facts)}`;
    case 'improved':
      return `${moved} ${interval}; ${agreement(facts)}`;
    case 'warned':
      return `${moved} to ${formatMs(comparison.candidate.value)} ${interval}: under the ${limit} limit, over the ${formatPercent(policy.warnThreshold)} that is warned of${besideBase(comparison)}`;
    case 'below-floor':
      return `${moved} ${interval}, but that is ${formatMs(deltaMs(comparison))}, less than the ${formatMs(policy.minAbsoluteDeltaMs)} that count${besideBase(comparison)}`;
    case 'passed':
      return `${standing(comparison, moved)} ${interval}${isRise(comparison) ? `, within the ${limit} limit` : ''}${besideBase(comparison)}`;
    case 'inconclusive':
      return inconclusive(name, facts);
  }
}

function inconclusive(name: string, { comparison, policy }: SentenceFacts): string {
  const { interval, change } = comparison;
  if (isSurelyOver(comparison, policy)) {
    return `${name} ${movement(comparison)} (${intervalOf(comparison)}), over the ${formatPercent(policy.failThreshold)} limit, but ${lookCount(comparison)} alone ${looksOf(comparison) === 1 ? 'fails' : 'fail'} nobody`;
  }
  const range = formatChangeInterval(interval.low, interval.high);
  return `${name} changed by something between ${range.replace(' to ', ' and ')} (best estimate ${formatChange(change)}): too noisy to hold against a limit of ${formatPercent(policy.failThreshold)} after ${lookCount(comparison)}`;
}

/** The whole interval is over the limit; what is missing is the look that confirms it. */
export function isSurelyOver({ interval }: Comparison, { failThreshold }: GatePolicy): boolean {
  return interval.low > failThreshold;
}

function standing({ change, candidate }: Comparison, moved: string): string {
  const at = formatMs(candidate.value);
  return Math.round(change * 100) === 0
    ? moved.replace('did not move', `is unchanged at ${at}`)
    : `${moved} to ${at}`;
}

function movement({ change }: Comparison): string {
  const percent = formatChange(Math.abs(change)).replace('+', '');
  if (Math.round(change * 100) === 0) return 'did not move';
  return `${change > 0 ? 'rose' : 'fell'} ${percent}`;
}

function isRise({ change }: Comparison): boolean {
  return Math.round(change * 100) > 0;
}

function intervalOf({ interval }: Comparison): string {
  const range = formatChangeInterval(interval.low, interval.high);
  return `${formatPercent(interval.confidence)} interval ${range}`;
}

function agreement({ comparison, agreeing }: SentenceFacts): string {
  const looks = looksOf(comparison);
  if (looks === 1) return lookCount(comparison);
  if (agreeing === looks) return `${lookCount(comparison)} agree`;
  return `${countWord(agreeing)} of ${lookCount(comparison)} ${agreeing === 1 ? 'was' : 'were'} so far off on ${agreeing === 1 ? 'its' : 'their'} own`;
}

/** Looks that the change was drawn from: a screen against the history is none of a pair's. */
function looksOf({ design, looks, candidate }: Comparison): number {
  return design === 'paired' ? candidate.runs : looks;
}

/** `two looks`, `one paired look`. */
function lookCount(comparison: Comparison): string {
  const looks = looksOf(comparison);
  const kind = comparison.design === 'paired' ? 'paired ' : '';
  return `${countWord(looks)} ${kind}${looks === 1 ? 'look' : 'looks'}`;
}

function besideBase(comparison: Comparison): string {
  return comparison.design === 'paired' ? `; ${lookCount(comparison)} beside the base` : '';
}

function visible(verdict: ComparedVerdict, { comparison, policy }: SentenceFacts): string {
  const { minimumDetectableChange } = comparison;
  const smallest = `The smallest change this could see is ${formatPercent(minimumDetectableChange)}`;
  if (verdict !== 'passed' || !isBlunt(comparison, policy)) return `${smallest}.`;
  return `${smallest}, so a slowdown over the ${formatPercent(policy.failThreshold)} limit may have gone unseen.`;
}

const COUNT_WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'];

function countWord(count: number): string {
  return COUNT_WORDS[count] ?? String(count);
}

/** Of a rule that has nothing to be compared with; `hasHistory`: others of the same history have. */
export function noBaselineSentence(rule: GateRule, value: number, hasHistory: boolean): string {
  const why = hasHistory
    ? `The baseline has no ${ruleName(rule)} above zero yet`
    : 'There is no baseline yet to compare with';
  return `${why}: ${ruleName(rule)} was ${formatMs(value)}.`;
}

/** What an outright comparison of two numbers says, and how often it is wrong. */
export function strictSentence(comparison: Comparison, policy: GatePolicy, falseAlarms: number): string {
  const limit = formatPercent(policy.failThreshold);
  const side = comparison.change > policy.failThreshold ? 'over' : 'within';
  const noise = `At a noise of ${formatPercent(comparison.noise)} from run to run, this strict rule fails ${formatPercent(falseAlarms)} of unchanged code.`;
  return `${ruleName(comparison.rule)} ${movement(comparison)} against the last baseline, ${side} the ${limit} limit. ${noise}`;
}
