import { describe, expect, test } from 'vitest';
import type { StoredInterconnect } from '../../../sandbox/aws/types.ts';
import { giveUp } from '../../../src/actions/attending/give-up.ts';
import {
  type Chosen,
  type FollowedMany,
  followable,
  followMany,
} from '../../../src/actions/following/follow-many.ts';
import { followPort } from '../../../src/actions/following/follow-port.ts';
import type { AllThere } from '../../../src/actions/following/unfollowed.ts';
import type { Person } from '../../../src/domain/person.ts';
import { REQUEST_TAG } from '../../../src/domain/tags.ts';
import { followAllModal, readFollowAll } from '../../../src/slack/blocks/follow-all.ts';
import { allThereWords, followedManyAnswer, foundWords } from '../../../src/words/following-all.ts';
import { ACCOUNT, ERIN, LEE, LIN, REGION } from '../../store/support/samples.ts';
import { putByHand } from '../../support/by-hand.ts';
import { useDesk } from '../support/desk.ts';

const desk = useDesk();
const PLACES = [{ accountId: null, region: REGION }];
const deps = () => ({ ...desk.deps, approvalChannel: 'C0APPROVALS' });
const tagOf = (requestId: string) => [{ key: REQUEST_TAG, value: requestId }];

function made(interconnectId: string, changes: Partial<StoredInterconnect> = {}) {
  return putByHand(desk.aws, { accountId: ACCOUNT, interconnectId, interconnectName: 'dc2-old', ...changes });
}

/** `dxcon-old00001` and so on, made without the bot. */
function many(count: number): string[] {
  const ids = Array.from({ length: count }, (_, index) => `dxcon-old${String(index).padStart(5, '0')}`);
  for (const id of ids) made(id);
  return ids;
}

async function all(by: Person = LEE): Promise<AllThere> {
  const found = await followable(deps(), { by, places: PLACES });
  if (found.kind !== 'listed') throw new Error(found.kind);
  return found;
}

async function followed(chosen: Partial<Chosen>, by: Person = LEE): Promise<FollowedMany> {
  const done = await followMany(deps(), {
    by,
    places: PLACES,
    chosen: { ids: [], others: false, shown: [], ...chosen },
  });
  if (done.kind !== 'done') throw new Error(done.kind);
  return done;
}

const cards = () => desk.database.sql(`select * from surfaces where destination = 'channel' order by due_at`);

describe('all ports that nobody follows', () => {
  test('are listed for approvers, orphans and those of other deployments named as such', async () => {
    const { id } = await desk.undecided();
    made('dxcon-0sought', { tags: tagOf(id) });
    made('dxcon-0held');
    await followPort(deps(), { interconnectId: 'dxcon-0held', by: LEE, places: PLACES });
    made('dxcon-0gone', { interconnectState: 'deleted' });
    made('dxcon-1free');
    made('dxcon-2other', { tags: tagOf('ic-ELSEWHERE0') });
    expect(await followable(deps(), { by: ERIN, places: PLACES })).toEqual({ kind: 'no_approver' });
    const found = await all();
    const standing = Object.fromEntries(
      found.ports.map((one) => [one.there.seen.interconnectId, one.standing.kind]),
    );
    expect(standing).toEqual({
      'dxcon-0sought': 'sought',
      'dxcon-0held': 'held',
      'dxcon-0gone': 'ending',
      'dxcon-1free': 'free',
      'dxcon-2other': 'free',
    });
    expect(allThereWords(found)).toEqual([
      'AWS lists 2 ports that nobody follows here.',
      'Beside them: 1 followed already, 1 for which a request may still be looking.',
    ]);
    await giveUp(desk.deps, { requestId: id, attempt: 1, by: LEE });
    const words = (await all()).ports.map((one) => foundWords(one).description);
    expect(words).toContain(`Orphan of ${id} · 10Gbps at EqDC2, available`);
    expect(words).toContain("Another deployment's ic-ELSEWHERE0 · 10Gbps at EqDC2, available");
  });

  test('stand in a modal, tagged ones first and not chosen, and what it can’t hold is one choice', async () => {
    many(120);
    made('dxcon-2other', { tags: tagOf('ic-ELSEWHERE0') });
    const view = followAllModal(await all());
    const groups = view.blocks.flatMap((block) =>
      'element' in block && block.element.type === 'checkboxes' ? [block.element] : [],
    );
    expect(groups.map(({ options }) => options.length)).toEqual([...Array(10).fill(10), 1]);
    expect(groups[0]?.options[0]?.value).toBe('dxcon-2other');
    expect(groups[0]?.initial_options).toHaveLength(9);
    expect(groups[10]?.options[0]?.text.text).toBe("The other 21, which bear no request's tag");
    const values = {
      a: { follow: { type: 'checkboxes', selected_options: groups[1]?.options } },
      b: { follow: { type: 'checkboxes', selected_options: groups[10]?.options } },
    } as unknown as Parameters<typeof readFollowAll>[0];
    const chosen = readFollowAll(values, view.private_metadata ?? '');
    expect(chosen).toMatchObject({ others: true });
    expect([chosen.ids.length, chosen.shown.length]).toEqual([10, 100]);
  });
});

