import { describe, expect, test } from 'vitest';
import { askBack } from '../../../src/actions/deciding/ask-back.ts';
import { decide } from '../../../src/actions/deciding/decide.ts';
import { follow } from '../../../src/actions/following/follow.ts';
import { orderSecond } from '../../../src/actions/pairing/order-second.ts';
import { partnerOf } from '../../../src/actions/pairing/partner.ts';
import { place } from '../../../src/actions/placing/place.ts';
import { reconcile } from '../../../src/actions/placing/reconcile.ts';
import { requestView } from '../../../src/actions/showing/request-view.ts';
import { showRequest } from '../../../src/actions/showing/show.ts';
import { requestAgain } from '../../../src/actions/submitting/request-again.ts';
import { resubmit } from '../../../src/actions/submitting/resubmit.ts';
import { type Submission, type Submitted, submit } from '../../../src/actions/submitting/submit.ts';
import type { Request } from '../../../src/domain/request/request.ts';
import { card } from '../../../src/slack/blocks/card.ts';
import { besideWords } from '../../../src/words/pair.ts';
import { showWords } from '../../../src/words/showing.ts';
import { timedText } from '../../../src/words/timed.ts';
import { ERIN, LEE, LIN, ORDER } from '../../store/support/samples.ts';
import { useDesk } from '../support/desk.ts';

const desk = useDesk();
const HOUR = 3_600_000;
const SECOND = { ...ORDER, interconnectName: 'dc2-core-02' };
const may = {
  directory: {
    members: () => ({ members: { groups: new Map(), standings: new Map() } }),
    learn: async () => undefined,
    requesters: () => [],
    askingGroups: () => [],
  },
};

function sent(beside: string, changes: Partial<Submission> = {}, after?: string): Promise<Submitted> {
  const form = desk.form({ submissionId: 'V2', order: SECOND, ...changes });
  return submit({ ...desk.deps, rules: { openRequestsPerPerson: 20 } }, form, { beside, after });
}

/** Asked for beside the first, and what the desk tells of from now on. */
async function asked(first: string, changes: Partial<Submission> = {}): Promise<Request> {
  const answer = await sent(first, changes);
  if (answer.kind !== 'submitted') throw new Error(`It was not taken: ${answer.kind}.`);
  desk.id = answer.request.id;
  return answer.request;
}

/** Both ordered: the first by the desk, the second after it. */
async function pair(): Promise<{ first: string; second: string }> {
  const first = (await desk.placed()).id;
  const second = await asked(first);
  await desk.approve(second, LEE);
  await place(desk.deps);
  return { first, second: second.id };
}

const viewOf = (id: string) => desk.deps.store.read((at) => requestView(at, desk.deps, id));
const partner = (id: string) => desk.deps.store.read((at) => partnerOf(at, id));
const pressed = (requestId: string) =>
  orderSecond({ ...may, store: desk.deps.store }, { requestId, by: LIN });

async function saidOf(id: string): Promise<string[]> {
  desk.id = id;
  return (await desk.said()).filter((text) => text.includes('AWS device') || text.includes('logical device'));
}

async function listed(): Promise<void> {
  desk.travel(5_000);
  await follow(desk.deps);
}

