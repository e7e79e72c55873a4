import type { AlarmKind } from '../domain/port/alarm.ts';

/** What an alarm that stands is about, in few words and before the time when that began; the bot's own words alone. */
export const BEGAN: Readonly<Record<AlarmKind, string>> = {
  requested: 'AWS takes long: requested since',
  unanswered: "AWS's mail may wait for an answer: requested since",
  loa: 'No light yet: LOA-CFA issued',
  light_lost: 'Light lost since',
  flapping: 'Comes and goes since',
  encryption_lost: 'Encryption lost since',
  missing: "Not in AWS's listings since",
  deleted: 'Being deleted since',
};
