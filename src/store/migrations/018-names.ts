import { type Kysely, sql } from 'kysely';
import type { Engine } from '../engine.ts';

/**
 * What the ports of open requests are to be called, as an order's JSON has it before its first quotation mark: of the text
 * itself, so that an older bot beside this one keeps it too.
 */
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
  const after = `"interconnectName":"`;
  const rest = `substr("order", instr("order", '${after}') + ${after.length})`;
  const name =
    engine === 'sqlite'
      ? `substr(substr(${rest}, 1, instr(${rest}, '"') - 1), 1, 200)`
      : `left(split_part(split_part("order", '${after}', 2), '"', 1), 200)`;
  await sql
    .raw(
      `create index requests_named on requests ((${name}))
        where status not in ('rejected', 'withdrawn', 'expired', 'rehearsed', 'abandoned', 'closed', 'ordered')`,
    )
    .execute(db);
}
