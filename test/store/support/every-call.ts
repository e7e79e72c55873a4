import { FIRST_PAGES } from '../../../src/domain/home.ts';
import type { Snapshot, Store, Tx } from '../../../src/interfaces/store.ts';
import { START } from './database.ts';
import {
  ACCOUNT,
  addAll,
  aLoaWish,
  aMaintenance,
  anApproved,
  anAttempt,
  aPort,
  LEE,
  ORDER,
  REGION,
} from './samples.ts';

const ID = 'ic-00';
const WHERE = { accountId: ACCOUNT, region: REGION };
const SAMPLE = anApproved(ID);
const OUTCOME = { kind: 'unknown', code: 'X', message: 'Nobody knows.' } as const;
const FILE = { id: 'f-1', requestId: ID, name: 'loa.pdf', bytes: new Uint8Array([1]), createdAt: START };
const ENTRY = { requestId: ID, actor: LEE, event: 'voted', revision: 1, fingerprint: 'f', detail: {} };
const PROCESS = {
  id: 'p-1',
  host: 'h',
  pid: 1,
  rulesHash: 'r',
  frozen: false,
  dryRun: false,
  connections: 1,
};
const VOTE = {
  requestId: ID,
  revision: 1,
  attempt: 0,
  voter: LEE,
  choice: 'approve',
  fingerprint: 'f',
  comment: null,
  at: START,
} as const;
const ALARM = { kind: 'light_lost', episode: START, step: 1 } as const;
const EVERY_VOTER = [LEE.id, 'U0LIN'];

type Methods<T> = { [K in keyof T as T[K] extends (...given: never[]) => unknown ? K : never]: unknown };
type Tables = { [K in keyof Tx as Tx[K] extends object ? K : never]: Tx[K] };
/** Something to call for each method of each table; the types say so where one is missing. */
type EveryCall = {
  [K in keyof Tables as Tables[K] extends (...given: never[]) => unknown ? never : K]: {
    [M in keyof Methods<Tables[K]>]: (tx: Tx) => Promise<unknown>;
  };
};

