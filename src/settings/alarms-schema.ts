import * as z from 'zod';
import { ALARM_TIMES, type AlarmTimes, UNANSWERED_MS } from '../domain/port/alarm-times.ts';
import { DAY, HOUR } from '../domain/time.ts';

/** About a second: what comes more often would fill the thread. */
const LEAST_DAYS = 0.000_01;
const HOURS = z.number().min(0.0003).max(8_760);
const STEPS_MOST = 20;

/** Days that grow; an empty list is none. */
function days() {
  return z
    .array(z.number().min(LEAST_DAYS).max(3_650))
    .max(STEPS_MOST)
    .superRefine((all, ctx) => {
      const at = all.findIndex((day, index) => day <= (all[index - 1] ?? 0));
      const message = `${all[at]} does not come after ${all[at - 1]}`;
      if (at > 0) ctx.addIssue({ code: 'custom', path: [at], message });
    })
    .optional();
}

/** When people are alarmed or told that a port still waits. */
export const alarmsSchema = z
  .strictObject({
    requested_hours: HOURS.optional().describe(
      'So many hours in requested are an alarm. Fractions are taken.',
    ),
    unanswered_days: days()
      .superRefine((all = [], ctx) => {
        const at = all.findIndex((day) => day * DAY >= UNANSWERED_MS);
        const message = `${all[at]} does not come before day 7, when AWS deletes the order`;
        if (at >= 0) ctx.addIssue({ code: 'custom', path: [at], message });
      })
      .describe('After so many days in requested: AWS deletes at day 7 what nobody answers its mail about.'),
    loa_days: days().describe('So many days after the LOA-CFA was issued a port without light is an alarm.'),
    waiting_days: days().describe(
      'After so many days in one state it is told that a port still waits, then again each time so many days are over as the last of them says.',
    ),
    loa_retry_hours: HOURS.optional().describe(
      'So long after AWS refused the LOA-CFA it is asked for again.',
    ),
  })
  .describe('When people are alarmed about a port, and told that it still waits.');

/** The times of the file; where it doesn't say, those of the code. */
export function toAlarmTimes(written: z.infer<typeof alarmsSchema> = {}): AlarmTimes {
  const { requested_hours, unanswered_days, loa_days, waiting_days, loa_retry_hours } = written;
  const inDays = (all: readonly number[] | undefined) => all?.map((day) => Math.round(day * DAY));
  const inHours = (hours: number | undefined) => hours && Math.round(hours * HOUR);
  return {
    requestedMs: inHours(requested_hours) ?? ALARM_TIMES.requestedMs,
    unansweredMs: inDays(unanswered_days) ?? ALARM_TIMES.unansweredMs,
    loaMs: inDays(loa_days) ?? ALARM_TIMES.loaMs,
    waitingMs: inDays(waiting_days) ?? ALARM_TIMES.waitingMs,
    loaRetryMs: inHours(loa_retry_hours) ?? ALARM_TIMES.loaRetryMs,
  };
}
