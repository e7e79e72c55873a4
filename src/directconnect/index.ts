import type { Where } from '../domain/where.ts';
import type { Aws } from '../interfaces/aws.ts';
import type { Monotonic } from '../interfaces/clock.ts';
import type { DirectConnect, LookUp } from '../interfaces/direct-connect.ts';
import { AwsReadError } from '../interfaces/errors.ts';
import { createIdentities } from './calls/account.ts';
import { type ClientOptions, createClients, type Way } from './calls/clients.ts';
import { createClock } from './calls/clock.ts';
import { endpointOf } from './calls/endpoint.ts';
import { type AccountAccess, createPurses } from './calls/purses.ts';
import { createSession } from './calls/session.ts';
import { createHealth } from './health/index.ts';
import { listInterconnects } from './reading/interconnects.ts';
import { couldNotLook } from './reading/looking.ts';
import { readOffer } from './reading/offer.ts';
import { createTrail } from './trail/index.ts';

export { createCatalogCache } from './reading/catalog-cache.ts';

/**
 * Direct Connect, Health and CloudTrail behind the SDK: credentials, Region defaults and endpoints are the SDK's own
 * settings. STS is asked in `homeRegion`. `accounts` are those that are ordered in, each with the role by which; none: the
 * one that the bot's own credentials belong to. `proxyEnv` holds HTTP_PROXY, HTTPS_PROXY and NO_PROXY, which the SDK
 * doesn't read by itself; `meter` counts each call.
 */
export function createDirectConnect(
  homeRegion: string,
  monotonic: Monotonic,
  { accounts = [], ...options }: ClientOptions & { accounts?: readonly AccountAccess[] } = {},
): Aws {
  const clock = createClock();
  const clients = createClients(homeRegion, clock, (error, keys) => purses.stale(error, keys), options);
  const purses = createPurses(clients, accounts, clock.now);
  const identities = createIdentities(clients);
  /** Where calls go, by Region: the SDK's settings are read at the first call, and hold until the process ends. */
  const endpoints = new Map<string, string>();

  const way = async ({ accountId, region }: Where, validForMs = 0): Promise<Way & { endpoint: string }> => {
    const keys = await purses.of(accountId).resolve(validForMs);
    const endpoint =
      endpoints.get(region) ?? (await endpointOf(clients.reader({ region, credentials: keys })));
    endpoints.set(region, endpoint);
    return { region, credentials: keys, endpoint };
  };

  const open: DirectConnect['open'] = async (where, validForMs) => {
    try {
      const to = await way(where, validForMs);
      const identity = await identities.of(to.credentials);
      const { accountId } = identity;
      if (accountId !== (where.accountId ?? accountId) || !purses.lists(accountId)) {
        return { kind: 'wrong_account', accountId };
      }
      return { kind: 'open', session: createSession(clients, to, identity, monotonic) };
    } catch (error) {
      return couldNotLook(error);
    }
  };

  /** For what is shown; of several accounts none is shown as another. */
  const reader = async (where: Where) => {
    const to = await way(where);
    if (accounts.length > 0) {
      const { accountId } = await identities.of(to.credentials);
      if (accountId !== where.accountId) throw wrongAccount(accountId, where);
    }
    return clients.reader(to);
  };
  const interconnects = async (where: Where): Promise<LookUp> => listInterconnects(await reader(where));

  /** One set of an account's credentials, and whose it is. */
  const signer = async (accountId: string | null) => {
    const keys = await purses.of(accountId).resolve(0);
    return { keys, identity: await identities.of(keys) };
  };
  return {
    health: createHealth({ clients, signer, homeRegion }),
    trail: createTrail({ clients, signer }),
    open,
    async account(id = null) {
      try {
        const { accountId } = await identities.ask(await purses.of(id).resolve(0));
        return { kind: 'known', accountId };
      } catch (error) {
        const { code, message } = couldNotLook(error);
        return { kind: 'not_known', code, message };
      }
    },
    interconnects: (where) => interconnects(where).catch(couldNotLook),
    offer: async (where) => readOffer(await reader(where), where.region),
  };
}

function wrongAccount(own: string, { accountId }: Where): AwsReadError {
  const message = `The bot's credentials are account ${own}'s, not account ${accountId}'s.`;
  return new AwsReadError('WRONG_ACCOUNT', message, undefined);
}
