import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startWorkspace } from '../../../sandbox/workspace/index.ts';
import type { StoredGroup, Workspace } from '../../../sandbox/workspace/types.ts';
import { createWebClient } from '../../../src/slack/connection/web-client.ts';
import { createDirectory, type SlackDirectory } from '../../../src/slack/people/directory.ts';

const MINUTE = 60_000;
const LONG_MS = 5_000;

let slack: Workspace;
let lee: string;
let lin: string;
let leads: StoredGroup;
let time: number;
let directory: SlackDirectory;
beforeEach(async () => {
  slack = await startWorkspace();
  lee = slack.addUser({ name: 'lee', realName: 'Lee' }).id;
  lin = slack.addUser({ name: 'lin', realName: 'Lin' }).id;
  leads = slack.addGroup({ handle: 'net-leads', users: [lee, lin] });
  time = 1_800_000_000_000;
  directory = create([{ kind: 'group', id: leads.id }]);
});
afterEach(() => slack.close());

function create(approvers: { kind: 'user' | 'group'; id: string }[]): SlackDirectory {
  const client = createWebClient(slack, pino({ level: 'silent' }));
  return createDirectory(client, {
    named: () => ({ approvers, requesters: [], askers: [], notified: [], namedAt: new Map() }),
    teamId: slack.teamId,
    now: () => time,
  });
}

const judged = (userIds: string[] = []) => directory.members([leads.id], userIds);
const inGroup = () => {
  const listed = judged();
  return 'members' in listed ? listed.members.groups.get(leads.id) : listed.unchecked;
};
const UNCHECKED = { group: 'net-leads' };

describe('groups', () => {
  test('are all read by one call, with the names of all', async () => {
    const others = slack.addGroup({ handle: 'net-ops', users: [lin] });
    directory = create([
      { kind: 'group', id: leads.id },
      { kind: 'group', id: others.id },
    ]);
    expect(await directory.refresh()).toEqual([]);
    expect(slack.calls('usergroups.list')).toHaveLength(1);
    expect(slack.calls('usergroups.users.list')).toEqual([]);
    expect(directory.approvers().map(({ name }) => name)).toEqual(['net-leads', 'net-ops']);
    const listed = directory.members([leads.id, others.id], []);
    expect(listed).toMatchObject({
      members: {
        groups: new Map([
          [leads.id, [lee, lin]],
          [others.id, [lin]],
        ]),
      },
    });
  });

  test('are unchecked before they were read, and again after five minutes', async () => {
    expect(judged()).toEqual({ unchecked: { group: leads.id } });
    await directory.refresh();
    expect(inGroup()).toEqual([lee, lin]);
    time += 5 * MINUTE;
    expect(inGroup()).toEqual([lee, lin]);
    time += 1;
    expect(inGroup()).toEqual(UNCHECKED);
    expect(directory.members([leads.id], [])).toEqual({ unchecked: { group: 'net-leads' } });
    await directory.learn([leads.id], [], LONG_MS);
    expect(inGroup()).toEqual([lee, lin]);
  });

  test('that a list leaves out are asked for by themselves, and one that is gone is empty at once', async () => {
    await directory.refresh();
    leads.disabled = true;
    expect(await directory.refresh()).toEqual([{ id: leads.id, code: 'no_such_subteam' }]);
    expect(slack.calls('usergroups.users.list')).toHaveLength(1);
    expect(inGroup()).toEqual([]);
    leads.disabled = false;
    expect(await directory.refresh()).toEqual([]);
    expect(inGroup()).toEqual([lee, lin]);
  });

  test('that come without their people are doubted until a second answer says the same', async () => {
    leads.untold = true;
    await directory.refresh();
    expect(inGroup()).toEqual(UNCHECKED);
    leads.untold = false;
    await directory.refresh();
    expect(inGroup()).toEqual([lee, lin]);
    leads.untold = true;
    await directory.refresh();
    expect(inGroup()).toEqual(UNCHECKED);
    await directory.refresh();
    expect(inGroup()).toEqual([]);
  });

  test('that are suddenly empty are doubted until a second answer says the same', async () => {
    await directory.refresh();
    leads.users = [];
    await directory.refresh();
    expect(inGroup()).toEqual(UNCHECKED);
    expect(directory.members([leads.id], [])).toEqual({ unchecked: { group: 'net-leads' } });
    await directory.refresh();
    expect(inGroup()).toEqual([]);
  });

  test('that were empty from the start are not', async () => {
    leads.users = [];
    await directory.refresh();
    expect(inGroup()).toEqual([]);
  });

  test('of older rules are read once they are met', async () => {
    const older = slack.addGroup({ handle: 'old-leads', users: [lin] });
    await directory.refresh();
    expect(directory.members([older.id], [])).toEqual({ unchecked: { group: 'old-leads' } });
    await directory.tend();
    expect(directory.members([older.id], [])).toMatchObject({
      members: { groups: new Map([[older.id, [lin]]]) },
    });
  });

  test('are read no more often than Slack allows, whoever clicks', async () => {
    slack.fault('usergroups.list', { kind: 'error', error: 'fatal_error' }, 1_000);
    for (let click = 0; click < 40; click++) {
      time += 100;
      judged();
      await directory.tend();
    }
    expect(slack.calls('usergroups.list').length).toBeLessThan(20);
    expect(await directory.refresh()).toEqual([{ id: 'groups', code: 'fatal_error' }]);
    slack.clearFaults();
    time += MINUTE;
    expect(await directory.refresh()).toEqual([]);
  });
});

