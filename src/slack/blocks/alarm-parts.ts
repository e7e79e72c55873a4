import type { ContextBlock, KnownBlock } from '@slack/types';
import type { Alarm } from '../../domain/port/alarm.ts';
import type { RequestView } from '../../interfaces/chat.ts';
import { BEGAN, beganAt } from '../../words/standing.ts';
import { markup, moment, plain } from './blocks.ts';
import { gotItButton } from './buttons.ts';
import { userMention } from './mentions.ts';

/** So many are shown, those first that nobody looks after; the thread has told them all. */
const SHOWN = { alarms: 4, name: 120 } as const;

/** What people were alarmed about and still stands: with Got it, or with who looks after it; a direct message mentions nobody. */
export function alarmParts({ request, alarms = [] }: RequestView, mention: boolean): KnownBlock[] {
  const shown = alarms
    .toSorted((a, b) => Number(a.got !== null) - Number(b.got !== null))
    .slice(0, SHOWN.alarms);
  return shown.map((alarm) =>
    alarm.got === null
      ? {
          ...markup(`*${BEGAN[alarm.kind]}* ${moment(beganAt(alarm))}`),
          accessory: gotItButton(request, alarm),
        }
      : lookedAfter(alarm, alarm.got, mention),
  );
}

function lookedAfter(alarm: Alarm, { by, at }: NonNullable<Alarm['got']>, mention: boolean): ContextBlock {
  const beside = mention ? `${userMention(by.id)} ${moment(at)}` : moment(at);
  return {
    type: 'context',
    elements: [
      { type: 'mrkdwn', text: `${BEGAN[alarm.kind]} ${moment(beganAt(alarm))}`, verbatim: true },
      plain(`Got it: ${by.name}`, SHOWN.name),
      { type: 'mrkdwn', text: beside, verbatim: true },
    ],
  };
}
