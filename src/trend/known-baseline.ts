import { hodgesLehmann } from '../stats/hodges-lehmann.ts';
import { lastLevelShift } from '../stats/level-shift.ts';

/** The baseline of some earlier jobs (their levels in ms, oldest first); `null` when there are none. */
export type BaselineOf = (levels: readonly number[]) => number | null;

/** Jobs that a baseline looks back at most. */
const LONGEST_MEMORY = 30;

/** As the gate makes it: the Hodges-Lehmann centre of the logarithms since the last level shift. */
export const knownBaseline: BaselineOf = (levels) => {
  const logs = levels.slice(-LONGEST_MEMORY).map((level) => Math.log(level));
  if (logs.length === 0) return null;
  return Math.exp(hodgesLehmann(logs.slice(lastLevelShift(logs))));
};
