import type { NoMember } from '../actions/showing/looking.ts';
import type { Unchecked } from '../interfaces/directory.ts';

/** Why somebody gets to see nothing. */
export function notShownText(why: NoMember | { kind: 'unchecked'; unchecked: Unchecked }): string {
  if (why.kind === 'no_member') return "Guests and people of other organisations can't look at requests.";
  const what = 'group' in why.unchecked ? `who is in ${why.unchecked.group}` : 'who you are';
  return `I couldn't check ${what}. Try again in a minute.`;
}