describe('a second port', () => {
  test('is asked for beside an ordered one, by a form that is filled in from it', async () => {
    const first = await desk.placed();
    expect(await desk.buttons()).toEqual(['Order a second one']);
    expect(await pressed(first.id)).toMatchObject({
      kind: 'form',
      order: SECOND,
      reason: first.reason,
      beneficiary: null,
    });
    const second = await asked(first.id, { reason: 'The other one' });
    expect(second.state).toEqual({ status: 'awaiting_approval' });
    // Two requests: each with a card, a thread, votes and a time of its own.
    const messages = await desk.deps.store.read((at) => at.messages.of(second.id));
    expect(messages.map(({ destination }) => destination).toSorted()).toEqual(['channel', 'dm']);
    expect(await desk.events()).toEqual(['submitted']);
    const [row] = await desk.deps.store.read((at) => at.audit.trail(second.id));
    expect(row?.detail).toMatchObject({ beside: first.id });
    desk.id = first.id;
    expect((await desk.events()).at(-1)).toBe('pair_asked');
  });

  test('and both cards link each other', async () => {
    const { first, second } = await pair();
    const [one, other] = [await viewOf(first), await viewOf(second)];
    expect(one?.pair).toMatchObject({ requestId: second, isSecond: false });
    expect(other?.pair).toMatchObject({ requestId: first, isSecond: true });
    expect(one?.pair && besideWords(one.pair)).toEqual({
      before: 'Its second port: ',
      after: 'AWS has not named the devices of both yet.',
    });
    if (!other) throw new Error('There is no second one.');
    const shown = await desk.deps.store.read((at) => showRequest(at, desk.deps, second));
    if (shown.kind !== 'shown') throw new Error(shown.kind);
    const said = showWords(shown).map(timedText);
    expect(said).toContainEqual(expect.stringMatching(/\nSecond port beside dxcon-\w+\. AWS has not named/));
    const drawn = card(other, {
      deploymentLabel: undefined,
      mention: false,
      pairLink: 'https://example.com/p1',
    });
    expect(JSON.stringify(drawn.blocks)).toContain('"type":"link","url":"https://example.com/p1"');
    expect(JSON.stringify(drawn.blocks)).toContain('Second port beside ');
    for (const id of [first, second]) {
      desk.id = id;
      expect(await desk.buttons()).toEqual([]);
    }
  });

  test('is asked for once, by whoever sends the form first', async () => {
    const first = await desk.placed();
    const both = await Promise.all(['V2', 'V3'].map((submissionId) => sent(first.id, { submissionId })));
    expect(both.map(({ kind }) => kind).toSorted()).toEqual(['has_second', 'submitted']);
    expect(await pressed(first.id)).toMatchObject({ kind: 'has_second' });
  });

  test('a pair has no third, and once one of the two has ended it is a pair no more', async () => {
    const { first, second } = await pair();
    expect(await pressed(second)).toMatchObject({ kind: 'has_second', second: { id: first } });
    const [{ interconnectId = '' } = {}] = desk.aws.interconnects;
    desk.aws.setState(interconnectId, 'deleted');
    await listed();
    expect(await partner(second)).toBeUndefined();
    expect(await pressed(second)).toMatchObject({ kind: 'form', first: { id: second } });
    expect((await viewOf(second))?.pair).toBeUndefined();
  });

  test('that was rejected may be asked for again, beside the same port', async () => {
    const first = await desk.placed();
    const second = await asked(first.id);
    const { id: requestId, revision, fingerprint } = second;
    const choice = { decision: 'reject', reason: 'No room' } as const;
    await decide(desk.deps, { requestId, revision, fingerprint, voter: LEE, choice });
    expect(await partner(first.id)).toBeUndefined();
    const form = await requestAgain({ ...may, store: desk.deps.store }, { requestId, by: ERIN });
    expect(form).toMatchObject({ kind: 'form', after: requestId, beside: { id: first.id } });
    const again = await sent(first.id, { submissionId: 'V3' }, requestId);
    if (again.kind !== 'submitted') throw new Error(again.kind);
    expect((await partner(first.id))?.request.id).toBe(again.request.id);
  });

  test('needs a name of its own, at first and when it is changed', async () => {
    const first = await desk.placed();
    const wrong = { kind: 'refused', violations: [{ field: 'name' }] };
    expect(await sent(first.id, { order: ORDER })).toMatchObject(wrong);
    const second = await asked(first.id);
    const requestId = second.id;
    const asking = { requestId, revision: 1, fingerprint: second.fingerprint, voter: LEE };
    await askBack(desk.deps, { ...asking, question: 'Why?' });
    const edited = (changes: Partial<Submission>) =>
      resubmit(desk.deps, { ...desk.form({ submissionId: 'V4', order: SECOND, ...changes }), requestId });
    expect(await edited({ order: ORDER })).toMatchObject(wrong);
    expect(await edited({ reason: 'Another' })).toMatchObject({ kind: 'submitted' });
    expect((await partner(requestId))?.request.id).toBe(first.id);
  });

  test('is not asked for where the first is not ordered, or not any more', async () => {
    const waiting = await desk.asked();
    expect(await pressed(waiting.id)).toMatchObject({ kind: 'too_late' });
    expect(await sent(waiting.id)).toEqual({ kind: 'moved_on' });
    expect(await pressed('ic-ELSEWHERE0')).toEqual({ kind: 'unknown_request' });
  });

  test('says beforehand where a location has only ever shown one device', async () => {
    const first = await desk.placed();
    const text = 'Every port at EqDC2 is on the device EqDC2-a1: this one may be too.';
    const second = await asked(first.id, { devices: ['EqDC2-a1'], warnings: [text, 'Odd.'] });
    expect(second.warnings).toEqual([text, 'Odd.']);
  });

  test('is found by its own tag when its answer is lost, and the first is never taken for it', async () => {
    const first = (await desk.placed()).id;
    const second = await asked(first);
    await desk.approve(second, LEE);
    desk.aws.fault('CreateInterconnect', { kind: 'reset', made: true });
    await place(desk.deps);
    desk.travel(60_000);
    await reconcile(desk.deps);
    const [one, other] = desk.aws.interconnects;
    expect((await desk.view()).request.state).toMatchObject({
      status: 'ordered',
      interconnectId: other?.interconnectId,
    });
    expect((await viewOf(first))?.request.state).toMatchObject({ interconnectId: one?.interconnectId });
  });
});

