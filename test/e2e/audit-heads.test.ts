import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Logger, pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AuditRow } from '../../src/domain/audit.ts';
import { auditHash, chainHolds, headsHold } from '../../src/store/tables/audit.ts';
import { openFolder } from '../support/folder.ts';
import { requestIdOf } from '../support/shown.ts';
import { WAIT_MS } from '../support/stage.ts';
import { useStage } from '../support/use-stage.ts';

const { stage, firstCard } = useStage({ each: 'file' });
const logged: Record<string, unknown>[] = [];
const log: Logger = pino({ level: 'info' }, { write: (line: string) => void logged.push(JSON.parse(line)) });
const folder = openFolder('heads-');
beforeAll(async () => {
  await stage.start({ AUDIT_HEADS_DIR: folder.path }, (outside) => ({ ...outside, log, newsLookMs: 20 }));
});
afterAll(() => folder.remove());

const trail = (id: string) => stage.store().transaction((tx) => tx.audit.trail(id));
const headsInLog = (id: string) =>
  logged
    .filter(({ msg, request_id }) => msg === 'audit' && request_id === id)
    .map(({ seq, hash }) => ({ seq: Number(seq), hash: String(hash) }));
const AUDIT = /Audit (\d+): ([0-9a-f]{64})/;

test('whoever rewrites the trail is found out by the log and by the thread', async () => {
  await stage.order();
  const card = await firstCard();
  const id = requestIdOf(card);
  await stage.cast.lee.press(card, 'Approve');
  const line = await stage.slack.until(
    'the head in the thread',
    () =>
      stage.slack
        .messages(stage.approvals, card.ts)
        .map(({ blocks }) => JSON.stringify(blocks))
        .find((shown) => AUDIT.test(shown)),
    WAIT_MS,
  );
  const [, seq, hash = ''] = AUDIT.exec(line) ?? [];
  const rows = await trail(id);
  const inThread = [{ seq: Number(seq), hash }];
  expect(rows[Number(seq) - 1]).toMatchObject({ event: 'created', hash });
  expect(headsHold(rows, inThread)).toBe(true);
  expect(headsInLog(id)).toEqual(rows.map((row) => ({ seq: row.seq, hash: row.hash })));

  rewrite(rows.map((row) => (row.event === 'voted' ? { ...row, actor: { id: 'U0EVE', name: 'Eve' } } : row)));
  const forged = await trail(id);
  expect(forged.find(({ event }) => event === 'voted')?.actor).toEqual({ id: 'U0EVE', name: 'Eve' });
  expect(chainHolds(forged)).toBe(true);
  expect(headsHold(forged, inThread)).toBe(false);
  expect(headsHold(forged, headsInLog(id))).toBe(false);
});

test('a bot that is told where writes the heads of the day there, and says so in the log and the trail', async () => {
  await stage.slack.until(
    'the heads are kept',
    () => logged.some(({ msg }) => msg === 'heads of the audit written'),
    WAIT_MS,
  );
  const day = new Date().toISOString().slice(0, 10);
  expect(readdirSync(folder.path)).toEqual([expect.stringMatching(/^heads-\d{4}-\d\d-\d\d\.jsonl$/)]);
  const [row] = (await stage.store().read((at) => at.house.trail())).filter(
    ({ event }) => event === 'heads_kept',
  );
  expect(String(row?.detail.day) <= day).toBe(true);
  const [file = ''] = readdirSync(folder.path);
  const [house] = readFileSync(join(folder.path, file), 'utf8').split('\n');
  expect(JSON.parse(house ?? '')).toMatchObject({ request_id: null, seq: 1 });
});

/** What somebody with the file can do: take the guards away, change rows, compute every hash anew. */
function rewrite(rows: AuditRow[]): void {
  const database = new DatabaseSync(stage.env.DATABASE_URL?.slice('file:'.length) ?? '');
  database.exec('drop trigger audit_no_update');
  const update = database.prepare(
    'update audit set actor_id = ?, actor_name = ?, previous_hash = ?, hash = ? where request_id = ? and seq = ?',
  );
  let previousHash = '0'.repeat(64);
  for (const { hash: _, ...row } of rows) {
    const hash = auditHash({ ...row, previousHash });
    const { actor, requestId, seq } = row;
    update.run(actor?.id ?? null, actor?.name ?? null, previousHash, hash, requestId, seq);
    previousHash = hash;
  }
  database.close();
}
