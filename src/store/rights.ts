import { sql, type Transaction } from 'kysely';
import type { Schema } from './schema.ts';

// The users that deploy/postgres/roles.sql makes.
const OWNER = 'interconnect_bot_migrate';
const RUN = 'interconnect_bot_run';
const READ = 'interconnect_bot_read';

/** What is only added to: its triggers say so too, but whoever owns it could take them away. */
const APPEND_ONLY = ['audit', 'house_audit'];

/** What the bot ever deletes from. */
const DELETED_FROM = ['votes', 'ports', 'processes'];

/** What only migrations write. */
const OF_MIGRATIONS = ['schema_versions'];

/**
 * Says anew what the bot's users may do with its tables on PostgreSQL, where their owner asks; else nothing happens. Users
 * are the whole server's: another database's tables, of another owner, are none of theirs.
 */
export async function giveRights(tx: Transaction<Schema>): Promise<void> {
  const { rows: users } = await sql<{ name: string }>`
    select rolname as name from pg_roles where rolname in (${RUN}, ${READ}) and current_user = ${OWNER}`.execute(
    tx,
  );
  if (users.length === 0) return;
  const { rows: tables } = await sql<{ name: string }>`
    select tablename as name from pg_tables
    where schemaname = current_schema() and tableowner = current_user`.execute(tx);
  for (const { name } of tables)
    for (const user of users) {
      const rights = user.name === READ ? 'select' : rightsOn(name).join(', ');
      const [table, role] = [sql.table(name), sql.ref(user.name)];
      await sql`revoke all on ${table} from ${role}`.execute(tx);
      await sql`grant ${sql.raw(rights)} on ${table} to ${role}`.execute(tx);
    }
}

/** What the user that the bot runs as has to be allowed on one of its tables, and no more. */
export function rightsOn(table: string): string[] {
  if (OF_MIGRATIONS.includes(table)) return ['select'];
  if (APPEND_ONLY.includes(table)) return ['select', 'insert'];
  return ['select', 'insert', 'update', ...(DELETED_FROM.includes(table) ? ['delete'] : [])];
}
