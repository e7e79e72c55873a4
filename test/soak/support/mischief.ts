import { setTimeout as wait } from 'node:timers/promises';
import type { StoredMessage } from '../../../sandbox/workspace/types.ts';
import { putByHand } from '../../support/by-hand.ts';
import type { Fleet } from './fleet.ts';
import type { Town } from './town.ts';

const SECOND = 1_000;
const OTHER_APP = { id: 'A0OTHER', botId: 'B0OTHER' };
/** Settings of the bots that are started from now on; the town's own come round again most often. */
const SETTINGS: readonly Record<string, string>[] = [
  {},
  { QUORUM: '2' },
  {},
  { FREEZE: 'true' },
  {},
  { DRY_RUN: 'true' },
];

/** How often each thing was done. */
export type Mischief = Record<string, number>;

/** What people with rights do to approvals, ports and messages, one thing after the other, until it is over. */
export async function makeMischief(
  town: Town,
  fleet: Fleet,
  over: () => boolean,
  random: () => number,
): Promise<Mischief> {
  const done: Mischief = {};
  let settings = 0;
  const deeds: Record<string, () => unknown> = {
    'leads who left the group': () => leave(town, random),
    'settings switched': () => fleet.useFrom(SETTINGS[++settings % SETTINGS.length] ?? {}),
    'tags planted': () => plantTag(town, random),
    'messages of another app': () => plantMessage(town, random),
    'freezes and their ends': () => freezeForAWhile(town, over, random),
  };
  while (!over()) {
    for (const [what, deed] of Object.entries(deeds)) {
      await wait(SECOND * (0.3 + random()));
      if (over()) break;
      await deed();
      done[what] = (done[what] ?? 0) + 1;
    }
  }
  return done;
}

/** Everybody is back, nothing is frozen by a setting, and bots start with the town's own settings. */
export function makeUp(town: Town, fleet: Fleet): void {
  groupOf(town).users = town.leads.map(({ id }) => id);
  fleet.useFrom({});
}

function groupOf({ slack, env }: Town): { users: string[] } {
  const group = slack.groups.get(env.APPROVERS ?? '');
  if (!group) throw new Error('There is no group of leads.');
  return group;
}

/** One lead leaves; whoever left before is back. */
function leave(town: Town, random: () => number): void {
  const gone = Math.floor(random() * town.leads.length);
  groupOf(town).users = town.leads.filter((_, index) => index !== gone).map(({ id }) => id);
}

/** A port that was not ordered by the bot gets the tag of a request that still waits. */
function plantTag({ aws, slack, approvals, clock }: Town, random: () => number): void {
  const open = cards(slack.messages(approvals)).filter(
    ({ text }) => !/^(Ordered|Rejected|Withdrawn|Expired)/.test(text),
  );
  const requestId = requestIn(open[Math.floor(random() * open.length)]);
  if (requestId === undefined) return;
  putByHand(aws, {
    interconnectId: `dxcon-planted${aws.interconnects.length}${Math.floor(random() * 1e6)}`,
    interconnectName: 'planted',
    bandwidth: '1Gbps',
    tags: [{ key: 'interconnect-bot:request-id', value: requestId }],
    createdAt: clock.now(),
  });
}

/** Another app writes under a key of the bot's, and answers in the thread of one of its cards. */
function plantMessage({ slack, approvals }: Town, random: () => number): void {
  const all = cards(slack.messages(approvals));
  const card = all[Math.floor(random() * all.length)];
  if (!card?.metadata) return;
  const { metadata } = card;
  slack.plant({ channel: approvals, app: OTHER_APP, text: 'Ordered: dxcon-none, available', metadata });
}

/** A lead freezes ordering by command, and ends it; a command that Slack or the bot loses is nothing here. */
async function freezeForAWhile(town: Town, over: () => boolean, random: () => number): Promise<void> {
  const lead = town.leads[Math.floor(random() * town.leads.length)];
  await lead?.slash('/interconnect', 'freeze Testing', town.lobby);
  if (!over()) await wait(SECOND * random());
  await lead?.slash('/interconnect', 'unfreeze', town.lobby);
}

function cards(messages: readonly StoredMessage[]): StoredMessage[] {
  return messages.filter(({ app, metadata }) => app === undefined && metadata !== undefined);
}

function requestIn(card: StoredMessage | undefined): string | undefined {
  return /ic-[0-9A-HJKMNP-TV-Z]{10}/.exec(JSON.stringify(card?.metadata ?? ''))?.[0];
}
