import type { AlarmKey } from '../../../src/domain/port/alarm.ts';
import type { RequestEvent } from '../../../src/domain/request/fact.ts';
import type { Finding } from '../../../src/domain/request/request.ts';
import { START } from '../../store/support/database.ts';
import { ORDER } from '../../store/support/samples.ts';
import { LIN, LUX } from './people.ts';

/** When every click of the matrix is made. */
export const NOW = START;
export const MINUTE = 60_000;
/** So many milliseconds before the clicks. */
export const ago = (ms: number) => NOW - ms;

/** When an LOA was fetched that was. */
export const LOA_AT = ago(10 * MINUTE);

// What has happened to requests before, as the domain is told of it.

export const APPROVED: RequestEvent = { type: 'approved', by: [LIN, LUX], at: ago(60 * MINUTE) };
export const HELD: RequestEvent = {
  type: 'held',
  hold: { kind: 'frozen', code: 'FROZEN', message: 'Ordering is frozen.' },
  told: true,
  at: ago(59 * MINUTE),
};
const NOT_SENT: RequestEvent = {
  type: 'attempt_not_sent',
  hold: { kind: 'not_sent', code: 'TIMEOUT', message: 'It did not leave.' },
  at: ago(57 * MINUTE),
};
export const committed = (attempt: number): RequestEvent => ({
  type: 'attempt_committed',
  attempt,
  accountId: '111122223333',
  by: [LIN, LUX],
  votesFor: 0,
  at: ago(58 * MINUTE),
});
/** Its second attempt, the first of which never left. */
export const PLACING = [APPROVED, committed(1), NOT_SENT, committed(2)];
const FINDING: Finding = {
  looked: 'not_there',
  candidates: [],
  tagged: [],
  lagLinks: null,
  lateUntil: NOW + 10 * MINUTE,
};
export const REFUSED: RequestEvent = {
  type: 'attempt_refused',
  code: 'DirectConnectClientException',
  message: 'No more ports there.',
  finding: FINDING,
  at: ago(55 * MINUTE),
};
export const UNKNOWN: RequestEvent = {
  type: 'attempt_unknown',
  code: 'ECONNRESET',
  until: ago(35 * MINUTE),
  at: ago(55 * MINUTE),
};
export const notSettled = (attempt: number, finding: Partial<Finding> = {}): RequestEvent => ({
  type: 'not_settled',
  attempt,
  minutes: 20,
  attempts: [],
  at: ago(35 * MINUTE),
  ...FINDING,
  ...finding,
});
export const TAGGED: Partial<Finding> = {
  tagged: [{ interconnectId: 'dxcon-tagged', why: 'differs', differences: ['It has 1Gbps, not 10Gbps.'] }],
};
const PORT = {
  interconnectId: 'dxcon-ours',
  portState: 'requested',
  seen: {
    interconnectId: 'dxcon-ours',
    name: ORDER.interconnectName,
    state: 'requested',
    location: ORDER.location,
    bandwidth: ORDER.bandwidth,
  },
};
export const CREATED: RequestEvent = { type: 'created', how: 'answer', ...PORT, at: ago(55 * MINUTE) };
/** What people were alarmed about, wherever there is a port or was one. */
export const ALARM: AlarmKey = { kind: 'light_lost', episode: ago(30 * MINUTE), step: 1 };
/** AWS has looked at it: its LOA can be had. */
export const PENDING: RequestEvent = {
  type: 'port_changed',
  portState: 'pending',
  seen: { ...PORT.seen, state: 'pending' },
  lostLight: false,
  days: 0,
  newDevice: false,
  at: ago(40 * MINUTE),
};
/** As one is born that only follows a port. */
export const FOLLOWED: RequestEvent[] = [
  { type: 'approved', by: [], at: ago(60 * MINUTE) },
  { type: 'found', how: 'before_placing', ...PORT, at: ago(60 * MINUTE) },
];
export const undecided = (finding?: Partial<Finding>) => [...PLACING, UNKNOWN, notSettled(2, finding)];
export const ORDERED_AGAIN: RequestEvent = {
  type: 'ordered_again',
  by: [LIN, LUX],
  accepted: [],
  at: ago(20 * MINUTE),
};
export const ENTITLED = { rule: 'ports', via: null, ruleNow: 'ports', viaNow: null };
