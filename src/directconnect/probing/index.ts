import type { Monotonic } from '../../interfaces/clock.ts';
import { createClients, type ProxyEnv } from '../calls/clients.ts';
import { createClock } from '../calls/clock.ts';
import type { Keys } from '../calls/credentials.ts';
import { type AccountAccess, createPurses } from '../calls/purses.ts';
import { createDirectConnect } from '../index.ts';
import { askCaller, type Caller } from './caller.ts';
import { type Customer, readCustomer } from './customer.ts';
import { readShown, type Shown } from './shown.ts';
import { type Simulated, simulateOrder } from './simulate.ts';
import { type Tried, tryActions } from './try-actions.ts';

/** AWS as somebody who sets the bot up looks at it: with the bot's credentials, and nothing there changes. */
export interface Probe {
  /** Whose credentials these are, and how long they hold; throws AwsReadError. */
  caller(): Promise<Caller>;
  /** What the account is to Direct Connect in a Region; throws what AWS says. */
  customer(region: string): Promise<Customer>;
  /** Tries every call that the bot makes and that has no effect. */
  actions(region: string, caller: Caller): Promise<Tried[]>;
  /** How the ports and LAGs of a Region show; throws what AWS says. */
  shown(region: string): Promise<Shown>;
  /** What IAM says of the calls that can't be tried. */
  simulate(region: string, caller: Caller): Promise<Simulated>;
  /** Whether AWS Health and CloudTrail answer; undefined if so, else why not. */
  health(): Promise<Refused | undefined>;
  trail(region: string): Promise<Refused | undefined>;
}

/** AWS's error name or the network's code, and its words. */
export interface Refused {
  code: string;
  message: string;
}

/** Credentials that end sooner are resolved anew, and told if that gave none that last longer. */
export const ENDS_SOON_MS = 10 * 60_000;

/** What `createDirectConnect` is to the bot. IAM's client is loaded here alone: the bot never asks it. */
export function createProbe(
  homeRegion: string,
  monotonic: Monotonic,
  { account, ...options }: { account?: AccountAccess; proxyEnv?: ProxyEnv },
): Probe {
  const clock = createClock();
  const clients = createClients(homeRegion, clock, (error, keys) => purses.stale(error, keys), options);
  const accounts = account ? [account] : [];
  const purses = createPurses(clients, accounts, clock.now);
  const accountId = account?.id ?? null;
  const keys = (): Promise<Keys> => purses.of(accountId).resolve(ENDS_SOON_MS);
  const reader = async (region: string) => clients.reader({ region, credentials: await keys() });
  const bot = createDirectConnect(homeRegion, monotonic, { ...options, accounts });
  const refused = async (look: Promise<{ kind: string } | ({ kind: 'could_not_look' } & Refused)>) => {
    const answer = await look;
    return 'code' in answer ? { code: answer.code, message: answer.message } : undefined;
  };
  return {
    caller: async () => askCaller(clients, await keys()),
    customer: async (region) => readCustomer(await reader(region)),
    actions: async (region, caller) => tryActions(await reader(region), { region, ...caller }),
    shown: async (region) => readShown(await reader(region)),
    simulate: async (region, caller) =>
      simulateOrder(clients.settings({ region: caller.iamRegion, credentials: await keys() }), {
        region,
        ...caller,
      }),
    health: () => refused(bot.health.events(Date.now(), [], accountId)),
    trail: (region) => refused(bot.trail.deletions({ accountId, region }, [], Date.now() - 60_000)),
  };
}
