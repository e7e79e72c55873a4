import type { Alarm, AlarmKind } from '../domain/port/alarm.ts';
import { type Timed, timed, timedLines } from './timed.ts';

/** What an alarm that stands is about, in few words and before the time when that began; the bot's own words alone. */
export const BEGAN: Readonly<Record<AlarmKind, string>> = {
  requested: 'AWS takes long: requested since',
  unanswered: "AWS's mail may wait for an answer: requested since",
  loa: 'No light yet: LOA-CFA issued',
  light_lost: 'Light lost since',
  maintenance_pair: 'Maintenance on both ports of the pair from',
  flapping: 'Comes and goes since',
  encryption_lost: 'Encryption lost since',
  missing: "Not in AWS's listings since",
  deleted: 'Being deleted since',
};

/** When began what an alarm that stands is about; epoch milliseconds. Its episode is a port's whole life once it is deleted. */
export function beganAt({ kind, episode, raisedAt }: Alarm): number {
  return kind === 'deleted' ? raisedAt : episode;
}

/** The same of several, and who looks after each, a line each. */
export function standingText(alarms: readonly Alarm[]): Timed {
  return timedLines(
    alarms.map((alarm) => {
      const { kind, got } = alarm;
      const who = got ? timed`Got it: ${got.by.name} ${{ at: got.at }}` : 'nobody looks after it';
      return timed`${BEGAN[kind]} ${{ at: beganAt(alarm) }}, ${who}`;
    }),
  );
}
