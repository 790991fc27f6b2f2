import type { CronSchedule } from '../../lib/cron-schedule.ts';

export const MINUTES_OF_WEEK = 7 * 24 * 60;

/**
 * For each minute of a week (0 is Sunday 0:00) whether a window is open, as KEDA has it: open when the next end comes no later than
 * the next start. `null` when the weeks differ from each other.
 */
export function weeklyWindow(start: CronSchedule, end: CronSchedule): Uint8Array | null {
  if (!isWeekly(start) || !isWeekly(end)) return null;
  const [toStart, toEnd] = [minutesToNext(start), minutesToNext(end)];
  const open = new Uint8Array(MINUTES_OF_WEEK);
  for (let minute = 0; minute < MINUTES_OF_WEEK; minute++)
    open[minute] = (toEnd[minute] ?? 0) <= (toStart[minute] ?? 0) ? 1 : 0;
  return open;
}

/** Whether every week is like every other: no day of the month and no month is chosen. */
function isWeekly({ daysOfMonth, months, anyDayOfMonth }: CronSchedule): boolean {
  return anyDayOfMonth && daysOfMonth.size === 31 && months.size === 12;
}

/** Minutes from each minute to the next fire after it, a week and around. */
function minutesToNext(schedule: CronSchedule): Float64Array {
  const distance = new Float64Array(MINUTES_OF_WEEK);
  let next = Number.POSITIVE_INFINITY;
  for (let minute = 2 * MINUTES_OF_WEEK - 1; minute >= 0; minute--) {
    distance[minute % MINUTES_OF_WEEK] = next - minute;
    if (fires(schedule, minute % MINUTES_OF_WEEK)) next = minute;
  }
  return distance;
}

function fires({ minutes, hours, daysOfWeek }: CronSchedule, minute: number): boolean {
  const hour = Math.floor(minute / 60);
  return minutes.has(minute % 60) && hours.has(hour % 24) && daysOfWeek.has(Math.floor(hour / 24));
}

/** Whether one window is open whenever another is. */
export function covers(outer: Uint8Array, inner: Uint8Array): boolean {
  return inner.every((open, minute) => open === 0 || outer[minute] === 1);
}
