import type { Line, QueuedLine, StoredFile } from '../../domain/request/line.ts';
import { SECOND } from '../../domain/time.ts';
import type { Thread } from '../../interfaces/chat.ts';
import { renewing } from '../lifecycle/keep-lease.ts';
import { startAnew } from './tell-message.ts';
import {
  giveUp,
  isHopeless,
  LEASE_MS,
  mark,
  notDone,
  type Round,
  type Step,
  save,
  sendUntil,
  waitForTurn,
} from './tell-round.ts';

/** Slack shows a completed upload a little later. */
const LOOK_AGAIN_MS = SECOND / 2;
/** So long it is looked for before it is shown again: by then Slack has forgotten it. */
const LOOK_FOR_MS = 30 * SECOND;
/** Slack's word for an upload that it doesn't have, or not any more. */
const NOT_THERE = 'file_not_found';
/** So many failures in a row it is uploaded anew where Slack has forgotten it. */
const UPLOADS = 10;

/** One file on its way: its line, and what the store knows of it. */
interface Telling {
  next: QueuedLine;
  place: Thread;
  file: StoredFile;
  /** The store's clock. */
  now: number;
}

/**
 * Tells one file: its bytes first, then Slack's ID for them in a commit of its own, then the thread. An upload that
 * was interrupted is left behind unseen; one that was to be shown is asked for by its ID before it is shown again.
 */
export async function tellFile(
  round: Round,
  place: Thread,
  next: QueuedLine,
  { fileId, title }: Extract<Line, { kind: 'file' }>,
): Promise<Step> {
  const { file, now } = await round.store.transaction(async (tx) => ({
    file: await tx.files.read(fileId),
    now: tx.now,
  }));
  if (!file) return mark(round, next, 'given_up');
  const telling = { next, place, file, now };
  const seen = next.state === 'sending' ? await look(round, telling) : undefined;
  if (seen) return seen;
  const later = waitForTurn(round, 'post');
  if (later) return later;
  const slackId = file.slackId ?? (await upload(round, next, file));
  if (typeof slackId !== 'string') return slackId;
  return share(round, telling, slackId, title);
}

/** Where it stands: told, to be looked for again, or (undefined) to be shown again. */
async function look(round: Round, { next, place, file, now }: Telling): Promise<Step | undefined> {
  if (file.slackId === null) return undefined;
  const found = await round.messenger.shared(file.slackId, place);
  if (!found) {
    const waited = now - (file.askedAt ?? now);
    // A time that is still to come was noted before the clock was set back.
    return waited >= 0 && waited < LOOK_FOR_MS ? { kind: 'again', ms: LOOK_AGAIN_MS } : undefined;
  }
  if (found === 'deleted') return giveUp(round, next, 'file_deleted');
  if (!found.alone) {
    round.onTold(place.channel, 'post', round.message);
    return mark(round, next, 'sent', found.ts);
  }
  // Its thread was deleted meanwhile: it is taken away, and sent once more into the thread that there is by then.
  await round.messenger.remove(place.channel, found.ts);
  await forget(round, next, file.id);
  return (await round.messenger.stands(place)) ? { kind: 'again', ms: 0 } : startAnew(round);
}

/** Bytes may travel for longer than a lease lasts: it is renewed on the way. */
async function upload(round: Round, next: QueuedLine, { name, bytes }: StoredFile): Promise<string | Step> {
  const told = await renewing(
    () => save(round, {}),
    () => round.messenger.upload({ name, bytes }),
  );
  if (told.kind === 'uploaded') return told.slackId;
  return isHopeless(round, told) ? giveUp(round, next, told.code) : notDone(round, 'line', told);
}

async function share(
  round: Round,
  { next, place, file }: Telling,
  slackId: string,
  title: string,
): Promise<Step> {
  const deadline = sendUntil(round);
  await round.store.transaction(async (tx) => {
    await tx.messages.put(round.message, round.token, LEASE_MS);
    await tx.files.putSlackId(file.id, slackId, tx.now);
    await tx.outbox.put(next.id, 'sending');
  });
  const told = await round.messenger.share(slackId, title, place, { deadline });
  if (told.kind === 'done') return { kind: 'again', ms: LOOK_AGAIN_MS };
  if (told.kind === 'refused' && told.code === NOT_THERE) {
    if (round.message.failures >= UPLOADS) return giveUp(round, next, told.code);
    await forget(round, next, file.id);
    return notDone(round, 'line', told);
  }
  if (isHopeless(round, told)) return giveUp(round, next, told.code);
  if (told.kind !== 'unknown') await mark(round, next, 'waiting');
  return told.kind === 'gone' ? startAnew(round) : notDone(round, 'line', told);
}

/** The upload is of no use any more: the next try begins with the bytes. */
async function forget(round: Round, { id }: QueuedLine, fileId: string): Promise<void> {
  await round.store.transaction(async (tx) => {
    await tx.messages.put(round.message, round.token, LEASE_MS);
    await tx.files.putSlackId(fileId, null, null);
    await tx.outbox.put(id, 'waiting');
  });
}
