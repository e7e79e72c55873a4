import { randomBytes } from 'node:crypto';
import type { QueuedLine } from '../../domain/request/line.ts';
import type { Request } from '../../domain/request/request.ts';
import type { StatusMessage } from '../../domain/request/status-message.ts';
import { MINUTE, SECOND } from '../../domain/time.ts';
import type { Messenger, Place, RequestView, Told, Trouble } from '../../interfaces/chat.ts';
import type { Monotonic } from '../../interfaces/clock.ts';
import { LeaseLostError } from '../../interfaces/errors.ts';
import type { Store, Tx } from '../../interfaces/store.ts';
import type { ViewDeps } from '../showing/request-view.ts';
import { type Posted, retract } from './retract.ts';

/** Renewed by each commit before a call, and beyond the end of any call, so that no two processes tell the same. */
export const LEASE_MS = 15 * SECOND;
/** A call ends ten seconds after it left. Whoever slept longer than this after the commit sends nothing. */
const SEND_WITHIN_MS = 4 * SECOND;
/** What Slack may ask for in a 429. */
const PAUSE_MOST_MS = 60 * MINUTE;

/** What delivering needs. */
export interface DeliverDeps extends ViewDeps {
  store: Store;
  messenger: Messenger;
  monotonic: Monotonic;
  /** Resolves after so many milliseconds. */
  pause: (ms: number) => Promise<unknown>;
  /** Called where Slack refused or lost something. */
  onTrouble: (trouble: Trouble) => void;
  /** Called where something was written: what was wrong with that is over. */
  onTold: (channel: string, method: 'post' | 'update', message: DeliveryOf) => void;
}

/** Which request's messages, and where. */
export type DeliveryOf = Pick<StatusMessage, 'requestId' | 'destination'>;

/** A claimed message on its way through one round: what is done to it is committed with the next step's commit. */
export interface Round extends DeliverDeps {
  token: number;
  message: StatusMessage;
  view: RequestView;
  /** The first line that is still to be told. */
  next: QueuedLine | undefined;
  /** The store's clock at the claim. */
  now: number;
  /** How many rounds in a row had failed before this one. */
  failedBefore: number;
  /** Until when what the last commit announced may still leave; on the monotonic clock. */
  sendUntil: number;
  /** What was posted since the last commit, or may have been. */
  posted: Posted[];
  /** The lines that this round has told. */
  told: { id: number; ts: string }[];
  /** Copies of lines in a thread that has lost its card: to be taken away once it is committed that they are told anew. */
  strays: string[];
  /** The last commit says that `next` is being sent, and nothing was tried yet. */
  announced: boolean;
  /** To be committed with what comes next. */
  also: (tx: Tx) => Promise<void>;
  /** What drawing came to in this round; undefined where nothing was drawn. */
  draw: Step | undefined;
  /** True once the message was given back. */
  over: boolean;
}

/** What a step came to: go on, or stop here and come back after so many milliseconds. */
export type Step = { kind: 'on' } | { kind: 'again'; ms: number };
/** Nothing is left to be done here. */
export const ON: Step = { kind: 'on' };

/** Until when what is committed now may still leave. Ask before the commit. */
export function sendUntil({ monotonic }: Pick<Round, 'monotonic'>): number {
  return monotonic() + SEND_WITHIN_MS;
}

/** Whether too much of that time is over: what is about to be sent has to be committed anew. */
export function isStale({ monotonic, sendUntil }: Round): boolean {
  return monotonic() > sendUntil - SEND_WITHIN_MS / 2;
}

/** A word for one message that nobody can know before it is sent. */
export function newNonce(): string {
  return randomBytes(12).toString('hex');
}

/** Where the message is, or goes. */
export function placeOf({ channel }: StatusMessage): Place {
  if (channel === null) throw new TypeError('A message without a channel was about to be written.');
  return { channel };
}

/** Remembers, until the next commit, what is to be taken away again if another process has told the same. */
export function noteIfPosted(round: Round, told: Told, where: Omit<Posted, 'ts'>): void {
  if (told.kind === 'told') round.posted.push({ ...where, ts: told.ts });
  if (told.kind === 'unknown') round.posted.push({ ...where, ts: undefined });
}

/** Slack's limits say that it is somebody else's turn: nobody waits here, the message comes back by itself. */
export function waitForTurn(
  { messenger, message }: Round,
  method: 'post' | 'update',
  isOutcome = false,
): Step | undefined {
  const ms = messenger.turn(method, placeOf(message).channel, isOutcome);
  return ms > 0 ? { kind: 'again', ms } : undefined;
}

/** Commits what became of the message, and renews the lease; throws LeaseLostError if another holds it by now. */
export function commit(round: Round, also: Round['also'] = nothing): Promise<void> {
  return writing(round, async (tx) => {
    await also(tx);
    await keep(tx, round);
  });
}

