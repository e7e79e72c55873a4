import fc from 'fast-check';
import type { Alarm, AlarmKind } from '../../../src/domain/port/alarm.ts';
import { historyOf } from '../../../src/domain/port/history.ts';
import type { Maintenance } from '../../../src/domain/port/maintenance.ts';
import type { Port } from '../../../src/domain/port/port.ts';
import type { Request } from '../../../src/domain/request/request.ts';
import type { Vote } from '../../../src/domain/request/vote.ts';
import type { RequestView } from '../../../src/interfaces/chat.ts';
import { AT, lee, listed, request, STATES } from '../../domain/support.ts';
import { anyRequest, anyVotes, person, seen, time, word } from './support.ts';

export const DAY = 86_400_000;

/** The port of an order of AT, in a state since some days after it. */
export function portIn(state: string, days = 0, changes: Partial<Port> = {}): Port {
  const port = {
    requestId: 'ic-0123456789',
    accountId: '123456789012',
    region: 'us-east-1',
    interconnectId: 'dxcon-fg1234ab',
    state,
    stateSince: AT + days * DAY,
    orderedAt: AT,
    firstAvailableAt: null,
    seen: listed({ state }),
    listedAt: AT,
    missing: null,
    toldUntil: AT,
    dueAt: null,
    ...changes,
  };
  return { ...port, history: historyOf(port, changes.history) };
}

const APPROVAL: Vote = {
  requestId: 'ic-0123456789',
  revision: 1,
  attempt: 0,
  voter: lee,
  choice: 'approve',
  fingerprint: 'a',
  comment: 'Needed for the move',
  at: AT,
};

/** What a port's card and direct message are drawn from; Erin asked and Lee approved. */
export function viewOf(port: Port, changes: Partial<Request> = {}): RequestView {
  return {
    request: request({ state: { ...STATES.ordered, portState: port.state }, ...changes }),
    votes: [APPROVAL],
    card: undefined,
    quorum: 1,
    freeze: undefined,
    rehearsing: false,
    port,
    loa: { fetched: 0, issuedAt: port.seen.loaIssueTime ?? null, fetching: false },
  };
}

/** An alarm about its port that stands since some days after the order. */
export function alarm(kind: AlarmKind, days: number, got: Alarm['got'] = null): Alarm {
  const began = AT + days * DAY;
  return {
    requestId: 'ic-0123456789',
    kind,
    episode: began,
    step: 1,
    raisedAt: began,
    told: true,
    clearedAt: null,
    got,
  };
}

/** Maintenance of four hours that AWS has announced, so many days after the order. */
export function announced(days: number, changes: Partial<Maintenance> = {}): Maintenance {
  const startsAt = AT + days * DAY;
  return {
    eventArn: 'arn:aws:health:us-east-1::event/DIRECTCONNECT/one',
    requestId: 'ic-0123456789',
    interconnectId: 'dxcon-fg1234ab',
    code: 'AWS_DIRECTCONNECT_MAINTENANCE_SCHEDULED',
    planned: true,
    status: 'upcoming',
    startsAt,
    endsAt: startsAt + DAY / 6,
    words: 'Planned maintenance',
    told: { step: 'announced', startsAt, endsAt: startsAt + DAY / 6, at: AT },
    ...changes,
  };
}

/** The same of a port that Erin has followed and nobody has ordered. */
export function followedView(port: Port): RequestView {
  const submissionId = 'follow:123456789012:us-east-1:dxcon-fg1234ab';
  const state = { ...STATES.ordered, by: [], attempt: 0, portState: port.state };
  const reason = 'The bot did not order it: it was at AWS already.';
  return { ...viewOf(port, { submissionId, state, reason }), votes: [] };
}

/** Every kind; a new one doesn't compile until it is here. */
const KIND: Record<AlarmKind, true> = {
  requested: true,
  unanswered: true,
  loa: true,
  light_lost: true,
  flapping: true,
  encryption_lost: true,
  missing: true,
  deleted: true,
  maintenance_pair: true,
};
export const KINDS = Object.keys(KIND) as AlarmKind[];

const moment = fc.option(time);
const state = fc.oneof(
  word,
  fc.constantFrom('requested', 'pending', 'down', 'available', 'deleting', 'unknown'),
);

/** A port in any state, with any words in every place where AWS can put some. */
const anyPort: fc.Arbitrary<Port> = fc
  .record({
    state,
    stateSince: time,
    orderedAt: time,
    firstAvailableAt: moment,
    missing: fc.option(fc.record({ since: time, listings: fc.nat(99), told: fc.boolean() })),
    seen,
    loaIssueTime: moment,
  })
  .map(({ loaIssueTime, ...changes }) => ({
    ...portIn(changes.state),
    ...changes,
    seen: { ...changes.seen, ...(loaIssueTime === null ? {} : { loaIssueTime }) },
  }));

const anyMaintenance: fc.Arbitrary<Maintenance[]> = fc.array(
  fc
    .record({ code: word, planned: fc.boolean(), endsAt: fc.option(time), words: word, days: fc.nat(400) })
    .map(({ days, ...changes }) => announced(days, changes)),
  { maxLength: 4 },
);

const anyLetters = fc.record({ fetched: fc.nat(3), issuedAt: moment, fetching: fc.boolean() });

const anyAlarms: fc.Arbitrary<Alarm[]> = fc.array(
  fc
    .record({
      kind: fc.constantFrom(...KINDS),
      days: fc.nat(400),
      got: fc.option(fc.record({ by: person, at: time })),
    })
    .map(({ kind, days, got }) => alarm(kind, days, got)),
  { maxLength: 9 },
);

/** A request that has a port, ordered or only followed, with any words wherever people or AWS can put some. */
export const anyOrdered: fc.Arbitrary<RequestView> = fc
  .tuple(anyRequest, anyVotes, anyPort, anyAlarms, anyMaintenance, anyLetters, fc.boolean())
  .map(([given, votes, port, alarms, maintenance, loa, followed]) => ({
    ...viewOf(port),
    votes,
    alarms,
    maintenance,
    loa,
    request: {
      ...given,
      ...(followed ? { submissionId: 'follow:123456789012:us-east-1:dxcon-fg1234ab' } : {}),
      state: { ...STATES.ordered, by: [given.requester], portState: port.state },
    },
  }));
