import type { GateRequest } from '../config/gate-request.ts';
import { staleBaseline } from '../gate/stale-baseline.ts';
import { baselineEntries, type History } from '../model/history.ts';
import type { Notice } from '../model/run.ts';
import { slowCreep } from '../trend/slow-creep.ts';
import type { GateDeps } from './gate-deps.ts';

/** What a reader should know of the baseline beside the verdict: its age, and what crept in unseen. */
export async function baselineNotices(
  { policy, baselineMaxAgeMs }: GateRequest,
  history: History,
  { clock, versionControl }: Pick<GateDeps, 'clock' | 'versionControl'>,
): Promise<readonly Notice[]> {
  const release = await versionControl.lastRelease();
  const [rule] = policy.rules;
  return [
    ...staleBaseline(baselineEntries(history), clock.now(), baselineMaxAgeMs),
    ...slowCreep({ history, rule, release, warnThreshold: policy.warnThreshold }),
  ];
}
