import type { Line } from '../domain/line.ts';
import type { QueuedLine, StoredFile } from './ports.ts';
import type { Place } from './slack-ports.ts';
import {
  isHopeless,
  LEASE_MS,
  mark,
  notDone,
  placeOf,
  type Round,
  report,
  type Step,
  sendUntil,
  waitForTurn,
} from './tell-round.ts';

/** Slack shows a completed upload a little later. */
const LOOK_AGAIN_MS = 500;
/** So often it is looked for before it is shown again: by then Slack has forgotten it. */
const LOOKS = 10;

/**
 * Tells one file: its bytes first, then Slack's ID for them in a commit of its own, then the thread. An upload that
 * was interrupted is left behind unseen; one that was to be shown is asked for by its ID before it is shown again.
 */
export async function tellFile(
  round: Round,
  place: Required<Place>,
  next: QueuedLine,
  { fileId, title }: Extract<Line, { kind: 'file' }>,
): Promise<Step> {
  const file = await round.store.transaction((tx) => tx.file(fileId));
  if (!file) return mark(round, next, 'given_up');
  if (next.state === 'sending' && file.slackId !== null) {
    const seen = await look(round, place, next, file.slackId);
    if (seen) return seen;
  }
  const later = waitForTurn(round, 'post');
  if (later) return later;
  const slackId = file.slackId ?? (await upload(round, file));
  if (typeof slackId !== 'string') return slackId;
  const deadline = sendUntil(round);
  await round.store.transaction(async (tx) => {
    await tx.putSurface(round.surface, round.token, LEASE_MS);
    await tx.putSlackFile(fileId, slackId);
    await tx.putLine(next.id, 'sending');
  });
  const told = await round.messenger.share(slackId, title, place, { deadline });
  if (told.kind === 'done') return { kind: 'again', ms: LOOK_AGAIN_MS };
  if (isHopeless(round, told)) {
    report(round, 'line', { ...told, scope: 'message' });
    return mark(round, next, 'given_up');
  }
  if (told.kind !== 'unknown') await mark(round, next, 'waiting');
  return notDone(round, 'line', told);
}

async function upload(round: Round, { name, bytes }: StoredFile): Promise<string | Step> {
  const told = await round.messenger.upload({ name, bytes });
  return told.kind === 'uploaded' ? told.slackId : notDone(round, 'line', told);
}

/** Where it stands: told, to be looked for again, or (undefined) to be shown again. */
async function look(
  round: Round,
  place: Required<Place>,
  next: QueuedLine,
  slackId: string,
): Promise<Step | undefined> {
  const ts = await round.messenger.shared(slackId, place);
  if (ts) {
    round.onTold(placeOf(round.surface).channel);
    return mark(round, next, 'sent', ts);
  }
  const { failures } = round.surface;
  round.surface = { ...round.surface, failures: (failures + 1) % LOOKS };
  return failures + 1 < LOOKS ? { kind: 'again', ms: LOOK_AGAIN_MS } : undefined;
}
