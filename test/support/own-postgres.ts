import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const SERVER = join(import.meta.dirname, 'postgres-server.ts');

/** A PostgreSQL of a test's own, which can go away and come back. */
export interface OwnPostgres {
  /** Where it is, as a superuser. */
  url: string;
  /** Ends its server as `pg_ctl stop -m fast` does; resolves when it is gone. */
  stop(): Promise<void>;
  /** Brings it back with its data, at the same address. */
  start(): Promise<void>;
  /** Takes it away for good. */
  close(): Promise<void>;
}

/** Starts one on a free local port. */
export async function startOwnPostgres(): Promise<OwnPostgres> {
  const child = fork(SERVER, { execArgv: [] });
  const exited = once(child, 'exit');
  const told = async (): Promise<unknown> => {
    const [word] = await Promise.race([
      once(child, 'message'),
      exited.then(([code]) => Promise.reject(new Error(`PostgreSQL has ended (${code}).`))),
    ]);
    return word;
  };
  const ask = async (what: 'stop' | 'start') => {
    const done = told();
    child.send(what);
    await done;
  };
  return {
    url: String(await told()),
    stop: () => ask('stop'),
    start: () => ask('start'),
    async close() {
      child.disconnect();
      await exited;
    },
  };
}
