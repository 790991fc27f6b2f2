import type { GateRequest } from '../config/gate-request.ts';
import { staleBaseline } from '../gate/stale-baseline.ts';
import { baselineEntries, type History } from '../model/history.ts';
import type { Notice } from '../model/run.ts';
import type { DatedRef } from '../ports/version-control.ts';
import { slowCreep } from '../trend/slow-creep.ts';

/** What a reader should know of the baseline beside the verdict: its age, and what crept in unseen. */
export function baselineNotices(
  { policy, baselineMaxAgeMs }: GateRequest,
  history: History,
  { release, now }: { readonly release: DatedRef | null; readonly now: number },
): readonly Notice[] {
  const [rule] = policy.rules;
  return [
    ...staleBaseline(baselineEntries(history), now, baselineMaxAgeMs),
    ...slowCreep({ history, rule, release, policy }),
  ];
}
