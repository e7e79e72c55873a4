import type { Where } from '../domain/where.ts';
import type { Aws } from '../interfaces/aws.ts';
import type { Monotonic } from '../interfaces/clock.ts';
import type { DirectConnect, LookUp } from '../interfaces/direct-connect.ts';
import { createIdentities } from './calls/account.ts';
import { createClients, type ProxyEnv, type Way } from './calls/clients.ts';
import { createClock } from './calls/clock.ts';
import { createCredentials, defaultChain } from './calls/credentials.ts';
import { endpointOf } from './calls/endpoint.ts';
import { createSession } from './calls/session.ts';
import { createHealth } from './health/index.ts';
import { listInterconnects } from './reading/interconnects.ts';
import { couldNotLook } from './reading/looking.ts';
import { readOffer } from './reading/offer.ts';
import { createTrail } from './trail/index.ts';

export { createCatalogCache } from './reading/catalog-cache.ts';

/**
 * Direct Connect, Health and CloudTrail behind the SDK: credentials, Region defaults and endpoints are the SDK's own settings. STS is asked in
 * `homeRegion`. `proxyEnv` holds HTTP_PROXY, HTTPS_PROXY and NO_PROXY, which the SDK doesn't read by itself.
 */
export function createDirectConnect(
  homeRegion: string,
  monotonic: Monotonic,
  { proxyEnv }: { proxyEnv?: ProxyEnv } = {},
): Aws {
  const clock = createClock();
  const clients = createClients(homeRegion, clock, (error) => credentials.stale(error), proxyEnv);
  const credentials = createCredentials(() => defaultChain(clients.forProviders), clock.now);
  const identities = createIdentities(clients);
  /** Where calls go, by Region: the SDK's settings are read at the first call, and hold until the process ends. */
  const endpoints = new Map<string, string>();

  const way = async (region: string, validForMs = 0): Promise<Way & { endpoint: string }> => {
    const keys = await credentials.resolve(validForMs);
    const endpoint =
      endpoints.get(region) ?? (await endpointOf(clients.reader({ region, credentials: keys })));
    endpoints.set(region, endpoint);
    return { region, credentials: keys, endpoint };
  };
  const reader = async ({ region }: Where) => clients.reader(await way(region));

  const open: DirectConnect['open'] = async ({ accountId, region }, validForMs) => {
    try {
      const to = await way(region, validForMs);
      const identity = await identities.of(to.credentials);
      if (accountId !== null && accountId !== identity.accountId) {
        return { kind: 'wrong_account', accountId: identity.accountId };
      }
      return { kind: 'open', session: createSession(clients, to, identity, monotonic) };
    } catch (error) {
      return couldNotLook(error);
    }
  };

  const interconnects = async (where: Where): Promise<LookUp> => listInterconnects(await reader(where));

  /** One set of credentials, and whose it is. */
  const signer = async () => {
    const keys = await credentials.resolve(0);
    return { keys, identity: await identities.of(keys) };
  };
  return {
    health: createHealth({ clients, signer, homeRegion }),
    trail: createTrail({ clients, signer }),
    open,
    async account() {
      try {
        const { accountId } = await identities.ask(await credentials.resolve(0));
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
