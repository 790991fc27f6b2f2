import { formatChange, formatPercent } from '../lib/format-number.ts';
import { assertNever } from '../model/assert-never.ts';
import type { Comparison, EndpointComparison, Judgement } from '../model/comparison.ts';
import { ITERATIONS_THREW } from '../model/exceptions.ts';
import { INVALID_URL_NOTICE } from '../model/failure-class.ts';
import type { GatePolicy } from '../model/gate-policy.ts';
import { TARGET_STOPPED } from '../model/stopped-answering.ts';
import { SCRIPT_FAILED } from '../model/validity.ts';
import { ANOTHER_SCRIPT, type Verdict } from '../model/verdict.ts';
import { isBlunt } from './minimum-detectable-change.ts';
import { brokenSloOf } from './slo.ts';

export interface AdviceInput {
  readonly verdict: Verdict;
  readonly judgements: readonly Judgement[];
  readonly endpoints: readonly EndpointComparison[];
  readonly policy: GatePolicy;
  readonly isDefaultBranch: boolean;
  readonly toAccept?: string | null;
}

/** What to do now, most useful first. */
export function adviceFor(input: AdviceInput): readonly string[] {
  const { kind } = input.verdict;
  switch (kind) {
    case 'passed':
      return passed(input);
    case 'improved':
      return input.isDefaultBranch ? ['The baseline starts anew from this level.'] : [];
    case 'warned':
      return [...movedMost(input), 'Nothing fails; a further change of this size would.'];
    case 'regressed':
      return [
        ...movedMost(input),
        ...intended(input),
        'In doubt: run it again; another runner shows whether it was the machine.',
      ];
    case 'slo-breached':
      return [slosBroken(input.verdict.reasons[0].code)];
    case 'inconclusive':
      return inconclusive(input);
    case 'not-comparable':
      return notComparable(input);
    case 'no-baseline':
      return [
        'Let it run on the default branch: each good run joins the baseline, and five jobs make a good start.',
      ];
    case 'invalid':
      return input.verdict.reasons[0].code === SCRIPT_FAILED ? [] : [invalid(input.verdict.reasons[0].code)];
    default:
      return assertNever(kind, 'verdict kind');
  }
}

function notComparable({ verdict, isDefaultBranch }: AdviceInput): string[] {
  const renamed = verdict.reasons.some(({ code }) => code === ANOTHER_SCRIPT);
  return [
    ...(renamed ? ['If these are two scripts, give each a key of its own with `--key`.'] : []),
    isDefaultBranch
      ? 'This run is the first of its kind here: later ones of the same engine, script and load are held against it.'
      : 'Nothing is compared until the default branch has run with this engine, script and load.',
  ];
}

/** A pass needs no advice, unless it says little: then what would sharpen the next one. */
function passed({ judgements: [headline], policy }: AdviceInput): string[] {
  const comparison = headline?.comparison ?? null;
  if (comparison === null || policy.kind === 'strict' || comparison.design === 'paired') return [];
  if (!isBlunt(comparison, policy)) return [];
  return sharpening(comparison, 'would see more').slice(0, 1);
}

/** Nobody accepts a slower level beside a broken limit. */
export function intended(input: AdviceInput): string[] {
  const broken = brokenSloOf(input.verdict);
  return broken === null ? acceptLevel(input) : [slosBroken(broken.code)];
}

/** What is of another branch waits until it has been merged: only the default branch's level becomes the baseline. */
function acceptLevel({ isDefaultBranch, toAccept = null }: AdviceInput): string[] {
  if (toAccept === null) return [];
  const what = isDefaultBranch
    ? 'accept the new level'
    : 'once the default branch has measured it, accept the new level';
  return [`Intended: ${what} with ${toAccept} (recorded with your name).`];
}

/** Endpoints that moved by half the limit or more explain a change best. */
export function movedMost({ endpoints, policy }: AdviceInput): string[] {
  const moved = endpoints.filter(({ change }) => change !== null && change > policy.failThreshold / 2);
  const [most] = moved.toSorted((a, b) => (b.change ?? 0) - (a.change ?? 0));
  if (most === undefined || endpoints.length < 2) return [];
  return [`Not intended: look at ${most.endpoint} first; it moved most (${formatChange(most.change ?? 0)}).`];
}

function inconclusive({ judgements, verdict, policy }: AdviceInput): string[] {
  if (verdict.reasons[0].code === 'summary-only') {
    return [
      'Give the results with their samples (`k6 run --out json=results.json`), or ask for `--policy strict`.',
    ];
  }
  const comparison = judgements.find((judgement) => judgement.verdict === 'inconclusive')?.comparison ?? null;
  return comparison === null ? [] : settling(comparison, policy);
}

/** Entries from which on the noise is known well enough for most decisions. */
const GOOD_START = 5;

function settling(comparison: Comparison, { maxRounds }: GatePolicy): string[] {
  const advice: string[] = [];
  const { looks } = comparison;
  if (looks === 1 || looks < Math.min(maxRounds, 2)) {
    advice.push(
      'Allow another look (`--max-rounds`, or a second file to compare): one run alone fails nobody, and passes only what is clear.',
    );
  }
  return [...advice, ...sharpening(comparison, 'would settle it')];
}

/** What makes the same change easier to tell, most useful first. */
function sharpening({ baseline, noise }: Comparison, would: string): string[] {
  const short = `Let the default branch run more often: the baseline has ${baseline.entries} of the ${GOOD_START} jobs that make a good start.`;
  const noisy = `Runs differ by ${formatPercent(noise)} from one to the next; a fresh runner, a quieter one, or both versions side by side on one machine ${would}.`;
  return baseline.entries < GOOD_START ? [short, noisy] : [noisy];
}

const INVALID_ADVICE: Readonly<Record<string, string>> = {
  'target-not-answering': 'Check that the target is up and that BASE_URL points to it.',
  [TARGET_STOPPED]: 'See what the target met: its log, its memory, its connections; then run it again.',
  [INVALID_URL_NOTICE]:
    'Give the script the address that it reads: `-e BASE_URL=http://127.0.0.1:8080` (`--env`; in the Action the input `env`), with the name that it has in `__ENV`.',
  'no-requests': 'Check that the script makes requests, and that it runs for longer than the warm-up.',
  [ITERATIONS_THREW]:
    'Look at the line of the script in that exception: a slip of its own, or an answer of the target that it did not expect.',
  'too-few-requests': 'Run for longer or at a higher rate, or lower `--min-requests` and accept more doubt.',
  'generator-saturated': 'Give the load generator more cores or a machine of its own, or lower the rate.',
  'timed-out': 'Check whether the script ends by itself, and whether the target hangs.',
  interrupted: 'Run it again; nothing was saved.',
  'server-failed': 'Run that server by hand the same way: its log says what it met.',
  'base-failed': 'See whether the base works at all with this script; the head was not judged.',
  'both-sides-failed':
    'Look at what both sides need: a database, an account, the path of BASE_URL; then run it again.',
  'not-gated': 'Run for longer or at a higher rate, or gate all requests instead of one endpoint.',
};

function slosBroken(code: string): string {
  if (code === TARGET_STOPPED) return invalid(code);
  return 'Fix the errors or the threshold first: latencies beside failing requests say little.';
}

function invalid(code: string): string {
  return INVALID_ADVICE[code] ?? 'Run it again; if the same comes back, the log says what the engine met.';
}
