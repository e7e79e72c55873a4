import { randomBytes } from 'node:crypto';
import type { QueuedLine } from '../../domain/request/line.ts';
import type { StatusMessage } from '../../domain/request/status-message.ts';
import { MINUTE, SECOND } from '../../domain/time.ts';
import type { Messenger, NotTold, Place, RequestView, Shape, Told, Trouble } from '../../interfaces/chat.ts';
import type { Monotonic } from '../../interfaces/clock.ts';
import { LeaseLostError } from '../../interfaces/errors.ts';
import type { Store, Tx } from '../../interfaces/store.ts';
import type { ViewDeps } from '../showing/request-view.ts';

/** Renewed by each commit before a call, and beyond the end of any call, so that no two processes tell the same. */
export const LEASE_MS = 15 * SECOND;
/** A call ends ten seconds after it left. Whoever slept longer than this after the commit sends nothing. */
const SEND_WITHIN_MS = 4 * SECOND;
/** What Slack may ask for in a 429. */
const PAUSE_MOST_MS = 60 * MINUTE;
const FIRST_RETRY_MS = SECOND;
const RETRY_MAX_MS = MINUTE;
/** Nobody hurries to a direct message that can't be written, of a person who has left, say. */
const DEAD_DM_MAX_MS = 30 * MINUTE;
/** So often in a row, which is about half a day, a refusal that nobody knows is taken for a passing one. */
const UNCLEAR_TRIES = 700;

/** What telling needs. */
export interface DeliverDeps extends ViewDeps {
  store: Store;
  messenger: Messenger;
  monotonic: Monotonic;
  /** Resolves after so many milliseconds. */
  pause: (ms: number) => Promise<unknown>;
  /** Called where Slack refused or lost something. */
  onTrouble: (trouble: Trouble) => void;
  /** Called where something was written: what was wrong with that is over. */
  onTold: (channel: string, method: 'post' | 'update', message: TellingOf) => void;
}

/** Which request's messages, and where. */
type TellingOf = Pick<StatusMessage, 'requestId' | 'destination'>;

/** A claimed message on its way through one round. */
export interface Round extends DeliverDeps {
  token: number;
  message: StatusMessage;
  view: RequestView;
  /** The store's clock at the claim. */
  now: number;
}

/** What a step came to: go on, or stop here and come back after so many milliseconds. */
export type Step = { kind: 'on' } | { kind: 'again'; ms: number };
/** Nothing is left to be done here. */
export const ON: Step = { kind: 'on' };

/** Commits what became of the message, and renews the lease; throws LeaseLostError if another holds it by now. */
export async function save(
  round: Round,
  change: Partial<StatusMessage>,
  also: (tx: Tx) => Promise<void> = async () => undefined,
): Promise<Step> {
  round.message = { ...round.message, ...change };
  await round.store.transaction(async (tx) => {
    await tx.messages.put(round.message, round.token, LEASE_MS);
    await also(tx);
  });
  return ON;
}

/** Where the message is, or goes. */
export function placeOf({ channel }: StatusMessage): Place {
  if (channel === null) throw new TypeError('A message without a channel was about to be written.');
  return { channel };
}

/** A word for one message that nobody can know before it is sent. */
export function newNonce(): string {
  return randomBytes(12).toString('hex');
}

/** Until when what is committed now may still leave. Ask before the commit. */
export function sendUntil({ monotonic }: Round): number {
  return monotonic() + SEND_WITHIN_MS;
}

/** Slack's limits say that it is somebody else's turn: nobody waits here, the message comes back by itself. */
export function waitForTurn(round: Round, method: 'post' | 'update'): Step | undefined {
  const ms = round.messenger.turn(method, placeOf(round.message).channel);
  return ms > 0 ? { kind: 'again', ms } : undefined;
}

