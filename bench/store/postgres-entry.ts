import { runPostgres } from './run-postgres.ts';

// A process that runs a PostgreSQL for whoever forked it, and tells its URL and what it logs.

await runPostgres({
  name: 'interconnect-bot-bench-postgres-',
  // As it is shipped, flushes included: what is measured is durable. Lines of its log begin with time, database and pid.
  flags: ['log_line_prefix=%n %d %p ', 'shared_buffers=512MB', 'max_wal_size=8GB', 'max_connections=100'],
  onLog(text) {
    if (process.connected && String(text).includes('LOG:')) process.send?.({ log: String(text) });
  },
  tell: (url) => process.send?.({ url }),
});
