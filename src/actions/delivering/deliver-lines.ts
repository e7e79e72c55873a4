import { isOutcome, type QueuedLine } from '../../domain/request/line.ts';
import type { Found, Sought, Thread } from '../../interfaces/chat.ts';
import type { Snapshot } from '../../interfaces/store.ts';
import { deliverFile } from './deliver-file.ts';
import { startAnew } from './deliver-message.ts';
import type { OnRecord } from './retract.ts';
import {
  finishLine,
  isStale,
  mark,
  newNonce,
  noteIfPosted,
  ON,
  placeOf,
  type Round,
  type Step,
  waitForTurn,
} from './round.ts';
import { giveUp, isHopeless, notDone, write } from './write.ts';

/**
 * Delivers the lines, one after the other, until there are none or one can't be told now: the card's in its thread, those
 * of a direct message beside it, where each is seen by itself.
 */
export async function deliverLines(round: Round): Promise<Step> {
  const { message } = round;
  if (message.ts === null) return ON;
  const place: Below = { ...placeOf(message), below: message.ts };
  while (round.next) {
    const step = await deliverLine(round, place, round.next);
    if (step.kind === 'again') return step;
  }
  return ON;
}

/** The message that lines are told under or beside. */
interface Below {
  channel: string;
  below: string;
}

async function deliverLine(round: Round, below: Below, next: QueuedLine): Promise<Step> {
  const { messenger, view } = round;
  const { requestId, destination, seq, line } = next;
  const { channel, below: threadTs } = below;
  if (line.kind === 'file') return deliverFile(round, { channel, threadTs }, next, line);
  const place = destination === 'channel' ? { channel, threadTs } : { channel };
  const key = `${requestId}:${destination}:${seq}`;
  if (next.state === 'sending') {
    const find = destination === 'channel' ? findBelow : findBeside;
    const found = await find(round, { channel, threadTs }, { key, nonce: next.nonce }, next);
    if (found.kind === 'found') return finishLine(round, 'sent', found.ts);
    if (found.kind === 'thread_gone') return startAnew(round);
  }
  const later = waitForTurn(round, 'post', isOutcome(line));
  if (later) return later;
  const nonce = next.nonce ?? newNonce();
  if (!round.announced || isStale(round)) {
    round.next = { ...next, nonce };
    await mark(round, 'sending');
  }
  round.announced = false;
  const told = await write(round, 'line', ['text'], (as) =>
    messenger.say(line, view, place, { key, nonce, deadline: round.sendUntil, as }),
  );
  noteIfPosted(round, told, {
    place,
    sought: { key, nonce },
    oldest: next.after ?? threadTs,
    recorded: (at) => lineOnRecord(at, next.id),
  });
  if (told.kind === 'told') return finishLine(round, 'sent', told.ts);
  if (isHopeless(round, told)) return giveUp(round, told.code);
  if (told.kind !== 'unknown') await mark(round, 'waiting');
  return told.kind === 'gone' ? startAnew(round) : notDone(round, 'line', told);
}

async function lineOnRecord(at: Snapshot, id: number): Promise<OnRecord> {
  const kept = await at.outbox.at(id);
  if (kept?.state === 'sent' && kept.ts !== null) return { kind: 'told', ts: kept.ts };
  return { kind: kept?.state === 'waiting' ? 'waiting' : 'sending' };
}

/**
 * Where an interrupted line is. If its thread was deleted meanwhile, it stands alone in the channel and is taken
 * away, since it will be told again: in a new thread, unless there is one already.
 */
async function findBelow(
  { messenger, message }: Round,
  { channel, threadTs }: Thread,
  sought: Sought,
  { after }: QueuedLine,
): Promise<Found> {
  const inThread = await messenger.find({ channel, threadTs }, sought, after ?? threadTs);
  if (inThread.kind === 'found') return inThread;
  // It may have been sent to a message that stood here before the present one.
  const alone = await messenger.find({ channel }, sought, after ?? message.lastTs ?? threadTs);
  if (alone.kind !== 'found') return inThread;
  await messenger.remove(channel, alone.ts);
  return { kind: (await messenger.stands({ channel, threadTs })) ? 'not_found' : 'thread_gone' };
}

/** Where an interrupted line of a direct message is: beside it, or in its thread where an older version told it. */
async function findBeside(
  { messenger }: Round,
  { channel, threadTs }: Thread,
  sought: Sought,
  { after }: QueuedLine,
): Promise<Found> {
  const beside = await messenger.find({ channel }, sought, after ?? threadTs);
  if (beside.kind === 'found') return beside;
  const inThread = await messenger.find({ channel, threadTs }, sought, after ?? threadTs);
  return inThread.kind === 'found' ? inThread : { kind: 'not_found' };
}
