import { formatNumberOf, formatPercent } from '../lib/format-number.ts';
import { missingIterations } from '../model/missing-share.ts';
import type { Run } from '../model/run.ts';
import type { Reason } from '../model/verdict.ts';

/** Says of each round whose load did not keep up what was done about it. */
export function loadNotes(runs: readonly Run[]): Reason[] {
  return runs.flatMap(({ load, identity }) => {
    const missing = missingIterations(load);
    if (missing === 0) return [];
    const share = formatPercent(missing / (load.iterations + missing));
    const text = `round ${identity.round}: the target did not keep up with ${share} of the load (${formatNumberOf(Math.round(missing), 'iteration')}); they count as slower than the gated quantile`;
    return [{ code: 'load-not-kept-up', text }];
  });
}
