import { describe, expect, test } from 'vitest';
import { type Submission, submit } from '../../src/actions/submitting/submit.ts';
import type { RequestState, Status } from '../../src/domain/request/request.ts';
import type { Store } from '../../src/interfaces/store.ts';
import { ENGINES, START, useDatabase } from './support/database.ts';
import { ACCOUNT, aRequest, ERIN, LEE, ORDER } from './support/samples.ts';

const SUBMISSION: Submission = {
  submissionId: 'V1',
  requester: ERIN,
  beneficiary: null,
  reason: 'New core',
  order: ORDER,
  locationName: 'Equinix DC2',
  warnings: [],
  accountId: ACCOUNT,
  rule: { name: 'default', approvers: [{ kind: 'user', ...LEE }], quorum: 1, expiryHours: 72 },
  dryRun: false,
  approvalChannel: 'C0APPROVALS',
};

/** Every status, and whether a request in it is undecided or unplaced. */
const STATES: Record<Status, boolean> = {
  awaiting_approval: true,
  sent_back: true,
  approved: true,
  placing: true,
  refused: true,
  unsettled: true,
  needs_decision: true,
  ordered: false,
  rejected: false,
  withdrawn: false,
  expired: false,
  rehearsed: false,
  abandoned: false,
  closed: false,
};

/** What asking works with, where a person may have so many open requests. */
function limited(store: Store, openRequestsPerPerson: number) {
  return { store, rules: { openRequestsPerPerson } };
}

describe.each(ENGINES)('%s', (engine) => {
  const database = useDatabase(engine);

  test.each(Object.entries(STATES))('a request that is %s is open: %s', async (status, open) => {
    const store = await database.open();
    const state = { status, at: START, by: [] } as unknown as RequestState;
    await store.transaction((tx) => tx.requests.add(aRequest('ic-1', { state, requester: ERIN })));
    expect(await store.transaction((tx) => tx.requests.countOpenOf(ERIN.id))).toBe(open ? 1 : 0);
    expect(await store.transaction((tx) => tx.requests.countOpenOf(LEE.id))).toBe(0);
  });

  test('of many forms at once, in two processes, no more are taken than one person may have', async () => {
    const stores = [await database.open(), await database.open()];
    const sent = Array.from({ length: 12 }, (_, index) => index);
    const answers = await Promise.all(
      sent.map((index) => {
        const store = stores[index % 2];
        if (!store) throw new Error('There is no store.');
        return submit(limited(store, 3), { ...SUBMISSION, submissionId: `V${index}` });
      }),
    );
    expect(answers.filter(({ kind }) => kind === 'submitted')).toHaveLength(3);
    expect(answers.filter(({ kind }) => kind === 'too_many')).toHaveLength(9);
    expect(await stores[0]?.transaction((tx) => tx.requests.countOpenOf(ERIN.id))).toBe(3);
  });

  test('one form at the limit, sent twice, is told the same twice, and the truth where it was changed', async () => {
    const store = await database.open();
    const unknown = { ...SUBMISSION, accountId: null };
    const first = await submit(limited(store, 1), unknown);
    expect(first).toMatchObject({ kind: 'submitted' });
    expect(await submit(limited(store, 1), unknown)).toEqual(first);
    // The account became known in between.
    expect(await submit(limited(store, 1), { ...SUBMISSION, accountId: '999999999999' })).toEqual(first);
    const changed = { ...unknown, order: { ...ORDER, bandwidth: '1Gbps' } };
    expect(await submit(limited(store, 1), changed)).toEqual({ ...first, kind: 'sent_before' });
    expect(await submit(limited(store, 1), { ...unknown, reason: 'Another' })).toMatchObject({
      kind: 'sent_before',
    });
    expect(await submit(limited(store, 1), { ...SUBMISSION, submissionId: 'V2' })).toEqual({
      kind: 'too_many',
      open: 1,
    });
  });

  test('the same form with another account chosen is told what was recorded for the first', async () => {
    const store = await database.open();
    const first = await submit(limited(store, 2), { ...SUBMISSION, accountId: '111111111111' });
    const other = await submit(limited(store, 2), { ...SUBMISSION, accountId: '222222222222' });
    expect(other).toEqual({ ...first, kind: 'sent_before' });
  });
});
