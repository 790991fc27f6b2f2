import { describe, expect, it } from 'vitest';
import { covers, MINUTES_OF_WEEK, weeklyWindow } from '../../../../src/manifests/cron/weekly-window.ts';
import { cronSchedule } from '../../../support/cron-schedule.ts';

const HOUR = 60;
const DAY = 24 * HOUR;

describe('windows', () => {
  const minutes = (start: string, end: string) => {
    const open = weeklyWindow(cronSchedule(start), cronSchedule(end));
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
    const open = weeklyWindow(cronSchedule('0 8 * * 1'), cronSchedule('0 9 * * 1'));
    expect([7 * HOUR + 59, 8 * HOUR, 8 * HOUR + 59, 9 * HOUR].map((minute) => open?.[DAY + minute])).toEqual([
      0, 1, 1, 0,
    ]);
  });

  it('of months are not those of weeks', () => {
    expect(minutes('0 8 1 * *', '0 9 1 * *')).toBeNull();
    expect(minutes('0 8 * 6 *', '0 9 * * *')).toBeNull();
    expect(minutes('0 8 1-31 * 1', '0 9 * * *')).toBeNull();
  });

  it('cover each other', () => {
    const [day, lunch] = [
      ['0 8 * * *', '0 18 * * *'],
      ['0 12 * * 1', '0 13 * * 1'],
    ].map(([start = '', end = '']) => weeklyWindow(cronSchedule(start), cronSchedule(end)));
    if (day == null || lunch == null) throw new Error('no windows');
    expect([covers(day, lunch), covers(lunch, day), day.length]).toEqual([true, false, MINUTES_OF_WEEK]);
  });
});
