import type { Person } from '../../../src/domain/person.ts';
import type { RequestEvent } from '../../../src/domain/request/fact.ts';
import { followingForm } from '../../../src/domain/request/follows-only.ts';
import type { Request, RequestState, Status } from '../../../src/domain/request/request.ts';
import { transition } from '../../../src/domain/request/transition.ts';
import type { Choice, Vote } from '../../../src/domain/request/vote.ts';
import { aRequest, ERIN } from '../../store/support/samples.ts';
import {
  APPROVED,
  ago,
  CREATED,
  committed,
  ENTITLED,
  FOLLOWED,
  HELD,
  MINUTE,
  notSettled,
  ORDERED_AGAIN,
  PENDING,
  PLACING,
  REFUSED,
  TAGGED,
  UNKNOWN,
  undecided,
} from './happened.ts';
import { BEA, LEO, LIN, LIV, LUX } from './people.ts';
import { kept, WRITTEN } from './rules.ts';

const HOUR = 60 * MINUTE;

/** A request with the votes on its present revision, as the store holds both. */
export interface Held {
  request: Request;
  votes: Vote[];
  /** Who looks after what people were alarmed about. */
  got?: { by: Person; at: number } | undefined;
  /** What became of a wish of Lux's for its port's LOA, if there is one. */
  loa?: 'open' | 'answered' | undefined;
}

/** One state of a request, with what of it matters to clicks. */
interface Scene {
  /** As the document calls it; unique. */
  title: string;
  votes?: 'none' | 'some' | 'enough';
  /** What has happened to it since it waited for approval. */
  events?: readonly RequestEvent[];
  /** Who has asked to order again, after the second attempt. */
  orderAgain?: readonly Person[];
  changed?: Partial<Request>;
  /** Nobody has asked: it is there only to follow a port. */
  followsOnly?: true;
  /** Lux has wished for its port's LOA. */
  loa?: 'open' | 'answered';
}

/** Every status that the code knows, in every form in which a click may be answered otherwise. */
const SCENES = {
  awaiting_approval: [
    { title: 'waits, nobody has voted' },
    { title: 'waits, 1 of 2', votes: 'some' },
    {
      title: 'waits, 1 of 2, escalated',
      votes: 'some',
      changed: { createdAt: ago(30 * HOUR), askedAt: ago(30 * HOUR), escalatedAt: ago(6 * HOUR) },
    },
    {
      title: 'waits, its time over and nobody has noticed',
      votes: 'some',
      changed: { createdAt: ago(73 * HOUR), askedAt: ago(73 * HOUR), expiresAt: ago(HOUR) },
    },
  ],
  sent_back: [
    {
      title: 'sent back with a question',
      votes: 'some',
      events: [{ type: 'sent_back', by: LIN, reason: 'Why not 1Gbps?', ...ENTITLED, at: ago(30 * MINUTE) }],
    },
    {
      title: 'sent back by the bot',
      votes: 'some',
      events: [{ type: 'sent_back', by: null, reason: 'EqDC2 is full.', at: ago(30 * MINUTE) }],
    },
  ],
  approved: [
    { title: 'approved', votes: 'enough', events: [APPROVED] },
    { title: 'approved, on hold', votes: 'enough', events: [APPROVED, HELD] },
    {
      title: 'approved once more after an unknown outcome',
      votes: 'enough',
      events: [...undecided(), ORDERED_AGAIN],
      orderAgain: [LIN, LUX],
    },
  ],
  placing: [{ title: 'being ordered', votes: 'enough', events: PLACING }],
  refused: [{ title: 'refused by AWS', votes: 'enough', events: [...PLACING, REFUSED] }],
  unsettled: [{ title: 'outcome unknown', votes: 'enough', events: [...PLACING, UNKNOWN] }],
  needs_decision: [
    { title: 'needs a decision', votes: 'enough', events: undecided() },
    {
      title: 'needs a decision, the first can’t arrive any more',
      votes: 'enough',
      events: undecided({ lateUntil: ago(10 * MINUTE) }),
    },
    {
      title: 'needs a decision, one wants to order again',
      votes: 'enough',
      events: undecided(),
      orderAgain: [LIN],
    },
    {
      title: 'needs a decision, not searched completely',
      votes: 'enough',
      events: undecided({ looked: 'could_not_look' }),
    },
    {
      title: 'needs a decision, a port of the same name',
      votes: 'enough',
      events: undecided({ candidates: ['dxcon-alike'] }),
    },
    { title: 'needs a decision, a port with the tag', votes: 'enough', events: undecided(TAGGED) },
    {
      title: 'needs a decision before any attempt',
      votes: 'enough',
      events: [APPROVED, notSettled(0, TAGGED)],
    },
  ],
  ordered: [
    { title: 'ordered', votes: 'enough', events: [...PLACING, CREATED] },
    {
      title: 'ordered by a second order, its LOA can be had',
      votes: 'enough',
      events: [...undecided(), ORDERED_AGAIN, committed(3), CREATED, PENDING],
      orderAgain: [LIN, LUX],
    },
    {
      title: 'ordered, its LOA under way',
      votes: 'enough',
      events: [...PLACING, CREATED, PENDING],
      loa: 'open',
    },
    {
      title: 'ordered, its LOA fetched since',
      votes: 'enough',
      events: [...PLACING, CREATED, PENDING],
      loa: 'answered',
    },
    { title: 'only followed', events: FOLLOWED, followsOnly: true },
  ],
  rejected: [
    {
      title: 'rejected',
      votes: 'some',
      events: [{ type: 'rejected', by: LIV, reason: 'No room', ...ENTITLED, at: ago(50 * MINUTE) }],
    },
  ],
  withdrawn: [
    {
      title: 'withdrawn',
      votes: 'some',
      events: [{ type: 'withdrawn', by: ERIN, at: ago(50 * MINUTE) }],
    },
  ],
  expired: [
    { title: 'expired undecided', votes: 'some', events: [{ type: 'expired', at: ago(50 * MINUTE) }] },
    {
      title: 'expired before it was ordered',
      votes: 'enough',
      events: [APPROVED, { type: 'expired', at: ago(50 * MINUTE) }],
    },
  ],
  rehearsed: [
    {
      title: 'rehearsed',
      votes: 'enough',
      events: [APPROVED, { type: 'rehearsed', at: ago(50 * MINUTE) }],
      changed: { dryRun: true },
    },
  ],
  abandoned: [
    {
      title: 'given up',
      votes: 'enough',
      events: [...undecided(), { type: 'given_up', by: LIN, ...ENTITLED, at: ago(20 * MINUTE) }],
    },
  ],
  closed: [
    {
      title: 'its port deleted at AWS',
      votes: 'enough',
      events: [...PLACING, CREATED, { type: 'port_gone', at: ago(20 * MINUTE) }],
    },
    {
      title: 'only followed, and handed over',
      events: [...FOLLOWED, { type: 'handed_over', to: 'ic-0000000000', at: ago(20 * MINUTE) }],
      followsOnly: true,
    },
  ],
} as const satisfies Record<Status, readonly [Scene, ...Scene[]]>;

