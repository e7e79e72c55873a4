import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** One statement that a database's clients ran. */
export interface Statement {
  /** Epoch milliseconds. */
  at: number;
  database: string;
  /** Which connection ran it. */
  pid: string;
  sql: string;
}

/** A PostgreSQL of the bench's own. */
export interface PostgresServer {
  url: string;
  /** Hears of what the databases log that were told to log their statements. */
  onStatement(listener: (statement: Statement) => void): () => void;
  close(): Promise<void>;
}

const ENTRY = join(import.meta.dirname, 'postgres-entry.ts');
const LINE = /^(\d+\.\d+) (\S+) (\d+) LOG: {2}(?:statement|execute [^:]*): (.*)$/gm;

/** Starts it; rejects where it can't be. */
export async function startPostgres(): Promise<PostgresServer> {
  const child = fork(ENTRY, { execArgv: [] });
  const exited = once(child, 'exit');
  const listeners = new Set<(statement: Statement) => void>();
  const started = Promise.withResolvers<string>();
  child.on('message', ({ url, log }: { url?: string; log?: string }) => {
    if (url) started.resolve(url);
    for (const [, at, database = '', pid = '', sql = ''] of (log ?? '').matchAll(LINE)) {
      for (const listener of listeners) listener({ at: Number(at) * 1000, database, pid, sql });
    }
  });
  void exited.then(([code]) => started.reject(new Error(`PostgreSQL did not start (${code}).`)));
  return {
    url: await started.promise,
    onStatement(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      child.disconnect();
      await exited;
    },
  };
}
