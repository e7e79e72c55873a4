import { describe, expect, test } from 'vitest';
import type { StoredInterconnect } from '../../../sandbox/aws/types.ts';
import { giveUp } from '../../../src/actions/attending/give-up.ts';
import { namePort } from '../../../src/actions/attending/name-port.ts';
import { follow } from '../../../src/actions/following/follow.ts';
import { followPort, type PortFollowed } from '../../../src/actions/following/follow-port.ts';
import { reconcile } from '../../../src/actions/placing/reconcile.ts';
import { findRequest } from '../../../src/actions/showing/find-request.ts';
import { whyRequest } from '../../../src/actions/showing/why.ts';
import { requestAgain } from '../../../src/actions/submitting/request-again.ts';
import type { Person } from '../../../src/domain/person.ts';
import { REQUEST_TAG } from '../../../src/domain/tags.ts';
import type { Where } from '../../../src/domain/where.ts';
import { card } from '../../../src/slack/blocks/card.ts';
import { menu } from '../../../src/slack/blocks/menu.ts';
import { timedText } from '../../../src/words/timed.ts';
import { whyWords } from '../../../src/words/why.ts';
import { ACCOUNT, ERIN, LEE, LIN, REGION } from '../../store/support/samples.ts';
import { putByHand } from '../../support/by-hand.ts';
import { useDesk } from '../support/desk.ts';

const desk = useDesk();
const ID = 'dxcon-old00001';
const PLACES: readonly Where[] = [{ accountId: null, region: REGION }];

/** A port that somebody made at AWS without the bot. */
function made(changes: Partial<StoredInterconnect> = {}): StoredInterconnect {
  return putByHand(desk.aws, {
    accountId: ACCOUNT,
    region: REGION,
    interconnectId: ID,
    interconnectName: 'dc2-old-01',
    providerName: 'Equinix',
    tags: [{ key: 'team', value: 'net' }],
    createdAt: desk.database.clock.now,
    ...changes,
  });
}

function followed(by: Person = LEE, interconnectId = ID, places = PLACES): Promise<PortFollowed> {
  const deps = { ...desk.deps, approvalChannel: 'C0APPROVALS' };
  return followPort(deps, { interconnectId, by, places });
}

/** Followed, and what the desk tells of from now on. */
async function begun(by?: Person): Promise<string> {
  const answer = await followed(by);
  if (answer.kind !== 'followed') throw new Error(`It is not followed: ${answer.kind}.`);
  desk.id = answer.requestId;
  return answer.requestId;
}

async function listed(): Promise<void> {
  desk.travel(5_000);
  await follow(desk.deps);
}

const tagOf = (requestId: string) => [{ key: REQUEST_TAG, value: requestId }];