/** Commits how far the next line has come; a line that is done with lets the one after it be next. */
export function mark(round: Round, state: QueuedLine['state'], ts?: string): Promise<void> {
  round.announced = false;
  return commit(round, (tx) => put(tx, round, state, ts));
}

/**
 * As `mark`, for a line that is done with, in one commit with giving the message back where nothing is left. Answers what
 * the round may go on with.
 */
export async function finishLine(round: Round, state: 'sent' | 'given_up', ts?: string): Promise<Step> {
  round.announced = false;
  const { next } = round;
  await writing(round, async (tx) => {
    await put(tx, round, state, ts);
    const since = next && state === 'sent' ? createdAt(round.view.request, next) : undefined;
    if (since !== undefined) tx.measured({ kind: 'told', ms: tx.now - since });
    if (round.next || isToDraw(round)) await keep(tx, round);
    else await release(tx, round, ON);
  });
  if (next && ts !== undefined) round.told.push({ id: next.id, ts });
  return ON;
}

/** When AWS's answer was recorded that this line tells the thread; undefined where it tells something else. */
function createdAt({ state }: Request, { destination, line }: QueuedLine): number | undefined {
  const isAnswer = line.kind === 'port_state' && line.facts?.audit && !line.adopted && !line.followed;
  return isAnswer && destination === 'channel' && state.status === 'ordered' && !line.namedBy
    ? state.at
    : undefined;
}

/** Gives the message back, unless that is done. `tell` as in Round's `draw`. */
export async function giveBack(round: Round, tell: Step | undefined): Promise<void> {
  if (!round.over) await writing(round, (tx) => release(tx, round, tell));
}

/** Until a drawing is committed nobody knows what Slack shows, as the claim has noted. */
function keep(tx: Tx, round: Round): Promise<void> {
  const { message, token } = round;
  return tx.messages.put(isToDraw(round) ? { ...message, shown: null } : message, token, LEASE_MS);
}

async function put(tx: Tx, round: Round, state: QueuedLine['state'], ts?: string): Promise<void> {
  const { next } = round;
  if (!next) throw new TypeError('There is no line to be marked.');
  if (state === 'sending' && next.nonce !== null) await tx.outbox.announce(next.id, next.nonce);
  else await tx.outbox.put(next.id, state, ts);
  if (state === 'sent' || state === 'given_up')
    round.next = await tx.outbox.next(next.requestId, next.destination);
}

/** In one statement: PostgreSQL checks a row's reference once more if it is written twice, and waits for deciders. */
async function release(tx: Tx, round: Round, tell: Step | undefined): Promise<void> {
  const { message, token } = round;
  // Nothing was to be drawn, or it is not its time.
  const draw = round.draw ?? (isPaused(round, 'drawAfter') ? undefined : ON);
  const after = (step: Step | undefined, before: number) =>
    step === undefined ? before : step.kind === 'again' ? tx.now + step.ms : 0;
  const done = draw?.kind === 'on' && tell?.kind === 'on';
  const drawAfter = after(draw, message.drawAfter);
  const tellAfter = after(tell, message.tellAfter);
  const failures = done ? 0 : message.failures;
  if (round.announced && round.next) await tx.outbox.put(round.next.id, 'waiting');
  await tx.messages.release({ ...message, failures, drawAfter, tellAfter }, token);
  round.over = true;
}

/**
 * A commit of a round. A process that stood still in the very moment of posting may find that another has the lease by
 * now and has posted the same: what is not on record is taken away again.
 */
async function writing(round: Round, work: (tx: Tx) => Promise<void>): Promise<void> {
  const until = sendUntil(round);
  const { next } = round;
  try {
    await round.store.transaction(async (tx) => {
      // It may run again after a rollback.
      round.next = next;
      round.over = false;
      await work(tx);
      // After this message's own row: whoever decides locks the card's before the direct message's, too.
      await round.also(tx);
    });
  } catch (error) {
    round.over = false;
    if (error instanceof LeaseLostError) for (const posted of round.posted) await retract(round, posted);
    throw error;
  }
  round.sendUntil = until;
  round.posted = [];
  round.also = nothing;
}

/** For a round that has nothing else to commit. */
export async function nothing(): Promise<void> {}

/** Whether this part of the round is to come back later. A time beyond every pause was set before a clock went back. */
export function isPaused(
  { message, now }: Pick<Round, 'message' | 'now'>,
  part: 'drawAfter' | 'tellAfter',
): boolean {
  return message[part] > now && message[part] <= now + PAUSE_MOST_MS;
}

/** Whether the message is there, is to show something else than it does, and it is the time for it. */
export function isToDraw(round: Pick<Round, 'message' | 'now'>): boolean {
  const { ts, wanted, drawn } = round.message;
  return ts !== null && wanted !== drawn && !isPaused(round, 'drawAfter');
}
