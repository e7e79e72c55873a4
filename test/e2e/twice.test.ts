import { describe, expect, test } from 'vitest';
import type { Person, StoredMessage } from '../../sandbox/workspace/types.ts';
import { arrived } from '../support/barrier.ts';
import { privately, statusOf } from '../support/shown.ts';
import { useStage } from '../support/use-stage.ts';

// Socket Mode may bring the same envelope twice: it acts once and is answered once.

const { stage, until, asked, status } = useStage();

const forms = () => stage.slack.calls('views.open').length;
const pressTwice = (who: Person, message: StoredMessage, button: string) => {
  stage.slack.deliverTwice();
  return who.press(message, button);
};

/** Resolves when both copies were handled: they have arrived, and a stop ends when every handler has. */
async function handled(): Promise<void> {
  await arrived(stage.slack);
  await stage.stop();
  expect(stage.slack.struck()).toMatchObject({ twice: expect.any(Number) });
}

describe('delivered twice', () => {
  test('/interconnect opens one form, without a complaint', async () => {
    const { erin } = stage.cast;
    await stage.start();
    stage.slack.deliverTwice();
    await erin.slash('/interconnect', '', stage.lobby);
    await until('the form', () => erin.modal());
    await handled();
    expect(forms()).toBe(1);
    expect(privately(erin, stage.lobby)).toEqual([]);
  });

  test('Approve is one vote, and a second real click still gets its own answer', async () => {
    const { lee } = stage.cast;
    const card = await asked({ QUORUM: '2' });
    await pressTwice(lee, card, 'Approve');
    await status('Waiting for approval: 1 of 2 from net-leads');
    await lee.press(card, 'Approve');
    await until('the answer', () => privately(lee, stage.approvals)[0]);
    await handled();
    expect(privately(lee, stage.approvals)).toEqual([
      expect.stringMatching(/^You already approved at .* UTC\. Still needed: 1\.$/),
    ]);
  });

  test('the deciding Approve places one order, and nobody is told that it came too late', async () => {
    const { lee } = stage.cast;
    await pressTwice(lee, await asked(), 'Approve');
    await status('Ordered: dxcon-');
    await handled();
    expect(privately(lee, stage.approvals)).toEqual([]);
    expect(stage.aws.calls('CreateInterconnect')).toHaveLength(1);
  });

  test('Reject asks once; its reason, sent twice, rejects once and closes the form', async () => {
    const { erin, lin } = stage.cast;
    const card = await asked();
    const before = forms();
    await pressTwice(lin, card, 'Reject');
    await until('the form', () => lin.modal());
    await lin.type('reason', 'Use the LAG');
    stage.slack.deliverTwice();
    await lin.submit();
    expect(lin.modal()).toBeUndefined();
    await status('Rejected by Lin');
    await until('the direct message', () =>
      stage.dm(erin).some((message) => statusOf(message).startsWith('Rejected')),
    );
    await handled();
    expect(forms()).toBe(before + 1);
    expect(privately(lin, stage.approvals)).toEqual([]);
  });

  test('Withdraw ends the request once, and Request again opens one form', async () => {
    const { erin } = stage.cast;
    const card = await asked();
    while (erin.modal()) await erin.close();
    await pressTwice(erin, card, 'Withdraw');
    await until('the question', () => erin.modal());
    stage.slack.deliverTwice();
    await erin.submit();
    await status('Withdrawn by Erin');
    while (erin.modal()) await erin.close();
    const before = forms();
    await pressTwice(erin, stage.card(), 'Request again');
    await until('the form', () => erin.modal());
    await handled();
    expect(forms()).toBe(before + 1);
    expect(privately(erin, stage.approvals)).toEqual([]);
  });

  test("an outsider's click is answered privately, once", async () => {
    const { olga } = stage.cast;
    await pressTwice(olga, await asked(), 'Approve');
    await until('the answer', () => privately(olga, stage.approvals)[0]);
    await handled();
    expect(privately(olga, stage.approvals)).toEqual(["You can't decide this: it takes net-leads."]);
  });
});
