import type { Selectable } from 'kysely';
import type { BotProcess } from '../../domain/bot-process.ts';
import type { Processes } from '../../interfaces/tables.ts';
import type { Context } from '../context.ts';
import { prepared } from '../prepared.ts';
import type { Schema } from '../schema.ts';

const readRecent = prepared((db, { since }: { since: number }) =>
  db.selectFrom('processes').selectAll().where('seen_at', '>', since).orderBy('id').compile(),
);

/** The processes that run on this store, each with a row of its own that it renews. */
export function processes(context: Context): Processes {
  const { db, now } = context;
  return {
    async put({ id, host, pid, rulesHash, frozen, dryRun, connections }) {
      const row = {
        host,
        pid,
        rules_hash: rulesHash,
        frozen: frozen ? 1 : 0,
        dry_run: dryRun ? 1 : 0,
        connections,
        seen_at: now,
      };
      await db
        .insertInto('processes')
        .values({ id, ...row })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
        .execute();
    },

    async remove(id) {
      await db.deleteFrom('processes').where('id', '=', id).execute();
    },

    async recent(withinMs) {
      const { rows } = await readRecent(context, { since: now - withinMs });
      return rows.map(fromRow);
    },

    async of(host) {
      const rows = await db.selectFrom('processes').selectAll().where('host', '=', host).execute();
      return rows.map(fromRow);
    },
  };
}

function fromRow(row: Selectable<Schema['processes']>): BotProcess {
  return {
    id: row.id,
    host: row.host,
    pid: row.pid,
    rulesHash: row.rules_hash,
    frozen: row.frozen === 1,
    dryRun: row.dry_run === 1,
    connections: row.connections,
    seenAt: row.seen_at,
  };
}