/** Writes a message whole; what Slack refuses for good goes out once in each lesser shape, until it takes one. */
export async function write(
  round: Round,
  what: Trouble['what'],
  lesser: readonly Shape[],
  send: (as: Shape) => Promise<Told>,
): Promise<Told> {
  let told = await send('whole');
  for (const shape of lesser) {
    if (!isHopeless(round, told)) break;
    report(round, what, { ...told, scope: 'message' });
    told = await send(shape);
  }
  if (told.kind === 'told')
    round.onTold(placeOf(round.message).channel, what === 'update' ? 'update' : 'post', round.message);
  return told;
}

/** Whether saying the same again is of no use, however long one waits. */
export function isHopeless(
  { message }: Round,
  told: { kind: string },
): told is Extract<NotTold, { kind: 'refused' }> {
  if (!isRefused(told)) return false;
  return told.scope === 'message' || (told.scope === 'unclear' && message.failures >= UNCLEAR_TRIES);
}

function isRefused(told: { kind: string }): told is Extract<NotTold, { kind: 'refused' }> {
  return told.kind === 'refused';
}

/** Notes what went wrong, and says when to come back. */
export function notDone(round: Round, what: Trouble['what'], told: NotTold): Step {
  if (told.kind === 'not_sent') throw new LeaseLostError(`what ${round.message.requestId} was to be told`);
  report(round, what, told);
  if (told.kind === 'later') return { kind: 'again', ms: told.ms };
  const { failures, destination } = round.message;
  round.message = { ...round.message, failures: failures + 1 };
  const dead = told.kind === 'refused' && destination === 'dm';
  const most = dead ? DEAD_DM_MAX_MS : RETRY_MAX_MS;
  return { kind: 'again', ms: retryAfter(failures, most) };
}

/** Milliseconds until the next try: a second, doubled with each failure before. */
export function retryAfter(failures: number, most = RETRY_MAX_MS): number {
  return Math.min(FIRST_RETRY_MS * 2 ** failures, most);
}

/** Tells the log and the operators what Slack did not take. */
export function report(round: Round, what: Trouble['what'], told: NotTold): void {
  const { requestId, destination, channel } = round.message;
  const code = told.kind === 'gone' ? 'deleted' : told.kind === 'not_sent' ? 'slept' : told.code;
  const scope = told.kind === 'refused' ? told.scope : 'passing';
  const details = told.kind === 'refused' && told.details ? { details: told.details } : {};
  round.onTrouble({ scope, what, code, ...details, requestId, destination, channel });
}

/** Whether this part of the round is to come back later. A time beyond every pause was set before a clock went back. */
export function isPaused({ message, now }: Round, part: 'drawAfter' | 'tellAfter'): boolean {
  return message[part] > now && message[part] <= now + PAUSE_MOST_MS;
}

/** What drawing and telling came to in one round; undefined where it is not their time yet. */
export interface Steps {
  draw: Step | undefined;
  tell: Step | undefined;
}

/** The message with the times at which drawing and telling may go on. */
export function paused(message: StatusMessage, { draw, tell }: Steps, now: number): StatusMessage {
  const after = (step: Step | undefined, before: number) =>
    step === undefined ? before : step.kind === 'again' ? now + step.ms : 0;
  return {
    ...message,
    drawAfter: after(draw, message.drawAfter),
    tellAfter: after(tell, message.tellAfter),
  };
}

/** Commits how far a line has come and what it is sent with, and renews the lease. */
export async function mark(
  round: Round,
  { id, nonce }: QueuedLine,
  state: QueuedLine['state'],
  ts?: string,
): Promise<Step> {
  await round.store.transaction(async (tx) => {
    await tx.messages.put(round.message, round.token, LEASE_MS);
    await tx.outbox.put(id, state, ts);
    if (state === 'sending' && nonce !== null) await tx.outbox.putNonce(id, nonce);
  });
  return ON;
}

/** Nothing more can be done for it: whoever runs the bot knows, and the next line is told. */
export function giveUp(round: Round, next: QueuedLine, code: string): Promise<Step> {
  report(round, 'line', { kind: 'refused', scope: 'message', code });
  return mark(round, next, 'given_up');
}