describe('once AWS has named the devices of both', () => {
  /** Their ports end on these. */
  function endOn(...devices: string[]): void {
    devices.forEach((device, index) => {
      const port = desk.aws.interconnects[index];
      if (port) port.awsDevice = device;
    });
  }

  test('the verdict is told once in both threads, and shown on both cards', async () => {
    const { first, second } = await pair();
    await listed();
    expect([await saidOf(first), await saidOf(second)]).toEqual([[], []]);
    endOn('EqDC2-a1', 'EqDC2-a1');
    desk.travel(HOUR);
    await listed();
    await listed();
    const [one = '', other = ''] = desk.aws.interconnects.map(({ interconnectId }) => interconnectId);
    const verdict = (port: string) =>
      `Same AWS device as ${port}: not diverse. Both end on EqDC2-a1 at EqDC2.`;
    const next =
      "Next: don't rest on both what must not go down at once. Another location has other devices.";
    expect(await saidOf(first)).toEqual([`${verdict(other)} It is the port of ${second}. ${next}`]);
    expect(await saidOf(second)).toEqual([`${verdict(one)} It is the port of ${first}. ${next}`]);
    const shown = (await viewOf(first))?.pair;
    expect(shown && besideWords(shown)).toEqual({
      before: 'Its second port: ',
      after: verdict(other),
    });
  });

  test('another device is another verdict, and one that AWS no longer names is none', async () => {
    const { first } = await pair();
    endOn('EqDC2-a1', 'EqDC2-a1');
    desk.travel(HOUR);
    await listed();
    endOn('EqDC2-a1', 'EqDC2-b2');
    await listed();
    expect((await saidOf(first)).map((text) => text.split(' ').slice(0, 3).join(' '))).toEqual([
      'Same AWS device',
      'Another AWS device',
    ]);
    endOn('EqDC2-a1', '');
    await listed();
    endOn('EqDC2-a1', 'EqDC2-b2');
    await listed();
    expect(await saidOf(first)).toHaveLength(2);
  });
});
