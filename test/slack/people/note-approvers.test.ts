import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startWorkspace } from '../../../sandbox/workspace/index.ts';
import type { Workspace } from '../../../sandbox/workspace/types.ts';
import { createIncidents } from '../../../src/operations/incidents.ts';
import { createWebClient } from '../../../src/slack/connection/web-client.ts';
import { createDirectory } from '../../../src/slack/people/directory.ts';
import { noteApprovers } from '../../../src/slack/people/note-approvers.ts';

let slack: Workspace;
beforeEach(async () => {
  slack = await startWorkspace();
});
afterEach(() => slack.close());

/** What operators are told of, and a look at Slack that may change it. */
function scene(approvers: string[], askers: string[] = [], notified: string[] = []) {
  const incidents = createIncidents(Date.now, () => undefined);
  const group = (id: string) => ({ kind: 'group', id }) as const;
  const named = {
    approvers: approvers.map(group),
    requesters: [],
    askers: askers.map(group),
    notified: notified.map(group),
    namedAt: new Map([
      ...askers.map((id) => [id, 'rules.yaml:3:30: rules.0.match.requester.0'] as const),
      ...notified.map((id) => [id, 'rules.yaml:4:13: rules.0.notify.0'] as const),
      ...approvers.map((id) => [id, 'APPROVERS'] as const),
    ]),
  };
  const directory = createDirectory(createWebClient(slack, pino({ level: 'silent' })), {
    named: () => named,
    teamId: slack.teamId,
    now: Date.now,
  });
  return {
    directory,
    async look() {
      await noteApprovers(directory, await directory.refresh(), incidents);
      return incidents.standing().map(({ text }) => text);
    },
  };
}

test('a group that is gone is an incident until it is back', async () => {
  const lee = slack.addUser({ name: 'lee', realName: 'Lee' }).id;
  const leads = slack.addGroup({ handle: 'net-leads', users: [lee] });
  const { look } = scene([leads.id]);
  expect(await look()).toEqual([]);
  leads.disabled = true;
  expect(await look()).toEqual([
    `APPROVERS: Slack no longer knows net-leads (${leads.id}): nobody may approve by it.`,
  ]);
  leads.disabled = false;
  expect(await look()).toEqual([]);
});

test('so is one by which a rule is chosen', async () => {
  const engineers = slack.addGroup({ handle: 'engineers', users: [] });
  const { look } = scene([], [engineers.id]);
  expect(await look()).toEqual([]);
  engineers.disabled = true;
  expect(await look()).toEqual([
    `rules.yaml:3:30: rules.0.match.requester.0: Slack no longer knows engineers (${engineers.id}): nobody counts as being in it.`,
  ]);
});

test('so is one that is told', async () => {
  const staff = slack.addGroup({ handle: 'staff', users: [] });
  const { look } = scene([], [], [staff.id]);
  expect(await look()).toEqual([]);
  staff.disabled = true;
  expect(await look()).toEqual([
    `rules.yaml:4:13: rules.0.notify.0: Slack no longer knows staff (${staff.id}): nobody is told by it.`,
  ]);
});

test('approvers outside a private channel are an incident until they are in it, and a long list is cut', async () => {
  const many = Array.from({ length: 30 }, (_, index) => slack.addUser({ name: `u${index}` }).id);
  const leads = slack.addGroup({ handle: 'net-leads', users: many });
  const channel = slack.addChannel({ name: 'board', private: true, members: [] });
  const { directory, look } = scene([leads.id]);
  directory.watchChannel(channel);
  const [text = ''] = await look();
  expect(text).toContain("can't see the cards: u0 (U");
  expect(text.match(/\(U/g)).toHaveLength(20);
  for (const id of many) channel.members.add(id);
  expect(await look()).toEqual([]);
});
