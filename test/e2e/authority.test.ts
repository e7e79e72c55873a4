import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import type { StoredMessage } from '../../sandbox/workspace/types.ts';
import { fingerprint } from '../../src/actions/submitting/fingerprint.ts';
import { changedTx } from '../support/changed-tx.ts';
import { buttonsOf, privately, requestIdOf } from '../support/shown.ts';
import { WAIT_MS } from '../support/stage.ts';
import { useStage } from '../support/use-stage.ts';

// An approval is judged once more when its order leaves: what has changed since then counts.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const { stage, firstCard, status, line, told, answered, creates } = useStage();

const group = () => {
  const found = stage.slack.groups.get(stage.env.APPROVERS ?? '');
  if (!found) throw new Error('There is no group.');
  return found;
};
const FROZEN = 'Approved, on hold: ordering is frozen';
const LAPSED = 'Not enough of those who approved may still approve: ';

/** A request that Lee has approved, and that waits for the end of a freeze. */
async function approvedAndFrozen(overrides: Record<string, string> = {}): Promise<StoredMessage> {
  await stage.start(overrides);
  await stage.cast.lin.slash('/interconnect', 'freeze AWS is being audited', stage.lobby);
  await answered(
    stage.cast.lin,
    'Ordering is frozen: AWS is being audited. 0 orders are on their way to AWS.',
  );
  await stage.order();
  const card = await firstCard();
  await stage.cast.lee.press(card, 'Approve');
  if (overrides.QUORUM === '2') {
    await status('Waiting for approval: 1 of 2');
    await stage.cast.lin.press(card, 'Approve');
  }
  await status(FROZEN);
  return card;
}

async function unfreeze(who = stage.cast.lin): Promise<void> {
  await who.slash('/interconnect', 'unfreeze', stage.lobby);
  await answered(who, 'Ordering goes on.');
}

/** The bot's database, behind its back. */
function sql(statement: string): void {
  const database = new DatabaseSync((stage.env.DATABASE_URL ?? '').slice('file:'.length));
  database.exec(statement);
  database.close();
}

/** Approved while this process runs with FREEZE, and stopped then. */
async function approvedAndFrozenBySetting(): Promise<void> {
  await stage.start({ FREEZE: 'true' });
  await stage.order();
  await stage.cast.lee.press(await firstCard(), 'Approve');
  await status(FROZEN);
  await stage.stop();
}

