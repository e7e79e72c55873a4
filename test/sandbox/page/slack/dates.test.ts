import { describe, expect, it } from 'vitest';
import { clock, dateWords, dayWords, isSameDay, msOf } from '../../../../sandbox/page/public/slack/dates.ts';

const at = (day: number, hour = 12) => new Date(2026, 10, day, hour, 4, 5).getTime();
const NOW = at(29);
const DAY = 24 * 3_600_000;

describe('Times, in the zone of whoever reads', () => {
  it.each([
    ['{date_short_pretty} {time}', at(29, 9), 'today 09:04'],
    ['{date_short_pretty} {time}', at(28), 'yesterday 12:04'],
    ['{date_pretty}', at(30), 'tomorrow'],
    ['{date_short_pretty} {time}', at(3), 'Nov 3, 2026 12:04'],
    ['{date_short} at {time_secs}', at(29), 'Nov 29, 2026 at 12:04:05'],
    ['{date}', at(3), 'November 3, 2026'],
    ['{date_long}', at(3), 'Tuesday, November 3, 2026'],
    ['{date_num}', at(3), '11/03/2026'],
    ['{ago}', NOW - 3 * DAY, '3 days ago'],
    ['{ago}', NOW + 2 * 3_600_000, 'in 2 hours'],
    ['{unknown}', NOW, '{unknown}'],
  ])('%s', (format, when, words) => {
    expect(dateWords(when / 1000, format, NOW)).toBe(words);
  });

  it('are none where there is no moment', () => {
    expect(dateWords(Number.NaN, '{date}', NOW)).toBeUndefined();
  });

  it('divide days, and name the near ones', () => {
    expect(isSameDay(at(29, 0), at(29, 23))).toBe(true);
    expect(isSameDay(at(28, 23), at(29, 0))).toBe(false);
    expect(dayWords(at(29, 1), NOW)).toBe('Today');
    expect(dayWords(at(28), NOW)).toBe('Yesterday');
    expect(dayWords(at(3), NOW)).toBe('Tuesday, November 3');
    expect(dayWords(NOW - 400 * DAY, NOW)).toMatch(/, 2025$/);
  });

  it('stand beside a message', () => {
    expect(clock(msOf(`${Math.floor(at(29, 7) / 1000)}.000100`))).toBe('07:04');
  });
});
