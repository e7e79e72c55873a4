import type { Where } from '../where.ts';

/** How the duties are named that list an account's Region. */
export const FOLLOWING = 'following:';
/** Stands for an account that nobody knew when the order was sent. */
const ANY = 'any';

/** The name of the duty that lists an account's Region. */
export function followingName({ accountId, region }: Where): string {
  return `${FOLLOWING}${accountId ?? ANY}/${region}`;
}

/** What a duty of that name lists. */
export function followedBy(name: string): Where {
  const [account = '', region = ''] = name.slice(FOLLOWING.length).split('/');
  return { accountId: account === ANY ? null : account, region };
}
