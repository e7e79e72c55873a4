import { giveUp } from '../../../../src/actions/attending/give-up.ts';
import { namePort } from '../../../../src/actions/attending/name-port.ts';
import { orderAgain } from '../../../../src/actions/attending/order-again.ts';
import { tryAgain } from '../../../../src/actions/attending/try-again.ts';
import { askBack } from '../../../../src/actions/deciding/ask-back.ts';
import { type Ballot, decide } from '../../../../src/actions/deciding/decide.ts';
import { remind } from '../../../../src/actions/deciding/remind.ts';
import { takeBack } from '../../../../src/actions/deciding/take-back.ts';
import { withdraw } from '../../../../src/actions/deciding/withdraw.ts';
import { fingerprint } from '../../../../src/actions/submitting/fingerprint.ts';
import type { Person } from '../../../../src/domain/person.ts';
import type { Request, Status } from '../../../../src/domain/request/request.ts';
import { askDifferently, orderOf } from './forms.ts';
import type { Ports } from './process.ts';
import { account, type Name, person, type World } from './world.ts';

/** One press of one button of one request's card or message. */
export interface Press {
  by: Name;
  /** The card is not what it should be: another order, the attempt before, or not this person's to press. */
  off: boolean;
  /** Which port is named, or what the changed form says. */
  pick: number;
}

type Button = (world: World, ports: Ports, request: Request, press: Press) => Promise<{ kind: string }>;

export const BUTTONS = {
  approve: (world, ports, request, press) => vote(world, ports, request, press, { decision: 'approve' }),
  reject: (world, ports, request, press) =>
    vote(world, ports, request, press, { decision: 'reject', reason: 'No' }),
  takeBack: async (_world, { store }, request, press) => {
    const votes = await store.read((at) => at.votes.of(request.id, request.revision, 0));
    const voter = votes[press.pick % Math.max(votes.length, 1)]?.voter ?? person(press.by);
    return takeBack({ store }, { ...on(request, press), voter });
  },
  sendBack: ({ judging }, { store }, request, press) =>
    askBack({ store, judging }, { ...on(request, press), question: 'Why?' }),
  withdraw: (_world, { store }, request, press) =>
    withdraw({ store }, { requestId: request.id, by: requesters(request, press) }),
  remind: ({ judging }, { store }, request, press) =>
    remind({ store, judging }, { requestId: request.id, by: requesters(request, press) }),
  changed: (world, ports, request, press) => {
    const by = requesters(request, press).name as Name;
    return askDifferently(world, ports, request, by, press.pick % 2 === 0 ? 'core-01' : 'core-02');
  },
  tryAgain: ({ judging }, { store }, request, press) => tryAgain({ store, judging }, bound(request, press)),
  giveUp: ({ judging }, { store }, request, press) => giveUp({ store, judging }, bound(request, press)),
  orderAgain: ({ judging }, { store }, request, press) => {
    const candidates = 'candidates' in request.state && press.pick > 0 ? request.state.candidates : [];
    return orderAgain({ store, judging }, { ...bound(request, press), candidates });
  },
  itExists: async (world, { store, directConnect }, request, press) => {
    const ids = account(world).aws.interconnects.map(({ interconnectId }) => interconnectId);
    const interconnectId = ids[press.pick % (ids.length + 1)] ?? 'dxcon-nowhere1';
    const named = async (accepted: string | undefined) =>
      namePort(
        { store, directConnect, judging: world.judging },
        { ...bound(request, press), interconnectId, accepted },
      );
    const first = await named(undefined);
    // Most take a port that is not what was ordered, once they have seen what is different.
    return first.kind === 'differs' && press.pick % 3 > 0 ? named(first.digest) : first;
  },
} as const satisfies Record<string, Button>;

export type ButtonName = keyof typeof BUTTONS;

/** What is pressed in each state, and in how many of nine choices; in the rest nothing is. */
const OFFERED: Partial<Record<Status, Partial<Record<ButtonName, number>>>> = {
  awaiting_approval: { approve: 4, reject: 1, takeBack: 1, sendBack: 2, withdraw: 1, remind: 1 },
  sent_back: { changed: 6, withdraw: 1 },
  approved: { withdraw: 1 },
  refused: { tryAgain: 6, withdraw: 1 },
  needs_decision: { orderAgain: 4, itExists: 3, giveUp: 1 },
};
export const CHOICES = 10;

/** One of the buttons that fit where a request stands; undefined where none is pressed. */
export function offered({ state }: Request, choice: number): ButtonName | undefined {
  const shares = Object.entries(OFFERED[state.status] ?? {}) as [ButtonName, number][];
  return shares.flatMap(([button, share]) => Array.from({ length: share }, () => button))[choice];
}

function vote(
  { judging }: World,
  { store }: Ports,
  request: Request,
  press: Press,
  choice: Ballot['choice'],
) {
  return decide({ store, judging }, { ...on(request, press), choice });
}

/** What buttons of a request that waits for approval are bound to. */
function on({ id: requestId, revision, fingerprint: print, accountId }: Request, { by, off }: Press) {
  const shown = off ? fingerprint(orderOf('older'), accountId) : print;
  return { requestId, revision, fingerprint: shown, voter: person(by) };
}

/** What buttons of a failed attempt are bound to. */
function bound({ id: requestId, state }: Request, { by, off }: Press) {
  const attempt = 'attempt' in state ? state.attempt - (off ? 1 : 0) : 0;
  return { requestId, attempt, by: person(by) };
}

/** The requester's own buttons are mostly pressed by the requester. */
function requesters({ requester }: Request, { by, off }: Press): Person {
  return off ? person(by) : requester;
}
