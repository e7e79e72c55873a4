import type { RegionCatalog } from '../../domain/catalog/catalog.ts';
import type { Where } from '../../domain/where.ts';
import type { Catalog } from '../../interfaces/catalog.ts';
import type { DirectConnect } from '../../interfaces/direct-connect.ts';

/** A plain DescribeInterconnects refused by this name: the account can't order in that Region at all. */
const NOT_ALLOWED = 'DirectConnectClientException';

export interface CatalogCache extends Catalog {
  /** Reads every place again; keeps what it had where AWS doesn't answer. Returns what went wrong, by place. */
  refresh(): Promise<(Where & { code: string; message: string })[]>;
  /** Takes what was kept of an account from an earlier reading, where nothing was read yet. */
  restore(accountId: string | null, kept: readonly RegionCatalog[]): void;
}

/**
 * The catalog in memory, so that a form never waits for AWS. What was read of whichever account the bot has serves any that
 * isn't among `places`. `now` is in epoch milliseconds.
 */
export function createCatalogCache(
  aws: DirectConnect,
  places: readonly Where[],
  now: () => number,
): CatalogCache {
  const known = new Map<string, RegionCatalog>();
  const empty = (region: string): RegionCatalog => ({
    region,
    locations: [],
    lags: [],
    interconnects: [],
    readAt: undefined,
    refusal: undefined,
  });
  const refreshOne = async (where: Where) => {
    const { accountId, region } = where;
    const before = known.get(keyOf(where)) ?? empty(region);
    const [offer, listing] = await Promise.allSettled([aws.offer(where), aws.interconnects(where)]);
    const listed = listing.status === 'fulfilled' ? listing.value : undefined;
    const refusal =
      listed?.kind === 'could_not_look' && listed.code === NOT_ALLOWED ? listed.message : undefined;
    known.set(keyOf(where), {
      ...before,
      ...(offer.status === 'fulfilled'
        ? { locations: offer.value.locations, lags: offer.value.lags ?? before.lags, readAt: now() }
        : {}),
      ...(listed?.kind === 'listed' ? { interconnects: listed.interconnects, listedAt: now() } : {}),
      refusal,
    });
    if (offer.status === 'rejected') {
      const { code, message } = offer.reason as { code: string; message: string };
      return { accountId, region, code, message };
    }
    return listed?.kind === 'could_not_look' && refusal === undefined
      ? { accountId, region, code: listed.code, message: listed.message }
      : undefined;
  };
  return {
    of: (where) =>
      known.get(keyOf(where)) ?? known.get(keyOf({ ...where, accountId: null })) ?? empty(where.region),
    restore(accountId, kept) {
      for (const where of places.filter((place) => place.accountId === accountId)) {
        const before = kept.find(({ region }) => region === where.region);
        if (before && !known.has(keyOf(where))) known.set(keyOf(where), before);
      }
    },
    async refresh() {
      const problems = await Promise.all(places.map(refreshOne));
      return problems.filter((problem) => problem !== undefined);
    },
  };
}

function keyOf({ accountId, region }: Where): string {
  return `${accountId ?? ''}/${region}`;
}
