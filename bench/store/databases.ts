import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ListedPort } from '../stand-ins/calls.ts';
import type { SubjectOptions } from '../subjects/subject.ts';
import { type Filling, fill, listedPorts } from './fill.ts';
import { liveThrough } from './lives.ts';
import { type PostgresServer, startPostgres } from './postgres.ts';
import { openSql } from './sql.ts';

/** Which database the bot keeps everything in. */
export type Engine = 'sqlite' | 'postgres';

/** A database of its own. */
interface Database {
  url: string;
  /** What AWS has to list for the ports in it. */
  ports: ListedPort[];
  drop(): Promise<void>;
}

/** Makes databases. */
export interface Databases {
  /** One with so many requests in it; with some of them followed there. */
  make(engine: Engine, requests: number, followed?: Pick<Filling, 'followed' | 'regions'>): Promise<Database>;
  /** The server of those on PostgreSQL. */
  postgres(): Promise<PostgresServer>;
  close(): Promise<void>;
}

/** What they are made with. */
interface DatabasesOptions {
  folder: string;
  options: () => SubjectOptions;
  say: (text: string) => void;
}

const FOLLOWED = { followed: 50, regions: ['us-east-1'] };

/** Fills one database of each engine by the bot itself, and copies from it. */
export function createDatabases({ folder, options, say }: DatabasesOptions): Databases {
  let made = 0;
  let server: Promise<PostgresServer> | undefined;
  const seeds = new Map<Engine, Promise<string>>();
  /** Filled once, copied whenever one like it is wanted. */
  const masters = new Map<string, Promise<Pick<Database, 'url' | 'ports'>>>();

  const postgres = () => {
    server ??= startPostgres();
    return server;
  };
  const onServer = async (statement: string) => {
    const sql = await openSql((await postgres()).url);
    await sql.run(statement).finally(sql.close);
  };
  const create = async (engine: Engine, from?: string): Promise<string> => {
    made += 1;
    if (engine === 'sqlite') {
      const path = join(folder, `${made}.db`);
      if (from) copyFileSync(from.slice('file:'.length), path);
      return `file:${path}`;
    }
    const { url } = await postgres();
    const name = `bench${made}`;
    await onServer(`create database ${name}${from ? ` template ${nameOf(from)}` : ''}`);
    return url.replace(/[^/]*$/, name);
  };
  const drop = async (url: string) => {
    if (!url.startsWith('file:')) return onServer(`drop database ${nameOf(url)} with (force)`);
    for (const end of ['', '-wal', '-shm']) rmSync(`${url.slice('file:'.length)}${end}`, { force: true });
  };
  const seed = (engine: Engine): Promise<string> => {
    const before = seeds.get(engine);
    if (before) return before;
    const seeding = (async () => {
      say(`store: lives on ${engine}`);
      const url = await create(engine);
      await liveThrough(options(), url);
      return url;
    })();
    seeds.set(engine, seeding);
    return seeding;
  };
  const filled = async (engine: Engine, filling: Filling): Promise<Pick<Database, 'url' | 'ports'>> => {
    const url = await create(engine, await seed(engine));
    say(`store: ${filling.requests.toLocaleString('en')} requests on ${engine}`);
    const sql = await openSql(url);
    try {
      await fill(sql, filling);
      // Autovacuum would do this by itself.
      if (engine === 'postgres') await sql.run('vacuum analyze');
      return { url, ports: await listedPorts(sql) };
    } finally {
      await sql.close();
    }
  };
  return {
    postgres,
    async make(engine, requests, followed = FOLLOWED) {
      if (requests === 0) {
        const url = await create(engine);
        return { url, ports: [], drop: () => drop(url) };
      }
      const key = JSON.stringify([engine, requests, followed]);
      const master = masters.get(key) ?? filled(engine, { requests, ...followed });
      masters.set(key, master);
      const { url: from, ports } = await master;
      const url = await create(engine, from);
      return { url, ports, drop: () => drop(url) };
    },
    async close() {
      await (await server)?.close();
    },
  };
}

function nameOf(url: string): string {
  return new URL(url).pathname.slice(1);
}
