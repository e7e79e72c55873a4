import { isOwnDm, ownDm, recipientOf } from '../../domain/request/destination.ts';
import { notified } from '../../domain/rules/notified.ts';
import { HOUR, SECOND } from '../../domain/time.ts';
import { SlackReadError } from '../../interfaces/errors.ts';
import type { Snapshot } from '../../interfaces/store.ts';
import type { OnRecord } from './retract.ts';
import {
  commit,
  type DeliveryOf,
  isStale,
  newNonce,
  noteIfPosted,
  ON,
  placeOf,
  type Round,
  type Step,
  waitForTurn,
} from './round.ts';
import { failed, isHopeless, notDone, report, write } from './write.ts';

/** A direct message links the card, so it waits so long for the card to be posted; but not for one that can't be. */
export const CARD_PATIENCE_MS = 5 * SECOND;
const CARD_PAUSE_MS = 200;
/** How far the bot's clock may be ahead of Slack's. */
const SKEW_MS = HOUR;
/** What Slack refuses to show stays clickable if it can. */
const LESSER = ['buttons', 'text'] as const;

/** A direct message needs its conversation first: a lost answer to the first post could not be searched for without. */
export async function openPlace(round: Round): Promise<Step> {
  const { message, view, messenger } = round;
  const recipient = recipientOf(message.destination, view.request.requester);
  if (recipient === undefined) return ON;
  const linksCard = !isOwnDm('approver', message.destination);
  const patient = linksCard && round.now < view.request.createdAt + CARD_PATIENCE_MS;
  if (!view.card && patient) return { kind: 'again', ms: CARD_PAUSE_MS };
  if (message.channel !== null) return ON;
  // Committed with the post; Slack opens the same conversation again.
  round.message = { ...message, channel: await messenger.openDm(recipient) };
  return ON;
}

/** Posts the message if it isn't there; one whose posting was interrupted is searched for first. */
export async function post(round: Round): Promise<Step> {
  const { message, view, messenger } = round;
  if (message.posting === 'posted') return ON;
  const { requestId, destination } = message;
  const place = placeOf(message);
  const key = `${requestId}:${destination}:card`;
  const oldest = message.lastTs ?? slackTs(view.request.createdAt - SKEW_MS);
  if (message.posting === 'sending') {
    const found = await messenger.find(place, { key, nonce: message.nonce }, oldest);
    // What it shows is older than the state: drawn stays 0, so that it is drawn again.
    if (found.kind === 'found') return posted(round, { ts: found.ts });
  }
  const shown = await messenger.shows(view, destination, true);
  const later = waitForTurn(round, 'post');
  if (later) return later;
  const nonce = message.nonce ?? newNonce();
  round.message = { ...message, posting: 'sending', nonce };
  // The claim has announced it already.
  if (isStale(round)) await commit(round);
  const told = await write(round, 'post', LESSER, (as) =>
    messenger.post(view, destination, place, { key, nonce, deadline: round.sendUntil, as }),
  );
  noteIfPosted(round, told, {
    place,
    sought: { key, nonce },
    oldest,
    recorded: (at) => messageOnRecord(at, round.message),
  });
  if (told.kind === 'told') return posted(round, { ts: told.ts, drawn: message.wanted, shown });
  if (told.kind !== 'unknown') {
    round.message = { ...round.message, posting: 'not_posted' };
    await commit(round);
  }
  return notDone(round, 'post', told);
}

async function messageOnRecord(at: Snapshot, { requestId, destination }: DeliveryOf): Promise<OnRecord> {
  const kept = (await at.messages.of(requestId)).find((one) => one.destination === destination);
  if (kept?.posting === 'posted' && kept.ts !== null) return { kind: 'told', ts: kept.ts };
  return { kind: kept?.posting === 'not_posted' ? 'waiting' : 'sending' };
}

/** A direct message that is going out without the card's link, or waits for it, gets it; so does what came before. */
function posted(round: Round, change: { ts: string } | { ts: string; drawn: number; shown: string }): Step {
  round.message = { ...round.message, posting: 'posted', ...change };
  const { requestId, destination } = round.message;
  const { request, pair } = round.view;
  const { state } = request;
  if (destination === 'channel') {
    round.also = async (tx) => {
      await tx.messages.redraw(requestId, 'dm');
      for (const id of notified(request)) await tx.messages.redraw(requestId, ownDm('notified', id));
      if (state.status === 'awaiting_approval' && state.after)
        await tx.messages.redraw(state.after, 'channel');
      if (pair) await tx.messages.redraw(pair.requestId);
    };
  }
  return ON;
}

/** Draws the message anew if the request has moved on, however often it has, once; and not if it looks the same. */
export async function update(round: Round): Promise<Step> {
  const { message, view, messenger } = round;
  const { ts, destination, wanted: drawn } = message;
  if (drawn === message.drawn || ts === null) return ON;
  const shown = await messenger.shows(view, destination, false);
  if (shown === message.shown) {
    round.message = { ...message, drawn };
    return ON;
  }
  const later = waitForTurn(round, 'update');
  if (later) return later;
  // The claim has noted already that nobody knows what is shown until the answer is there.
  round.message = { ...message, shown: null };
  if (isStale(round)) await commit(round);
  const told = await write(round, 'update', LESSER, (as) =>
    messenger.update(view, destination, placeOf(message), ts, { deadline: round.sendUntil, as }),
  );
  if (told.kind === 'gone') return startAnew(round);
  if (told.kind === 'told') {
    round.message = { ...round.message, drawn, shown };
    return ON;
  }
  if (!isHopeless(round, told)) return notDone(round, 'update', told);
  // It stays as it is until the request moves on; whoever runs the bot knows.
  report(round, 'update', { ...told, scope: 'message' });
  round.message = { ...round.message, drawn };
  return ON;
}

/**
 * Somebody deleted the message: it is posted anew, and its thread goes on there. Slack takes replies under a deleted one
 * too, and nothing in its answer shows it: what this round has told there is told anew.
 */
export async function startAnew(round: Round): Promise<Step> {
  report(round, 'message', { kind: 'gone' });
  const { also, message } = round;
  // What stands beside a direct message is still there.
  const told = message.destination === 'channel' ? round.told : [];
  round.told = [];
  round.strays.push(...told.map(({ ts }) => ts));
  round.also = async (tx) => {
    await also(tx);
    for (const { id } of told) await tx.outbox.put(id, 'waiting');
  };
  const pause = failed(round);
  round.message = {
    ...round.message,
    ts: null,
    lastTs: round.message.ts,
    nonce: null,
    posting: 'not_posted',
    drawn: 0,
    shown: null,
  };
  // At once, but not again and again where somebody deletes each.
  return { kind: 'again', ms: round.failedBefore === 0 ? 0 : pause };
}

/** Copies that stay are under a deleted message: whoever runs the bot knows, and nobody else misses anything. */
export async function takeStraysAway(round: Round): Promise<void> {
  const { channel } = round.message;
  if (channel === null) return;
  for (const ts of round.strays) {
    try {
      await round.messenger.remove(channel, ts);
    } catch (error) {
      if (!(error instanceof SlackReadError)) throw error;
      report(round, 'line', error.told);
    }
  }
}

/** A moment as Slack wants it: in seconds, with six decimals. */
function slackTs(ms: number): string {
  return (ms / 1000).toFixed(6);
}

/** Has the message drawn again, whatever it was last seen to show. */
export function redraw({ store, message: { requestId, destination } }: Round): Promise<void> {
  return store.transaction(async (tx) => {
    await tx.messages.redraw(requestId, destination);
    await tx.messages.forgetShown(requestId, destination);
  });
}
