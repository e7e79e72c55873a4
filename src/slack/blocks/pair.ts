import type { RequestView } from '../../interfaces/chat.ts';
import { besideWords } from '../../words/pair.ts';
import { plainSection } from './blocks.ts';
import { cuttable, type Part } from './budget.ts';
import { line, link as linked, richText, words } from './rich-text.ts';

/** How much of each is shown: an interconnect's ID, and what AWS's devices say. */
const SHOWN = { port: 40, verdict: 400 } as const;

/** The other port of a pair, with a link to its card, and what AWS's devices say of the two. */
export function pairPart({ pair }: Pick<RequestView, 'pair'>, link: string | undefined): Part[] {
  if (!pair) return [];
  const { before, after } = besideWords(pair);
  const name = pair.port ?? pair.requestId;
  const other = link === undefined ? words(name, SHOWN.port) : linked(name, link, SHOWN.port);
  return [
    richText([line(words(before), other)]),
    ...(after === undefined ? [] : [cuttable('warning', plainSection(after, SHOWN.verdict))]),
  ];
}
