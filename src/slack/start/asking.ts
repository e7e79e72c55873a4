import { SECOND } from '../../domain/time.ts';
import { judge, slackCode } from '../outbound/slack-error.ts';
import { StartError } from './start-error.ts';

/** What may pass by itself is tried again so soon each time: a restart must not fail at one lost answer. */
export const RETRY_MS = [SECOND, 2 * SECOND, 4 * SECOND];
/** A 429 that asks for more keeps the bot from starting now. */
const MOST_WAIT_MS = 30 * SECOND;

export type Pause = (ms: number) => Promise<unknown>;

/** Asks Slack; what it refuses becomes a StartError about `setting`, in the words that `known` has for its code. */
export type Ask = <T>(call: () => Promise<T>, setting: string, known: Record<string, string>) => Promise<T>;

export function asking(pause: Pause): Ask {
  return async (call, setting, known) => {
    for (const ms of RETRY_MS) {
      try {
        return await call();
      } catch (error) {
        const told = judge(error);
        if (told.kind !== 'unknown' && told.kind !== 'later') return refuse(error, setting, known);
        const wait = told.kind === 'later' ? told.ms : ms;
        if (wait > MOST_WAIT_MS) return refuse(error, setting, known);
        await pause(wait);
      }
    }
    return call().catch((error: unknown) => refuse(error, setting, known));
  };
}

function refuse(error: unknown, setting: string, known: Record<string, string>): never {
  const code = slackCode(error);
  const words = known[code];
  if (words) throw new StartError(`${setting}: ${words}`, { cause: error });
  if (code.startsWith('slack_webapi')) {
    throw new StartError(
      `SLACK_API_URL: Slack can't be reached (${reason(error)}). Check the network and the address.`,
      { cause: error },
    );
  }
  throw new StartError(`${setting}: Slack answered ${code}. Look the word up in Slack's documentation.`, {
    cause: error,
  });
}

/** The innermost cause's code: ECONNREFUSED says more than "request error". */
function reason(error: unknown): string {
  const { original, cause } = error as { original?: unknown; cause?: unknown };
  const inner = original ?? cause;
  return inner ? reason(inner) : slackCode(error);
}
