import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startWorkspace } from '../../../sandbox/workspace/index.ts';
import type { WebFault, Workspace } from '../../../sandbox/workspace/types.ts';
import type { Store } from '../../../src/interfaces/store.ts';
import { createWebClient } from '../../../src/slack/connection/web-client.ts';
import { createOwner } from '../../../src/slack/outbound/owner.ts';
import { openStore } from '../../../src/store/open.ts';

const HOUR = 3_600_000;

let slack: Workspace;
let store: Store;
let clock: { now: number };
beforeEach(async () => {
  slack = await startWorkspace();
  clock = { now: 1_800_000_000_000 };
  store = await openStore({ url: 'file::memory:', now: () => clock.now });
});
afterEach(async () => {
  await store.close();
  await slack.close();
});

const log = pino({ level: 'silent' });
const processOf = (owner: string | undefined) => createOwner(createWebClient(slack, log), owner, store, log);
const told = (user: string) => {
  const dm = slack.as(user).dm();
  return dm ? slack.messages(dm).map(({ text }) => text) : [];
};

test('the owner is told of a trouble once an hour, by whatever process', async () => {
  const { id } = slack.addUser({ name: 'olga' });
  for (const one of [processOf(id), processOf(id)]) {
    one.owe('place:C1:is_archived', '#a is archived.');
    await one.pay();
    await one.pay();
  }
  expect(told(id)).toEqual(['#a is archived.']);
  clock.now += HOUR;
  const later = processOf(id);
  later.owe('place:C1:is_archived', '#a is archived.');
  await later.pay();
  expect(told(id)).toHaveLength(2);
});

test.each<[string, WebFault, number]>([
  ['is tried again after a refusal', { kind: 'status', status: 429, when: 'before', retryAfter: 1 }, 2],
  ['counts as told where the answer was lost', { kind: 'status', status: 500, when: 'after' }, 1],
])('a message that fails %s', async (_name, fault, calls) => {
  const { id } = slack.addUser({ name: 'olga' });
  const owner = processOf(id);
  owner.owe('bot', 'Something.');
  slack.fault('chat.postMessage', fault);
  await owner.pay();
  await owner.pay();
  await owner.pay();
  expect(told(id)).toEqual(['Something.']);
  expect(slack.calls('chat.postMessage')).toHaveLength(calls);
});

test('without an owner nobody is written to', async () => {
  const owner = processOf(undefined);
  owner.owe('bot', 'Something.');
  await owner.pay();
  expect(slack.calls()).toEqual([]);
});