describe('many ports at once', () => {
  test('are followed with a card and a thread each, whose posts are apart', async () => {
    const ids = many(4);
    const done = await followed({ ids });
    expect(done).toMatchObject({ followed: 4, left: [], failed: [], stopped: undefined });
    const { now } = desk.database.clock;
    const rows = await cards();
    expect(rows.map(({ due_at }) => Number(due_at) - now)).toEqual([0, 3_000, 6_000, 9_000]);
    expect(await desk.database.sql('select * from ports')).toHaveLength(4);
    expect(await desk.database.sql(`select * from audit where event = 'followed'`)).toHaveLength(4);
    expect(followedManyAnswer(done)).toBe(
      '4 ports are followed from here on. Their cards come in the approvals channel and to you, one in 3 seconds: the last in 12 seconds.',
    );
  });

  test('by two people at once make one card each', async () => {
    const ids = many(6);
    const both = await Promise.all([followed({ ids }, LEE), followed({ ids }, LIN)]);
    expect(both.reduce((sum, done) => sum + done.followed, 0)).toBe(6);
    expect(both.flatMap(({ left }) => left.map(({ why }) => why.kind))).toEqual(Array(6).fill('held'));
    expect(await cards()).toHaveLength(6);
  });

  test('which not and why is told of each', async () => {
    const { id } = await desk.undecided();
    made('dxcon-0sought', { tags: tagOf(id) });
    made('dxcon-0gone', { interconnectState: 'deleted' });
    made('dxcon-1free');
    const chosen = ['dxcon-0sought', 'dxcon-0gone', 'dxcon-1free', 'dxcon-9away'];
    expect(followedManyAnswer(await followed({ ids: chosen })).split('\n')).toEqual([
      '1 port is followed from here on. Its card comes in the approvals channel and to you.',
      `dxcon-0sought: may be the port that ${id} is still looking for; have that decided first.`,
      'dxcon-0gone: deleted, there is nothing to follow.',
      'dxcon-9away: AWS lists it no more.',
    ]);
  });

  test('the others are all that were not shown, but none that bears a request’s tag', async () => {
    const [shown = ''] = many(5);
    made('dxcon-2other', { tags: tagOf('ic-ELSEWHERE0') });
    expect(await followed({ others: true, shown: [shown] })).toMatchObject({ followed: 4, left: [] });
    expect((await all()).ports.filter(({ standing }) => standing.kind === 'free')).toHaveLength(2);
  });

  test('where AWS can’t be asked, nothing is followed and that is said', async () => {
    const ids = many(2);
    desk.aws.fault('DescribeInterconnects', { kind: 'error', name: 'AccessDeniedException', status: 400 }, 9);
    const done = await followed({ ids });
    expect(done).toMatchObject({ followed: 0, left: [] });
    expect(followedManyAnswer(done)).toMatch(/^No port is followed anew\.\nus-east-1 could not be asked \(/);
    expect(await cards()).toEqual([]);
  });

  test('many hold nobody up: each has a transaction of its own, and AWS is asked for all of them at once', async () => {
    const ids = many(150);
    const before = desk.calls('DescribeInterconnects');
    expect(await followed({ ids })).toMatchObject({ followed: 150, left: [] });
    expect(desk.calls('DescribeInterconnects') - before).toBe(2);
    const rows = await cards();
    expect(Number(rows.at(-1)?.due_at) - desk.database.clock.now).toBe(149 * 3_000);
  });
});