describe('people', () => {
  beforeEach(() => directory.refresh());

  test('who may approve are asked about in the background, before that is out of date', async () => {
    await directory.keepPeople();
    expect(judged([lee, lin])).toMatchObject({
      members: {
        standings: new Map([
          [lee, 'member'],
          [lin, 'member'],
        ]),
      },
    });
    const before = slack.calls('users.info').length;
    await directory.keepPeople();
    expect(slack.calls('users.info')).toHaveLength(before);
    slack.users.set(lee, { ...slack.addUser({ id: lee, name: 'lee' }), isRestricted: true });
    // Whatever comes between two looks, nobody is found unchecked.
    for (let passed = 0; passed < 20 * MINUTE; passed += 30_000) {
      time += 30_000;
      await directory.keepPeople();
      await directory.refresh();
      expect(judged([lee, lin])).toMatchObject({ members: expect.anything() });
    }
    expect(judged([lee])).toMatchObject({
      members: {
        standings: new Map([
          [lee, 'guest'],
          [lin, 'member'],
        ]),
      },
    });
  });

  test('of a large group are asked about below a hundred a minute', async () => {
    leads.users = Array.from({ length: 300 }, (_, index) => slack.addUser({ name: `u${index}` }).id);
    await directory.refresh();
    for (let second = 0; second < 55; second++) {
      time += 1_000;
      await directory.keepPeople();
    }
    expect(slack.calls('users.info').length).toBeLessThanOrEqual(50);
  });

  test('who are asked about and not known are unchecked, by name where it is known, and then learnt', async () => {
    const erin = slack.addUser({ name: 'erin', realName: 'Erin', isRestricted: true }).id;
    expect(judged([erin])).toEqual({ unchecked: { person: erin } });
    await directory.tend();
    expect(judged([erin])).toMatchObject({ members: { standings: new Map([[erin, 'guest']]) } });
    time += 5 * MINUTE + 1;
    await directory.refresh();
    expect(judged([erin])).toEqual({ unchecked: { person: erin } });
    await directory.learn([], [erin], LONG_MS);
    expect(judged([erin])).toMatchObject({ members: expect.anything() });
  });

  test('whom Slack does not know are deactivated', async () => {
    await directory.learn([], ['U404'], LONG_MS);
    expect(judged(['U404'])).toMatchObject({ members: { standings: new Map([['U404', 'deactivated']]) } });
  });

  test('are not waited for longer than there is time', async () => {
    slack.fault('users.info', { kind: 'hang' });
    const began = performance.now();
    await directory.learn([], [lee], 50);
    expect(performance.now() - began).toBeLessThan(2_000);
    expect(judged([lee])).toEqual({ unchecked: { person: lee } });
  });

  test('about whom Slack fails stay unchecked, and nobody is thrown at', async () => {
    slack.fault('users.info', { kind: 'error', error: 'fatal_error' });
    await directory.learn([], [lee], LONG_MS);
    expect(judged([lee])).toEqual({ unchecked: { person: lee } });
  });
});

test('only who is in a private approvals channel is reached', async () => {
  const { id, name, members } = slack.addChannel({ name: 'board', private: true, members: [lee] });
  await directory.refresh();
  expect([lee, lin].map(directory.reachable)).toEqual([true, true]);
  directory.watchChannel({ id, name });
  slack.fault('conversations.members', { kind: 'error', error: 'fatal_error' });
  expect(await directory.refresh()).toEqual([{ id, code: 'fatal_error' }]);
  // Nobody knows: nobody is left out.
  expect([lee, lin].map(directory.reachable)).toEqual([true, true]);
  await directory.refresh();
  expect([lee, lin].map(directory.reachable)).toEqual([true, false]);
  expect(directory.outside()).toEqual({ channel: 'board', people: [lin] });
  for (let count = 0; count < 450; count++) members.add(`U${count}`);
  members.add(lin);
  await directory.refresh();
  expect([lee, lin].map(directory.reachable)).toEqual([true, true]);
});
