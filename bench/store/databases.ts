import { join } from 'node:path';
import type { Outside } from '../stand-ins/outside.ts';
import type { SubjectOptions } from '../subjects/subject.ts';

/** Which database the bot keeps everything in. */
export type Engine = 'sqlite' | 'postgres';

/** A database of its own, with so many requests in it. */
export interface Database {
  url: string;
  drop(): Promise<void>;
}

/** Makes databases. */
export interface Databases {
  make(engine: Engine, size: number): Promise<Database>;
  close(): Promise<void>;
}

/** What they are made with. */
export interface DatabasesOptions {
  folder: string;
  outside: Outside;
  options: () => SubjectOptions;
  say: (text: string) => void;
}

let made = 0;

export function createDatabases({ folder }: DatabasesOptions): Databases {
  return {
    async make(_engine, _size) {
      made += 1;
      return { url: `file:${join(folder, `${made}.db`)}`, drop: async () => undefined };
    },
    async close() {
      /* nothing yet */
    },
  };
}