/** Each method of a transaction, in every form that makes another statement of it. */
export const EVERY_CALL: EveryCall = {
  requests: {
    lock: (tx) => tx.requests.lock(ID),
    read: (tx) => tx.requests.read(ID),
    readAll: (tx) => tx.requests.readAll([ID, 'ic-01']),
    statuses: (tx) => tx.requests.statuses([ID, 'ic-01']),
    lockAll: (tx) => tx.requests.lockAll([ID, 'ic-01']),
    bySubmission: (tx) => tx.requests.bySubmission('V1'),
    countOpen: (tx) => tx.requests.countOpen(),
    openNamed: (tx) => tx.requests.openNamed('dc2-core-01'),
    allOpen: (tx) => tx.requests.allOpen(),
    add: (tx) => tx.requests.add({ ...SAMPLE, id: 'ic-new', submissionId: 'V-new' }),
    put: async (tx) => {
      const request = await tx.requests.lock(ID);
      if (request) await tx.requests.put(request);
    },
    putAll: async (tx) => {
      await tx.requests.putAll(await tx.requests.lockAll([ID, 'ic-01']));
    },
    claim: async (tx) => {
      for (const worker of ['place', 'reconcile', 'tend'] as const) await tx.requests.claim(worker, 1);
      await tx.requests.claim('place', 1, 'rehearsals');
    },
    renew: (tx) => tx.requests.renew(ID, 0, 1).catch(() => undefined),
    release: (tx) => tx.requests.release(ID, 0),
    setAside: (tx) => tx.requests.setAside(ID, 1),
    countOpenOf: (tx) => tx.requests.countOpenOf(LEE.id),
    wakeApproved: (tx) => tx.requests.wakeApproved(),
  },
  votes: {
    of: (tx) => tx.votes.of(ID, 1, 0),
    cast: (tx) => tx.votes.cast(VOTE),
    void: async (tx) => {
      await tx.votes.void(ID, 1, 0);
      await tx.votes.void(ID, 1, 0, EVERY_VOTER);
    },
  },
  attempts: {
    of: (tx) => tx.attempts.of(ID),
    unclearIn: (tx) => tx.attempts.unclearIn(WHERE, START),
    anySince: (tx) => tx.attempts.anySince(WHERE, START),
    placesSince: (tx) => tx.attempts.placesSince(START),
    countOpen: (tx) => tx.attempts.countOpen(),
    add: (tx) => tx.attempts.add(anAttempt(ID, { number: 2, outcome: 'unknown' })),
    close: (tx) => tx.attempts.close(ID, 1, OUTCOME),
  },
  ports: {
    of: (tx) => tx.ports.of(ID),
    ofAll: (tx) => tx.ports.ofAll([ID, 'ic-01']),
    followedIn: (tx) => tx.ports.followedIn(WHERE, START),
    isFollowed: (tx) => tx.ports.isFollowed(WHERE),
    places: (tx) => tx.ports.places(),
    holders: async (tx) => {
      await tx.ports.holders(WHERE, ['dxcon-1']);
      await tx.ports.holders({ ...WHERE, accountId: null }, ['dxcon-1']);
    },
    add: (tx) => tx.ports.add(aPort('ic-01', { interconnectId: 'dxcon-other' })),
    remove: (tx) => tx.ports.remove('ic-01'),
    put: (tx) => tx.ports.put(aPort(ID)),
    putAll: (tx) => tx.ports.putAll([aPort(ID)]),
    nameAccount: (tx) => tx.ports.nameAccount(WHERE, ['dxcon-1']),
    claim: (tx) => tx.ports.claim(1),
    setAside: (tx) => tx.ports.setAside(ID, 1),
    hurry: (tx) => tx.ports.hurry(WHERE, 1),
  },
  alarms: {
    of: (tx) => tx.alarms.of([ID, 'ic-01']),
    add: (tx) => tx.alarms.add([{ requestId: ID, ...ALARM, told: true }]),
    clear: (tx) => tx.alarms.clear([ID, 'ic-01'], ['requested', 'unanswered']),
    take: (tx) => tx.alarms.take(ID, ALARM, LEE),
  },
  loa: {
    of: (tx) => tx.loa.of(ID),
    ofAll: (tx) => tx.loa.ofAll([ID, 'ic-01']),
    add: (tx) => tx.loa.add([aLoaWish(ID), aLoaWish('ic-01')]),
    claim: (tx) => tx.loa.claim(1),
    put: async (tx) => {
      const [wish] = await tx.loa.of(ID);
      if (!wish) return;
      await tx.loa.put(wish, { token: 1, until: null });
      await tx.loa.put(wish);
    },
  },
  listings: {
    all: (tx) => tx.listings.all(),
    last: (tx) => tx.listings.last(WHERE),
    note: (tx) => tx.listings.note({ accountId: ACCOUNT, region: REGION, at: START }),
  },
  catalogs: {
    latest: async (tx) => {
      await tx.catalogs.latest(ACCOUNT);
      await tx.catalogs.latest(undefined);
    },
    put: (tx) =>
      tx.catalogs.put(WHERE, {
        region: REGION,
        locations: [],
        lags: [],
        interconnects: [],
        readAt: START,
        refusal: undefined,
      }),
  },
  orphans: {
    notedIn: (tx) => tx.orphans.notedIn(REGION),
    taggedFor: (tx) => tx.orphans.taggedFor('dxcon-2'),
    add: (tx) => tx.orphans.add({ region: REGION, interconnectId: 'dxcon-2', requestId: ID }),
  },
  pairs: {
    of: (tx) => tx.pairs.of([ID, 'ic-01']),
    toJudge: (tx) => tx.pairs.toJudge(),
    add: (tx) => tx.pairs.add({ first: ID, second: 'ic-01' }),
    mark: (tx) => tx.pairs.mark([ID, 'ic-01']),
    judged: (tx) => tx.pairs.judged({ second: 'ic-01', told: 'diverse' }),
  },
  audit: {
    trail: (tx) => tx.audit.trail(ID),
    latest: async (tx) => {
      await tx.audit.latest(ID, 5);
      await tx.audit.latest(ID, 5, ['voted', 'approved']);
    },
    head: (tx) => tx.audit.head(ID),
    add: (tx) => tx.audit.add([ENTRY]),
  },
  house: {
    last: (tx) => tx.house.last('settings'),
    trail: (tx) => tx.house.trail(),
    add: (tx) => tx.house.add({ actor: null, event: 'settings', detail: {} }),
  },
  auditing: {
    entries: (tx) => tx.auditing.entries({ requestId: '', seq: 0 }, 5),
    houseEntries: (tx) => tx.auditing.houseEntries(0, 5),
    heads: (tx) => tx.auditing.heads('', 5),
    houseHead: (tx) => tx.auditing.houseHead(),
    at: async (tx) => {
      await tx.auditing.at([{ requestId: null, seq: 1 }]);
      await tx.auditing.at([1, 2].map((seq) => ({ requestId: ID, seq })));
    },
    kept: (tx) => tx.auditing.kept([ID, 'ic-01']),
    requests: (tx) => tx.auditing.requests('', 5),
  },
  messages: {
    of: (tx) => tx.messages.of(ID),
    ofAll: (tx) => tx.messages.ofAll([ID, 'ic-01']),
    at: (tx) => tx.messages.at('C0', '1.1'),
    add: (tx) => tx.messages.add('ic-new', 'dm', null),
    redraw: async (tx) => {
      await tx.messages.redraw(ID);
      await tx.messages.redraw(ID, 'dm');
    },
    redrawAll: (tx) => tx.messages.redrawAll(['awaiting_approval', 'approved']),
    forgetShown: (tx) => tx.messages.forgetShown(ID, 'dm'),
    claim: async (tx) => {
      await tx.messages.claim(1, 'n', async ({ drawAfter, tellAfter }) => ({ drawAfter, tellAfter }));
      await tx.messages.claim(1, 'n');
    },
    setAside: (tx) => tx.messages.setAside(ID, 'dm', 1),
    put: async (tx) => {
      const claim = await tx.messages.claim(1, 'n');
      if (claim) await tx.messages.put(claim.message, claim.token, 1);
    },
    release: async (tx) => {
      const claim = await tx.messages.claim(1, 'n');
      if (claim) await tx.messages.release(claim.message, claim.token);
    },
  },
  outbox: {
    next: (tx) => tx.outbox.next(ID, 'dm'),
    at: (tx) => tx.outbox.at(1),
    add: (tx) =>
      tx.outbox.add([{ requestId: ID, destination: 'dm', line: { kind: 'resubmitted', revision: 2 } }]),
    put: (tx) => tx.outbox.put(1, 'sent', '1.2'),
    announce: (tx) => tx.outbox.announce(1, 'n'),
  },
  files: {
    read: (tx) => tx.files.read('f-1'),
    add: (tx) => tx.files.add(FILE),
    putSlackId: (tx) => tx.files.putSlackId('f-1', 'F1', START),
  },
  duties: {
    take: (tx) => tx.duties.take('a', 1, 2),
    want: (tx) => tx.duties.want('b', 1),
    claim: (tx) => tx.duties.claim('b', 1),
    renew: async (tx) => {
      await tx.duties.want('c', 0);
      const taken = await tx.duties.claim('c', 1);
      if (taken) await tx.duties.renew('c', taken.token, 1);
    },
    giveBack: (tx) => tx.duties.giveBack('c', 1, { changedAt: START, throttled: 0 }, 1),
    setAside: (tx) => tx.duties.setAside('b', 1),
    isPending: (tx) => tx.duties.isPending('b'),
  },
  freeze: {
    read: (tx) => tx.freeze.read(),
    standing: (tx) => tx.freeze.standing(1),
    hold: (tx) => tx.freeze.hold(),
    put: (tx) => tx.freeze.put(null),
  },
  processes: {
    recent: (tx) => tx.processes.recent(1),
    of: (tx) => tx.processes.of('h'),
    put: (tx) => tx.processes.put(PROCESS),
    remove: (tx) => tx.processes.remove('p-1'),
  },
  lists: {
    read: async (tx) => {
      const page = { offset: 0, limit: 11 };
      for (const list of ['undecided', 'open', 'ports'] as const)
        await tx.lists.read([{ list, ...page }], LEE.id);
      await tx.lists.read([{ list: 'mine', userId: LEE.id, ...page }], LEE.id);
    },
    holding: (tx) => tx.lists.holding('dxcon-1'),
  },
  maintenance: {
    of: (tx) => tx.maintenance.of([ID, 'ic-01']),
    open: (tx) => tx.maintenance.open(),
    put: (tx) => tx.maintenance.put(aMaintenance(ID)),
  },
  deletions: {
    of: (tx) => tx.deletions.of(ID),
    begin: (tx) => tx.deletions.begin(1),
    due: (tx) => tx.deletions.due(1),
    rest: (tx) => tx.deletions.rest(ID, START),
    found: (tx) => tx.deletions.found(ID, { by: 'erin', at: START }),
  },
  homes: {
    open: async (tx) => {
      await tx.homes.open(LEE.id, undefined, 1);
      await tx.homes.open(LEE.id, FIRST_PAGES, 1);
    },
    of: async (tx) => {
      await tx.homes.of('everybody');
      await tx.homes.of({ people: EVERY_VOTER, deciding: true });
    },
    want: (tx) => tx.homes.want(EVERY_VOTER),
    claim: (tx) => tx.homes.claim(1),
    drawn: async (tx) => {
      const home = await tx.homes.open(LEE.id, undefined, 1);
      await tx.homes.drawn(home, { shown: 's', decides: true, failures: 0, againInMs: null });
      await tx.homes.drawn(home, { shown: 's', failures: 1, againInMs: 1 }, 0);
    },
  },
};

/** Makes each call on a store with a request, its messages, a line, a vote, an attempt and a port. */
export async function makeEveryCall(store: Store): Promise<void> {
  await addAll(store, [SAMPLE, anApproved('ic-01')]);
  await store.transaction(async (tx) => {
    await tx.outbox.add([{ requestId: ID, destination: 'dm', line: { kind: 'resubmitted', revision: 2 } }]);
    await tx.votes.cast(VOTE);
    await tx.attempts.add(anAttempt(ID, { sent: ORDER }));
    await tx.ports.add(aPort(ID, { dueAt: START }));
  });
  for (const methods of Object.values(EVERY_CALL))
    for (const call of Object.values(methods) as ((tx: Tx) => Promise<unknown>)[])
      await store.transaction(async (tx) => {
        await call(tx);
      });
  await store.read((at: Snapshot) => at.dueWithin(5_000));
  await store.read((at: Snapshot) => at.dueWithin(5_000, 'rehearsals'));
  await store.read((at: Snapshot) => at.isOutgrown());
}
