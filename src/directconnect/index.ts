import type { DirectConnectClient } from '@aws-sdk/client-direct-connect';
import type { DirectConnect, LookUp, Monotonic } from '../actions/ports.ts';
import { readAccount } from './account.ts';
import { createReaders, createSts } from './clients.ts';
import { trouble } from './failure.ts';
import { completeTags, listInterconnects } from './interconnects.ts';
import { readOffer } from './offer.ts';
import { prepareSender } from './sender.ts';
import { within } from './within.ts';

export { createCatalogCache } from './catalog-cache.ts';

/** All pages of a listing together; shorter than the lease that waits for it. */
const LISTING_MS = 20_000;

/** Direct Connect behind the SDK: credentials, Region defaults and endpoints are the SDK's own settings. */
export function createDirectConnect(homeRegion: string, monotonic: Monotonic): DirectConnect {
  const reader = createReaders();
  const sts = createSts(homeRegion);
  const account = () => readAccount(sts);
  const list = async (
    client: DirectConnectClient,
    region: string,
    need: 'states' | 'tags',
  ): Promise<LookUp> => {
    const listed = await listInterconnects(client);
    const bare =
      need === 'tags' &&
      listed.kind === 'listed' &&
      listed.interconnects.some((port) => port.tags === undefined);
    if (!bare) return listed;
    const whose = await account();
    return completeTags(client, listed, region, whose.kind === 'known' ? whose.accountId : undefined);
  };
  return {
    account,
    async interconnects(region, need) {
      try {
        return await within(LISTING_MS, 'Listing interconnects', list(reader(region).client, region, need));
      } catch (error) {
        const { code, message } = trouble(error);
        return { kind: 'could_not_look', code, message };
      }
    },
    offer: (region) => readOffer(reader(region).client, region),
    prepare: (region) => prepareSender(region, reader(region), monotonic),
  };
}
