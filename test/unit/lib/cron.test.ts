import { describe, expect, it } from 'vitest';
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
    ['0 8 0 * *', 'day of month: 0 is outside 1 to 31'],
    ['0 8 * * 7', 'day of week: 7 is outside 0 to 6'],
    ['0 8 * * 5-1', 'day of week: 5-1 ends before it begins'],
    ['0 8 L * *', 'day of month: "L" is no number'],
    ['*/0 8 * * *', 'minute: a step of 0 in */0'],
    ['1/2/3 8 * * *', 'minute: too many slashes in 1/2/3'],
    ['1-2-3 8 * * *', 'minute: too many hyphens in 1-2-3'],
    ['0 8 * * mon-fry', 'day of week: "fry" is no number'],
    ['@fortnightly', expect.stringContaining('@fortnightly is none of')],
  ])('%j is refused: %s', (text, problem) => {
    expect(parseCron(text)).toEqual({ ok: false, problem });
  });

  it('is lists, ranges, steps and names', () => {
    expect(parseCron('0,30 8-10,22/2 */10 JAN-mar mon,FRI')).toEqual({
      ok: true,
      schedule: {
        minutes: [0, 30],
        hours: [8, 9, 10, 22],
        daysOfMonth: [1, 11, 21, 31],
        months: [1, 2, 3],
        daysOfWeek: [1, 5],
        anyDayOfMonth: false,
        anyDayOfWeek: false,
      },
    });
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
  it('is one of the IANA names', () => {
    expect(['Europe/Berlin', 'UTC', 'Etc/GMT+3', 'America/Argentina/Buenos_Aires'].every(isTimeZone)).toBe(
      true,
    );
    expect(['Berlin', '', 'Europe/Atlantis', '+02:00', 'Europe/Berlin '].some(isTimeZone)).toBe(false);
  });

  it('maps moments to clocks and back', () => {
    const moment = at('2026-07-06T10:00:00Z');
    expect(new Date(wallTimeOf(moment, 'America/New_York')).toISOString()).toBe('2026-07-06T06:00:00.000Z');
    expect(momentsOf(wallTimeOf(moment, 'America/New_York'), 'America/New_York')).toEqual([moment]);
  });
});
