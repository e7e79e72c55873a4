import type { Json } from '../workspace/types.ts';
import { inputOf } from './input.ts';
import type { ControlOptions } from './types.ts';

/** Works the bot's processes as the visitor wants and says what was done, in words; throws what was wrong with the wish. */
export function workBots({ bots }: ControlOptions, body: Json): string {
  if (!bots) throw new Error("The bot's processes are not worked from here.");
  const kind = inputOf(body).text('kind');
  bots.do(kind, body);
  return wordsOf(kind, body);
}

function wordsOf(kind: string, { bot, quorum, on }: Json): string {
  const switched = on === true ? 'on' : 'off';
  switch (kind) {
    case 'second':
      return 'starts a second bot';
    case 'quorum':
      return `asks for ${quorum === 1 ? '1 approval' : `${String(quorum)} approvals`}`;
    case 'freeze':
      return `switches the freeze ${switched}`;
    case 'dryRun':
      return `switches the dry run ${switched}`;
    default:
      return `${kind}s ${String(bot)}`;
  }
}