describe('an order does not leave on an approval that does not stand any more', () => {
  test('whoever approved has left the group: it waits again, said once; whoever is there still can', async () => {
    await approvedAndFrozen();
    group().users = [stage.cast.lin.id];
    stage.travel(6 * MINUTE);
    await unfreeze();
    await status('Waiting for approval: 0 of 1 from net-leads');
    await line(
      `${LAPSED}Lee (no approver any more) may not approve it any more; it takes 1, 0 stand, 1 more needed.`,
    );
    expect(creates()).toBe(0);
    await stage.cast.lee.press(stage.card(), 'Approve');
    await told(stage.cast.lee, "You can't decide this: it takes net-leads.");
    await stage.cast.lin.press(stage.card(), 'Approve');
    await status('Ordered: dxcon-');
    expect(stage.thread().filter((said) => said.includes(LAPSED))).toHaveLength(1);
    expect(creates()).toBe(1);
  });

  test('whoever has left while they wrote why they reject is told so in the form, and nothing is recorded', async () => {
    await stage.start();
    await stage.order();
    const { lee } = stage.cast;
    await lee.press(await firstCard(), 'Reject');
    await stage.slack.until('the form', () => lee.modal(), WAIT_MS);
    group().users = [stage.cast.lin.id];
    stage.travel(6 * MINUTE);
    await lee.type('reason', 'Not needed');
    expect(await lee.submit()).toMatchObject({ acked: true });
    await stage.slack.until('the answer', () => lee.modal()?.view.title, WAIT_MS);
    const said = JSON.stringify(lee.modal()?.view);
    expect(said).toContain('Not rejected');
    expect(said).toContain("You can't decide this: it takes net-leads.");
    expect(stage.cardStatus()).toBe('Waiting for approval: 0 of 1 from net-leads');
  });

  test('whoever returns votes again: a vote that lapsed is void', async () => {
    await approvedAndFrozen();
    group().users = [stage.cast.lin.id];
    stage.travel(6 * MINUTE);
    await unfreeze();
    await status('Waiting for approval: 0 of 1');
    group().users = [stage.cast.lin.id, stage.cast.lee.id];
    stage.travel(6 * MINUTE);
    await stage.cast.lee.press(stage.card(), 'Approve');
    await status('Ordered: dxcon-');
    expect(creates()).toBe(1);
  });

  test('an approver was taken out of the settings', async () => {
    await approvedAndFrozen();
    await stage.stop();
    await stage.start({ APPROVERS: stage.cast.lin.id });
    await unfreeze();
    await status('Waiting for approval: 0 of 1');
    expect(creates()).toBe(0);
  });

  test('the quorum was raised: the vote that stands is kept, one more is needed', async () => {
    await approvedAndFrozen();
    await stage.stop();
    await stage.start({ QUORUM: '2' });
    await unfreeze();
    await line(`${LAPSED}it takes 2 by now, not 1, 1 stand, 1 more needed.`);
    await status('Waiting for approval: 1 of 2 from net-leads');
    expect(creates()).toBe(0);
    await stage.cast.lee.press(stage.card(), 'Approve');
    await told(stage.cast.lee, 'Still needed: 1.');
    await stage.cast.lin.press(stage.card(), 'Approve');
    await status('Ordered: dxcon-');
  });

  test('somebody set the row to approved in the database', async () => {
    await stage.start();
    await stage.order();
    const card = await firstCard();
    const state = {
      status: 'approved',
      by: [{ id: stage.cast.erin.id, name: 'Erin' }],
      at: Date.now(),
      tries: 0,
      hold: null,
    };
    sql(
      `update requests set status = 'approved', state = '${JSON.stringify(state)}', due_at = 0 where id = '${requestIdOf(card)}'`,
    );
    await line(LAPSED);
    await status('Waiting for approval: 0 of 1');
    expect(creates()).toBe(0);
  });

  test('somebody changed the order in the database, and its fingerprint too', async () => {
    const card = await approvedAndFrozen();
    const id = requestIdOf(card);
    const request = await stage.store().transaction((tx) => tx.requests.read(id));
    if (!request) throw new Error('It is gone.');
    const order = { ...request.order, bandwidth: '100Gbps' };
    sql(
      `update requests set "order" = '${JSON.stringify(order)}', fingerprint = '${fingerprint(order, request.accountId)}' where id = '${id}'`,
    );
    await unfreeze();
    await line(LAPSED);
    expect(creates()).toBe(0);
  });

  test('it took too long: expired, however late the freeze ends', async () => {
    await approvedAndFrozen();
    stage.travel(73 * HOUR);
    await unfreeze();
    await status('Expired: not placed in 72 hours');
    expect(creates()).toBe(0);
  });

  test('nobody can tell who is in the group: it waits, says so once, and goes on', async () => {
    await approvedAndFrozen();
    stage.slack.fault('usergroups.users.list', { kind: 'error', error: 'fatal_error' }, 10_000);
    stage.slack.fault('usergroups.list', { kind: 'error', error: 'fatal_error' }, 10_000);
    await stage.cast.lin.slash('/interconnect', 'unfreeze', stage.lobby);
    await answered(stage.cast.lin, 'Ordering goes on.');
    stage.travel(6 * MINUTE);
    await line('Not sent: It could not be checked who may approve: net-leads.');
    expect(creates()).toBe(0);
    stage.slack.clearFaults();
    stage.travel(6 * MINUTE);
    await status('Ordered: dxcon-');
    expect(stage.thread().filter((said) => said.includes('could not be checked who'))).toHaveLength(1);
  });
});

describe('a refusal', () => {
  const refused = async () => {
    await stage.start();
    await stage.order();
    const card = await firstCard();
    stage.aws.fault('CreateInterconnect', {
      kind: 'error',
      name: 'DirectConnectClientException',
      status: 400,
      message: 'No ports.',
    });
    await stage.cast.lee.press(card, 'Approve');
    await status('Refused by AWS: nothing was ordered');
    await stage.slack.until('the button', () => buttonsOf(stage.card()).includes('Try again'), WAIT_MS);
  };

  test('is tried again by the requester while the approval stands', async () => {
    await refused();
    await stage.cast.erin.press(stage.card(), 'Try again');
    await status('Ordered: dxcon-');
    expect(creates()).toBe(2);
  });

  test('asks for a new approval where the old one does not stand any more', async () => {
    await refused();
    group().users = [stage.cast.lin.id];
    stage.travel(6 * MINUTE);
    await stage.cast.erin.press(stage.card(), 'Try again');
    await told(stage.cast.erin, 'it waits for approval again.');
    await status('Waiting for approval: 0 of 1');
    expect(creates()).toBe(1);
  });

  test('expires with its request, by itself and at the button; trying again starts no new clock', async () => {
    await refused();
    stage.travel(72 * HOUR + MINUTE);
    await status('Expired: not placed in 72 hours');
    expect(buttonsOf(stage.card())).toEqual(['Request again']);
    expect(creates()).toBe(1);
  });
});

