import { nextCronTime } from '../../lib/cron-next.ts';
import type { CronSchedule } from '../../lib/cron-schedule.ts';

/** A cron trigger: so many replicas between start and end, by the clocks of a zone. */
export interface CronTrigger {
  readonly start: CronSchedule;
  readonly end: CronSchedule;
  readonly timeZone: string;
  readonly desiredReplicas: number;
}

export interface CronAnswer {
  readonly active: boolean;
  /** The metric that KEDA reports, against a target of 1 per pod: nothing outside the window, where the HPA stops at its smallest count. */
  readonly value: number;
  /** Until when that holds, in milliseconds since the epoch. */
  readonly untilMs: number;
}

const OUTSIDE = 0;

/**
 * KEDA looks forward only: inside the window, its end comes before its next start.
 * @throws RangeError for an unknown time zone
 */
export function cronAnswer(trigger: CronTrigger, nowMs: number): CronAnswer {
  const start = nextCronTime(trigger.start, trigger.timeZone, nowMs) ?? Number.POSITIVE_INFINITY;
  const end = nextCronTime(trigger.end, trigger.timeZone, nowMs) ?? Number.POSITIVE_INFINITY;
  const active = end <= start;
  return {
    active,
    value: active ? trigger.desiredReplicas : OUTSIDE,
    untilMs: Math.min(start, end),
  };
}
