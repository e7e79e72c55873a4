import type { SlackDeps } from '../deps.ts';
import type { Word } from './command.ts';
import { followCommand } from './follow.ts';
import { freezeCommand, unfreezeCommand } from './freeze.ts';
import { listCommand, portsCommand, showCommand, whyCommand } from './look.ts';

/** Every word that may follow `/interconnect`, in the order in which help lists them. */
export function wordsOf(deps: SlackDeps): Word[] {
  return [
    {
      word: 'list',
      argument: '[mine|waiting|all] [PAGE]',
      help: 'lists your requests, those that wait for you, or all that are open.',
      run: listCommand(deps),
    },
    {
      word: 'show',
      argument: 'ID',
      help: 'shows all of a request (ic-...) or of a port (dxcon-...).',
      run: showCommand(deps),
    },
    {
      word: 'why',
      argument: 'ID',
      help: 'tells who may decide it, who has, what is missing, and what came of it.',
      run: whyCommand(deps),
    },
    {
      word: 'ports',
      argument: '[PAGE]',
      help: 'lists the ports that the bot follows, and what is free where they are.',
      run: portsCommand(deps),
    },
    {
      word: 'follow',
      argument: 'dxcon-...|all',
      help: 'follows a port that was at AWS already, or lets you choose among all; for approvers.',
      run: followCommand(deps),
    },
    {
      word: 'freeze',
      argument: 'REASON',
      help: 'stops all ordering; for approvers.',
      run: freezeCommand(deps),
    },
    { word: 'unfreeze', help: 'lets it go on.', run: unfreezeCommand(deps) },
  ];
}
