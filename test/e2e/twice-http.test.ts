import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startChild } from '../once/support/kill-child.ts';
import { privately, statusOf } from '../support/shown.ts';
import { type Tap, tapRequests } from '../support/tap.ts';
import { useStage } from '../support/use-stage.ts';

// Over HTTP Slack delivers once more what it saw no answer to, and says so in the retry headers.

/** Beyond every lease that a dead process can have left. */
const LEASES_MS = 41_000;

const { stage, until, asked, firstCard } = useStage({
  mode: 'http',
  faults: 'a process dies before it acks',
});
let tap: Tap;
beforeEach(async () => {
  tap = await tapRequests(stage);
});
afterEach(async () => {
  await tap.close();
});

/** Delivers the latest payload of a type once more, as Slack does after a timeout. */
const retry = (type: string) =>
  stage.slack.send(tap.latest(type).payload, { retryNum: 1, retryReason: 'http_timeout' });
/** A stop ends when every handler has. */
const handled = () => stage.stop();
const forms = () => stage.slack.calls('views.open').length;

describe('a payload that comes again with the retry header', () => {
  test('/interconnect: one form, and no complaint', async () => {
    const { erin } = stage.cast;
    await stage.start();
    await erin.slash('/interconnect', '', stage.lobby);
    await until('the form', () => erin.modal());
    expect(await retry('/interconnect')).toEqual({ status: 200, body: '' });
    await handled();
    expect(forms()).toBe(1);
    expect(privately(erin, stage.lobby)).toEqual([]);
  });

  test('the order form: one request, and both copies get the same answer', async () => {
    await asked();
    const first = tap.latest('view_submission').answer;
    expect(first?.body).toContain('Request sent');
    expect(await retry('view_submission')).toEqual(first);
    await until('the direct message', () => stage.dm(stage.cast.erin)[0]);
    expect(await stage.store().transaction((tx) => tx.requests.countOpen())).toBe(1);
  });

  test('Approve: one vote, one order, no private answer', async () => {
    const { lee, lin } = stage.cast;
    const card = await asked({ QUORUM: '2' });
    await lee.press(card, 'Approve');
    expect(await retry('block_actions')).toEqual({ status: 200, body: '' });
    await until('the vote', () => statusOf(card).startsWith('Waiting for approval: 1 of 2'));
    await lin.press(card, 'Approve');
    await retry('block_actions');
    await until('the order', () => statusOf(card).startsWith('Ordered'));
    await handled();
    expect([lee, lin].flatMap((who) => privately(who, stage.approvals))).toEqual([]);
    expect(stage.aws.calls('CreateInterconnect')).toHaveLength(1);
  });

  test('Reject: asked once, rejected once, and both copies close the form', async () => {
    const { lin } = stage.cast;
    const card = await asked();
    const before = forms();
    await lin.press(card, 'Reject');
    await until('the form', () => lin.modal());
    await retry('block_actions');
    await lin.type('reason', 'Use the LAG');
    await lin.submit();
    const first = tap.latest('view_submission').answer;
    expect(first).toEqual({ status: 200, body: '' });
    expect(await retry('view_submission')).toEqual(first);
    await until('the end', () => statusOf(card).startsWith('Rejected by Lin'));
    await handled();
    expect(forms()).toBe(before + 1);
    expect(privately(lin, stage.approvals)).toEqual([]);
  });

  test("an outsider's click: answered once", async () => {
    const { olga } = stage.cast;
    await olga.press(await asked(), 'Approve');
    await retry('block_actions');
    await handled();
    expect(privately(olga, stage.approvals)).toEqual(["You can't decide this: it takes net-leads."]);
  });
});

test('a process that dies between the commit and the ack: the next one changes nothing, and says the truth', async () => {
  const { lee } = stage.cast;
  const dying = await startChild(stage.env, { point: 'after commit of vote + approved #1' });
  await stage.order();
  const card = await firstCard();
  expect(await lee.press(card, 'Approve')).toMatchObject({ acked: false });
  await dying.end();
  expect(stage.aws.calls('CreateInterconnect')).toEqual([]);
  stage.travel(LEASES_MS);
  await stage.start();
  expect(await retry('block_actions')).toEqual({ status: 200, body: '' });
  await until('the answer', () => privately(lee, stage.approvals)[0]);
  expect(privately(lee, stage.approvals)).toEqual([
    expect.stringMatching(/^Already approved by Lee at .* UTC\. Your click changed nothing\.$/),
  ]);
  await until('the order', () => statusOf(card).startsWith('Ordered'));
  expect(stage.aws.calls('CreateInterconnect')).toHaveLength(1);
});
