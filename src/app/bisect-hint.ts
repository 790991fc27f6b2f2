import type { BisectHint, CommitRange, SuspectSpan } from '../model/bisect-hint.ts';
import { ALL_REQUESTS_P95 } from '../model/gate-policy.ts';
import type { BaselineStore } from '../ports/baseline-store.ts';
import type { VersionControl } from '../ports/version-control.ts';
import { AS_FILED } from '../trend/job-level.ts';
import { suspectSpan } from '../trend/suspect-span.ts';
import { requireHistory } from './load-history.ts';

/**
 * The commits between the last good job and the first bad one.
 * @throws GateError BASELINE_NOT_FOUND, STORE_UNREADABLE
 */
export async function bisectHint(
  store: BaselineStore,
  versionControl: VersionControl,
  key: string,
): Promise<BisectHint> {
  const span = suspectSpan(await requireHistory(store, key), { rule: ALL_REQUESTS_P95, policy: AS_FILED });
  if (span === null) return { key, suspect: null };
  return { key, suspect: { span, commits: await commitsOf(span, versionControl) } };
}

async function commitsOf({ good, bad }: SuspectSpan, versionControl: VersionControl): Promise<CommitRange> {
  if (good.commit !== null && bad.commit !== null)
    return versionControl.commitsBetween(good.commit, bad.commit);
  const nameless = good.commit === null ? good : bad;
  return { kind: 'unknown', why: `the job of ${nameless.at.slice(0, 10)} did not record its commit` };
}
