import { runPostgres } from '../../bench/store/run-postgres.ts';

// A process that runs a PostgreSQL for whoever forked it, and tells its URL.

await runPostgres({
  name: 'interconnect-bot-postgres-',
  // What a server that lives for one run can do without: disk flushes, cleaning.
  flags: ['fsync=off', 'full_page_writes=off', 'autovacuum=off', 'max_connections=200'],
  onLog: () => undefined,
  tell: (url) => process.send?.(url),
});
