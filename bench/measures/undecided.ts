import type { Card } from '../generator/payloads.ts';
import { CHANNEL } from '../people.ts';
import type { Sql } from '../store/sql.ts';

/**
 * What the buttons of the latest undecided requests carry, read from the store: their cards are posted at Slack's
 * pace, one a second, which is not what is measured here.
 */
export async function undecided(sql: Sql, count: number): Promise<Card[]> {
  const rows = await sql.all(
    `select id, revision, fingerprint from requests where status = 'awaiting_approval' order by created_at desc limit ${count}`,
  );
  return rows.map(({ id, revision, fingerprint }) => ({
    channel: CHANNEL,
    ts: '1.000001',
    value: ['v1', id, revision, fingerprint, 0, ''].join('|'),
  }));
}
