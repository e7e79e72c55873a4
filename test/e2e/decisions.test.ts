import { describe, expect, test } from 'vitest';
import type { Person, StoredMessage } from '../../sandbox/workspace/types.ts';
import { buttonsOf, privately, statusOf, WAIT_MS } from '../support/stage.ts';
import { useStage } from '../support/use-stage.ts';

const HOUR = 3_600_000;
const { stage, asked, firstCard, status, told, creates } = useStage();

const rejectWith = async (who: Person, card: StoredMessage, reason: string) => {
  await who.press(card, 'Reject');
  await stage.slack.until('the rejection form', () => who.modal(), WAIT_MS);
  await who.type('reason', reason);
  await who.submit();
};

describe('who may decide', () => {
  test('nobody approves or rejects their own request, even as a lead', async () => {
    await stage.start();
    await stage.order(stage.cast.lee);
    const card = await firstCard();
    await stage.cast.lee.press(card, 'Approve');
    await told(stage.cast.lee, 'You asked for this port, so someone else has to approve it.');
    await stage.cast.lee.press(card, 'Reject');
    expect(stage.cast.lee.modal()?.view).toMatchObject({ title: { text: 'Request sent' } });
    expect(stage.cardStatus()).toBe('Waiting for approval: 0 of 1 from net-leads');
    expect(creates()).toBe(0);
  });

  test('an outsider is told who can', async () => {
    const card = await asked();
    await stage.cast.olga.press(card, 'Approve');
    await told(stage.cast.olga, "You can't decide this: it takes net-leads.");
    expect(creates()).toBe(0);
  });

  test('a lead alone in the group cannot ask: it could never be approved', async () => {
    await stage.start({ APPROVERS: stage.cast.lee.id });
    await stage.order(stage.cast.lee);
    expect(Object.values(stage.cast.lee.modal()?.errors ?? {}).join()).toContain('besides you');
    expect(stage.slack.messages(stage.approvals)).toEqual([]);
  });
});

describe('one winner', () => {
  test('two leads at the same instant make one approval and one port; the other is told', async () => {
    const card = await asked();
    const { lee, lin } = stage.cast;
    await Promise.all([lee.press(card, 'Approve'), lin.press(card, 'Approve')]);
    await status('Ordered: dxcon-');
    await stage.slack.until(
      'one of them is told',
      () =>
        [lee, lin].some((who) =>
          privately(who, stage.approvals).some((line) =>
            /^Already approved by (Lee|Lin) at .* UTC\. Your click changed nothing\.$/.test(line),
          ),
        ),
      WAIT_MS,
    );
    expect(creates()).toBe(1);
  });

  test('a hurried lead who clicks five times orders one port', async () => {
    const card = await asked();
    const { lee } = stage.cast;
    const clicks = await Promise.all(Array.from({ length: 5 }, () => lee.press(card, 'Approve')));
    expect(clicks.every(({ acked }) => acked)).toBe(true);
    await status('Ordered: dxcon-');
    await stage.slack.until('four answers', () => privately(lee, stage.approvals).length === 4, WAIT_MS);
    expect(creates()).toBe(1);
  });

  test('approve against reject: whichever is first stands, and the card says it', async () => {
    const card = await asked();
    const { lee, lin } = stage.cast;
    await lin.press(card, 'Reject');
    await stage.slack.until('the rejection form', () => lin.modal(), WAIT_MS);
    await lin.type('reason', 'Use the LAG');
    await Promise.all([lee.press(card, 'Approve'), lin.submit()]);
    await stage.slack.until('a decision', () => /^(Ordered|Rejected)/.test(stage.cardStatus()), WAIT_MS);
    expect(creates()).toBe(stage.cardStatus().startsWith('Ordered') ? 1 : 0);
  });

  test('a payload that Slack delivers twice counts once', async () => {
    const card = await asked({ QUORUM: '2' });
    stage.slack.deliverTwice();
    await stage.cast.lee.press(card, 'Approve');
    await status('Waiting for approval: 1 of 2 from net-leads');
  });
});

test('a quorum of two takes two people; the card counts', async () => {
  const card = await asked({ QUORUM: '2' });
  const { lee, lin } = stage.cast;
  await lee.press(card, 'Approve');
  await status('Waiting for approval: 1 of 2 from net-leads');
  await lee.press(card, 'Approve');
  await told(lee, 'Still needed: 1.');
  expect(creates()).toBe(0);
  await lin.press(card, 'Approve');
  await status('Ordered: dxcon-');
  expect(creates()).toBe(1);
});

