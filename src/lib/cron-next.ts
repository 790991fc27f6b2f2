import { type CronSchedule, isOnDay } from './cron-schedule.ts';
import { momentsOf, wallTimeOf } from './time-zone.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Antarctica/Troll changes its clocks by two hours. */
const LARGEST_SHIFT_MS = 2 * 60 * MINUTE_MS;
/** As robfig/cron: what does not happen within five years never does. */
const MAX_DAYS = 5 * 366;

/**
 * The first moment after `afterMs` at which a schedule fires in a zone, in milliseconds since the epoch; `null` when
 * there is none within five years (30 February). Times that a change of the clocks skips do not happen.
 * @throws RangeError for an unknown zone
 */
export function nextCronTime(schedule: CronSchedule, zone: string, afterMs: number): number | null {
  const wall = wallTimeOf(afterMs, zone);
  // One day back, since clocks may just have been put back.
  const firstDay = Math.floor(wall / DAY_MS) * DAY_MS - DAY_MS;
  for (let day = 0; day <= MAX_DAYS; day++) {
    const found = nextOfDay(schedule, zone, firstDay + day * DAY_MS, afterMs);
    if (found !== null) return found;
  }
  return null;
}

function nextOfDay(schedule: CronSchedule, zone: string, dayStart: number, afterMs: number): number | null {
  if (!isOnDay(schedule, new Date(dayStart))) return null;
  let earliest: number | null = null;
  let last = Number.POSITIVE_INFINITY;
  for (const wall of wallTimes(schedule, dayStart)) {
    if (wall > last) break;
    // No zone is further than a day from UTC: long past minutes need no look into its tables.
    const moment = wall < afterMs - DAY_MS ? undefined : momentsOf(wall, zone).find((one) => one > afterMs);
    if (moment === undefined) continue;
    earliest = Math.min(earliest ?? moment, moment);
    // When clocks are put back, a later minute can come before the repetition of an earlier one.
    last = Math.min(last, wall + LARGEST_SHIFT_MS);
  }
  return earliest;
}

function* wallTimes({ hours, minutes }: CronSchedule, dayStart: number): Generator<number> {
  for (const hour of hours) for (const minute of minutes) yield dayStart + (hour * 60 + minute) * MINUTE_MS;
}