describe('a port that was at AWS already', () => {
  test('has a card, a thread and a trail from then on, like any other', async () => {
    made();
    const id = await begun();
    const view = await desk.view();
    expect(view.request).toMatchObject({
      submissionId: `follow:${ACCOUNT}:${REGION}:${ID}`,
      requester: LEE,
      accountId: ACCOUNT,
      order: {
        region: REGION,
        location: 'EqDC2',
        bandwidth: '10Gbps',
        interconnectName: 'dc2-old-01',
        providerName: 'Equinix',
        tags: [{ key: 'team', value: 'net' }],
      },
      state: { status: 'ordered', by: [], attempt: 0 },
    });
    expect(await desk.status()).toBe(`Followed: ${ID}, available`);
    expect(await desk.lines()).toMatchObject([
      { kind: 'port_state', followed: true, facts: { audit: { seq: 1 } } },
    ]);
    expect((await desk.said())[0]).toMatch(
      new RegExp(
        `^${ID} is followed from here on: available\\. Audit 1: .*Provider: Equinix.*--interconnect-id ${ID}$`,
        's',
      ),
    );
    expect(await desk.lines('dm')).toEqual([]);
    const [row] = await desk.deps.store.read((at) => at.audit.trail(id));
    expect(row).toMatchObject({ event: 'followed', actor: LEE, detail: { interconnectId: ID } });
    const drawn = JSON.stringify(card(view, { deploymentLabel: undefined, mention: true }));
    expect(drawn).toContain('Followed by Lee');
    expect(drawn).not.toMatch(/Asked by|To decide|Rule default/);
    expect(menu(view.request).options.map(({ text }) => text.text)).toEqual(['Get the LOA again', 'Details']);
    expect(await desk.buttons()).toEqual(['Order a second one']);
    const why = await desk.deps.store.read((at) => whyRequest(at, desk.deps, { id, who: LEE }));
    if (why.kind !== 'why') throw new Error(why.kind);
    expect(whyWords(why).slice(0, 2)).toEqual([
      [`${id}: Followed: ${ID}, available`],
      ['It was at AWS already and is only followed: nobody decides about it.'],
    ]);
    expect(timedText(whyWords(why)[2] ?? [])).toMatch(
      /^What happened\n.* followed by Lee \(U0LEE\), .*dxcon-/,
    );
  });

  test('is told of until it is gone, and may be asked for again then', async () => {
    made();
    const id = await begun();
    for (const state of ['down', 'available', 'deleted']) {
      desk.aws.setState(ID, state);
      await listed();
    }
    expect((await desk.said()).slice(1)).toEqual([
      expect.stringContaining(`${ID} is down: light was lost.`),
      expect.stringContaining(`${ID} is available again: it had no light for 5 seconds.`),
      expect.stringContaining(`${ID} was deleted at AWS. The bot did not do that.`),
    ]);
    expect(await desk.said('dm')).toEqual([
      expect.stringContaining(`: ${ID} is down: light was lost.`),
      expect.stringContaining(`: ${ID} is available again: it had no light for 5 seconds.`),
      expect.stringContaining(`: ${ID} was deleted at AWS. The bot did not do that.`),
    ]);
    expect(await desk.events()).toEqual(['followed', 'port_changed', 'port_changed', 'port_gone']);
    expect(await desk.buttons()).toEqual(['Request again']);
    const directory = { ...desk.deps.judging.directory, requesters: () => [], askingGroups: () => [] };
    const again = await requestAgain({ ...desk.deps, directory }, { requestId: id, by: ERIN });
    expect(again).toMatchObject({ kind: 'form', reason: '', order: { interconnectName: 'dc2-old-01' } });
  });

  test('is followed by one card, whoever wants it at once, and counts for nobody as an open request', async () => {
    made();
    const answers = await Promise.all([followed(LEE), followed(LIN)]);
    const [one, other] = answers.toSorted((a, b) => a.kind.localeCompare(b.kind));
    if (one?.kind !== 'followed') throw new Error(`It is not followed: ${one?.kind}.`);
    expect(other).toEqual({ kind: 'held', requestId: one.requestId, card: undefined });
    expect(await followed(LIN)).toEqual(other);
    // One is all that one person may have open.
    await desk.asked({ requester: LEE });
  });

  test('is followed where it is, of several Regions', async () => {
    made({ region: 'eu-west-1' });
    expect(await followed()).toEqual({ kind: 'not_there' });
    const places = [...PLACES, { accountId: ACCOUNT, region: 'eu-west-1' }];
    const answer = await followed(LEE, ID, places);
    desk.id = answer.kind === 'followed' ? answer.requestId : '';
    expect((await desk.view()).request).toMatchObject({ order: { region: 'eu-west-1' }, accountId: ACCOUNT });
    desk.aws.setState(ID, 'down');
    await listed();
    expect(await desk.status()).toBe(`Followed: ${ID}, down`);
  });
});

describe('nothing is followed', () => {
  test('for whom no rule lets approve, and AWS is not asked', async () => {
    made();
    expect(await followed(ERIN)).toEqual({ kind: 'no_approver' });
    expect(desk.calls('DescribeInterconnects')).toBe(0);
  });

  test('that is the port of a request, or ending, or of which AWS does not tell', async () => {
    const { id: requestId } = await desk.placed();
    const own = desk.aws.interconnects[0]?.interconnectId ?? '';
    expect(await followed(LEE, own)).toMatchObject({ kind: 'held', requestId });
    made({ interconnectState: 'deleting' });
    expect(await followed()).toEqual({ kind: 'ending', state: 'deleting' });
    desk.aws.fault('DescribeInterconnects', { kind: 'error', name: 'AccessDeniedException', status: 403 }, 9);
    expect(await followed(LEE, 'dxcon-any00001')).toMatchObject({
      kind: 'could_not_look',
      code: 'AccessDeniedException',
    });
    desk.aws.clearFaults();
    const elsewhere = [{ accountId: '999988887777', region: REGION }];
    expect(await followed(LEE, ID, elsewhere)).toMatchObject({
      kind: 'could_not_look',
      code: 'WRONG_ACCOUNT',
    });
  });

  test('that an order of unknown outcome may have made: by its tag, its name, or where AWS tells no tags', async () => {
    const { id: requestId } = await desk.undecided();
    const sought = { kind: 'sought', requestId };
    made({ interconnectId: 'dxcon-tag00001', tags: tagOf(requestId) });
    expect(await followed(LEE, 'dxcon-tag00001')).toEqual(sought);
    made({ interconnectId: 'dxcon-name0001', interconnectName: ' dc2-core-01' });
    expect(await followed(LEE, 'dxcon-name0001')).toEqual(sought);
    made({ interconnectId: 'dxcon-dumb0001', listedTags: 'absent', describedTags: 'never' });
    expect(await followed(LEE, 'dxcon-dumb0001')).toEqual(sought);
    made();
    expect(await followed()).toMatchObject({ kind: 'followed' });
  });

  test('that bears the tag of a request that still waits for approval', async () => {
    const { id: requestId } = await desk.asked();
    made({ tags: tagOf(requestId) });
    expect(await followed()).toEqual({ kind: 'sought', requestId });
  });
});