test('a vote after the expiry that nobody has noticed yet changes nothing', async () => {
  await stage.start({}, (outside) => ({
    ...outside,
    // The worker that ends what is over is asleep.
    store: changedTx(outside.store, (tx) => ({
      requests: {
        claim: async (worker, ...more) =>
          worker === 'tend' ? undefined : tx.requests.claim(worker, ...more),
      },
    })),
  }));
  await stage.order();
  const card = await firstCard();
  stage.travel(72 * HOUR + 1);
  await stage.cast.lee.press(card, 'Approve');
  await told(stage.cast.lee, 'Already expired');
  await status('Expired: no decision in 72 hours');
  expect(creates()).toBe(0);
});

describe('switches', () => {
  test('a stored freeze is shown on every waiting card, with who and why; only approvers may', async () => {
    await stage.start();
    await stage.order();
    await firstCard();
    await stage.cast.olga.slash('/interconnect', 'freeze because', stage.lobby);
    await answered(stage.cast.olga, "You can't do this: it takes an approver.");
    await stage.cast.lee.slash('/interconnect', 'freeze', stage.lobby);
    await answered(stage.cast.lee, 'Say why: /interconnect freeze REASON.');
    await stage.cast.lee.slash('/interconnect', 'freeze \u200b', stage.lobby);
    await stage.slack.until(
      'the second answer',
      () => privately(stage.cast.lee, stage.lobby).filter((said) => said.startsWith('Say why')).length === 2,
      WAIT_MS,
    );
    await stage.cast.lee.slash('/interconnect', 'freeze <!channel> *now*', stage.lobby);
    await answered(stage.cast.lee, 'Ordering is frozen: ');
    const shows = (text: string) => JSON.stringify(stage.card().blocks).includes(text);
    await stage.slack.until(
      'the card says so',
      () => shows('Ordering is frozen by Lee: <!channel> *now*'),
      WAIT_MS,
    );
    await unfreeze();
    await stage.slack.until('the card is as before', () => !shows('Ordering is frozen'), WAIT_MS);
    const events = await stage.store().transaction((tx) => tx.house.trail());
    expect(events.map(({ event, actor }) => [event, actor?.name])).toEqual([
      ['settings', undefined],
      ['frozen', 'Lee'],
      ['unfrozen', 'Lin'],
    ]);
  });

  test("what a bot is started with is kept in the house's trail, whenever it changes", async () => {
    await stage.start();
    await stage.stop();
    await stage.start();
    await stage.stop();
    await stage.start({ QUORUM: '2', FREEZE: 'true', REQUESTERS: stage.cast.erin.id });
    const trail = await stage.store().transaction((tx) => tx.house.trail());
    const asBefore = {
      approvers: [stage.env.APPROVERS],
      quorum: 1,
      approvalExpiryHours: 72,
      account: null,
      requesters: [],
      openRequestsPerPerson: 20,
      freeze: false,
      dryRun: false,
    };
    expect(trail.map(({ actor, event, detail }) => [actor, event, detail.settings])).toEqual([
      [null, 'settings', asBefore],
      [null, 'settings', { ...asBefore, quorum: 2, freeze: true, requesters: [stage.cast.erin.id] }],
    ]);
    expect(trail.map(({ detail }) => detail.pid)).toEqual([process.pid, process.pid]);
  });

  test('no order leaves before its trail says under which settings', async () => {
    await approvedAndFrozenBySetting();
    stage.travel(6_000);
    const kept: unknown[] = [];
    await stage.start({}, (outside) => ({
      ...outside,
      // The start waits for it while the workers are at it already.
      directConnect: { ...outside.directConnect, account: () => new Promise(() => undefined) },
      store: changedTx(outside.store, (tx) => ({
        attempts: {
          async add(attempt) {
            kept.push((await tx.house.last('settings'))?.detail.settings);
            return tx.attempts.add(attempt);
          },
        },
      })),
    }));
    await status('Ordered: dxcon-');
    expect(kept).toEqual([expect.objectContaining({ freeze: false })]);
  });

  test('after "frozen" nothing is committed, however far the order was', async () => {
    await stage.start();
    await stage.order();
    const card = await firstCard();
    // What is read of the catalog before the order takes a second, in which ordering is frozen.
    stage.travel(6 * MINUTE);
    stage.aws.fault('DescribeLocations', { kind: 'slow', ms: 1_000 }, 10);
    const looks = stage.aws.calls('DescribeLocations').length;
    await stage.cast.lee.press(card, 'Approve');
    await stage.aws.until('the look', () => stage.aws.calls('DescribeLocations').length > looks, WAIT_MS);
    await stage.cast.lin.slash('/interconnect', 'freeze stop it', stage.lobby);
    await answered(stage.cast.lin, 'Ordering is frozen: stop it.');
    await status(FROZEN);
    expect(creates()).toBe(0);
    await unfreeze();
    await status('Ordered: dxcon-');
    expect(creates()).toBe(1);
  });

  test('the setting FREEZE is shown on every card that waits, until a bot runs without it', async () => {
    await stage.start({ FREEZE: 'true' });
    await stage.order();
    const shows = () =>
      JSON.stringify(stage.card().blocks).includes('Ordering is frozen by the setting FREEZE.');
    await stage.slack.until(
      'the card says so',
      () => stage.slack.messages(stage.approvals)[0] && shows(),
      WAIT_MS,
    );
    await stage.stop();
    await stage.start();
    await stage.slack.until('the card is as before', () => !shows(), WAIT_MS);
  });

  test('FREEZE of another process of the store freezes this one too, until it ends', async () => {
    await stage.start();
    const other = {
      id: 'other',
      host: 'elsewhere',
      pid: 1,
      rulesHash: await rulesHash(),
      frozen: true,
      dryRun: false,
      connections: 1,
    };
    await stage.store().transaction((tx) => tx.processes.put(other));
    await stage.order();
    const card = await firstCard();
    await stage.cast.lee.press(card, 'Approve');
    await status(FROZEN);
    await stage.cast.lin.slash('/interconnect', 'unfreeze', stage.lobby);
    await answered(stage.cast.lin, 'ordering stays frozen: FREEZE is set for elsewhere/1.');
    expect(creates()).toBe(0);
    await stage.store().transaction((tx) => tx.processes.remove('other'));
    stage.travel(10_000);
    await status('Ordered: dxcon-');
  });

  test('a process with other rules holds every order, and is named after ten minutes', async () => {
    await stage.start();
    const other = { id: 'other', host: 'elsewhere', pid: 1, frozen: false, dryRun: false, connections: 1 };
    const appear = () =>
      stage.store().transaction((tx) => tx.processes.put({ ...other, rulesHash: 'others' }));
    await appear();
    await stage.order();
    const card = await firstCard();
    await stage.cast.lee.press(card, 'Approve');
    await status("Approved by Lee. Not sent yet: the bot's processes run with different rules");
    expect(stage.thread()).toEqual([]);
    stage.travel(11 * MINUTE);
    await appear();
    await line('Not sent: Another process of this bot runs with other rules (elsewhere/1).');
    expect(creates()).toBe(0);
    await stage.store().transaction((tx) => tx.processes.remove('other'));
    stage.travel(10_000);
    await status('Ordered: dxcon-');
  });

  test('a bot that runs with DRY_RUN places nothing, whatever is stamped', async () => {
    await approvedAndFrozen();
    await stage.stop();
    await stage.start({ DRY_RUN: 'true' });
    await status('Approved, on hold: this bot runs with DRY_RUN');
    await unfreeze();
    stage.travel(HOUR);
    await stage.order(stage.cast.erin, { name: 'rehearsed-01' });
    const card = await stage.slack.until('its card', () => stage.slack.messages(stage.approvals)[1], WAIT_MS);
    await stage.cast.lee.press(card, 'Approve');
    await status('Dry run: nothing was sent to AWS');
    expect(creates()).toBe(0);
    await stage.stop();
    await stage.start();
    await stage.aws.until('the order', () => creates() === 1, WAIT_MS);
  });
});

async function rulesHash(): Promise<string> {
  const [own] = await stage.store().transaction((tx) => tx.processes.recent(MINUTE));
  if (!own) throw new Error('The bot has not said that it runs.');
  return own.rulesHash;
}
