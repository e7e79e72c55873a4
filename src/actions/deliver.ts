import { LeaseLostError, SlackReadError } from './errors.ts';
import type { Messenger, Place, QueuedLine, RequestView, Store, Surface, Told } from './ports.ts';
import { requestView } from './request-view.ts';

const SECOND = 1_000;
/** Renewed before every call and far beyond its limit, so that two processes never tell the same thing. */
const LEASE_MS = 15 * SECOND;
const RETRY_MAX_MS = 60 * SECOND;
const FIRST_RETRY_MS = SECOND;
/** A direct message links the card, so it waits for the card to be posted; but not for one that can't be. */
const CARD_PAUSE_MS = 200;
const CARD_PATIENCE_MS = 5 * SECOND;
/** Slack's words for a message that somebody deleted. */
const GONE = new Set(['message_not_found', 'thread_not_found']);

export interface DeliverDeps {
  store: Store;
  messenger: Messenger;
  /** Called where Slack refused or lost a message, for the log. */
  onTrouble: (trouble: { requestId: string; destination: string; what: string; code: string }) => void;
}

/** A claimed surface on its way through one round. */
interface Round extends DeliverDeps {
  token: number;
  surface: Surface;
  view: RequestView;
  /** The store's clock at the claim. */
  now: number;
}

/** What a step came to: go on, or stop here and come back after so many milliseconds. */
type Step = { kind: 'on' } | { kind: 'again'; ms: number };
const ON: Step = { kind: 'on' };

/**
 * Brings one request's message in one place up to date, then tells its lines in order. False when none is due.
 * Nothing is sent twice: what was being sent when a process died is looked for first.
 */
export async function deliver(deps: DeliverDeps): Promise<boolean> {
  const claimed = await deps.store.transaction(async (tx) => {
    const claim = await tx.claimSurface(LEASE_MS);
    const view = claim && (await requestView(tx, claim.surface.requestId));
    return claim && view ? { ...claim, view, now: tx.now } : undefined;
  });
  if (!claimed) return false;
  const round: Round = { ...deps, ...claimed };
  try {
    const step = await run(round);
    // Apart from the release: PostgreSQL would check a row's reference once more if it is written twice in one go,
    // and wait for whoever is deciding about the request.
    await save(round, {});
    await deps.store.transaction((tx) =>
      tx.releaseSurface(round.surface, round.token, tx.now + (step.kind === 'again' ? step.ms : 0)),
    );
  } catch (error) {
    // This process slept: what it sent on waking may stand over what another had drawn by then.
    if (error instanceof LeaseLostError) await redraw(round);
    throw error;
  }
  return true;
}

function redraw({ store, surface: { requestId, destination } }: Round): Promise<void> {
  return store.transaction((tx) => tx.redraw(requestId, destination));
}

async function run(round: Round): Promise<Step> {
  try {
    const opened = await openPlace(round);
    if (opened.kind === 'again') return opened;
    const posted = await post(round);
    if (posted.kind === 'again') return posted;
    const updated = await update(round);
    if (round.surface.ts === null) return updated;
    // A card that can't be redrawn holds back none of its lines.
    const told = await lines(round);
    const step = told.kind === 'again' ? told : updated;
    if (step.kind === 'on') round.surface.failures = 0;
    return step;
  } catch (error) {
    if (error instanceof SlackReadError) return failed(round, 'look', { kind: 'unknown', code: error.code });
    throw error;
  }
}

/** A direct message needs its conversation first: a lost answer to the first post could not be searched for without. */
async function openPlace(round: Round): Promise<Step> {
  const { surface, view, messenger } = round;
  if (surface.destination === 'channel') return ON;
  const patient = round.now < view.request.createdAt + CARD_PATIENCE_MS;
  if (!view.card && patient) return { kind: 'again', ms: CARD_PAUSE_MS };
  if (surface.channel !== null) return ON;
  const channel = await messenger.openDm(view.request.requester.id);
  return save(round, { channel });
}

