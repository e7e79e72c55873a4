import { answerBy, loaEndsAt, readyBy } from '../domain/port/deadlines.ts';
import type { Port } from '../domain/port/port.ts';
import { waitFor } from '../domain/port/wait.ts';
import { followsOnly } from '../domain/request/follows-only.ts';
import type { Request, RequestState } from '../domain/request/request.ts';
import { clip } from '../domain/text.ts';
import type { RequestView } from '../interfaces/chat.ts';
import { type Timed, timed } from './timed.ts';

type Ordered = Extract<RequestState, { status: 'ordered' }>;

/** What a port waits for, in few words, and who does what about it. */
export interface PortNext {
  waits: string;
  todo: Timed;
}

const WORD_MAX = 100;
const BOTH_ENDS = 'have the cross connect and the optics at both ends checked.';

/**
 * Who has to move next so that a port carries light, or goes on to. It names days and never counts them: what it says
 * changes with the port alone. Without a port it goes by what its request knows.
 */
export function portNext(view: RequestView, { portState }: Ordered): PortNext {
  const { request, port, maintenance = [] } = view;
  if (port?.missing?.told) return MISSING;
  switch (waitFor({ state: portState, firstAvailableAt: port?.firstAvailableAt ?? null })) {
    case 'aws':
      return requested(request, port);
    case 'cross_connect':
      return pending(view);
    case 'keys':
      return CHANGING;
    case 'light':
      return followsOnly(request) ? MAYBE_LOST : down(view);
    case 'outage':
      return maintenance.some(({ planned }) => planned) ? LOST_MAYBE_BY_AWS : LOST;
    case undefined:
      return calm(portState);
  }
}

/** In a state that waits for nothing that anybody knows. */
function calm(state: string): PortNext {
  switch (state) {
    case 'available':
      return {
        waits: 'Carries light:',
        todo: ['nobody has to do anything. Hosted connections can be put on it.'],
      };
    case 'deleting':
      return { waits: 'Being deleted:', todo: ['if nobody here wanted that, ask AWS at once.'] };
    default:
      return {
        waits: 'Waits for AWS:',
        todo: [`nothing is known to be done about the state ${clip(state, WORD_MAX)}.`],
      };
  }
}

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

const LOST: PortNext = { waits: 'Waits for light:', todo: [BOTH_ENDS] };

const LOST_MAYBE_BY_AWS: PortNext = {
  waits: 'Waits for light:',
  todo: [`it may be AWS's maintenance. If it stays away after that, ${BOTH_ENDS}`],
};

const MAYBE_LOST: PortNext = {
  waits: 'Waits for light:',
  todo: [`${BOTH_ENDS} Whether it has carried light before isn't known here.`],
};

function requested(request: Request, port: Port | undefined): PortNext {
  // Nobody knows when it was ordered that is only followed.
  const known = followsOnly(request) ? undefined : port;
  const ready = known ? timed`until ${{ day: readyBy(known) }}` : '72 hours';
  const answer = known ? timed`before ${{ day: answerBy(known) }}` : 'within 7 days';
  return {
    waits: 'Waits for AWS:',
    todo: timed`it may take ${ready}. If it writes to the account's root address, answer ${answer}, or it deletes the order.`,
  };
}

function pending(view: RequestView): PortNext {
  const { fetched = 0, fetching = false } = view.loa ?? {};
  if (fetching && fetched === 0) {
    return {
      waits: 'Waits for the LOA-CFA:',
      todo: ["AWS's letter by which the port may be connected. The bot asks AWS for it."],
    };
  }
  const letter =
    fetched > 0 ? "the LOA-CFA that is in the thread, AWS's letter" : "the LOA-CFA, AWS's letter";
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
