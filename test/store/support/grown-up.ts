import type { Store } from '../../../src/interfaces/store.ts';
import { asBefore } from './as-before.ts';
import type { TestDatabase } from './database.ts';
import { START } from './database.ts';
import { makeEveryCall } from './every-call.ts';
import { ACCOUNT, addAll, aMaintenance, anAttempt, aPort, aRequest, LEE, LIN } from './samples.ts';

/** Text that one engine or the other might keep otherwise: beyond the BMP, cut in half, composed, quoted, SQL's own. */
const AWKWARD =
  'Zürich – 東京 👩🏽‍🚀 cut \ud83d here, e\u0301, "quoted" \\x41 \\u0000 \'; \t\r\n\u202e\u{10ffff}';
/** More requests than go over at once. */
export const MANY = 510;

/** Fills an empty SQLite store with some of everything, what a version before wrote too. Answers it, open. */
export async function growUp(database: TestDatabase, count = 3): Promise<Store> {
  await asBefore('sqlite', database.url, 3);
  await database.sql(`insert into requests (id, submission_id, revision, version, status, state, requester_id, requester_name,
      reason, "order", location_name, warnings, account_id, region, fingerprint, rule, dry_run, created_at, expires_at)
    values ('ic-old', 'V-old', 1, 1, 'ordered', '{"status":"ordered"}', 'U0LEE', 'Lee', 'old', '{}', 'X', '[]',
      null, 'us-east-1', 'f', '{}', 0, 1, 2)`);
  // An attempt that doesn't say what it sent: the guard of later versions refuses such.
  await database.sql(`insert into attempts (request_id, number, account_id, region, endpoint, lease_token, committed_at,
      deadline_at, same_name_ids, outcome) values ('ic-old', 1, null, 'us-east-1', 'https://x', 1, 1, 1, '[]', 'created')`);
  const store = await database.open();
  await database.sql("insert into deletions (request_id, gone_at, due_at) values ('ic-old', 1, null)");
  await makeEveryCall(store);
  const many = Array.from({ length: count }, (_, index) => `ic-${index}-${index % 2 === 0 ? 'É' : 'e'}`);
  const all = many.map((id) => aRequest(id, { reason: AWKWARD, locationName: AWKWARD, beneficiary: LIN }));
  await addAll(store, all);
  await store.transaction(async (tx) => {
    const [first = ''] = many;
    await tx.votes.cast({
      requestId: first,
      revision: 1,
      attempt: 0,
      voter: LIN,
      choice: 'approve',
      fingerprint: 'f',
      comment: AWKWARD,
      at: START,
    });
    await tx.attempts.add(anAttempt(first, { sameNameIds: ['dxcon-1'], accountId: null }));
    await tx.ports.add(aPort(first, { interconnectId: 'dxcon-grown', accountId: ACCOUNT, dueAt: START }));
    const bytes = new Uint8Array(70_000).map((_, index) => index % 256);
    for (const id of ['f-empty', 'f-all']) {
      const file = { id, requestId: first, name: AWKWARD, createdAt: START };
      await tx.files.add({ ...file, bytes: id === 'f-all' ? bytes : new Uint8Array() });
    }
    await tx.outbox.add([
      { requestId: first, destination: 'dm', line: { kind: 'resubmitted', revision: 2 } },
    ]);
    await tx.processes.put({
      id: 'p-9',
      host: 'h',
      pid: 1,
      rulesHash: 'r',
      frozen: false,
      dryRun: true,
      connections: 1,
    });
    await tx.maintenance.put(aMaintenance(first, { words: AWKWARD }));
    await tx.house.add({
      actor: LEE,
      event: 'frozen',
      detail: { reason: AWKWARD, nested: { b: [null, 1.5], a: '' } },
    });
  });
  await store.transaction((tx) =>
    tx.audit.add(
      many.flatMap((id) =>
        ['submitted', 'voted'].map((event) => ({
          requestId: id,
          actor: { id: 'U0LIN', name: AWKWARD },
          event,
          revision: 1,
          fingerprint: 'f',
          errorCode: event === 'voted' ? 'Code' : undefined,
          detail: { said: AWKWARD },
        })),
      ),
    ),
  );
  return store;
}
