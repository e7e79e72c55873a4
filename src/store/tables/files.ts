import type { Selectable } from 'kysely';
import type { StoredFile } from '../../domain/request/line.ts';
import type { Files } from '../../interfaces/tables.ts';
import type { Context } from '../context.ts';
import type { Schema } from '../schema.ts';

/** Documents to be told: kept until Slack has them, with Slack's ID from before they are shown. */
export function files({ db, now }: Context): Files {
  return {
    async add({ id, requestId, name, bytes }) {
      await db
        .insertInto('files')
        .values({ id, request_id: requestId, name, bytes, slack_id: null, asked_at: null, created_at: now })
        .execute();
    },

    async read(id) {
      const row = await db.selectFrom('files').selectAll().where('id', '=', id).executeTakeFirst();
      return row && fromRow(row);
    },

    async putSlackId(id, slackId, askedAt) {
      await db
        .updateTable('files')
        .set({ slack_id: slackId, asked_at: askedAt })
        .where('id', '=', id)
        .execute();
    },
  };
}

function fromRow(row: Selectable<Schema['files']>): StoredFile {
  return {
    id: row.id,
    requestId: row.request_id,
    name: row.name,
    bytes: row.bytes,
    slackId: row.slack_id,
    askedAt: row.asked_at,
  };
}
