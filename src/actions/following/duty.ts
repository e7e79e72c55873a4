import type { Where } from '../../domain/where.ts';
import type { Tx } from '../../interfaces/store.ts';

const PREFIX = 'following:';
/** Stands for an account that nobody knew when the order was sent. */
const ANY = 'any';

/** Asks for an account's Region to be listed within so many milliseconds, and from then on again and again. */
export function wantFollowing(tx: Tx, where: Where, inMs: number): Promise<void> {
  return tx.duties.want(nameOf(where), inMs);
}

/** Takes the listing that is due for longest, for one process per `everyMs`; undefined where none is due. */
export async function takeFollowing(tx: Tx, everyMs: number): Promise<Where | undefined> {
  const name = await tx.duties.claim(PREFIX, everyMs);
  if (name === undefined) return undefined;
  const [account = '', region = ''] = name.slice(PREFIX.length).split('/');
  return { accountId: account === ANY ? null : account, region };
}

/** Nothing is to be seen there: it is asked again in an hour, unless something is ordered before. */
export function restFollowing(tx: Tx, where: Where, forMs: number): Promise<void> {
  return tx.duties.put(nameOf(where), forMs);
}

function nameOf({ accountId, region }: Where): string {
  return `${PREFIX}${accountId ?? ANY}/${region}`;
}
