import type { RequestView } from '../interfaces/chat.ts';
import { glyphOf } from './glyph.ts';
import { contextOf, statusText } from './status.ts';

/** What a card or direct message begins with: at most one glyph, one space, then exactly the status. */
export function statusLine(view: RequestView): string {
  const glyph = glyphOf(view);
  const status = statusText(view.request, contextOf(view));
  return glyph === undefined ? status : `${glyph} ${status}`;
}
