import { describe, expect, test } from 'vitest';
import type { StoredInterconnect } from '../../sandbox/aws/types.ts';
import type { Person } from '../../sandbox/workspace/types.ts';
import { putByHand } from '../support/by-hand.ts';
import { buttonsOf, requestIdOf } from '../support/shown.ts';
import { WAIT_MS } from '../support/stage.ts';
import { useStage } from '../support/use-stage.ts';

// What bears a request's tag, and what becomes its port.

const MINUTE = 60_000;
const WINDOW_MS = 1_201_000;
const LOOK_MS = 61_000;
const { stage, asked, status, line, told, creates } = useStage();

const buttons = (...texts: string[]) =>
  stage.slack.until(
    texts.join(),
    () =>
      buttonsOf(stage.card())
        .filter((text) => text !== 'Request again')
        .join() === texts.join(),
    WAIT_MS,
  );

/** A port that somebody has put there, with a request's tag. */
function plant(requestId: string | undefined, changes: Partial<StoredInterconnect> = {}): void {
  putByHand(stage.aws, {
    interconnectId: 'dxcon-planted1',
    interconnectName: 'dc2-core-01',
    tags: requestId === undefined ? [] : [{ key: 'interconnect-bot:request-id', value: requestId }],
    ...changes,
  });
}

/** Names a port in the form of It exists, and says what the form then says. */
async function itExists(who: Person, interconnectId: string, says: string): Promise<void> {
  await who.press(stage.card(), 'It exists');
  await stage.slack.until('the question', () => who.modal(), WAIT_MS);
  await who.type('interconnect', interconnectId);
  await who.submit();
  await modalSays(who, says);
}
/** Takes the port though its form has just said what is different. */
async function takesIt(who: Person, says: string): Promise<void> {
  await who.submit();
  await modalSays(who, says);
}
const UNTAGGED = 'AWS shows it without the tag interconnect-bot:request-id.';
const modalSays = (who: Person, text: string) =>
  stage.slack.until(text, () => JSON.stringify(who.modal()?.view.blocks ?? '').includes(text), WAIT_MS);

const THROTTLED = { kind: 'error', name: 'ThrottlingException', status: 400 } as const;

describe('before the first call', () => {
  test('a port with the tag is never taken over by itself: nothing is sent, people decide', async () => {
    const card = await asked();
    plant(requestIdOf(card));
    await stage.cast.lee.press(card, 'Approve');
    await status('Needs a decision');
    await line("dxcon-planted1 bears this order's tag and was there before anything was sent for it.");
    await line('Nothing was sent. It exists, or Give up?');
    await buttons('It exists', 'Give up');
    expect(creates()).toBe(0);
    await itExists(stage.cast.lee, 'dxcon-planted1', "dxcon-planted1 is now this order's port.");
    await status('Ordered: dxcon-planted1, available');
    expect(creates()).toBe(0);
  });

  test('nothing expires, is withdrawn or ordered meanwhile; given up, the port is told', async () => {
    const card = await asked();
    plant(requestIdOf(card), { interconnectName: 'another' });
    await stage.cast.lee.press(card, 'Approve');
    await status('Needs a decision');
    await line('The name is another, ordered was dc2-core-01.');
    stage.travel(80 * 60 * MINUTE);
    const message = () => stage.dm(stage.cast.erin)[0] ?? card;
    await stage.slack.until('nothing to withdraw', () => !buttonsOf(message()).includes('Withdraw'), WAIT_MS);
    expect(stage.cardStatus()).toBe('Needs a decision');
    await stage.cast.lee.press(stage.card(), 'Give up');
    await status('Given up by Lee');
    await line("dxcon-planted1 bears this order's tag, but the order has ended without a port.");
    expect(creates()).toBe(0);
  });
});

