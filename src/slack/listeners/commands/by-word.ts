import type { AllMiddlewareArgs, SlackCommandMiddlewareArgs } from '@slack/bolt';
import type { SlackDeps } from '../deps.ts';
import { answerCommand } from './answer-command.ts';
import { freezeCommand, unfreezeCommand } from './freeze.ts';
import { interconnectCommand } from './interconnect.ts';

type CommandArgs = SlackCommandMiddlewareArgs & AllMiddlewareArgs;

const HELP = [
  '/interconnect opens the form for a port.',
  '/interconnect freeze REASON stops all ordering; for approvers.',
  '/interconnect unfreeze lets it go on.',
  '/interconnect help shows this.',
].join('\n');

/** What follows `/interconnect` says what is wanted; an unknown word is answered with help. */
export function byWord(deps: SlackDeps) {
  const open = interconnectCommand(deps);
  const freeze = freezeCommand(deps);
  const unfreeze = unfreezeCommand(deps);
  return async (args: CommandArgs): Promise<void> => {
    // A command with nothing behind it may come without a text.
    const { text = '' } = args.command as { text?: string };
    const [word = ''] = text.trim().split(/\s+/);
    switch (word.toLowerCase()) {
      case '':
        return open(args);
      case 'freeze':
        return freeze(args);
      case 'unfreeze':
        return unfreeze(args);
      default:
        return answerCommand(args, HELP);
    }
  };
}