async function post(round: Round): Promise<Step> {
  const { surface, view, messenger } = round;
  if (surface.posting === 'posted') return ON;
  const place = placeOf(surface);
  const key = `${surface.requestId}:${surface.destination}:card`;
  if (surface.posting === 'sending') {
    const ts = await messenger.find(place, key, view.request.createdAt);
    // What it shows is older than the state: drawn stays 0, so that it is drawn again.
    if (ts) return save(round, { ts, posting: 'posted' });
  }
  await save(round, { posting: 'sending' });
  const drawn = surface.wanted;
  const told = await messenger.post(view, surface.destination, place, key);
  if (told.kind === 'told') {
    const step = await save(round, { ts: told.ts, posting: 'posted', drawn });
    if (surface.destination === 'channel') await linkFromDm(round);
    return step;
  }
  if (told.kind !== 'unknown') await save(round, { posting: 'not_posted' });
  return failed(round, 'post', told);
}

/** A direct message that went out without the card's link gets it now. */
async function linkFromDm({ store, surface }: Round): Promise<void> {
  await store.transaction(async (tx) => {
    const dm = (await tx.surfaces(surface.requestId)).find(({ destination }) => destination === 'dm');
    if (dm?.posting === 'posted') await tx.redraw(surface.requestId, 'dm');
  });
}

async function update(round: Round): Promise<Step> {
  const { surface, view, messenger } = round;
  if (surface.wanted === surface.drawn || surface.ts === null) return ON;
  const drawn = surface.wanted;
  await save(round, {});
  const told = await messenger.update(view, surface.destination, placeOf(surface), surface.ts);
  if (told.kind === 'told') return save(round, { drawn });
  return isGone(told) ? startAnew(round) : failed(round, 'update', told);
}

async function lines(round: Round): Promise<Step> {
  const { store, messenger, surface, view } = round;
  const place = { ...placeOf(surface), threadTs: surface.ts ?? undefined };
  const mark = (id: number, state: QueuedLine['state'], ts?: string) =>
    store.transaction(async (tx) => {
      await tx.putSurface(round.surface, round.token, LEASE_MS);
      await tx.putLine(id, state, ts);
    });
  for (;;) {
    const next = await store.transaction((tx) => tx.nextLine(surface.requestId, surface.destination));
    if (!next) return ON;
    const key = `${surface.requestId}:${surface.destination}:${next.seq}`;
    const found =
      next.state === 'sending' ? await messenger.find(place, key, view.request.createdAt) : undefined;
    if (found) {
      await mark(next.id, 'sent', found);
      continue;
    }
    await mark(next.id, 'sending');
    const told = await messenger.say(next.line, view, place, key);
    if (told.kind === 'told') {
      await mark(next.id, 'sent', told.ts);
      continue;
    }
    if (told.kind !== 'unknown') await mark(next.id, 'waiting');
    return isGone(told) ? startAnew(round) : failed(round, 'line', told);
  }
}

function isGone(told: Told): boolean {
  return told.kind === 'refused' && GONE.has(told.code);
}

/** Somebody deleted the message: it is posted anew, and its thread goes on there. */
async function startAnew(round: Round): Promise<Step> {
  const { requestId, destination } = round.surface;
  round.onTrouble({ requestId, destination, what: 'message', code: 'deleted' });
  await save(round, { ts: null, posting: 'not_posted', drawn: 0 });
  return { kind: 'again', ms: 0 };
}

function placeOf({ channel }: Surface): Place {
  if (channel === null) throw new TypeError('A surface without a channel was about to be written.');
  return { channel };
}

async function save(round: Round, change: Partial<Surface>): Promise<Step> {
  round.surface = { ...round.surface, ...change };
  await round.store.transaction((tx) => tx.putSurface(round.surface, round.token, LEASE_MS));
  return ON;
}

function failed(round: Round, what: string, told: Exclude<Told, { kind: 'told' }>): Step {
  const { requestId, destination, failures } = round.surface;
  const code = told.kind === 'later' ? 'ratelimited' : told.code;
  round.onTrouble({ requestId, destination, what, code });
  if (told.kind === 'later') return { kind: 'again', ms: told.ms };
  round.surface = { ...round.surface, failures: failures + 1 };
  return { kind: 'again', ms: Math.min(FIRST_RETRY_MS * 2 ** failures, RETRY_MAX_MS) };
}
