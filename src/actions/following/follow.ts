import { nextListingIn, type Rhythm } from '../../domain/port/rhythm.ts';
import { isThrottle } from '../../domain/request/outcome.ts';
import { DAY, HOUR } from '../../domain/time.ts';
import type { Where } from '../../domain/where.ts';
import type { Tx } from '../../interfaces/store.ts';
import { settingAside } from '../lifecycle/with-claim.ts';
import { judgePairs } from '../pairing/judge-pairs.ts';
import {
  endFollowing,
  FRESH_MS,
  keepFollowing,
  NEXT_LISTING_MS,
  putOffFollowing,
  type Turn,
  takeFollowing,
  wantFollowing,
} from './duty.ts';
import { lookersIn } from './late-ports.ts';
import { type Followed, type ListDeps, list, type Showed } from './list.ts';

/** How long after an attempt its Region is watched for a call that landed late. */
const WATCH_MS = 90 * DAY;
/** So long nothing is listed where there is nothing to see. */
const REST_MS = HOUR;

export interface FollowDeps extends ListDeps {
  /** How often an account's Region is listed as a rule, in milliseconds. */
  statePollMs: number;
  /** From 0 up to 1. */
  random: () => number;
  onFollowed: (where: Where, followed: Followed) => void;
}

/**
 * Takes the listing of one account's Region that is due, and does it: one paged listing for all of its ports. When the
 * next one is due depends on what came of it. False where none is due.
 */
export async function follow(deps: FollowDeps): Promise<boolean> {
  let taken: Where | undefined;
  const begun = await settingAside(
    () =>
      deps.store.transaction(async (tx) => {
        const turn = await takeFollowing(tx);
        taken = turn?.where;
        return turn && begin(tx, turn);
      }),
    async () => {
      const where = taken;
      if (where) await deps.store.transaction((tx) => putOffFollowing(tx, where, deps.statePollMs));
    },
  );
  if (!begun) return false;
  const { turn, at, lookers } = begun;
  if (!lookers) return true;
  const { where } = turn;
  const { followed, showed } = await keepFollowing(deps.store, turn, () => list(deps, where, at, lookers));
  const isThrottled = followed.kind === 'could_not_look' && isThrottle(followed.code);
  const marked = await deps.store.transaction(async (tx) => {
    if (showed) await noteListing(deps, tx, turn, at, showed);
    const rhythm = rhythmAfter(turn.rhythm, { showed, isThrottled, at });
    const pace = {
      pollMs: deps.statePollMs,
      atRest: showed?.atRest ?? false,
      now: tx.now,
      random: deps.random,
    };
    await endFollowing(tx, turn, rhythm, nextListingIn(rhythm, pace));
    // What has waited for this listing, whatever came of it.
    if (turn.lateMs > FRESH_MS) await tx.ports.hurry(where, NEXT_LISTING_MS);
    return tx.pairs.toJudge();
  });
  deps.onFollowed(where, followed);
  await judgePairs(deps.store, marked);
  return true;
}

async function begin(tx: Tx, turn: Turn) {
  const { where } = turn;
  const since = tx.now - WATCH_MS;
  if ((await tx.ports.isFollowed(where)) || (await tx.attempts.anySince(where, since))) {
    return { turn, at: tx.now, lookers: await lookersIn(tx, where, since) };
  }
  await endFollowing(tx, turn, turn.rhythm, REST_MS);
  return { turn, at: tx.now, lookers: undefined };
}

/** Every place with a port to follow, or an order that may still land late, is listed from now on. For each start. */
export function followAll({ store, statePollMs }: Pick<FollowDeps, 'store' | 'statePollMs'>): Promise<void> {
  return store.transaction(async (tx) => {
    const places = [...(await tx.ports.places()), ...(await tx.attempts.placesSince(tx.now - WATCH_MS))];
    for (const where of places) await wantFollowing(tx, where, statePollMs);
  });
}

/** Notes a complete listing, and whose the ports are that it shows. */
async function noteListing(
  { statePollMs }: FollowDeps,
  tx: Tx,
  { where }: Turn,
  at: number,
  { here, ids, awsAt }: Showed,
): Promise<void> {
  await tx.listings.note({ ...here, at }, awsAt === undefined ? null : awsAt - at);
  await tx.ports.nameAccount(here, ids);
  // Ports whose account was not known have one from now on.
  if (where.accountId === null) await wantFollowing(tx, here, statePollMs);
}

/** Only a listing ends the backing off: another failure says nothing about too many calls. */
function rhythmAfter(
  { changedAt, throttled }: Rhythm,
  came: { showed: Showed | undefined; isThrottled: boolean; at: number },
): Rhythm {
  if (came.showed) return { changedAt: came.showed.anew ? came.at : changedAt, throttled: 0 };
  return { changedAt, throttled: throttled + (came.isThrottled ? 1 : 0) };
}
