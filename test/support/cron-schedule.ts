import { type CronSchedule, parseCron } from '../../src/lib/cron-schedule.ts';

/** The schedule of an expression that is known to be sound. */
export function cronSchedule(text: string): CronSchedule {
  const parsed = parseCron(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.problem}`);
  return parsed.schedule;
}
