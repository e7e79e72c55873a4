import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import pg from 'pg';
import { openAddress } from './address.ts';
import type { Deed } from './cluster-server.ts';

const SERVER = join(import.meta.dirname, 'cluster-server.ts');

/** A PostgreSQL that leads, its standby where there is one, and the address that stays the same. */
export interface Cluster {
  /** Where bots find whichever leads, as a superuser. */
  url: string;
  /** Asks the one that leads, past the address. */
  sql(statement: string): Promise<Record<string, unknown>[]>;
  /** Another client of it; whoever opens it ends it. */
  client(): Promise<pg.Client>;
  /** Ends the one that leads as `pg_ctl stop -m fast` does, and brings it back with its data. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Adds a standby without which nothing is committed from then on. */
  addStandby(): Promise<void>;
  /** The leader dies; for as long as `meanwhile` takes the address leads to the standby, which only reads; then it leads. */
  failover(meanwhile: () => Promise<unknown>): Promise<void>;
  /** Takes all away for good. */
  close(): Promise<void>;
}

/** Starts one on free local ports, without a standby. */
export async function startCluster(): Promise<Cluster> {
  const child = fork(SERVER, { execArgv: [] });
  const exited = once(child, 'exit');
  const ask = async (deed: Deed) => {
    child.send(deed);
    const [answer] = await Promise.race([
      once(child, 'message'),
      exited.then(([code]) => Promise.reject(new Error(`PostgreSQL has ended (${code}).`))),
    ]);
    return answer as { url: string; port: number };
  };
  let leader = await ask('begin');
  let standby: typeof leader | undefined;
  const address = await openAddress(leader.port);
  const url = new URL(leader.url);
  url.port = String(address.port);
  const client = async () => {
    const one = new pg.Client(leader.url);
    one.on('error', () => undefined);
    await one.connect();
    return one;
  };
  return {
    url: url.href,
    client,
    async sql(statement) {
      const one = await client();
      try {
        return (await one.query<Record<string, unknown>>(statement)).rows;
      } finally {
        await one.end();
      }
    },
    async stop() {
      await ask('stop');
    },
    async start() {
      await ask('start');
    },
    async addStandby() {
      standby = await ask('standby');
    },
    async failover(meanwhile) {
      if (!standby) throw new Error('There is no standby.');
      await ask('crash');
      address.leadTo(standby.port);
      await meanwhile();
      leader = await ask('promote');
      standby = undefined;
    },
    async close() {
      await address.close();
      child.disconnect();
      await exited;
    },
  };
}
