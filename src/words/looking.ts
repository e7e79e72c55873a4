import type { NoMember } from '../actions/showing/looking.ts';
import type { Unchecked } from '../interfaces/directory.ts';
import { StoreUnavailableError } from '../interfaces/errors.ts';

/** Why nothing could be read. */
export function notReadText(error: unknown): string {
  return error instanceof StoreUnavailableError
    ? "The database didn't answer. Try again in a minute."
    : 'Something went wrong in the bot. Its operators can find it in the log.';
}

/** Why somebody gets to see nothing. */
export function notShownText(why: NoMember | { kind: 'unchecked'; unchecked: Unchecked }): string {
  if (why.kind === 'no_member') return "Guests and people of other organisations can't look at requests.";
  const what = 'group' in why.unchecked ? `who is in ${why.unchecked.group}` : 'who you are';
  return `I couldn't check ${what}. Try again in a minute.`;
}
