import pg from 'pg';
import type { Work } from '../interfaces/store.ts';
import type { Postgres } from './postgres.ts';
import { tlsFor } from './postgres-tls.ts';

/** What other processes of the store tell this one, and it them. */
export interface Elsewhere {
  /** Calls the listener where another process may have left work; begins with the first listener. */
  onElsewhere(listener: () => void): void;
  pass(kind: Work): void;
  close(): Promise<void>;
}

/** How often SQLite is asked whether another connection has committed: it looks at memory, and takes no lock. */
const VERSION_MS = 250;

/** `dataVersion` answers another number once another process has committed. Source: SQLite, PRAGMA data_version. */
export function besideSqlite(dataVersion: () => number): Elsewhere {
  const listeners: (() => void)[] = [];
  let timer: NodeJS.Timeout | undefined;
  let known = Number.NaN;
  const begin = () => {
    known = versionNow();
    timer = setInterval(() => {
      const version = versionNow();
      if (Object.is(version, known)) return;
      known = version;
      for (const listener of listeners) listener();
    }, VERSION_MS);
    timer.unref();
  };
  /** A file that can't be read now shows in whatever else reads it. */
  const versionNow = (): number => {
    try {
      return dataVersion();
    } catch {
      return known;
    }
  };
  return {
    onElsewhere(listener) {
      listeners.push(listener);
      if (!timer) begin();
    },
    // Whatever is committed shows.
    pass: () => undefined,
    async close() {
      clearInterval(timer);
    },
  };
}

const CHANNEL = 'interconnect_bot_work';
const CONNECT_MS = 1_000;
/** A connection that broke is made anew after so long; until then the looks find what is due. */
const AGAIN_MS = 5_000;
/** A burst of work that nobody is free for is passed on once in so long. */
const PASS_MS = 250;

/** `notify` runs one statement on a connection that is there for clicks. */
export function besidePostgres(
  { url, tls }: Postgres,
  notify: (channel: string, kind: Work) => Promise<unknown>,
): Elsewhere {
  const listeners: (() => void)[] = [];
  const passed = new Map<Work, number>();
  let client: pg.Client | undefined;
  let again: NodeJS.Timeout | undefined;
  let closed = false;

  const listen = async (): Promise<void> => {
    // A connection of its own: one of a pool may be given to somebody else.
    const own = new pg.Client({
      connectionString: url,
      ...tlsFor(url, tls),
      connectionTimeoutMillis: CONNECT_MS,
      keepAlive: true,
    });
    client = own;
    const broken = () => {
      if (closed || client !== own) return;
      client = undefined;
      own.end().catch(() => undefined);
      again = setTimeout(() => void listen(), AGAIN_MS);
      again.unref();
    };
    own.on('error', broken);
    own.on('end', broken);
    own.on('notification', () => {
      for (const listener of listeners) listener();
    });
    try {
      await own.connect();
      await own.query(`listen ${CHANNEL}`);
    } catch {
      broken();
    }
  };
  return {
    onElsewhere(listener) {
      listeners.push(listener);
      if (listeners.length === 1) void listen();
    },
    pass(kind) {
      const now = performance.now();
      if (closed || now < (passed.get(kind) ?? Number.NEGATIVE_INFINITY) + PASS_MS) return;
      passed.set(kind, now);
      // Nobody waits for it, and the others look by themselves soon.
      notify(CHANNEL, kind).catch(() => undefined);
    },
    async close() {
      closed = true;
      clearTimeout(again);
      await client?.end().catch(() => undefined);
    },
  };
}
