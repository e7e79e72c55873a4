import type { Outside } from '../../../src/app.ts';
import type { Aws } from '../../../src/interfaces/aws.ts';
import type { Session } from '../../../src/interfaces/direct-connect.ts';
import type { Store, Tx } from '../../../src/interfaces/store.ts';
import { type TxChange, withChange } from '../../support/changed-tx.ts';

/** Stands between the bot and everything outside it. What it throws reaches the bot in place of an answer. */
export interface Gate {
  /** A commit or an outside call is about to happen (`before ...`), or has happened (`after ...`). */
  cross(point: string): void | Promise<void>;
  /** Anything else is about to happen, or has: a process that is dead does nothing any more. */
  pass(): void | Promise<void>;
}

/** Reports every commit that changes something, and every call to Direct Connect that an order depends on. */
export function watchPoints(outside: Outside, gate: Gate): Outside {
  return {
    ...outside,
    store: watchStore(outside.store, gate),
    directConnect: watchDirectConnect(outside.directConnect, gate),
  };
}

/** `before` is inside the transaction, when all its writes are done; a transaction without writes is no point. */
function watchStore(store: Store, gate: Gate): Store {
  return {
    ...store,
    async transaction(work) {
      await gate.pass();
      let label = '';
      const result = await store.transaction(async (tx) => {
        const seen = new Set<string>();
        const done = await work(watchTx(tx, seen));
        label = [...seen].join(' + ');
        await gate.pass();
        if (label) await gate.cross(`before commit of ${label}`);
        return done;
      });
      await gate.pass();
      if (label) await gate.cross(`after commit of ${label}`);
      return result;
    },
    async read(work) {
      await gate.pass();
      const result = await store.read(work);
      await gate.pass();
      return result;
    },
  };
}

/** What a call of the transaction wrote, in a word; undefined where it wrote nothing. */
const written: {
  [T in Exclude<keyof Tx, 'now' | 'trace'>]?: {
    [M in keyof Tx[T]]?: (result: unknown, given: never) => string | undefined;
  };
} = {
  requests: {
    add: () => 'submission',
    put: (_, [request]: Parameters<Tx['requests']['put']>) => request.state.status,
    putAll: (_, [requests]: Parameters<Tx['requests']['putAll']>) => requests[0]?.state.status,
    claim: (claim) => (claim ? 'claim' : undefined),
    renew: () => 'renewal',
    release: () => 'release',
  },
  votes: { cast: () => 'vote' },
  attempts: { add: () => 'attempt', close: () => 'outcome' },
  ports: {
    add: () => 'port',
    put: () => 'port state',
    putAll: (_, [ports]: Parameters<Tx['ports']['putAll']>) => (ports.length > 0 ? 'port state' : undefined),
  },
  orphans: { add: () => 'stray' },
  messages: {
    claim: (claim) =>
      claim ? `${(claim as { message: { destination: string } }).message.destination} claim` : undefined,
    put: (_, [{ destination, posting }]: Parameters<Tx['messages']['put']>) => `${destination} ${posting}`,
    release: (_, [{ destination }]: Parameters<Tx['messages']['release']>) => `${destination} release`,
  },
  outbox: {
    put: (_, [, state]: Parameters<Tx['outbox']['put']>) => `line ${state}`,
    announce: () => 'line sending',
  },
};

type Word = (result: unknown, given: never) => string | undefined;

function watchTx(tx: Tx, seen: Set<string>): Tx {
  const watched = Object.entries(written).map(([table, words]) => {
    const methods = Object.entries(words).map(([name, word]) => [
      name,
      async (...given: unknown[]): Promise<unknown> => {
        const target: object = tx[table as keyof typeof written];
        const result: unknown = await Reflect.apply(Reflect.get(target, name), target, given);
        const effect = (word as Word)(result, given as never);
        if (effect) seen.add(effect);
        return result;
      },
    ]);
    return [table, Object.fromEntries(methods)];
  });
  return withChange(tx, Object.fromEntries(watched) as TxChange);
}

/** Listings for their states are the follower's, which begins anew whenever it likes: no points. */
function watchDirectConnect(aws: Aws, gate: Gate): Aws {
  const call = async <T>(name: string | undefined, run: () => Promise<T>): Promise<T> => {
    await gate.pass();
    if (name) await gate.cross(`before ${name}`);
    const answer = await run();
    await gate.pass();
    if (name) await gate.cross(`after ${name}`);
    return answer;
  };
  const watchSession = (session: Session): Session => ({
    ...session,
    offer: () => call('DescribeLocations', () => session.offer()),
    search: (what) => call('DescribeInterconnects', () => session.search(what)),
    port: (interconnectId) => call('DescribeInterconnects by ID', () => session.port(interconnectId)),
    sender: () => {
      const sender = session.sender();
      return { create: (...order) => call('CreateInterconnect', () => sender.create(...order)) };
    },
  });
  return {
    ...aws,
    account: () => call(undefined, () => aws.account()),
    interconnects: (where) => call(undefined, () => aws.interconnects(where)),
    offer: (where) => call(undefined, () => aws.offer(where)),
    async open(region, validForMs) {
      // The follower opens sessions that are valid for a minute; an order's have to outlive its deadline.
      const name = validForMs > FOLLOWING_MS ? 'credentials' : undefined;
      const opened = await call(name, () => aws.open(region, validForMs));
      if (opened.kind !== 'open' || !name) return opened;
      return { kind: 'open', session: watchSession(opened.session) };
    },
  };
}

const FOLLOWING_MS = 60_000;
