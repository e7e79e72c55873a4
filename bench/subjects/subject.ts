import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { freePort } from '../free-port.ts';
import { overHttp, overSocket, type WayIn } from '../generator/way-in.ts';
import type { Outside } from '../stand-ins/outside.ts';
import { type Running, start } from './process.ts';
import { type Mode, type Names, namesOf, SECRET, shared } from './settings.ts';

/** One app under measurement, and the way to it. */
export interface Subject extends Running {
  names: Names;
  way: WayIn;
  operatorPort: number;
}

/** What an app is started with. */
export interface SubjectOptions {
  outside: Outside;
  /** For its files. */
  folder: string;
  /** Where compiled code is kept. */
  cache: string;
  mode: Mode;
  /** More settings. */
  env?: Record<string, string>;
}

const ROOT = resolve(import.meta.dirname, '../..');
const BOT = join(ROOT, 'src/main.ts');
const BARE_BOLT = join(ROOT, 'bench/peers/bare-bolt-entry.ts');
const FLOOR = join(ROOT, 'bench/peers/floor-entry.ts');

/** The bot on this database: its source, as `npm start` runs it, unless a bundle's entry is named. */
export function startBot(options: SubjectOptions, databaseUrl: string, entry = BOT): Promise<Subject> {
  const env = { DATABASE_URL: databaseUrl, ...options.env };
  return startSubject('ours', entry, { ...options, env });
}

export function startBareBolt(options: SubjectOptions): Promise<Subject> {
  return startSubject('bare', BARE_BOLT, options);
}

export function startFloor(options: SubjectOptions): Promise<Subject> {
  const env = { DATABASE_PATH: join(options.folder, 'floor.db') };
  return startSubject('floor', FLOOR, { ...options, env, mode: 'http' });
}

async function startSubject(name: string, entry: string, options: SubjectOptions): Promise<Subject> {
  const { outside, cache, mode } = options;
  const names = namesOf(name);
  const folder = join(options.folder, name);
  mkdirSync(folder, { recursive: true });
  const ports = { http: await freePort(), operator: await freePort() };
  const env = { ...shared(outside, names, ports, mode), NODE_COMPILE_CACHE: cache, ...options.env };
  const running = await start({ entry, env, folder });
  const way = mode === 'http' ? overHttp(ports.http, SECRET) : overSocket(outside, names.appToken);
  return {
    ...running,
    names,
    way,
    operatorPort: ports.operator,
    async stop() {
      way.close();
      await running.stop();
    },
  };
}
