import type { AuditLine } from '../model/history.ts';
import { UNCONFIRMED, type Verdict, type VerdictKind } from '../model/verdict.ts';
import { brokenSloOf } from './slo.ts';

/** What is known of the candidate's place in version control; the `SourceFacts` of the ports will do. */
export interface PromotionSource {
  readonly commit: string | null;
  readonly branch: string | null;
  readonly defaultBranch: string | null;
  readonly pullRequest: number | null;
}

export interface PromotionInput {
  readonly verdict: Verdict;
  readonly source: PromotionSource;
  readonly updateBaseline: 'auto' | 'always' | 'never';
  /** A person's word that a regression is intended; `null` when there is none. */
  readonly acceptance?: AuditLine | null;
  /** It repeats a run that later commits have followed (`isOvertaken`). */
  readonly overtaken?: boolean;
  /** Another job looks again where this one is not sure. */
  readonly handsOver?: boolean;
}

export type PromotionDecision =
  | { readonly status: 'promoted' | 'withheld'; readonly reason: string; readonly opensEpoch: boolean }
  | { readonly status: 'not-saved'; readonly reason: string; readonly opensEpoch: false };

/**
 * The one place that says what may enter the history.
 *
 * Valid runs of the default branch do, unless they regressed or broke an SLO: those wait for a person's acceptance.
 * Inconclusive ones do too. Without them only what agrees with the first run would ever enter, and the history would
 * never learn: of simulated jobs of unchanged code at a noise of 5 %, three quarters then end inconclusive, against one
 * in a hundred when they are kept (`test/calibration/closed-loop.test.ts`). A few of them do not move the robust centre.
 * Pull requests leave no trace, whatever was asked for: their code is anybody's. An invalid run is not kept either.
 *
 * One that hands over to another job waits for it: that one files the rounds of both, as one entry, under their verdict.
 *
 * A regressed run of the default branch that a person accepted is promoted and opens an epoch. Nothing else can be
 * accepted: not what is of another branch, not beside broken SLOs.
 *
 * A confirmed improvement opens an epoch. A run that cannot be compared does not: entries of another script, load or
 * engine are left out of comparisons anyway, and one stray run must not blind the gate. Neither does `no-baseline`: it
 * may be one new endpoint beside others that have their history.
 */
export function promotionOf(input: PromotionInput): PromotionDecision {
  const { verdict, source, updateBaseline, acceptance = null, overtaken = false, handsOver = false } = input;
  const { kind } = verdict;
  if (kind === 'invalid') return notSaved('an invalid run is no measurement');
  if (updateBaseline === 'never') return notSaved('it was asked not to touch the baseline');
  if (source.pullRequest !== null) return notSaved('runs of pull requests never enter the history');
  if (kind === 'slo-breached' || brokenSloOf(verdict) !== null)
    return withheld('latencies beside broken SLOs are no baseline');
  if (updateBaseline === 'always') return promoted(kind, 'it was asked to make every valid run the baseline');
  if (isDetached(source))
    return withheld(`${DETACHED}, and only runs of ${nameOf(source)} become the baseline`);
  if (!isDefaultBranch(source)) return withheld(`only runs of ${nameOf(source)} become the baseline`);
  if (overtaken)
    return withheld('it measures an older commit again, and later ones are in the baseline already');
  if (handsOver && kind === 'inconclusive')
    return withheld('another job looks again at this commit, and files what both have measured');
  if (isUnconfirmed(verdict))
    return withheld('it looks slower than the limit, and no further look said otherwise');
  if (kind === 'regressed' && acceptance !== null) return promoted(kind, acceptedBy(acceptance));
  if (kind === 'regressed') return withheld('a regressed run becomes the baseline only when it is accepted');
  return promoted(kind, source.branch === null ? 'a valid run' : `a valid run of ${source.branch}`);
}

/** Whether a person may accept it: a regression that breaks no absolute limit beside it. */
export function isAcceptable(verdict: Verdict): boolean {
  return verdict.kind === 'regressed' && brokenSloOf(verdict) === null;
}

function isUnconfirmed({ reasons }: Verdict): boolean {
  return reasons.some(({ code }) => code === UNCONFIRMED);
}

/** Without version control every run is of the one line of development that there is. */
export function isDefaultBranch(source: PromotionSource): boolean {
  if (source.pullRequest !== null || isDetached(source)) return false;
  return source.branch === null || source.branch === nameOf(source);
}

const DETACHED = 'it is not known which branch the commit is of (detached HEAD)';

/** The sentence of every acceptance, in the history and in reports. */
export function acceptedBy({ by, why }: AuditLine): string {
  return `accepted by ${by}: ${why}`;
}

/** CI checks out a commit, not a branch; where its variables do not tell, it may be anybody's branch. */
function isDetached({ commit, branch }: PromotionSource): boolean {
  return commit !== null && branch === null;
}

function nameOf({ defaultBranch }: PromotionSource): string {
  return defaultBranch ?? 'main';
}

const OPENS_EPOCH: ReadonlySet<VerdictKind> = new Set(['improved', 'regressed']);

function promoted(kind: VerdictKind, reason: string): PromotionDecision {
  return { status: 'promoted', reason, opensEpoch: OPENS_EPOCH.has(kind) };
}

function withheld(reason: string): PromotionDecision {
  return { status: 'withheld', reason, opensEpoch: false };
}

function notSaved(reason: string): PromotionDecision {
  return { status: 'not-saved', reason, opensEpoch: false };
}