const ALL: readonly { status: Status; scene: Scene }[] = Object.entries(SCENES).flatMap(([status, scenes]) =>
  scenes.map((scene) => ({ status: status as Status, scene })),
);

/** The titles of all states, in the order of a request's life. */
export const STATES: readonly string[] = ALL.map(({ scene }) => scene.title);

/** One state of each status. */
export const ONE_OF_EACH: readonly string[] = Object.values(SCENES).map((scenes) => scenes[0].title);

/** A request in this state, which the domain itself has brought it to from waiting for approval. */
export function held(title: string, id: string): Held {
  const found = ALL.find(({ scene }) => scene.title === title);
  if (!found) throw new Error(`There is no state '${title}'.`);
  const { scene, status } = found;
  const state = (scene.events ?? []).reduce<RequestState>(
    (before, event) => {
      const after = transition(before, event);
      if (!after) throw new Error(`${title}: ${event.type} can't happen in ${before.status}.`);
      return after;
    },
    { status: 'awaiting_approval' },
  );
  if (state.status !== status) throw new Error(`${title} is ${state.status}, not ${status}.`);
  const asked = ago(2 * HOUR);
  const request = aRequest(id, {
    revision: 2,
    beneficiary: BEA,
    rule: kept(WRITTEN),
    createdAt: asked,
    askedAt: asked,
    expiresAt: asked + 72 * HOUR,
    state,
    ...(scene.followsOnly ? { submissionId: followingForm({ accountId: null, region: id }, id) } : {}),
    ...scene.changed,
  });
  return { request, votes: votesOf(request, scene), loa: scene.loa };
}

function votesOf(request: Request, { votes = 'none', orderAgain = [] }: Scene): Vote[] {
  const vote = (voter: Person, choice: Choice, minutes: number, attempt = 0): Vote => ({
    requestId: request.id,
    revision: request.revision,
    attempt,
    voter,
    choice,
    fingerprint: request.fingerprint,
    comment: choice === 'reject' ? 'No room' : null,
    at: ago(minutes * MINUTE),
  });
  const some = [vote(LIN, 'approve', 90), vote(LEO, 'approve', 85), vote(LIV, 'reject', 80)];
  return [
    ...(votes === 'none' ? [] : some),
    ...(votes === 'enough' ? [vote(LUX, 'approve', 60)] : []),
    ...orderAgain.map((voter) => vote(voter, 'order_again', 20, 2)),
  ];
}
