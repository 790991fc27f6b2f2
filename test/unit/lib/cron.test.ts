import { describe, expect, it } from 'vitest';
import { clockChanges } from '../../../src/lib/clock-changes.ts';
import { nextCronTime } from '../../../src/lib/cron-next.ts';
import { parseCron } from '../../../src/lib/cron-schedule.ts';
import { isTimeZone, momentsOf, wallTimeOf } from '../../../src/lib/time-zone.ts';

const at = (iso: string) => Date.parse(iso);

function next(text: string, zone: string, after: string): string | null {
  const parsed = parseCron(text);
  if (!parsed.ok) throw new Error(parsed.problem);
  const moment = nextCronTime(parsed.schedule, zone, at(after));
  return moment === null ? null : new Date(moment).toISOString();
}

describe('a cron expression', () => {
  it.each([
    ['', 'expected 5 fields (minute hour day-of-month month day-of-week), got 0'],
    ['0 8 * *', 'expected 5 fields (minute hour day-of-month month day-of-week), got 4'],
    ['0 0 8 * * *', 'expected 5 fields (minute hour day-of-month month day-of-week), got 6'],
    ['60 8 * * *', 'minute: 60 is outside 0 to 59'],
    ['0 24 * * *', 'hour: 24 is outside 0 to 23'],
    ['0 8 0 * *', 'day of the month: 0 is outside 1 to 31'],
    ['0 8 * * 7', 'day of the week: 7 is outside 0 to 6'],
    ['0 8 * * 5-1', 'day of the week: 5-1 ends before it begins'],
    ['0 8 L * *', 'day of the month: "L" is no number'],
    ['*/0 8 * * *', 'minute: a step of 0 in */0'],
    ['1/2/3 8 * * *', 'minute: too many slashes in 1/2/3'],
    ['1-2-3 8 * * *', 'minute: too many hyphens in 1-2-3'],
    ['0 8 * * mon-fry', 'day of the week: "fry" is no number'],
    ['0 8 * * 5#2', 'day of the week: "5#2" is no number'],
    ['-5 8 * * *', 'minute: "" is no number'],
    ['1,,2 8 * * *', 'minute: "" is no number'],
    ['@daily', 'names such as @daily are not taken, only five fields'],
    ['TZ=UTC 0 8 * * *', 'the zone belongs into timezone, not in front of the fields'],
  ])('%j is refused: %s', (text, problem) => {
    expect(parseCron(text)).toEqual({ ok: false, problem });
  });

  it('is lists, ranges, steps and names', () => {
    expect(parseCron('30,0 8-10,22/2 */10 JAN-mar mon,FRI')).toEqual({
      ok: true,
      schedule: {
        minutes: new Set([0, 30]),
        hours: new Set([8, 9, 10, 22]),
        daysOfMonth: new Set([1, 11, 21, 31]),
        months: new Set([1, 2, 3]),
        daysOfWeek: new Set([1, 5]),
        anyDayOfMonth: false,
        anyDayOfWeek: false,
      },
    });
  });

  it.each([
    ['0 8 * * 1', true, false],
    ['0 8 ?/1 * */2', true, false],
    ['0 8 1,* * ?', true, true],
  ])('%s leaves days of the month free: %s, of the week: %s', (text, anyDayOfMonth, anyDayOfWeek) => {
    expect(parseCron(text)).toMatchObject({ schedule: { anyDayOfMonth, anyDayOfWeek } });
  });
});