describe('after a throttled call', () => {
  test('a port with the tag that agrees is taken over', async () => {
    const card = await asked();
    stage.aws.fault('CreateInterconnect', THROTTLED);
    await stage.cast.lee.press(card, 'Approve');
    await line('AWS was busy and made nothing');
    plant(requestIdOf(card));
    stage.travel(MINUTE);
    await line("Found dxcon-planted1 by this order's tag: taken over, not ordered again.");
    await status('Ordered: dxcon-planted1');
    expect(creates()).toBe(1);
  });

  test('a new port of the same name keeps it from being sent again: people decide', async () => {
    const card = await asked();
    stage.aws.fault('CreateInterconnect', THROTTLED);
    await stage.cast.lee.press(card, 'Approve');
    await line('AWS was busy and made nothing');
    plant(undefined, { interconnectId: 'dxcon-byhand01' });
    stage.travel(MINUTE);
    await status('Needs a decision');
    await line('New since then, with the same name: dxcon-byhand01.');
    await buttons('It exists', 'Order again', 'Give up');
    expect(creates()).toBe(1);
    await stage.cast.lee.press(stage.card(), 'Order again');
    await status('Ordered: dxcon-');
    expect(creates()).toBe(2);
  });
});

describe('after a lost answer', () => {
  const lost = async (made: boolean, overrides: Record<string, string> = {}) => {
    const card = await asked(overrides);
    stage.aws.fault('CreateInterconnect', { kind: 'reset', made });
    return card;
  };

  test('a port that is not what was ordered is shown at once, and Order again is not offered', async () => {
    const card = await lost(true);
    stage.aws.setNewPorts({ bandwidth: '1Gbps' });
    await stage.cast.lee.press(card, 'Approve');
    await status('Needs a decision');
    await line('The bandwidth is 1Gbps, ordered was 10Gbps.');
    await buttons('It exists', 'Give up');
    const id = stage.aws.interconnects[0]?.interconnectId ?? '';
    await itExists(stage.cast.lee, id, 'is not what was ordered. Nothing is recorded yet.');
    expect(stage.cardStatus()).toBe('Needs a decision');
    await stage.cast.lee.submit();
    await modalSays(stage.cast.lee, `${id} is now this order's port.`);
    await status(`Ordered: ${id}`);
    await line(`${id} is not what was ordered. The bandwidth is 1Gbps, ordered was 10Gbps.`);
    expect(creates()).toBe(1);
  });

  test('a port whose tags AWS does not tell is neither taken over nor ordered beside', async () => {
    const card = await lost(true);
    stage.aws.setNewPorts({ listedTags: 'empty', describedTags: 'never' });
    await stage.cast.lee.press(card, 'Approve');
    await status('Outcome unknown');
    stage.travel(WINDOW_MS);
    await status('Needs a decision');
    // A second order would be blind.
    await buttons('It exists', 'Give up');
    expect(creates()).toBe(1);
    stage.aws.interconnects.forEach((port) => {
      port.describedTags = 'always';
    });
    stage.travel(LOOK_MS);
    await line("by this order's tag: taken over, not ordered again.");
    expect(creates()).toBe(1);
  });

  test('It exists takes as many people as the approval, each for the same port', async () => {
    const card = await lost(false, { QUORUM: '2' });
    const { lee, lin } = stage.cast;
    await lee.press(card, 'Approve');
    await status('Waiting for approval: 1 of 2');
    await lin.press(card, 'Approve');
    await status('Outcome unknown');
    plant(undefined, { interconnectId: 'dxcon-byhand01' });
    plant(undefined, { interconnectId: 'dxcon-byhand02' });
    stage.travel(WINDOW_MS);
    await status('Needs a decision');
    await itExists(lee, 'dxcon-byhand01', UNTAGGED);
    await takesIt(lee, 'Still needed: 1.');
    await itExists(lin, 'dxcon-byhand02', UNTAGGED);
    await takesIt(lin, 'Still needed: 1.');
    expect(stage.cardStatus()).toBe('Needs a decision');
    await lin.close();
    await itExists(lin, 'dxcon-byhand01', UNTAGGED);
    await takesIt(lin, "dxcon-byhand01 is now this order's port.");
    await status('Ordered: dxcon-byhand01');
  });

  test('It exists shows that a port was there before the order, and is said where no modal takes the answer', async () => {
    plant(undefined, { interconnectId: 'dxcon-before01' });
    const card = await lost(false);
    const { lee } = stage.cast;
    await lee.press(card, 'Approve');
    await status('Outcome unknown');
    stage.travel(WINDOW_MS);
    await status('Needs a decision');
    await itExists(lee, 'dxcon-before01', 'It was there before the first attempt.');
    stage.slack.fault('views.update', { kind: 'error', error: 'internal_error' }, 5);
    await lee.submit();
    await told(lee, "dxcon-before01 is now this order's port.");
    await status('Ordered: dxcon-before01');
  });

  test('an ARN that AWS refuses to tell the tags of stops no other', async () => {
    const card = await asked();
    plant(undefined, { interconnectId: 'dxcon-ended001', interconnectState: 'deleted' });
    stage.aws.fault(
      'DescribeTags',
      { kind: 'error', name: 'DirectConnectClientException', status: 400, message: 'Not found.' },
      100,
    );
    await stage.cast.lee.press(card, 'Approve');
    await status('Ordered: dxcon-');
  });

  test('It exists refuses deleted ports and those of other deployments', async () => {
    const card = await lost(false);
    await stage.cast.lee.press(card, 'Approve');
    await status('Outcome unknown');
    plant('ic-ANOTHERBOT', { interconnectId: 'dxcon-foreign1' });
    plant(undefined, { interconnectId: 'dxcon-gone0001', interconnectState: 'deleted' });
    stage.travel(WINDOW_MS);
    await status('Needs a decision');
    await itExists(stage.cast.lee, 'dxcon-foreign1', 'another deployment may own it. Nothing was changed.');
    await stage.cast.lee.close();
    await itExists(stage.cast.lee, 'dxcon-gone0001', 'dxcon-gone0001 is deleted. Nothing was changed.');
    expect(stage.cardStatus()).toBe('Needs a decision');
  });

  test('ordered again and then refused, it is not over: the first call’s port may still turn up', async () => {
    const card = await lost(true);
    stage.aws.setVisibilityDelay(10 * 3_600_000);
    await stage.cast.lee.press(card, 'Approve');
    await status('Outcome unknown');
    stage.travel(WINDOW_MS);
    await status('Needs a decision');
    stage.aws.fault('CreateInterconnect', {
      kind: 'error',
      name: 'DirectConnectClientException',
      status: 400,
      message: 'No.',
    });
    await buttons('It exists', 'Order again', 'Give up');
    await stage.cast.lee.press(stage.card(), 'Order again');
    await line('AWS refused the order and made nothing: "No."');
    await status('Needs a decision');
    stage.aws.setVisibilityDelay(0);
    stage.travel(LOOK_MS);
    await line("by this order's tag: taken over, not ordered again.");
    expect(creates()).toBe(2);
    expect(stage.aws.interconnects).toHaveLength(1);
  });
});

