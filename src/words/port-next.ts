import type { AlarmKind } from '../domain/port/alarm.ts';
import { answerBy, loaEndsAt, readyBy } from '../domain/port/deadlines.ts';
import { waitFor } from '../domain/port/wait.ts';
import { followsOnly } from '../domain/request/follows-only.ts';
import type { RequestState } from '../domain/request/request.ts';
import { clip } from '../domain/text.ts';
import type { RequestView } from '../interfaces/chat.ts';
import { CHECK_BOTH_ENDS } from './next-step.ts';
import { type Timed, timed } from './timed.ts';

type Ordered = Extract<RequestState, { status: 'ordered' }>;

/** What a port waits for, in few words, and who does what about it. */
export interface PortNext {
  waits: string;
  todo: Timed;
}

const WORD_MAX = 100;

/**
 * Who has to move next so that a port carries light, or goes on to. It names days and never counts them: what it says
 * changes with the port and its alarms alone. Without a port it goes by what its request knows.
 */
export function portNext(view: RequestView, { portState }: Ordered): PortNext {
  const { request, port, maintenance = [] } = view;
  if (port?.missing?.told) return MISSING;
  if (portState !== 'deleting' && isAlarmed(view, 'flapping')) return FLAPPING;
  switch (waitFor({ state: portState, firstAvailableAt: port?.firstAvailableAt ?? null })) {
    case 'aws':
      return requested(view);
    case 'cross_connect':
      return expired(view) ?? pending(view);
    case 'keys':
      return CHANGING;
    case 'light':
      return followsOnly(request) ? MAYBE_LOST : (expired(view) ?? down(view));
    case 'outage':
      return maintenance.some(({ planned }) => planned) ? LOST_MAYBE_BY_AWS : LOST;
    case undefined:
      return calm(view, portState);
  }
}

function isAlarmed({ alarms = [] }: RequestView, kind: AlarmKind): boolean {
  return alarms.some((alarm) => alarm.kind === kind);
}

/** In a state that waits for nothing that anybody knows. */
function calm(view: RequestView, state: string): PortNext {
  switch (state) {
    case 'available':
      return available(view);
    case 'unknown':
      return { waits: 'State unknown:', todo: ["AWS can't tell it now. It is followed on."] };
    case 'deleting':
      return { waits: 'Being deleted:', todo: ['if nobody here wanted that, ask AWS at once.'] };
    default:
      return {
        waits: 'Waits for AWS:',
        todo: [`nothing is known to be done about the state ${clip(state, WORD_MAX)}.`],
      };
  }
}

/** It has light: what was told about it as an alarm, or is to come, has to be done all the same. */
function available(view: RequestView): PortNext {
  if (isAlarmed(view, 'encryption_lost'))
    return { waits: 'Carries light, unencrypted:', todo: ['compare the MACsec keys at both ends.'] };
  const waits = 'Carries light:';
  if (isAlarmed(view, 'maintenance_pair')) {
    const ready = 'have another way for the traffic ready for the time of the maintenance';
    return { waits, todo: [`${ready}, and ask AWS support to move one of the two.`] };
  }
  if ((view.maintenance ?? []).some(({ planned }) => planned))
    return { waits, todo: ['move its traffic to another port for the time of the maintenance.'] };
  return { waits, todo: ['nobody has to do anything. Hosted connections can be put on it.'] };
}

const FLAPPING: PortNext = {
  waits: 'Not stable:',
  todo: ['have the optics, the light levels and the cross connect checked at both ends.'],
};

const CHANGING: PortNext = {
  waits: 'Waits for its MACsec keys:',
  todo: ['whoever changes them sets the same ones at the other end.'],
};

const MISSING: PortNext = {
  waits: 'Missing:',
  todo: [
    "AWS's listings don't show it, and AWS doesn't know its ID. That is not the same as deleted: look for it at AWS.",
  ],
};

const LOST: PortNext = { waits: 'Waits for light:', todo: [CHECK_BOTH_ENDS] };

const LOST_MAYBE_BY_AWS: PortNext = {
  waits: 'Waits for light:',
  todo: [`it may be AWS's maintenance. If it stays away after that, ${CHECK_BOTH_ENDS}`],
};

const MAYBE_LOST: PortNext = {
  waits: 'Waits for light:',
  todo: [`${CHECK_BOTH_ENDS} Whether it has carried light before isn't known here.`],
};

function requested(view: RequestView): PortNext {
  const { request, port } = view;
  // Nobody knows when it was ordered that is only followed.
  const known = followsOnly(request) ? undefined : port;
  const ready = known ? timed`until ${{ day: readyBy(known) }}` : '72 hours';
  const answer = known ? timed`before ${{ day: answerBy(known) }}` : 'within 7 days';
  const mail = timed`If it writes to the account's root address, answer ${answer}, or it deletes the order.`;
  const late = isAlarmed(view, 'requested') || isAlarmed(view, 'unanswered');
  return {
    waits: 'Waits for AWS:',
    todo: late
      ? timed`look for its mail in the account's root mailbox, and ask AWS support where the order stands. ${mail}`
      : timed`it may take ${ready}. ${mail}`,
  };
}

/** Its LOA-CFA has expired, and people were told so. */
function expired({ alarms = [] }: RequestView): PortNext | undefined {
  const told = alarms.find(({ kind, episode, raisedAt }) => kind === 'loa' && loaEndsAt(episode) <= raisedAt);
  if (!told) return undefined;
  const since = { day: loaEndsAt(told.episode) };
  return {
    waits: 'Waits for light:',
    todo: timed`the LOA-CFA expired ${since}, and AWS bills the port even without light. Get a new one for the colocation desk, or have the port deleted.`,
  };
}

function pending(view: RequestView): PortNext {
  const { fetched = 0, fetching = false, outside = false } = view.loa ?? {};
  if (fetching && fetched === 0) {
    return {
      waits: 'Waits for the LOA-CFA:',
      todo: ["AWS's letter by which the port may be connected. The bot asks AWS for it."],
    };
  }
  const which = outside ? ' that was fetched last, outside of the bot' : ' that is in the thread';
  const letter = `the LOA-CFA${fetched > 0 || outside ? which : ''}, AWS's letter`;
  return {
    waits: 'Waits for the colocation desk:',
    todo: timed`send them ${letter} by which they may connect it.${validity('It', view)}`,
  };
}

function down(view: RequestView): PortNext {
  return {
    waits: 'Waits for light:',
    todo: timed`the colocation desk makes the cross connect, and your equipment at its other end has to be on.${validity('The LOA-CFA', view)}`,
  };
}

function validity(letter: string, { loa }: RequestView): Timed {
  if (!loa || loa.issuedAt === null) return [];
  return timed` ${letter} is valid until ${{ day: loaEndsAt(loa.issuedAt) }}; after that the port is billed even without light.`;
}