describe('the next time', () => {
  it.each([
    ['later today', '0 8 * * *', 'UTC', '2026-03-02T07:59:59Z', '2026-03-02T08:00:00.000Z'],
    ['never the same moment', '0 8 * * *', 'UTC', '2026-03-02T08:00:00Z', '2026-03-03T08:00:00.000Z'],
    [
      'by the clocks of its zone',
      '0 8 * * *',
      'Europe/Berlin',
      '2026-01-05T00:00:00Z',
      '2026-01-05T07:00:00.000Z',
    ],
    ['in summer time', '0 8 * * *', 'Europe/Berlin', '2026-07-06T00:00:00Z', '2026-07-06T06:00:00.000Z'],
    ['over a weekend', '0 8 * * 1-5', 'UTC', '2026-03-06T09:00:00Z', '2026-03-09T08:00:00.000Z'],
    ['on a day of either kind', '0 0 13 * 5', 'UTC', '2026-03-02T00:00:00Z', '2026-03-06T00:00:00.000Z'],
    [
      'not in the hour that spring skips',
      '30 2 * * *',
      'Europe/Berlin',
      '2026-03-29T00:00:00Z',
      '2026-03-30T00:30:00.000Z',
    ],
    [
      'first of the two in autumn',
      '30 2 * * *',
      'Europe/Berlin',
      '2026-10-24T12:00:00Z',
      '2026-10-25T00:30:00.000Z',
    ],
    [
      'second of the two in autumn',
      '30 2 * * *',
      'Europe/Berlin',
      '2026-10-25T00:30:00Z',
      '2026-10-25T01:30:00.000Z',
    ],
    [
      'at a half-hour offset',
      '0 9 * * *',
      'Asia/Kolkata',
      '2026-03-02T00:00:00Z',
      '2026-03-02T03:30:00.000Z',
    ],
    ['in the next leap year', '0 0 29 2 *', 'UTC', '2026-03-01T00:00:00Z', '2028-02-29T00:00:00.000Z'],
    ['never', '0 0 30 2 *', 'UTC', '2026-03-01T00:00:00Z', null],
  ])('is %s', (_, text, zone, after, expected) => {
    expect(next(text, zone, after)).toBe(expected);
  });
});

describe('a time zone', () => {
  it.each([
    'UTC',
    'Europe/Berlin',
    'Etc/UTC',
    'Etc/GMT+3',
    'America/Argentina/Buenos_Aires',
    'America/Port-au-Prince',
    'America/Knox_IN',
    'US/Eastern',
    'Asia/Calcutta',
    'Antarctica/McMurdo',
    'NZ-CHAT',
    'Local',
  ])('is %s', (name) => {
    expect(isTimeZone(name)).toBe(true);
  });

  it.each([
    '',
    'utc',
    'Utc',
    'europe/berlin',
    'Europe/berlin',
    'US/eastern',
    'US/EASTERN',
    'Europe/Berlim',
    'Europe/Atlantis',
    'Europe/Berlin ',
    '+01:00',
    'GMT+1',
    'CEST',
    'PST',
    'Berlin',
  ])('is not %s', (name) => {
    expect(isTimeZone(name)).toBe(false);
  });

  it('maps moments to clocks and back', () => {
    const moment = at('2026-07-06T10:00:00Z');
    expect(new Date(wallTimeOf(moment, 'America/New_York')).toISOString()).toBe('2026-07-06T06:00:00.000Z');
    expect(momentsOf(wallTimeOf(moment, 'America/New_York'), 'America/New_York')).toEqual([moment]);
  });
});

describe('the changes of the clocks', () => {
  const of = (zone: string) =>
    clockChanges(zone)
      .slice(0, 2)
      .map(
        ({ from, to, kind }) =>
          `${new Date(from).toISOString().slice(0, 16)} ${(to - from) / 60_000} ${kind}`,
      );

  it.each([
    ['Europe/Berlin', ['2026-03-29T02:00 60 skipped', '2026-10-25T02:00 60 repeated']],
    ['America/New_York', ['2026-03-08T02:00 60 skipped', '2026-11-01T01:00 60 repeated']],
    ['Australia/Lord_Howe', ['2026-04-05T01:30 30 repeated', '2026-10-04T02:00 30 skipped']],
    ['Africa/Cairo', ['2026-04-24T00:00 60 skipped', '2026-10-29T23:00 60 repeated']],
    ['Asia/Kolkata', []],
    ['UTC', []],
  ])('of %s', (zone, expected) => {
    expect(of(zone)).toEqual(expected);
  });
});
