import { type WallTime, wallTimeOf } from './time-zone.ts';

/** Times that clocks never show, or show twice. */
export interface ClockChange {
  readonly from: WallTime;
  /** Not included. */
  readonly to: WallTime;
  readonly kind: 'skipped' | 'repeated';
}

/** Eleven years in a row have every calendar: whatever day of the month the clocks may change on, they do in one of them. */
const FIRST_YEAR = 2026;
const YEARS = 11;
const MINUTE_MS = 60_000;
/** Morocco's clocks stay put back for a month. */
const LOOK_MS = 14 * 24 * 60 * MINUTE_MS;

const changesByZone = new Map<string, readonly ClockChange[]>();

/** The changes of the clocks in a zone, oldest first; none where it has no summer time. @throws RangeError for an unknown zone */
export function clockChanges(zone: string): readonly ClockChange[] {
  const known = changesByZone.get(zone) ?? findChanges(zone);
  changesByZone.set(zone, known);
  return known;
}

function findChanges(zone: string): readonly ClockChange[] {
  const offsetAt = (at: number) => wallTimeOf(at, zone) - at;
  const changes: ClockChange[] = [];
  const end = Date.UTC(FIRST_YEAR + YEARS, 0, 1);
  let before = Date.UTC(FIRST_YEAR, 0, 1);
  let old = offsetAt(before);
  for (; before < end; before += LOOK_MS) {
    const now = offsetAt(before + LOOK_MS);
    if (old !== now) changes.push(changeBetween(before, offsetAt, old, now));
    old = now;
  }
  return changes;
}

/** The minute of the change, by bisection. */
function changeBetween(
  start: number,
  offsetAt: (at: number) => number,
  old: number,
  now: number,
): ClockChange {
  let [low, high] = [start, start + LOOK_MS];
  while (high - low > MINUTE_MS) {
    const middle = low + Math.floor((high - low) / (2 * MINUTE_MS)) * MINUTE_MS;
    if (offsetAt(middle) === old) low = middle;
    else high = middle;
  }
  const [first, second] = [high + old, high + now].sort((a, b) => a - b) as [number, number];
  return { from: first, to: second, kind: now > old ? 'skipped' : 'repeated' };
}
