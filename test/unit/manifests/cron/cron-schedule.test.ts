import { describe, expect, it } from 'vitest';
import { type CronSchedule, parseCron } from '../../../../src/manifests/cron/cron-schedule.ts';
import { clockChanges, isTimeZone } from '../../../../src/manifests/cron/time-zone.ts';
import { covers, MINUTES_OF_WEEK, weeklyWindow } from '../../../../src/manifests/cron/weekly-window.ts';

function schedule(text: string): CronSchedule {
  const parsed = parseCron(text);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.schedule;
}

const HOUR = 60;
const DAY = 24 * HOUR;

describe('cron expressions', () => {
  it('are sets of what they allow', () => {
    const read = schedule('0,30 8-18/5 1 jan-mar MON-fri');
    expect([...read.minutes]).toEqual([0, 30]);
    expect([...read.hours]).toEqual([8, 13, 18]);
    expect([...read.daysOfMonth]).toEqual([1]);
    expect([...read.months]).toEqual([1, 2, 3]);
    expect([...read.daysOfWeek]).toEqual([1, 2, 3, 4, 5]);
    expect(read.weekly).toBe(false);
    expect([...schedule('50/5 * ? * *').minutes]).toEqual([50, 55]);
  });

  it.each([
    ['', 'expected five fields, got 0'],
    ['0 8 * *', 'expected five fields, got 4'],
    ['0 0 8 * * 1-5', 'expected five fields, got 6'],
    ['@daily', 'names such as @daily are not taken, only five fields'],
    ['60 8 * * *', 'minute: expected 0 to 59, got "60"'],
    ['0 24 * * *', 'hour: expected 0 to 23, got "24"'],
    ['0 8 0 * *', 'day of the month: expected 1 to 31, got "0"'],
    ['0 8 L * *', 'day of the month: expected 1 to 31, got "L"'],
    ['0 8 * 13 *', 'month: expected 1 to 12, got "13"'],
    ['0 8 * * 7', 'day of the week: expected 0 to 6, got "7"'],
    ['0 8 * * 5#2', 'day of the week: expected 0 to 6, got "5#2"'],
    ['0 8 * * 5-1', 'day of the week: "5-1" goes backwards'],
    ['*/0 8 * * *', 'minute: the step of "*/0" is not a number above zero'],
    ['0 1-2-3 * * *', 'hour: too many - in "1-2-3"'],
    ['-5 8 * * *', 'minute: expected 0 to 59, got "-5"'],
  ])('%s: %s', (text, problem) => {
    expect(parseCron(text)).toEqual({ ok: false, problem });
  });
});

describe('windows', () => {
  const minutes = (start: string, end: string) => {
    const open = weeklyWindow(schedule(start), schedule(end));
    return open === null ? null : open.reduce((sum, minute) => sum + minute, 0);
  };

  it.each([
    ['0 8 * * 1-5', '0 20 * * 1-5', 5 * 12 * HOUR],
    ['0 22 * * *', '0 6 * * *', 7 * 8 * HOUR],
    ['0 20 * * 5', '0 8 * * 1', 60 * HOUR],
    ['0 8 * * *', '30 8 * * *', 7 * 30],
  ])('from %s to %s are open %i minutes a week', (start, end, expected) => {
    expect(minutes(start, end)).toBe(expected);
  });

  it('open at the start and close at the end', () => {
    const open = weeklyWindow(schedule('0 8 * * 1'), schedule('0 9 * * 1'));
    expect([7 * HOUR + 59, 8 * HOUR, 8 * HOUR + 59, 9 * HOUR].map((minute) => open?.[DAY + minute])).toEqual([
      0, 1, 1, 0,
    ]);
  });

  it('of months are not those of weeks', () => {
    expect(minutes('0 8 1 * *', '0 9 1 * *')).toBeNull();
  });

  it('cover each other', () => {
    const [day, lunch] = [
      ['0 8 * * *', '0 18 * * *'],
      ['0 12 * * 1', '0 13 * * 1'],
    ].map(([start = '', end = '']) => weeklyWindow(schedule(start), schedule(end)));
    if (day == null || lunch == null) throw new Error('no windows');
    expect([covers(day, lunch), covers(lunch, day), day.length]).toEqual([true, false, MINUTES_OF_WEEK]);
  });
});

describe('time zones', () => {
  it.each([
    'UTC',
    'Europe/Berlin',
    'Etc/UTC',
    'America/Argentina/Buenos_Aires',
    'US/Eastern',
    'Asia/Calcutta',
  ])('%s', (name) => {
    expect(isTimeZone(name)).toBe(true);
  });

  it.each(['', 'utc', 'europe/berlin', 'Europe/Berlim', '+01:00', 'GMT+1', 'CEST', 'PST', 'Berlin'])(
    'not %s',
    (name) => {
      expect(isTimeZone(name)).toBe(false);
    },
  );

  it('change their clocks in some hour of some day', () => {
    expect(clockChanges('Europe/Berlin')).toEqual([
      { from: 120, to: 180, day: 0, kind: 'skipped' },
      { from: 120, to: 180, day: 0, kind: 'repeated' },
    ]);
    expect(clockChanges('America/New_York')).toEqual([
      { from: 120, to: 180, day: 0, kind: 'skipped' },
      { from: 60, to: 120, day: 0, kind: 'repeated' },
    ]);
    expect(clockChanges('Australia/Lord_Howe').map(({ from, to }) => to - from)).toEqual([30, 30]);
    expect(clockChanges('Asia/Kolkata')).toEqual([]);
  });
});
