import type { StatusMessage } from '../../domain/request/status-message.ts';
import { HOUR } from '../../domain/time.ts';
import type { Tx } from '../../interfaces/store.ts';
import { record } from './retract.ts';
import {
  isHopeless,
  newNonce,
  notDone,
  ON,
  placeOf,
  type Round,
  report,
  retryAfter,
  type Step,
  save,
  sendUntil,
  waitForTurn,
  write,
} from './tell-round.ts';

/** A direct message links the card, so it waits for the card to be posted; but not for one that can't be. */
const CARD_PAUSE_MS = 200;
const CARD_PATIENCE_MS = 5_000;
/** How far the bot's clock may be ahead of Slack's. */
const SKEW_MS = HOUR;
/** What Slack refuses to show stays clickable if it can. */
const LESSER = ['buttons', 'text'] as const;

/** A direct message needs its conversation first: a lost answer to the first post could not be searched for without. */
export async function openPlace(round: Round): Promise<Step> {
  const { message, view, messenger } = round;
  if (message.destination === 'channel') return ON;
  const patient = round.now < view.request.createdAt + CARD_PATIENCE_MS;
  if (!view.card && patient) return { kind: 'again', ms: CARD_PAUSE_MS };
  if (message.channel !== null) return ON;
  const channel = await messenger.openDm(view.request.requester.id);
  return save(round, { channel });
}

/** Posts the message if it isn't there; one whose posting was interrupted is searched for first. */
export async function post(round: Round): Promise<Step> {
  const { message, view, messenger } = round;
  if (message.posting === 'posted') return ON;
  const { requestId, destination } = message;
  const place = placeOf(message);
  const key = `${requestId}:${destination}:card`;
  if (message.posting === 'sending') {
    const oldest = message.lastTs ?? slackTs(view.request.createdAt - SKEW_MS);
    const found = await messenger.find(place, { key, nonce: message.nonce }, oldest);
    // What it shows is older than the state: drawn stays 0, so that it is drawn again.
    if (found.kind === 'found') return posted(round, { ts: found.ts, posting: 'posted' });
  }
  const shown = await messenger.shows(view, destination, true);
  const later = waitForTurn(round, 'post');
  if (later) return later;
  const deadline = sendUntil(round);
  const { wanted: drawn } = message;
  const nonce = message.nonce ?? newNonce();
  await save(round, { posting: 'sending', nonce });
  const told = await write(round, 'post', LESSER, (as) =>
    messenger.post(view, destination, place, { key, nonce, deadline, as }),
  );
  if (told.kind === 'told') {
    const { ts } = told;
    const recorded = async (tx: Tx) => {
      const now = (await tx.messages.of(requestId)).find((one) => one.destination === destination);
      return now?.posting === 'posted' ? now.ts : null;
    };
    return record(round, ts, () => posted(round, { ts, posting: 'posted', drawn, shown }), recorded);
  }
  if (told.kind !== 'unknown') await save(round, { posting: 'not_posted' });
  return notDone(round, 'post', told);
}

/** A direct message that went out without the card's link, or is just going out without it, gets it afterwards. */
function posted(round: Round, change: Partial<StatusMessage>): Promise<Step> {
  const { requestId, destination } = round.message;
  return save(round, change, async (tx) => {
    if (destination === 'channel') await tx.messages.redraw(requestId, 'dm');
  });
}

/** Draws the message anew if the request has moved on, however often it has, once; and not if it looks the same. */
export async function update(round: Round): Promise<Step> {
  const { message, view, messenger } = round;
  const { ts, destination, wanted: drawn } = message;
  if (drawn === message.drawn || ts === null) return ON;
  const shown = await messenger.shows(view, destination, false);
  if (shown === message.shown) return save(round, { drawn });
  const later = waitForTurn(round, 'update');
  if (later) return later;
  const deadline = sendUntil(round);
  // Until the answer is there nobody knows what is shown.
  await save(round, { shown: null });
  const told = await write(round, 'update', LESSER, (as) =>
    messenger.update(view, destination, placeOf(message), ts, { deadline, as }),
  );
  if (told.kind === 'gone') return startAnew(round);
  if (told.kind === 'told') return save(round, { drawn, shown });
  if (!isHopeless(round, told)) return notDone(round, 'update', told);
  // It stays as it is until the request moves on; whoever runs the bot knows.
  report(round, 'update', { ...told, scope: 'message' });
  return save(round, { drawn });
}

/** Somebody deleted the message: it is posted anew, and its thread goes on there. */
export async function startAnew(round: Round): Promise<Step> {
  report(round, 'message', { kind: 'gone' });
  const { ts: lastTs, failures } = round.message;
  await save(round, {
    ts: null,
    lastTs,
    nonce: null,
    posting: 'not_posted',
    drawn: 0,
    shown: null,
    failures: failures + 1,
  });
  // At once, but not again and again where somebody deletes each.
  return { kind: 'again', ms: failures === 0 ? 0 : retryAfter(failures) };
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
