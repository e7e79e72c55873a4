import { describe, expect, test } from 'vitest';
import { asBefore } from './support/as-before.ts';
import { ENGINES, START, useDatabase } from './support/database.ts';
import { anApproved, LEE } from './support/samples.ts';

// What a store of the version before holds, and how it is read after the upgrade.

const EXPIRES = START + 1_000_000;
const text = (value: unknown) => `'${JSON.stringify(value).replaceAll("'", "''")}'`;

/** What the version before stored of an approval: not a word on which votes made it. */
const APPROVED = { status: 'approved', by: [LEE], at: START, tries: 0, hold: null };
const REFUSED = { status: 'refused', by: [LEE], at: START, attempt: 1, code: 'X', message: 'No' };

/** A request as the version before stored it. */
function insertRequest(id: string, state: { status: string }, dueAt: number | null = START): string {
  const { submissionId, requester, reason, order, locationName, rule, accountId, fingerprint } =
    anApproved(id);
  return `insert into requests (id, submission_id, revision, version, status, state, requester_id, requester_name, reason,
      "order", location_name, warnings, account_id, region, fingerprint, rule, dry_run, created_at, expires_at, due_at)
    values ('${id}', '${submissionId}', 1, 1, '${state.status}', ${text(state)}, '${requester.id}', '${requester.name}', '${reason}',
      ${text(order)}, '${locationName}', '[]', '${accountId}', '${order.region}', '${fingerprint}', ${text(rule)}, 0, ${START},
      ${EXPIRES}, ${dueAt})`;
}

const insertAttempt = (id: string, number: number, outcome = 'unknown') =>
  `insert into attempts (request_id, number, account_id, region, endpoint, lease_token, committed_at, deadline_at,
      same_name_ids, outcome, closed_at)
    values ('${id}', ${number}, '111122223333', 'us-east-1', 'https://x', 1, ${START}, ${START}, '[]', '${outcome}', ${START})`;

const insertVote = (id: string, attempt: number) =>
  `insert into votes (request_id, revision, attempt, voter_id, voter_name, decision, at)
    values ('${id}', 1, ${attempt}, '${LEE.id}', '${LEE.name}', '${attempt === 0 ? 'approve' : 'order_again'}', ${START})`;

describe.each(ENGINES)('%s: an upgraded store', (engine) => {
  const database = useDatabase(engine);

  test('knows by which votes what waits was approved: the first ones, or those after the last attempt', async () => {
    await asBefore(engine, database.url, 3);
    for (const statement of [
      insertRequest('ic-00', APPROVED),
      insertVote('ic-00', 0),
      insertRequest('ic-01', APPROVED),
      insertVote('ic-01', 0),
      insertAttempt('ic-01', 1),
      insertAttempt('ic-01', 2),
      insertVote('ic-01', 2),
    ]) {
      await database.sql(statement);
    }
    const store = await database.open();
    const stateOf = (id: string) => store.transaction(async (tx) => (await tx.requests.lock(id))?.state);
    expect((await store.read((at) => at.requests.read('ic-00')))?.trace).toBeNull();
    expect(await stateOf('ic-00')).toMatchObject({ status: 'approved', votesFor: 0, told: [], accepted: [] });
    expect(await stateOf('ic-01')).toMatchObject({ status: 'approved', votesFor: 2, told: [], accepted: [] });
    const votes = await store.transaction((tx) => tx.votes.of('ic-01', 1, 2));
    // Nothing in the trail says what it was cast on, so it counts for no order.
    expect(votes).toMatchObject([{ voter: LEE, choice: 'order_again', fingerprint: '' }]);
    const [attempt] = await store.transaction((tx) => tx.attempts.of('ic-01'));
    expect(attempt).toMatchObject({ sent: null, listedIds: null, lagLinks: null });
  });

  test('lets what AWS refused expire, and people decide where an earlier call may have made a port', async () => {
    await asBefore(engine, database.url, 3);
    for (const statement of [
      insertRequest('ic-00', REFUSED, null),
      insertAttempt('ic-00', 1, 'refused'),
      insertRequest('ic-01', { ...REFUSED, status: 'refused' }, null),
      insertAttempt('ic-01', 1),
      insertAttempt('ic-01', 2, 'refused'),
      insertRequest('ic-02', { status: 'awaiting_approval' }),
      insertAttempt('ic-02', 1),
    ]) {
      await database.sql(statement);
    }
    const store = await database.open();
    const known = (id: string) => store.transaction((tx) => tx.requests.lock(id));
    expect(await known('ic-00')).toMatchObject({ state: REFUSED, dueAt: EXPIRES });
    const undecided = {
      status: 'needs_decision',
      looked: 'could_not_look',
      tagged: [],
      lateUntil: START + 900_000,
    };
    expect(await known('ic-01')).toMatchObject({ state: { ...undecided, attempt: 2, by: [LEE] }, dueAt: 0 });
    expect(await known('ic-02')).toMatchObject({ state: { ...undecided, attempt: 1, by: [] }, dueAt: 0 });
  });
});
