import type { QueuedLine } from '../../domain/request/line.ts';
import type { Found, Sought, Thread } from '../../interfaces/chat.ts';
import type { Tx } from '../../interfaces/store.ts';
import { record } from './retract.ts';
import { tellFile } from './tell-file.ts';
import { startAnew } from './tell-message.ts';
import {
  giveUp,
  isHopeless,
  mark,
  newNonce,
  notDone,
  ON,
  placeOf,
  type Round,
  type Step,
  sendUntil,
  waitForTurn,
  write,
} from './tell-round.ts';

/** Tells the lines under the message, one after the other, until there are none or one can't be told now. */
export async function tellLines(round: Round): Promise<Step> {
  const { message, store } = round;
  if (message.ts === null) return ON;
  const place = { ...placeOf(message), threadTs: message.ts };
  for (;;) {
    const next = await store.transaction((tx) => tx.outbox.next(message.requestId, message.destination));
    if (!next) return ON;
    const step = await tell(round, place, next);
    if (step.kind === 'again') return step;
  }
}

async function tell(round: Round, place: Thread, next: QueuedLine): Promise<Step> {
  const { messenger, view } = round;
  const { requestId, destination, seq } = next;
  if (next.line.kind === 'file') return tellFile(round, place, next, next.line);
  const key = `${requestId}:${destination}:${seq}`;
  if (next.state === 'sending') {
    const found = await findLine(round, place, { key, nonce: next.nonce }, next);
    if (found.kind === 'found') return mark(round, next, 'sent', found.ts);
    if (found.kind === 'thread_gone') return startAnew(round);
  }
  const later = waitForTurn(round, 'post');
  if (later) return later;
  const deadline = sendUntil(round);
  const nonce = next.nonce ?? newNonce();
  await mark(round, { ...next, nonce }, 'sending');
  const told = await write(round, 'line', ['text'], (as) =>
    messenger.say(next.line, view, place, { key, nonce, deadline, as }),
  );
  if (told.kind === 'told') {
    const { ts } = told;
    const recorded = async (tx: Tx) => {
      const line = await tx.outbox.at(next.id);
      return line?.state === 'sent' ? line.ts : null;
    };
    return record(round, ts, () => mark(round, next, 'sent', ts), recorded);
  }
  if (isHopeless(round, told)) return giveUp(round, next, told.code);
  if (told.kind !== 'unknown') await mark(round, next, 'waiting');
  return told.kind === 'gone' ? startAnew(round) : notDone(round, 'line', told);
}

/**
 * Where an interrupted line is. If its thread was deleted meanwhile, it stands alone in the channel and is taken
 * away, since it will be told again: in a new thread, unless there is one already.
 */
async function findLine(
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
