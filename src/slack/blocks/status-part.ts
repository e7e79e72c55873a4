import type { RequestView } from '../../interfaces/chat.ts';
import { statusLine } from '../../words/status-line.ts';
import { plain, plainSection, weigh } from './blocks.ts';
import { cuttable, type Part } from './budget.ts';

/** A header's limit, and how much of a status is shown where there is room for all. */
const SHOWN = { header: 150, status: 2_100 } as const;

/** A header is read first and largest, but holds 150 characters; a longer status loses nothing in a section. */
export function statusPart(view: RequestView): Part {
  const status = statusLine(view);
  return weigh(status) <= SHOWN.header
    ? { type: 'header', text: plain(status, SHOWN.header) }
    : cuttable('status', plainSection(status, SHOWN.status));
}
