import type { Judging } from '../../../src/actions/deciding/who-may.ts';
import type { DeliverDeps } from '../../../src/actions/delivering/deliver.ts';
import { fingerprint } from '../../../src/actions/submitting/fingerprint.ts';
import type { Person } from '../../../src/domain/person.ts';
import type { History } from '../../../src/domain/port/history.ts';
import type { LoaWish } from '../../../src/domain/port/loa.ts';
import type { Maintenance } from '../../../src/domain/port/maintenance.ts';
import type { Port } from '../../../src/domain/port/port.ts';
import type { Attempt } from '../../../src/domain/request/attempt.ts';
import type { Order } from '../../../src/domain/request/order.ts';
import type { Request } from '../../../src/domain/request/request.ts';
import type { Messenger } from '../../../src/interfaces/chat.ts';
import type { Store } from '../../../src/interfaces/store.ts';
import { START } from './database.ts';

export const ERIN: Person = { id: 'U0ERIN', name: 'Erin' };
export const LEE: Person = { id: 'U0LEE', name: 'Lee' };
export const LIN: Person = { id: 'U0LIN', name: 'Lin "the lead" O’Hara' };

const HOUR = 3_600_000;
export const ACCOUNT = '111122223333';
export const REGION = 'us-east-1';

export const ORDER: Order = {
  region: REGION,
  location: 'EqDC2',
  bandwidth: '10Gbps',
  interconnectName: 'dc2-core-01',
  requestMACSec: false,
  tags: [],
};

/** Nobody is in any group, since these rules name their approvers themselves; and the rules of now are those of then. */
export const judging: Judging = {
  directory: {
    members: () => ({ members: { groups: new Map(), standings: new Map() } }),
    learn: async () => undefined,
  },
  ruleNow: ({ rule }) => rule,
  rules: () => [aRequest('ic-00').rule],
};

/** A Slack that takes everything at once. */
export const willing: Messenger = {
  turn: () => 0,
  untilTurn: () => 0,
  openDm: async () => 'D0ERIN',
  shows: async ({ request }) => JSON.stringify(request.state),
  post: async () => ({ kind: 'told', ts: '1.1' }),
  update: async () => ({ kind: 'told', ts: '1.1' }),
  say: async () => ({ kind: 'told', ts: '1.2' }),
  upload: async () => ({ kind: 'uploaded', slackId: 'F1' }),
  share: async () => ({ kind: 'done' }),
  stands: async () => true,
  shared: async () => ({ ts: '1.3', alone: false }),
  find: async () => ({ kind: 'not_found' }),
  remove: async () => undefined,
};

/** The rest that telling needs: a clock that stands, pauses that are over at once, and nobody who listens. */
export const unheard: Omit<DeliverDeps, 'store' | 'messenger'> = {
  judging,
  dryRun: false,
  monotonic: () => 0,
  pause: async () => undefined,
  onTrouble: () => undefined,
  onTold: () => undefined,
};

/** A request of Erin's that waits for Lee or Lin. */
export function aRequest(id: string, overrides: Partial<Request> = {}): Request {
  return {
    id,
    submissionId: `V-${id}`,
    revision: 1,
    version: 1,
    requester: ERIN,
    beneficiary: null,
    reason: 'New core',
    order: ORDER,
    locationName: 'Equinix DC2, Ashburn',
    warnings: [],
    accountId: ACCOUNT,
    fingerprint: fingerprint(ORDER, ACCOUNT),
    rule: {
      name: 'default',
      approvers: [LEE, LIN].map((person) => ({ kind: 'user', ...person })),
      quorum: 1,
      expiryHours: 72,
    },
    dryRun: false,
    createdAt: START,
    askedAt: START,
    reminded: 0,
    nudgedAt: null,
    trace: null,
    escalatedAt: null,
    expiresAt: START + 72 * HOUR,
    dueAt: START + 72 * HOUR,
    state: { status: 'awaiting_approval' },
    ...overrides,
  };
}

/** A request that was approved and is to be placed now. */
export function anApproved(id: string, dueAt = START): Request {
  return aRequest(id, {
    dueAt,
    state: {
      status: 'approved',
      by: [LEE],
      at: START,
      tries: 0,
      hold: null,
      votesFor: 0,
      told: [],
      accepted: [],
    },
  });
}

/** `ic-00` to `ic-(n-1)`, in order. */
export function ids(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `ic-${String(index).padStart(2, '0')}`);
}

/** Stores requests, each with its card and its direct message still to be posted. */
export async function addAll(store: Store, requests: readonly Request[]): Promise<void> {
  await store.transaction(async (tx) => {
    for (const request of requests) {
      await tx.requests.add(request);
      await tx.messages.add(request.id, 'channel', 'C0APPROVALS');
      await tx.messages.add(request.id, 'dm', null);
    }
  });
}

/** A first attempt whose answer is still awaited. */
export function anAttempt(requestId: string, overrides: Partial<Attempt> = {}): Attempt {
  return {
    requestId,
    number: 1,
    accountId: ACCOUNT,
    region: REGION,
    endpoint: 'https://directconnect.us-east-1.amazonaws.com',
    token: 1,
    committedAt: START,
    deadlineAt: START + 20_000,
    sameNameIds: [],
    listedIds: [],
    sent: ORDER,
    lagLinks: null,
    outcome: null,
    closedAt: null,
    awsRequestId: null,
    errorName: null,
    errorMessage: null,
    ...overrides,
  };
}

/** Of a port that has never carried light. */
export const NO_HISTORY: History = {
  darkSince: null,
  encrypted: false,
  plain: null,
  losses: [],
  flapping: null,
  unsettled: false,
  quiet: false,
  early: true,
};

export function aPort(requestId: string, overrides: Partial<Port> = {}): Port {
  return {
    requestId,
    accountId: ACCOUNT,
    region: REGION,
    interconnectId: 'dxcon-aaaa1111',
    state: 'requested',
    stateSince: START,
    orderedAt: START,
    firstAvailableAt: null,
    listedAt: START,
    missing: null,
    history: NO_HISTORY,
    toldUntil: START,
    dueAt: null,
    seen: {
      interconnectId: 'dxcon-aaaa1111',
      name: ORDER.interconnectName,
      state: 'requested',
      location: ORDER.location,
      bandwidth: ORDER.bandwidth,
    },
    ...overrides,
  };
}

/** Maintenance in three days, for four hours, of which nobody has heard. */
export function aMaintenance(requestId: string, overrides: Partial<Maintenance> = {}): Maintenance {
  return {
    requestId,
    eventArn: 'arn:aws:health:us-east-1::event/DIRECTCONNECT/AWS_DIRECTCONNECT_MAINTENANCE_SCHEDULED/1',
    interconnectId: 'dxcon-aaaa1111',
    code: 'AWS_DIRECTCONNECT_MAINTENANCE_SCHEDULED',
    planned: true,
    startsAt: START + 72 * HOUR,
    endsAt: START + 76 * HOUR,
    status: 'upcoming',
    words: 'A router is replaced.',
    told: null,
    ...overrides,
  };
}

/** The bot's own wish for a LOA-CFA, due now. */
export function aLoaWish(requestId: string, overrides: Partial<LoaWish> = {}): Omit<LoaWish, 'number'> {
  return {
    requestId,
    by: null,
    boundTo: null,
    wishedAt: START,
    state: 'open',
    askAt: START,
    askedAt: null,
    awaits: false,
    asked: 0,
    failures: { refused: 0, lost: 0, not_asked: 0 },
    failingSince: null,
    letter: null,
    endedAt: null,
    ...overrides,
  };
}
