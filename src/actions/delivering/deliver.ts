import type { QueuedLine } from '../../domain/request/line.ts';
import type { StatusMessage } from '../../domain/request/status-message.ts';
import { LeaseLostError, SlackReadError } from '../../interfaces/errors.ts';
import type { Tx } from '../../interfaces/store.ts';
import { settingAside } from '../lifecycle/with-claim.ts';
import { requestView } from '../showing/request-view.ts';
import { deliverLines } from './deliver-lines.ts';
import { openPlace, post, redraw, takeStraysAway, update } from './deliver-message.ts';
import { pauseOf } from './pause-of.ts';
import {
  type DeliverDeps,
  giveBack,
  isPaused,
  isToDraw,
  LEASE_MS,
  newNonce,
  nothing,
  type Round,
  type Step,
  sendUntil,
} from './round.ts';
import { notDone } from './write.ts';

export type { DeliverDeps } from './round.ts';

/**
 * Brings one request's message in one place up to date, then tells its lines in order. False when none is due.
 * Nothing is sent twice: what was being sent when a process died is looked for first.
 */
export async function deliver(deps: DeliverDeps): Promise<boolean> {
  const until = sendUntil(deps);
  let taken: StatusMessage | undefined;
  const claimed = await settingAside(
    () =>
      deps.store.transaction(async (tx) => {
        let next: QueuedLine | undefined;
        const claim = await tx.messages.claim(LEASE_MS, newNonce(), async (message) => {
          taken = message;
          next = await tx.outbox.next(message.requestId, message.destination);
          return pauseOf(deps.messenger, message, next, tx.now);
        });
        taken = claim?.message;
        return claim && begin(deps, tx, claim, next);
      }),
    async () => {
      if (!taken) return;
      const { requestId, destination } = taken;
      await deps.store.transaction((tx) => tx.messages.setAside(requestId, destination, LEASE_MS));
    },
  );
  if (!claimed) return false;
  const round: Round = {
    ...deps,
    ...claimed,
    failedBefore: claimed.message.failures,
    sendUntil: until,
    posted: [],
    told: [],
    strays: [],
    also: nothing,
    draw: undefined,
    over: false,
  };
  try {
    await giveBack(round, await run(round));
    await takeStraysAway(round);
  } catch (error) {
    // This process slept: what it sent on waking may stand over what another had drawn by then.
    if (error instanceof LeaseLostError) await redraw(round);
    throw error;
  }
  return true;
}

/** What a taken message is to show and to tell. */
async function begin(
  deps: DeliverDeps,
  tx: Tx,
  claim: { message: StatusMessage; token: number },
  next: QueuedLine | undefined,
) {
  const view = await requestView(tx, deps, claim.message.requestId);
  return view && { ...claim, view, ...(await announce(tx, claim.message, next)), now: tx.now };
}

/** A line that will most likely be sent in this round is committed as being sent with the claim. */
async function announce(
  tx: Tx,
  message: StatusMessage,
  next: QueuedLine | undefined,
): Promise<Pick<Round, 'next' | 'announced'>> {
  const isNext = next?.state === 'waiting' && next.line.kind !== 'file';
  if (!isNext || message.ts === null || message.tellAfter > tx.now) return { next, announced: false };
  const nonce = next.nonce ?? newNonce();
  await tx.outbox.announce(next.id, nonce);
  return { next: { ...next, nonce }, announced: true };
}

/**
 * Lines before the drawing: people wait for a port's ID, and the card says no more than that. Each goes as far as it can,
 * and waits for the other only where there is no message yet. Answers what telling came to; undefined if not its time.
 */
async function run(round: Round): Promise<Step | undefined> {
  const there = await tried(round, async () => {
    const opened = await openPlace(round);
    return opened.kind === 'on' ? post(round) : opened;
  });
  if (there.kind === 'again') {
    round.draw = there;
    return there;
  }
  const tell = isPaused(round, 'tellAfter') ? undefined : await tried(round, () => deliverLines(round));
  if (isToDraw(round)) round.draw = await tried(round, () => update(round));
  return tell;
}

async function tried(round: Round, step: () => Promise<Step>): Promise<Step> {
  try {
    return await step();
  } catch (error) {
    if (error instanceof SlackReadError) return notDone(round, 'look', error.told);
    throw error;
  }
}
