import fc from 'fast-check';
import type { Accounts } from '../../src/domain/account.ts';
import type { Lag, ListedInterconnect, Location, RegionCatalog } from '../../src/domain/catalog/catalog.ts';
import type { Person } from '../../src/domain/person.ts';
import type { Entitlement, EventType, RequestEvent } from '../../src/domain/request/fact.ts';
import type { Order } from '../../src/domain/request/order.ts';
import type {
  Approval,
  Finding,
  Hold,
  Request,
  RequestState,
  Status,
} from '../../src/domain/request/request.ts';
import type { Rule } from '../../src/domain/rules/policy.ts';

export const AT = Date.UTC(2026, 10, 2, 9, 30);

export const erin: Person = { id: 'U0ERIN', name: 'Erin' };
export const lee: Person = { id: 'U0LEE', name: 'Lee' };
export const lin: Person = { id: 'U0LIN', name: 'Lin' };

export const rule: Rule = {
  name: 'default',
  approvers: [{ kind: 'group', id: 'S0LEADS', name: 'net-leads' }],
  quorum: 1,
  expiryHours: 72,
};

export function order(changes: Partial<Order> = {}): Order {
  return {
    region: 'us-east-1',
    location: 'EqDC2',
    bandwidth: '10Gbps',
    interconnectName: 'dc2-core-01',
    requestMACSec: false,
    tags: [],
    ...changes,
  };
}

export function location(changes: Partial<Location> = {}): Location {
  return {
    code: 'EqDC2',
    name: 'Equinix DC2/DC11, Ashburn, VA',
    region: 'us-east-1',
    speeds: ['1Gbps', '10Gbps'],
    macsecSpeeds: ['10Gbps'],
    providers: ['Equinix'],
    ...changes,
  };
}

export function lag(changes: Partial<Lag> = {}): Lag {
  return {
    lagId: 'dxlag-fg1234ab',
    name: 'core',
    location: 'EqDC2',
    bandwidth: '10Gbps',
    links: 2,
    state: 'available',
    hostsConnections: true,
    macsec: false,
    ...changes,
  };
}

export function listed(changes: Partial<ListedInterconnect> = {}): ListedInterconnect {
  return {
    interconnectId: 'dxcon-fg1234ab',
    name: 'dc2-core-01',
    state: 'requested',
    location: 'EqDC2',
    bandwidth: '10Gbps',
    ...changes,
  };
}

export function catalog(changes: Partial<RegionCatalog> = {}): RegionCatalog {
  return {
    region: 'us-east-1',
    locations: [location()],
    lags: [],
    interconnects: [],
    readAt: AT,
    refusal: undefined,
    ...changes,
  };
}

export function request(changes: Partial<Request> = {}): Request {
  return {
    id: 'ic-0123456789',
    submissionId: 'V0123456789',
    revision: 1,
    version: 1,
    requester: erin,
    beneficiary: null,
    reason: 'New core',
    order: order(),
    locationName: 'Equinix DC2/DC11, Ashburn, VA',
    warnings: [],
    accountId: '123456789012',
    fingerprint: 'a1b2c3d4'.repeat(8),
    rule,
    dryRun: false,
    createdAt: AT,
    askedAt: AT,
    reminded: 0,
    nudgedAt: null,
    trace: null,
    escalatedAt: null,
    expiresAt: AT + 72 * 3_600_000,
    dueAt: null,
    state: { status: 'awaiting_approval' },
    ...changes,
  };
}

const hold: Hold = { kind: 'throttled', code: 'ThrottlingException', message: 'Rate exceeded' };
const port = { interconnectId: 'dxcon-fg1234ab', portState: 'requested' };

/** What an approval carries that nothing was tried for yet. */
const FIRST_APPROVAL: Approval = { votesFor: 0, told: [], accepted: [] };

/** A complete look that found nothing. */
const FINDING: Finding = {
  looked: 'not_there',
  candidates: [],
  tagged: [],
  lagLinks: null,
  lateUntil: AT + 930_000,
};

/** One state of each status. */
export const STATES: { [S in Status]: Extract<RequestState, { status: S }> } = {
  awaiting_approval: { status: 'awaiting_approval' },
  sent_back: { status: 'sent_back', by: null, reason: 'EqDC2 offers 1Gbps.', at: AT },
  rejected: { status: 'rejected', by: lee, reason: 'Not this quarter', at: AT },
  withdrawn: { status: 'withdrawn', by: erin, at: AT },
  expired: { status: 'expired', cause: 'undecided', at: AT },
  approved: { status: 'approved', by: [lee], at: AT, tries: 0, hold: null, ...FIRST_APPROVAL },
  rehearsed: { status: 'rehearsed', by: [lee], at: AT },
  placing: {
    status: 'placing',
    by: [lee],
    at: AT,
    approvedAt: AT,
    tries: 0,
    attempt: 1,
    ...FIRST_APPROVAL,
  },
  refused: {
    status: 'refused',
    by: [lee],
    at: AT,
    attempt: 1,
    code: 'DirectConnectClientException',
    message: 'No',
  },
  unsettled: {
    status: 'unsettled',
    by: [lee],
    at: AT,
    attempt: 1,
    code: 'TimeoutError',
    until: AT + 900_000,
  },
  needs_decision: {
    status: 'needs_decision',
    by: [lee],
    at: AT,
    attempt: 1,
    ...FINDING,
  },
  ordered: { status: 'ordered', by: [lee], at: AT, attempt: 1, ...port },
  abandoned: { status: 'abandoned', by: lee, at: AT },
  closed: { status: 'closed', interconnectId: port.interconnectId, at: AT },
};
export const STATUSES = Object.keys(STATES) as Status[];

