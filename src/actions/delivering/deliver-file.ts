import type { Line, QueuedLine, StoredFile } from '../../domain/request/line.ts';
import { SECOND } from '../../domain/time.ts';
import type { Thread } from '../../interfaces/chat.ts';
import { renewing } from '../lifecycle/with-claim.ts';
import { startAnew } from './deliver-message.ts';
import { commit, finishLine, mark, type Round, type Step, waitForTurn } from './round.ts';
import { giveUp, isHopeless, notDone } from './write.ts';

/** Slack shows a completed upload a little later. */
const LOOK_AGAIN_MS = SECOND / 2;
/** So long it is looked for before it is shown again: by then Slack has forgotten it. */
const LOOK_FOR_MS = 30 * SECOND;
/** Slack's word for an upload that it doesn't have, or not any more. */
const NOT_THERE = 'file_not_found';
/** So many failures in a row it is uploaded anew where Slack has forgotten it. */
const UPLOADS = 10;

/** One file on its way: its line, and what the store knows of it. */
interface Delivery {
  next: QueuedLine;
  place: Thread;
  file: StoredFile;
  /** The store's clock. */
  now: number;
}

/**
 * Delivers one file: its bytes first, then Slack's ID for them in a commit of its own, then the thread. An upload that
 * was interrupted is left behind unseen; one that was to be shown is asked for by its ID before it is shown again.
 */
export async function deliverFile(
  round: Round,
  place: Thread,
  next: QueuedLine,
  { fileId, title }: Extract<Line, { kind: 'file' }>,
): Promise<Step> {
  const { file, now } = await round.store.read(async (at) => ({
    file: await at.files.read(fileId),
    now: at.now,
  }));
  if (!file) return finishLine(round, 'given_up');
  const delivery = { next, place, file, now };
  const seen = next.state === 'sending' ? await look(round, delivery) : undefined;
  if (seen) return seen;
  const later = waitForTurn(round, 'post');
  if (later) return later;
  const slackId = file.slackId ?? (await upload(round, file));
  if (typeof slackId !== 'string') return slackId;
  return share(round, delivery, slackId, title);
}

/** Where it stands: told, to be looked for again, or (undefined) to be shown again. */
async function look(round: Round, { next, place, file, now }: Delivery): Promise<Step | undefined> {
  if (file.slackId === null) return undefined;
  const found = await round.messenger.shared(file.slackId, place);
  if (!found) {
    const waited = now - (file.askedAt ?? now);
    // A time that is still to come was noted before the clock was set back.
    return waited >= 0 && waited < LOOK_FOR_MS ? { kind: 'again', ms: LOOK_AGAIN_MS } : undefined;
  }
  if (found === 'deleted') return giveUp(round, 'file_deleted');
  if (!found.alone) {
    round.onTold(place.channel, 'post', round.message);
    return finishLine(round, 'sent', found.ts);
  }
  // Its thread was deleted meanwhile: it is taken away, and sent once more into the thread that there is by then.
  await round.messenger.remove(place.channel, found.ts);
  await forget(round, next, file.id);
  return (await round.messenger.stands(place)) ? { kind: 'again', ms: 0 } : startAnew(round);
}

/** Bytes may travel for longer than a lease lasts: it is renewed on the way. */
async function upload(round: Round, { name, bytes }: StoredFile): Promise<string | Step> {
  const told = await renewing(
    () => commit(round),
    () => round.messenger.upload({ name, bytes }),
  );
  if (told.kind === 'uploaded') return told.slackId;
  return isHopeless(round, told) ? giveUp(round, told.code) : notDone(round, 'line', told);
}

async function share(
  round: Round,
  { next, place, file }: Delivery,
  slackId: string,
  title: string,
): Promise<Step> {
  await commit(round, async (tx) => {
    await tx.files.putSlackId(file.id, slackId, tx.now);
    await tx.outbox.put(next.id, 'sending');
  });
  const told = await round.messenger.share(slackId, title, place, { deadline: round.sendUntil });
  if (told.kind === 'done') return { kind: 'again', ms: LOOK_AGAIN_MS };
  if (told.kind === 'refused' && told.code === NOT_THERE) {
    if (round.message.failures >= UPLOADS) return giveUp(round, told.code);
    await forget(round, next, file.id);
    return notDone(round, 'line', told);
  }
  if (isHopeless(round, told)) return giveUp(round, told.code);
  if (told.kind !== 'unknown') await mark(round, 'waiting');
  return told.kind === 'gone' ? startAnew(round) : notDone(round, 'line', told);
}

/** The upload is of no use any more: the next try begins with the bytes. */
async function forget(round: Round, { id }: QueuedLine, fileId: string): Promise<void> {
  await commit(round, async (tx) => {
    await tx.files.putSlackId(fileId, null, null);
    await tx.outbox.put(id, 'waiting');
  });
}
