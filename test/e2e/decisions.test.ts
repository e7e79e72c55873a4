import { describe, expect, test } from 'vitest';
import type { Person, StoredMessage } from '../../sandbox/workspace/types.ts';
import { buttonsOf, privately, statusOf } from '../support/shown.ts';
import { WAIT_MS } from '../support/stage.ts';
import { useStage } from '../support/use-stage.ts';

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
});

describe('one winner', () => {
  test('a hurried lead who clicks five times orders one port', async () => {
    const card = await asked();
    const { lee } = stage.cast;
    const clicks = await Promise.all(Array.from({ length: 5 }, () => lee.press(card, 'Approve')));
    expect(clicks.every(({ acked }) => acked)).toBe(true);
    await status('Ordered: dxcon-');
    await stage.slack.until('four answers', () => privately(lee, stage.approvals).length === 4, WAIT_MS);
    expect(creates()).toBe(1);
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
  await stage.cast.lin.submit();
  const [first] = stage.slack.messages(stage.approvals);
  await stage.slack.until(
    'the ended card leads to the new one',
    () => /Asked again as <http\S+\|ic-[0-9A-Z]{10}>/.test(JSON.stringify(first?.blocks)),
    WAIT_MS,
  );
  expect(stage.slack.messages(stage.approvals)).toHaveLength(2);
});

test('withdraw is for the requester, in the menu of the card and in the direct message', async () => {
  const card = await asked();
  await stage.cast.lee.press(card, 'Withdraw');
  await told(stage.cast.lee, 'Only Erin, who asked, can withdraw this.');
  expect(stage.cast.lee.modal()).toBeUndefined();
  while (stage.cast.erin.modal()) await stage.cast.erin.close();
  await stage.cast.erin.press(card, 'Withdraw');
  await stage.slack.until('the question', () => stage.cast.erin.modal(), WAIT_MS);
  await stage.cast.erin.close();
  await status('Waiting for approval: 0 of 1 from net-leads');
  const message = await stage.slack.until('the direct message', () => stage.dm(stage.cast.erin)[0], WAIT_MS);
  expect(JSON.stringify(message.blocks)).toContain('open the card');
  await stage.cast.erin.press(message, 'Withdraw');
  await status('Withdrawn by Erin');
  expect(buttonsOf(stage.card())).toEqual(['Request again']);
  expect(creates()).toBe(0);
});

test('details are for everybody: who may decide, the reason in full, and where the trail ends', async () => {
  const card = await asked();
  await stage.cast.lin.press(card, 'Details');
  const { view } = await stage.slack.until('the details', () => stage.cast.lin.modal(), WAIT_MS);
  const shown = JSON.stringify(view.blocks);
  expect(shown).toMatch(/Who may decide\\n[^"]*Lee/);
  expect(shown).toMatch(/Fingerprint\\n[0-9a-f]{64}/);
  expect(shown).toMatch(/Audit\\n1: [0-9a-f]{64}/);
  expect(view.submit).toBeUndefined();
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
  while (stage.cast.erin.modal()) await stage.cast.erin.close();
  await stage.cast.erin.press(card, 'Withdraw');
  await stage.slack.until('the question', () => stage.cast.erin.modal(), WAIT_MS);
  expect(await stage.cast.erin.submit()).toMatchObject({ acked: true });
  expect(stage.cast.erin.modal()).toBeUndefined();
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