describe('a followed port that turns out to be an order’s', () => {
  const NAMED = { interconnectId: ID, attempt: 1, by: LIN };

  /** Of another name than the order: nobody could know. */
  async function followedBeside(): Promise<{ order: string; following: string }> {
    const { id: order } = await desk.undecided();
    made({ interconnectName: 'other', tags: [] });
    const following = await begun();
    desk.aws.setState(ID, 'down');
    await listed();
    return { order, following };
  }

  async function expectHandedOver({ order, following }: { order: string; following: string }): Promise<void> {
    expect(await desk.status()).toBe(`Handed over to ${order}: ${ID}`);
    expect(await desk.events()).toEqual(['followed', 'port_changed', 'handed_over']);
    expect((await desk.said()).at(-1)).toBe(`other, 10Gbps at EqDC2: Handed over to ${order}: ${ID}`);
    expect(await desk.buttons()).toEqual([]);
    desk.id = order;
    expect(await desk.status()).toBe(`Ordered: ${ID}, down`);
    expect(await desk.deps.store.read((at) => findRequest(at, ID))).toBe(order);
    // It has carried light before: nobody is told anything else when it is lost again.
    expect((await desk.deps.store.read((at) => at.ports.of(order)))?.firstAvailableAt).not.toBeNull();
    desk.aws.setState(ID, 'available');
    await listed();
    expect(await desk.status()).toBe(`Ordered: ${ID}, available`);
    expect((await desk.deps.store.read((at) => at.audit.trail(following))).at(-1)?.event).toBe('handed_over');
  }

  test('is given up to it where people name it', async () => {
    const both = await followedBeside();
    const naming = { ...NAMED, requestId: both.order, accepted: undefined };
    const differs = await namePort(desk.deps, naming);
    if (differs.kind !== 'differs') throw new Error(differs.kind);
    expect(await namePort(desk.deps, { ...naming, accepted: differs.digest })).toMatchObject({
      kind: 'named',
    });
    await expectHandedOver(both);
  });

  test('is given up to it where a look finds it by the tag', async () => {
    const both = await followedBeside();
    const port = desk.aws.interconnects.find(({ interconnectId }) => interconnectId === ID);
    Object.assign(port ?? {}, { interconnectName: 'dc2-core-01', tags: tagOf(both.order) });
    desk.travel(61_000);
    await reconcile(desk.deps);
    await expectHandedOver(both);
  });
});

test('a port with the tag of an order that was given up is followed as that, and no stray', async () => {
  const { id: requestId } = await desk.undecided();
  await giveUp(desk.deps, { requestId, attempt: 1, by: LIN });
  made({ tags: [...tagOf(requestId), { key: 'team', value: 'net' }] });
  await begun();
  const { request } = await desk.view();
  expect(request.warnings).toEqual([`It bears the tag of ${requestId}.`]);
  expect(request.order.tags).toEqual([{ key: 'team', value: 'net' }]);
  await listed();
  await listed();
  desk.id = requestId;
  expect(await desk.events()).not.toContain('stray_seen');
});

test('a port with another deployment’s tag is named as that', async () => {
  made({ tags: tagOf('ic-ELSEWHERE0') });
  await begun();
  expect((await desk.view()).request.warnings).toEqual([
    "It bears the tag of ic-ELSEWHERE0, which isn't known here; another deployment may own it.",
  ]);
});
