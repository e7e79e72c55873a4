import { isOutcome, type QueuedLine } from '../../domain/request/line.ts';
import type { StatusMessage } from '../../domain/request/status-message.ts';
import type { Messenger } from '../../interfaces/chat.ts';
import type { Pauses } from '../../interfaces/tables.ts';
import { isPaused, isToDraw } from './round.ts';

/**
 * How long Slack's limits have a due message wait, of which nothing can be told or drawn before: it need not be taken to
 * learn that. Undefined where something may go on, or has to be looked for. `now` is the store's clock.
 */
export function pauseOf(
  { untilTurn }: Pick<Messenger, 'untilTurn'>,
  message: StatusMessage,
  next: QueuedLine | undefined,
  now: number,
): Pauses | undefined {
  const { channel, posting, drawAfter, tellAfter } = message;
  if (channel === null || posting === 'sending') return undefined;
  if (posting === 'not_posted') {
    const ms = untilTurn('post', channel);
    return ms > 0 ? { drawAfter: now + ms, tellAfter: now + ms } : undefined;
  }
  const pauses = { drawAfter, tellAfter };
  const tells = next && !isPaused({ message, now }, 'tellAfter');
  const draws = isToDraw({ message, now });
  if (tells) {
    const ms = next.state === 'sending' ? 0 : untilTurn('post', channel, isOutcome(next.line));
    if (ms === 0) return undefined;
    pauses.tellAfter = now + ms;
  }
  if (draws) {
    // What has waited before, or has news to tell, looks different: else its turn may be for nothing.
    const ms = drawAfter > 0 || tells ? untilTurn('update', channel) : 0;
    if (ms === 0) return undefined;
    pauses.drawAfter = now + ms;
  }
  return tells || draws ? pauses : undefined;
}
