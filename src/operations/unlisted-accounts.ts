import type { Followed } from '../actions/following/list.ts';
import type { Where } from '../domain/where.ts';
import type { IncidentKey, Incidents } from '../interfaces/incidents.ts';

/** The name by which AWS is not asked about an account that isn't among several that are. */
const NOT_LISTED = 'ACCOUNT_NOT_LISTED';

/** Hears how each listing went: what to do about ports of an account that was taken out of the rules file. */
export function watchUnlisted(
  incidents: Pick<Incidents, 'raise' | 'clear'>,
): (where: Where, followed: Followed) => void {
  return ({ accountId }, followed) => {
    const key: IncidentKey = `account-not-listed:${accountId}`;
    if (followed.kind !== 'could_not_look' || followed.code !== NOT_LISTED) return incidents.clear(key);
    incidents.raise(
      key,
      `${followed.message} It has ports that are followed, or orders of the last 90 days: nobody hears of them.`,
    );
  };
}
