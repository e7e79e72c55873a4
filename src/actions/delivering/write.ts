import { MINUTE, SECOND } from '../../domain/time.ts';
import type { NotTold, Shape, Told, Trouble } from '../../interfaces/chat.ts';
import { LeaseLostError } from '../../interfaces/errors.ts';
import { finishLine, placeOf, type Round, type Step } from './round.ts';

const FIRST_RETRY_MS = SECOND;
const RETRY_MAX_MS = MINUTE;
/** Nobody hurries to a direct message that can't be written, of a person who has left, say. */
const DEAD_DM_MAX_MS = 30 * MINUTE;
/** So often in a row, which is about half a day, a refusal that nobody knows is taken for a passing one. */
const UNCLEAR_TRIES = 700;

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
  const dead = told.kind === 'refused' && round.message.destination !== 'channel';
  return { kind: 'again', ms: failed(round, dead ? DEAD_DM_MAX_MS : RETRY_MAX_MS) };
}

/**
 * Notes that this round has failed, once however much of it has. Answers the milliseconds until the next try: a second,
 * doubled with each failed round before.
 */
export function failed(round: Round, most = RETRY_MAX_MS): number {
  round.message = { ...round.message, failures: round.failedBefore + 1 };
  return Math.min(FIRST_RETRY_MS * 2 ** round.failedBefore, most);
}

/** Tells the log and the operators what Slack did not take. */
export function report(round: Round, what: Trouble['what'], told: NotTold): void {
  const { requestId, destination, channel } = round.message;
  const code = told.kind === 'gone' ? 'deleted' : told.kind === 'not_sent' ? 'slept' : told.code;
  const scope = told.kind === 'refused' ? told.scope : 'passing';
  const details = told.kind === 'refused' && told.details ? { details: told.details } : {};
  round.onTrouble({ scope, what, code, ...details, requestId, destination, channel });
}

/** Nothing more can be done for the next line: whoever runs the bot knows, and the one after it is told. */
export function giveUp(round: Round, code: string): Promise<Step> {
  report(round, 'line', { kind: 'refused', scope: 'message', code });
  return finishLine(round, 'given_up');
}
