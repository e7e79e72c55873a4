import { pino } from 'pino';
import type { AwsFault } from '../../../../sandbox/aws/types.ts';
import { startWorkspace } from '../../../../sandbox/workspace/index.ts';
import type { Workspace } from '../../../../sandbox/workspace/types.ts';
import type { Judging } from '../../../../src/actions/deciding/who-may.ts';
import type { Person } from '../../../../src/domain/person.ts';
import type { Destination, Line } from '../../../../src/domain/request/line.ts';
import type { Request } from '../../../../src/domain/request/request.ts';
import type { Messenger, Threads } from '../../../../src/interfaces/chat.ts';
import type { Store, Tx } from '../../../../src/interfaces/store.ts';
import { createWebClient } from '../../../../src/slack/connection/web-client.ts';
import { createMessenger } from '../../../../src/slack/outbound/messenger.ts';
import { createPace } from '../../../../src/slack/outbound/pace.ts';
import { openStore } from '../../../../src/store/open.ts';
import { type Account, type Accounts, openAccounts } from './accounts.ts';

/** Where the time of every run starts: beyond 32 bits, so that a time cut short shows. */
const START = 1_800_000_000_000;
export const SETTLE_WINDOW_MS = 120_000;

/** Erin and Lee ask, Lee, Lin and Max are the leads, Olga is nobody. */
export const PEOPLE = ['erin', 'lee', 'lin', 'max', 'olga'] as const;
export type Name = (typeof PEOPLE)[number];
export const LEADS: readonly string[] = ['U0LEE', 'U0LIN', 'U0MAX'];
export const GROUP = 'S0LEADS';

export function person(name: Name): Person {
  return { id: `U0${name.toUpperCase()}`, name };
}

/** True time, and how far the bot's own clock is off it. Milliseconds. */
interface Time {
  now: number;
  skew: number;
}

/** How one CreateInterconnect goes: an answer spoilt by AWS, or a call that is still in the air when its wait ends. */
export type CreateFault = AwsFault | { kind: 'in_the_air' };

/** What was asked for, as the model remembers it without asking the store. */
export interface Asked {
  id: string;
  requester: string;
  quorum: number;
  accountId: string | null;
  dryRun: boolean;
}

/** A call that has left and not arrived; AWS takes it until its signature ends. */
interface Airborne {
  until: number;
  land(): Promise<unknown>;
}

export interface Queued {
  requestId: string;
  destination: Destination;
  line: Line;
}

/** Everything of one run, on both sides of the wire. */
export interface World {
  time: Time;
  accounts: Accounts;
  store: Store;
  slack: Workspace;
  channel: string;
  messenger: Messenger & Threads;
  judging: Judging;
  /** Who is in the group of leads right now. */
  leads: string[];
  /** How the next process is started. */
  bot: { frozen: boolean; credentials: 'ours' | 'theirs' };
  /** How many more people the rule of now wants than the one of then. */
  stricter: number;
  /** True while the group's list is too old to judge by. */
  stale: boolean;
  asked: Asked[];
  /** Forms sent so far. */
  forms: number;
  /** How long AWS hides a new port; the same in both accounts. */
  visibleAfter: number;
  /** Counts what happens, for what came first. */
  events: number;
  /** When each request's last call left. */
  left: Map<string, number>;
  /** Oldest first, used up by one call each. */
  createFaults: CreateFault[];
  inTheAir: Airborne[];
  /** Processes that were stopped in the middle of something; each ends when it was woken and is done. */
  asleep: (() => Promise<void>)[];
  /** Lines of committed transactions, in order. */
  queued: Queued[];
  /** What no process may ever do, seen where it was done. */
  offences: string[];
}

/** What outlives runs, because starting it takes longer than a run. */
export interface Stage {
  open(): Promise<World>;
  close(): Promise<void>;
}

export async function openStage(): Promise<Stage> {
  let time: Time = { now: START, skew: 0 };
  const accounts = await openAccounts({ now: () => time.now, monotonic: () => time.now - START });
  return {
    close: () => accounts.close(),
    async open() {
      time = { now: START, skew: 0 };
      accounts.clear();
      return openWorld(time, accounts);
    },
  };
}

async function openWorld(time: Time, accounts: Accounts): Promise<World> {
  const slack = await startWorkspace({ now: () => time.now });
  for (const name of PEOPLE) slack.addUser({ ...person(name), realName: name });
  const channel = slack.addChannel({ name: 'net-approvals' }).id;
  const client = createWebClient(slack, pino({ level: 'silent' }));
  const world: World = {
    time,
    accounts,
    store: await openStore({ url: 'file::memory:', now: () => time.now + time.skew }),
    slack,
    channel,
    messenger: createMessenger(client, {
      deploymentLabel: undefined,
      prices: () => undefined,
      teamUrl: slack.url,
      own: { appId: 'A0SANDBOX', botId: 'B0SANDBOX' },
      pace: createPace(() => time.now - START),
      monotonic: () => time.now - START,
    }),
    judging: {
      directory: {
        members: () =>
          world.stale
            ? { unchecked: { group: 'net-leads' } }
            : { members: { groups: new Map([[GROUP, world.leads]]), standings: new Map() } },
        learn: async () => undefined,
      },
      ruleNow: ({ rule }) => ({ ...rule, quorum: rule.quorum + world.stricter }),
      rules: () => [],
    },
    leads: [...LEADS],
    stricter: 0,
    bot: { frozen: false, credentials: 'ours' },
    stale: false,
    asked: [],
    forms: 0,
    visibleAfter: 0,
    events: 0,
    left: new Map(),
    createFaults: [],
    inTheAir: [],
    asleep: [],
    queued: [],
    offences: [],
  };
  return world;
}

/** How long a new port stays out of listings; milliseconds. */
export function showPortsAfter(world: World, ms: number): void {
  world.visibleAfter = ms;
  for (const { aws } of [world.accounts.ours, world.accounts.theirs]) aws.setVisibilityDelay(ms);
}

export async function closeWorld(world: World): Promise<void> {
  await world.store.close();
  await world.slack.close();
}

/** The account that the bot's credentials lead to. */
export function account({ accounts, bot }: World): Account {
  return accounts[bot.credentials];
}

export function monotonic({ time }: World): number {
  return time.now - START;
}

/** Looks into the store behind the bot's back. */
export function look<T>({ store }: World, at: (tx: Tx) => Promise<T>): Promise<T> {
  return store.transaction(at);
}

/** One of the requests as it stands; any number names one, undefined while there is none. */
export async function requestAt(world: World, index: number): Promise<Request | undefined> {
  const asked = world.asked[index % Math.max(world.asked.length, 1)];
  return asked && look(world, (tx) => tx.requests.read(asked.id));
}