/** By the rule's one group, then and now. */
const ENTITLED: Entitlement = {
  rule: 'default',
  via: { kind: 'group', id: 'S0LEADS', name: 'net-leads' },
  ruleNow: 'default',
  viaNow: { kind: 'group', id: 'S0LEADS', name: 'net-leads' },
};

/** To the rule's one group, while nobody has approved. */
const CALLED = {
  approvals: 0,
  quorum: 1,
  from: 'net-leads',
  waited: 4 * 3_600_000,
  expiresAt: AT + 72 * 3_600_000,
  call: [{ kind: 'group' as const, id: 'S0LEADS' }],
  direct: [],
};

/** One event of each type. */
export const EVENTS: { [T in EventType]: Extract<RequestEvent, { type: T }> } = {
  approved: { type: 'approved', by: [lee], at: AT },
  rejected: { type: 'rejected', by: lee, reason: 'Not this quarter', ...ENTITLED, at: AT },
  withdrawn: { type: 'withdrawn', by: erin, at: AT },
  expired: { type: 'expired', at: AT },
  sent_back: { type: 'sent_back', by: null, reason: 'EqDC2 offers 1Gbps.', at: AT },
  resubmitted: { type: 'resubmitted', order: order(), reason: 'New core', changed: [], at: AT },
  reminded: { type: 'reminded', step: 1, ...CALLED, at: AT },
  nudged: { type: 'nudged', by: erin, ...CALLED, at: AT },
  escalated: {
    type: 'escalated',
    to: [{ kind: 'group', id: 'S0DIRECTORS', name: 'net-directors' }],
    nobody: false,
    ...CALLED,
    at: AT,
  },
  held: { type: 'held', hold, told: true, at: AT },
  rehearsed: { type: 'rehearsed', at: AT },
  attempt_committed: {
    type: 'attempt_committed',
    attempt: 1,
    accountId: '123456789012',
    by: [lee],
    votesFor: 0,
    at: AT,
  },
  attempt_not_sent: { type: 'attempt_not_sent', hold, at: AT },
  attempt_throttled: { type: 'attempt_throttled', hold, at: AT },
  attempt_refused: {
    type: 'attempt_refused',
    code: 'DirectConnectClientException',
    message: 'No',
    finding: FINDING,
    at: AT,
  },
  still_unknown: { type: 'still_unknown', code: 'TimeoutError', until: AT + 900_000, at: AT },
  attempt_unknown: { type: 'attempt_unknown', code: 'TimeoutError', until: AT + 900_000, at: AT },
  created: { type: 'created', how: 'answer', ...port, seen: listed(), at: AT },
  found: { type: 'found', how: 'settling', ...port, seen: listed(), at: AT },
  not_settled: { type: 'not_settled', attempt: 1, minutes: 15, attempts: [], ...FINDING, at: AT },
  approval_lapsed: { type: 'approval_lapsed', why: 'Lee has left.', finding: FINDING, at: AT },
  tried_again: { type: 'tried_again', by: erin, at: AT },
  ordered_again: { type: 'ordered_again', by: [lee, lin], accepted: [], at: AT },
  named: { type: 'named', how: 'named', by: lee, ...port, seen: listed(), at: AT },
  given_up: { type: 'given_up', by: lee, ...ENTITLED, at: AT },
  port_changed: {
    type: 'port_changed',
    portState: 'available',
    seen: listed({ state: 'available' }),
    lostLight: false,
    days: 3,
    newDevice: false,
    at: AT,
  },
  port_gone: { type: 'port_gone', at: AT },
  handed_over: { type: 'handed_over', to: 'ic-ELSEWHERE0', at: AT },
};
export const EVENT_TYPES = Object.keys(EVENTS) as EventType[];

/** What nobody should be able to do harm with: markup, mentions, controls, right-to-left, halves of a pair. */
export const HOSTILE = [
  '<!channel>',
  '<!subteam^S0LEADS>',
  '<@U0LEE>',
  '@here',
  '#general',
  '*bold* _it_ ~no~ `code`',
  '<https://example.com|click>',
  '"quoted" \'single\'',
  'two\nlines\r\nand more',
  'tab\tnull\u0000bell\u0007',
  '\u202egnirts detrever',
  'مرحبا بالعالم',
  '👩‍👩‍👧‍👦',
  '𝔘𝔫𝔦𝔠𝔬𝔡𝔢',
  '\ud800',
  'e\u0301\u0301\u0301',
  '&amp;<>&',
  ' ',
  '',
];

/** Short and long, plain and hostile texts, up to 10,000 characters. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc
    .tuple(fc.constantFrom(...HOSTILE, 'a', '&', '😀'), fc.constantFrom(10, 100, 10_000))
    .map(([text, length]) => text.repeat(Math.ceil(length / Math.max(text.length, 1))).slice(0, length)),
);

/** The only account there is, with these Regions; whichever the credentials belong to unless named. */
export function onlyAccount(
  [first = 'us-east-1', ...more]: readonly string[],
  id: string | null = null,
): Accounts {
  return [{ id, label: undefined, regions: [first, ...more] }];
}
