import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cronAnswer } from '../../../src/autoscaling/keda/cron-window.ts';
import { clockChanges } from '../../../src/lib/clock-changes.ts';
import { nextCronTime } from '../../../src/lib/cron-next.ts';
import { isOnDay } from '../../../src/lib/cron-schedule.ts';
import { momentsOf, wallTimeOf } from '../../../src/lib/time-zone.ts';
import { MINUTES_OF_WEEK, weeklyWindow } from '../../../src/manifests/cron/weekly-window.ts';
import { cronSchedule } from '../../support/cron-schedule.ts';

const MINUTE = 60_000;
const DAYS_AROUND = 4;
const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'Asia/Kolkata',
];

interface Part {
  readonly from: number;
  readonly to: number;
  readonly step: number;
  readonly all: boolean;
}

/** A field as text, and as what a reader of the manual would tick off one value after the other. */
function field(
  min: number,
  max: number,
): fc.Arbitrary<{ text: string; has: (value: number) => boolean; free: boolean }> {
  const part: fc.Arbitrary<Part> = fc.record({
    from: fc.integer({ min, max }),
    to: fc.integer({ min, max }),
    step: fc.constantFrom(1, 1, 2, 7),
    all: fc.boolean(),
  });
  return fc.array(part, { minLength: 1, maxLength: 3 }).map((drawn) => {
    const parts = drawn.map((one) =>
      one.all
        ? { ...one, from: min, to: max }
        : { ...one, from: Math.min(one.from, one.to), to: Math.max(one.from, one.to) },
    );
    const text = ({ from, to, step, all }: Part) =>
      `${all ? '*' : from === to ? from : `${from}-${to}`}${step > 1 ? `/${step}` : ''}`;
    const ends = ({ from, to, step, all }: Part) => (!all && from === to && step > 1 ? max : to);
    return {
      text: parts.map(text).join(','),
      has: (value) =>
        parts.some((one) => value >= one.from && value <= ends(one) && (value - one.from) % one.step === 0),
      free: parts.some(({ all, step }) => all && step === 1),
    };
  });
}

const FIELDS = fc.tuple(field(0, 59), field(0, 23), field(1, 31), field(1, 12), field(0, 6));
/** Hours in which clocks change, often. */
const EXPRESSION = fc
  .tuple(
    fc.constantFrom('0', '30', '*/15', '59', '*'),
    fc.constantFrom('0', '1', '2', '3', '23', '*/6', '8'),
    fc.constantFrom('*', '*', '*/2', '1-7'),
    fc.constantFrom('*', '*', '0', '5', '1-5'),
  )
  .map(([minute, hour, day, weekday]) => `${minute} ${hour} ${day} * ${weekday}`);

/** Minutes around a change of the clocks, and what they show: no zone changes within a quarter of an hour. */
function minutesAround(zone: string): readonly { moment: number; wall: Date }[] {
  const change = clockChanges(zone)[0];
  const middle = change === undefined ? Date.UTC(2026, 2, 29) : (momentsOf(change.to, zone)[0] ?? 0);
  const start = middle - (middle % (15 * MINUTE)) - DAYS_AROUND * 24 * 60 * MINUTE;
  let offset = 0;
  return Array.from({ length: 2 * DAYS_AROUND * 24 * 60 }, (_, index) => {
    const moment = start + index * MINUTE;
    if (index % 15 === 0) offset = wallTimeOf(moment, zone) - moment;
    return { moment, wall: new Date(moment + offset) };
  });
}

const AROUND = new Map(ZONES.map((zone) => [zone, minutesAround(zone)]));

describe('a cron expression', () => {
  it('allows what its parts allow', () => {
    fc.assert(
      fc.property(FIELDS, (fields) => {
        const [minute, hour, day, month, weekday] = fields;
        const read = cronSchedule(fields.map(({ text }) => text).join(' '));
        const allowed = (has: (value: number) => boolean, values: number) =>
          Array.from({ length: values }, (_, value) => value).filter(has);
        expect([...read.minutes]).toEqual(allowed(minute.has, 60));
        expect([...read.hours]).toEqual(allowed(hour.has, 24));
        expect([...read.daysOfMonth]).toEqual(allowed(day.has, 32));
        expect([...read.months]).toEqual(allowed(month.has, 13));
        expect([...read.daysOfWeek]).toEqual(allowed(weekday.has, 7));
        expect([read.anyDayOfMonth, read.anyDayOfWeek]).toEqual([day.free, weekday.free]);
      }),
      { seed: 41, numRuns: 150 },
    );
  });

  it('fires next at the first minute whose clocks it names', () => {
    const minutes = fc.integer({ min: 0, max: 2 * DAYS_AROUND * 24 * 60 - 1 });
    fc.assert(
      fc.property(EXPRESSION, fc.constantFrom(...ZONES), minutes, (text, zone, index) => {
        const around = AROUND.get(zone) ?? [];
        const read = cronSchedule(text);
        const after = around[index]?.moment ?? 0;
        const first = around.find(
          ({ moment, wall }) =>
            moment > after &&
            read.minutes.has(wall.getUTCMinutes()) &&
            read.hours.has(wall.getUTCHours()) &&
            isOnDay(read, wall),
        );
        const next = nextCronTime(read, zone, after);
        if (first === undefined) expect(next).toBeGreaterThan(around.at(-1)?.moment ?? 0);
        else expect(next).toBe(first.moment);
      }),
      { seed: 42, numRuns: 300 },
    );
  });
});

it('the check and the simulator see the same window', () => {
  const week = Date.UTC(2026, 2, 1);
  const texts = fc.constantFrom(
    '0 8 * * *',
    '0 8 * * 1-5',
    '30 18 * * *',
    '0 20 * * 5',
    '15 */6 * * *',
    '0 0 * * 0,3',
  );
  fc.assert(
    fc.property(texts, texts, fc.integer({ min: 0, max: MINUTES_OF_WEEK - 1 }), (start, end, minute) => {
      fc.pre(start !== end);
      const trigger = {
        start: cronSchedule(start),
        end: cronSchedule(end),
        timeZone: 'UTC',
        desiredReplicas: 3,
      };
      const open = weeklyWindow(trigger.start, trigger.end);
      expect(open?.[minute] === 1).toBe(cronAnswer(trigger, week + minute * MINUTE).active);
    }),
    { seed: 43, numRuns: 150 },
  );
});
