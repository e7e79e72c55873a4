import { type Kysely, sql } from 'kysely';
import type { Engine } from '../engine.ts';

/**
 * What a port is to be called, as the order's JSON has it before its first quotation mark: of the text itself, so that an
 * older bot beside this one keeps it too; and whose requests are open, however many of theirs have ended.
 */
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
  const after = `"interconnectName":"`;
  const rest = `substr("order", instr("order", '${after}') + ${after.length})`;
  const name =
    engine === 'sqlite'
      ? `substr(substr(${rest}, 1, instr(${rest}, '"') - 1), 1, 200)`
      : `left(split_part(split_part("order", '${after}', 2), '"', 1), 200)`;
  for (const statement of [
    `create index requests_named on requests ((${name}), status)`,
    'create index requests_standing on requests (requester_id, status)',
  ])
    await sql.raw(statement).execute(db);
}