test('AWS’s own answer is always taken, and what differs is told', async () => {
  const card = await asked();
  stage.aws.setNewPorts({ interconnectName: 'trimmed', location: 'EqDC2-EQ' });
  await stage.cast.lee.press(card, 'Approve');
  await status('Ordered: dxcon-');
  await line('The name is trimmed, ordered was dc2-core-01. AWS answered EqDC2-EQ for EqDC2.');
});

test('a port that listings lose is asked for by its ID, then told as missing, not as deleted', async () => {
  const card = await asked();
  await stage.cast.lee.press(card, 'Approve');
  await status('Ordered: dxcon-');
  const [port] = stage.aws.interconnects;
  if (!port) throw new Error('There is no port.');
  const listings = () => stage.aws.calls('DescribeInterconnects').length;
  const pass = async (count: number) => {
    const enough = listings() + count;
    await stage.aws.until(`${count} listings`, () => listings() >= enough, WAIT_MS);
  };
  const asks = () =>
    stage.aws.calls('DescribeInterconnects').filter(({ input }) => input.interconnectId).length;
  port.shown = 'by_id';
  await pass(12);
  expect(asks()).toBe(0);
  stage.travel(2 * MINUTE);
  await stage.aws.until('it is asked for by its ID', () => asks() > 0, WAIT_MS);
  expect(stage.thread().some((said) => said.includes('missing'))).toBe(false);
  port.shown = 'nowhere';
  await pass(12);
  stage.travel(2 * MINUTE);
  await line(`${port.interconnectId} is missing: AWS's listings don't show it and AWS doesn't know its ID.`);
  expect(stage.cardStatus()).toBe(`Ordered: ${port.interconnectId}, requested`);
  await pass(5);
  expect(stage.thread().filter((said) => said.includes('is missing'))).toHaveLength(1);
  port.shown = 'listed';
  await line(`${port.interconnectId} is listed again: requested.`);
});
