import { beforeEach, expect, test } from 'vitest';
import { changedHomes } from '../../../src/actions/showing/changed-homes.ts';
import {
  drawHome,
  type HomeContent,
  type HomeDeps,
  openHome,
} from '../../../src/actions/showing/draw-home.ts';
import type { Standing } from '../../../src/domain/rules/members.ts';
import type { NotTold } from '../../../src/interfaces/chat.ts';
import type { Directory } from '../../../src/interfaces/directory.ts';
import { useDatabase } from '../../store/support/database.ts';
import { aRequest, ERIN, judging, LEE, LIN } from '../../store/support/samples.ts';

// Home tabs over a store as it is, and a Slack that answers what a test wants.

const MINUTE = 60_000;
const database = useDatabase('sqlite');
let deps: HomeDeps;
let published: { userId: string; content: HomeContent }[];
let troubles: string[];
let refusal: NotTold | undefined;
let standings: Map<string, Standing>;

beforeEach(async () => {
  [published, troubles, refusal, standings] = [[], [], undefined, new Map()];
  deps = {
    store: await database.open(),
    judging: {
      ...judging,
      directory: {
        members: () => ({ members: { groups: new Map(), standings } }),
        learn: async () => undefined,
      },
    },
    dryRun: false,
    homes: {
      shows: (content) => JSON.stringify(content),
      async publish(userId, content) {
        published.push({ userId, content });
        return refusal ?? { kind: 'done' };
      },
    },
    known: () => undefined,
    onHomeTrouble: (_, code) => troubles.push(code),
  };
});

/** Of people everything is known, of groups nothing. */
const groupsUnknown = (groups: readonly string[]): ReturnType<Directory['members']> =>
  groups.length > 0 ? { unchecked: { group: 'net-leads' } } : { members: { groups: new Map(), standings } };

const ask = async (id: string) => {
  await deps.store.transaction((tx) => tx.requests.add(aRequest(id)));
  await changedHomes(deps, [id]);
};
const drawAll = async () => {
  const drawn: string[] = [];
  for (let one = await drawHome(deps); one !== 'none'; one = await drawHome(deps)) drawn.push(one);
  return drawn;
};
const whose = () => published.map(({ userId }) => userId);

test('a new request is drawn for whoever asked and whoever decides, and for nobody else', async () => {
  for (const { id } of [ERIN, LEE, { id: 'U0OLGA' }]) await openHome(deps, id);
  published = [];
  await ask('ic-00');
  expect((await drawAll()).sort()).toEqual(['published', 'published']);
  expect(whose().sort()).toEqual([ERIN.id, LEE.id]);
  const of = (userId: string) => published.find((one) => one.userId === userId)?.content;
  expect(of(ERIN.id)).toMatchObject({ waiting: { entries: [] }, mine: { entries: [{}] } });
  expect(of(LEE.id)).toMatchObject({ waiting: { entries: [{}] }, mine: { entries: [] } });
});

test('nobody is written for who never opened theirs', async () => {
  await ask('ic-00');
  expect(await drawAll()).toEqual([]);
});

test('what looks the same is not drawn again, though it was asked for', async () => {
  await ask('ic-00');
  await openHome(deps, LIN.id);
  published = [];
  await changedHomes(deps, 'everything');
  expect(await drawAll()).toEqual(['same']);
  expect(published).toEqual([]);
});

test('one that Slack refuses is tried ever more seldom, five times in all, and holds up nobody', async () => {
  refusal = { kind: 'refused', scope: 'place', code: 'user_not_found' };
  await openHome(deps, ERIN.id);
  for (const minutes of [1, 2, 4, 8]) {
    expect(await drawAll()).toEqual([]);
    database.clock.now += minutes * MINUTE;
    expect(await drawAll()).toEqual(['published']);
  }
  database.clock.now += 59 * MINUTE;
  expect(await drawAll()).toEqual([]);
  expect(troubles).toEqual(Array.from({ length: 5 }, () => 'user_not_found'));
  refusal = undefined;
  await openHome(deps, ERIN.id);
  expect(await drawAll()).toEqual([]);
});

test('where Slack is too busy it comes when Slack says', async () => {
  refusal = { kind: 'later', code: 'ratelimited', ms: 7_000 };
  await openHome(deps, ERIN.id);
  refusal = undefined;
  database.clock.now += 6_999;
  expect(await drawAll()).toEqual([]);
  database.clock.now += 1;
  expect(await drawAll()).toEqual(['published']);
});

test('while nobody can tell who is in a group, one sees all that does not hang on it, and the rest a minute later', async () => {
  const { directory } = deps.judging;
  const leads = { kind: 'group', id: 'S0LEADS', name: 'net-leads' } as const;
  const rules = () => [{ ...aRequest('ic-00').rule, approvers: [leads] }];
  const unknown = { ...deps.judging, rules, directory: { ...directory, members: groupsUnknown } };
  await openHome({ ...deps, judging: unknown }, LEE.id);
  await ask('ic-00');
  await openHome({ ...deps, judging: unknown }, ERIN.id);
  expect(published.at(-1)?.content).toMatchObject({
    kind: 'home',
    waiting: { kind: 'unchecked', unchecked: { group: 'net-leads' } },
    mine: { entries: [{ request: { id: 'ic-00' } }] },
  });
  published = [];
  database.clock.now += MINUTE;
  expect(await drawAll()).toEqual(['published', 'published']);
  const lees = published.find(({ userId }) => userId === LEE.id);
  expect(lees?.content).toMatchObject({ waiting: { entries: [{ request: { id: 'ic-00' } }] } });
});

test('guests get to see nothing, and an interrupted opening is made good', async () => {
  standings.set(ERIN.id, 'guest');
  await ask('ic-00');
  await openHome(deps, ERIN.id);
  expect(published).toEqual([{ userId: ERIN.id, content: { kind: 'no_member' } }]);
  await deps.store.transaction((tx) => tx.homes.open(LEE.id, undefined, 10_000));
  expect(await drawAll()).toEqual([]);
  database.clock.now += 10_000;
  expect(await drawAll()).toEqual(['published']);
  expect(whose()).toEqual([ERIN.id, LEE.id]);
});
