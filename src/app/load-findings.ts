import { isSameTraffic } from '../analysis/compared/same-traffic.ts';
import { foldFindings } from '../history/fold-history.ts';
import type { Finding, FindingReport, FindingTest } from '../model/finding.ts';
import { GateError } from '../model/gate-error.ts';
import { type FindingEntry, newestEpoch } from '../model/history.ts';
import type { Notice } from '../model/run.ts';
import type { BaselineStore } from '../ports/baseline-store.ts';
import type { FindingLook } from './compare-finding.ts';

/** What is known of earlier tests of a kind. */
export interface EarlierFindings {
  /** All of this kind, withheld ones too, oldest first. */
  readonly entries: readonly FindingEntry[];
  readonly notices: readonly Notice[];
}

/** What findings are filed under: no key of theirs is one of a baseline. */
export function findingKey(test: FindingTest, key: string): string {
  return key === test ? `findings/${test}` : `findings/${test}/${key}`;
}

/**
 * Earlier tests of a key.
 * @throws GateError STORE_UNREADABLE: not being able to read is never "there is none"
 */
export async function loadFindings(
  store: BaselineStore,
  test: FindingTest,
  key: string,
): Promise<EarlierFindings> {
  const lookup = await store.events(findingKey(test, key));
  switch (lookup.kind) {
    case 'found': {
      const entries = foldFindings(lookup.events).filter(({ finding }) => finding.test === test);
      return { entries, notices: lookup.notices };
    }
    case 'absent':
      return { entries: [], notices: lookup.notices ?? [] };
    case 'unreadable':
      throw unreadable(test, key, `${lookup.where}: ${lookup.cause}`, lookup.hint);
    case 'unknown':
      throw unreadable(test, key, lookup.cause, lookup.hint);
  }
}

function unreadable(test: FindingTest, key: string, cause: string, hint: string): GateError {
  const what = `reading the findings of earlier ${test} tests of ${JSON.stringify(key)}`;
  return new GateError('STORE_UNREADABLE', `${what}: ${cause}`, { fault: 'environment', hint });
}

/** A `finding.json` that somebody names counts as one that was promoted. */
export function entryOf({ id, createdAt, commit, branch, verdict, finding }: FindingReport): FindingEntry {
  const named = { status: 'promoted', statusReason: 'named with --previous', opensEpoch: false } as const;
  return { id, at: createdAt, commit, branch, verdict: verdict.kind, ...named, acceptance: null, finding };
}

/** What a test is held against. */
export interface FindingBaseline {
  /** Of the newest epoch and under the same load, oldest first. */
  readonly earlier: readonly FindingEntry[];
  /** Tests just before this one that were worse, and that nobody has accepted: a further look at the same change. */
  readonly confirming: readonly FindingLook[];
  readonly notices: readonly Notice[];
}

/**
 * The earlier tests that one is held against: of its line of development (all there are, while that has none of its own), and under
 * the same load.
 * @param line branch whose tests count; `null`: without version control there is one
 */
export function baselineOf(
  finding: Finding,
  entries: readonly FindingEntry[],
  line: string | null,
): FindingBaseline {
  const own = entries.filter(({ branch }) => line === null || branch === null || branch === line);
  const counted = own.some(({ status }) => status === 'promoted') ? own : entries;
  const alike = counted.filter((entry) => isSameTraffic(entry.finding, finding));
  const earlier = newestEpoch(alike);
  const left = newestEpoch(counted).length - earlier.length;
  const notices = left > 0 ? [otherLoad(left)] : earlier.length === 0 ? firstOf(finding) : [];
  return { earlier, confirming: confirmingOf(finding, alike), notices };
}

/** A day's soak is not made twice in one job: what the one before it showed is its second look. */
function confirmingOf(finding: Finding, alike: readonly FindingEntry[]): readonly FindingLook[] {
  if (finding.test !== 'soak') return [];
  const after = alike.slice(alike.findLastIndex(({ status }) => status === 'promoted') + 1);
  const worse = after.filter(({ verdict }) => verdict === 'inconclusive' || verdict === 'regressed');
  return worse.slice(-MOST_CONFIRMING).map(({ id, finding: found }) => ({ finding: found, job: id }));
}

const MOST_CONFIRMING = 3;

/** A stress test says so by its verdict; the others have limits of their own to pass. */
function firstOf({ test }: Finding): readonly Notice[] {
  if (test === 'stress') return [];
  const text = `There is no earlier ${test} test to compare with.`;
  return [{ code: 'no-earlier-test', text }];
}

function otherLoad(left: number): Notice {
  const [tests, were] = left === 1 ? ['1 earlier test', 'was'] : [`${left} earlier tests`, 'were'];
  const text = `${tests} under another load, or against another objective, ${were} not compared with.`;
  return { code: 'other-load', text };
}
