import type { Where } from '../domain/where.ts';
import type { IncidentKey, Incidents } from '../interfaces/incidents.ts';

/** What to do with what following says of a Region's listing: undefined where nothing is odd about it. */
export function watchMissing(
  incidents: Pick<Incidents, 'raise' | 'clear'>,
): (doubt: string | undefined, where: Where) => void {
  return (doubt, { accountId, region }) => {
    const key: IncidentKey = `missing-ports:${accountId}/${region}`;
    if (doubt === undefined) return incidents.clear(key);
    incidents.raise(
      key,
      `${region}: ${doubt}. The bot takes none of them for missing yet. Look at them in the console of the account that owns them.`,
    );
  };
}