test('a rejection needs a reason, ends the request, and reaches the requester', async () => {
  const card = await asked();
  await rejectWith(stage.cast.lee, card, ' \u200b ');
  expect(stage.cast.lee.modal()?.errors).toEqual({ reason: 'Say why it is rejected.' });
  await stage.cast.lee.type('reason', 'Use *dxlag-1* <!channel>');
  await stage.cast.lee.submit();
  await status('Rejected by Lee: Use *dxlag-1* <!channel>');
  expect(buttonsOf(stage.card())).toEqual(['Request again']);
  await stage.slack.until(
    'the requester knows',
    () => {
      const [message] = stage.dm(stage.cast.erin);
      return message && statusOf(message).startsWith('Rejected by Lee');
    },
    WAIT_MS,
  );
  await stage.cast.lin.press(stage.card(), 'Request again');
  await stage.slack.until('the form, filled in', () => stage.cast.lin.modal(), WAIT_MS);
  expect(stage.cast.lin.modal()?.values.name?.name).toMatchObject({ value: 'dc2-core-01' });
});

test('withdraw is for the requester, on the card and in the direct message', async () => {
  const card = await asked();
  await stage.cast.lee.press(card, 'Withdraw');
  await told(stage.cast.lee, 'Only Erin, who asked, can withdraw this.');
  const message = await stage.slack.until('the direct message', () => stage.dm(stage.cast.erin)[0], WAIT_MS);
  expect(JSON.stringify(message.blocks)).toContain('open the card');
  await stage.cast.erin.press(message, 'Withdraw');
  await status('Withdrawn by Erin');
  expect(buttonsOf(stage.card())).toEqual(['Request again']);
  expect(creates()).toBe(0);
});

test('an undecided request expires, and is not rejected by that', async () => {
  await asked();
  stage.travel(72 * HOUR + 1_000);
  await status('Expired: no decision in 72 hours');
  expect(buttonsOf(stage.card())).toEqual(['Request again']);
  expect(creates()).toBe(0);
});

test('a vote is not judged by a list older than five minutes', async () => {
  const card = await asked();
  stage.slack.fault('usergroups.list', { kind: 'error', error: 'fatal_error' }, 100);
  stage.travel(6 * 60_000);
  await stage.cast.lee.press(card, 'Approve');
  await told(
    stage.cast.lee,
    "Nothing was recorded: I couldn't check who is in net-leads. Press again in a minute.",
  );
  expect(creates()).toBe(0);
});

test('a click on a card that Slack has not redrawn yet is told how things stand', async () => {
  const card = await asked();
  stage.slack.fault('chat.update', { kind: 'error', error: 'fatal_error' }, 100);
  await stage.cast.erin.press(card, 'Withdraw');
  await stage.cast.lee.press(card, 'Approve');
  await told(stage.cast.lee, 'Already withdrawn by Erin');
  await stage.cast.lee.press(card, 'Reject');
  await stage.slack.until(
    'a second answer',
    () => privately(stage.cast.lee, stage.approvals).length === 2,
    WAIT_MS,
  );
  expect(creates()).toBe(0);
});

test('a change of APPROVERS: it takes people whom both rules name, and is sent back where there are none', async () => {
  const card = await asked();
  await stage.stop();
  const others = stage.slack.addGroup({
    handle: 'new-leads',
    users: [stage.cast.olga.id, stage.cast.lin.id],
  });
  await stage.start({ APPROVERS: others.id });
  await stage.cast.lee.press(card, 'Approve');
  await told(stage.cast.lee, "You can't decide this: it takes new-leads.");
  await stage.cast.olga.press(card, 'Approve');
  await told(stage.cast.olga, "You can't decide this: it takes net-leads.");
  await stage.stop();
  await stage.start({ APPROVERS: stage.cast.olga.id });
  await stage.cast.lin.press(card, 'Approve');
  await told(stage.cast.lin, 'it went back to whoever asked.');
  await status('Sent back: Too few people may approve it');
  expect(creates()).toBe(0);
  await stage.cast.erin.press(stage.card(), 'Request again');
  await stage.slack.until('the form', () => stage.cast.erin.modal()?.view.callback_id === 'order', WAIT_MS);
  await stage.cast.erin.submit();
  await status('Waiting for approval: 0 of 1 from Olga');
  await stage.cast.olga.press(stage.card(), 'Approve');
  await status('Ordered: dxcon-');
  expect(creates()).toBe(1);
});

test('a late click is told when the withdrawal was, not when somebody voted', async () => {
  const card = await asked({ QUORUM: '2' });
  await stage.cast.lee.press(card, 'Approve');
  await status('Waiting for approval: 1 of 2');
  stage.travel(2 * 60_000);
  stage.slack.fault('chat.update', { kind: 'error', error: 'fatal_error' }, 100);
  await stage.cast.erin.press(card, 'Withdraw');
  await stage.cast.lin.press(card, 'Approve');
  const at = new Date(Date.now() + 2 * 60_000).toISOString().slice(11, 15);
  await told(stage.cast.lin, 'Already withdrawn by Erin at');
  expect(privately(stage.cast.lin, stage.approvals).join()).toContain(` ${at}`);
});
