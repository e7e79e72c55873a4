import type { DirectConnect, Monotonic } from '../actions/ports.ts';
import { readAccount } from './account.ts';
import { createReaders, createSts } from './clients.ts';
import { completeTags, listInterconnects } from './interconnects.ts';
import { readOffer } from './offer.ts';
import { prepareSender } from './sender.ts';

export { createCatalogCache } from './catalog-cache.ts';

/** Direct Connect behind the SDK: credentials, Region defaults and endpoints are the SDK's own settings. */
export function createDirectConnect(homeRegion: string, monotonic: Monotonic): DirectConnect {
  const reader = createReaders();
  const sts = createSts(homeRegion);
  const account = () => readAccount(sts);
  return {
    account,
    async interconnects(region, need) {
      const { client } = reader(region);
      const listed = await listInterconnects(client);
      const bare =
        need === 'tags' &&
        listed.kind === 'listed' &&
        listed.interconnects.some((port) => port.tags === undefined);
      if (!bare) return listed;
      const whose = await account();
      return completeTags(client, listed, region, whose.kind === 'known' ? whose.accountId : undefined);
    },
    offer: (region) => readOffer(reader(region).client, region),
    prepare: (region) => prepareSender(region, reader(region), monotonic),
  };
}
