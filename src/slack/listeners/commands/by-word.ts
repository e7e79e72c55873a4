import { withinOneEdit } from '../../../domain/near.ts';
import type { SlackDeps } from '../deps.ts';
import { answerCommand } from './answer-command.ts';
import type { CommandArgs, Word } from './command.ts';
import { interconnectCommand } from './interconnect.ts';
import { wordsOf } from './words.ts';

const HELP_WORD = 'help';

/** What follows `/interconnect` says what is wanted; an unknown word is answered with help. */
export function byWord(deps: SlackDeps) {
  const open = interconnectCommand(deps);
  const words = wordsOf(deps);
  const help = helpOf(words);
  return async (args: CommandArgs): Promise<void> => {
    // A command with nothing behind it may come without a text.
    const { text = '' } = args.command as { text?: string };
    const [, typed = '', rest = ''] = /^(\S*)\s*([\s\S]*)$/.exec(text.trim()) ?? [];
    if (typed === '') return open(args);
    const found = words.find(({ word }) => word === typed.toLowerCase());
    if (found) return found.run(args, rest);
    const meant = words.find(({ word }) => withinOneEdit(typed.toLowerCase(), word));
    return answerCommand(args, meant ? `Did you mean /interconnect ${meant.word}?\n${help}` : help);
  };
}

/** A line for each word. */
function helpOf(words: readonly Word[]): string {
  return [
    '/interconnect opens the form for a port.',
    ...words.map(({ word, argument, help }) =>
      ['/interconnect', word, ...(argument ? [argument] : []), help].join(' '),
    ),
    `/interconnect ${HELP_WORD} shows this.`,
  ].join('\n');
}
