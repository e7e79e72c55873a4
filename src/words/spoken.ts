import type { Request } from '../domain/request/request.ts';
import { clip } from '../domain/text.ts';
import type { RequestView } from '../interfaces/chat.ts';
import { askedBy } from './asked-by.ts';
import { contextOf, statusText } from './status.ts';
import { briefText } from './what.ts';

/** Enough for every word that people use; the whole stands in the blocks. */
const WORD_MAX = 100;

/**
 * What a card says on a lock screen and aloud: the status, then what is asked for and by whom, then the rest of the
 * status: `Waiting for approval: 10Gbps at EqDC2 (Ashburn), dc2-core-01, asked by Erin`.
 */
export function spokenCard(view: RequestView): string {
  const { request } = view;
  const { order, requester } = request;
  const [head = '', ...rest] = statusText(request, contextOf(view)).split(': ');
  const what = `${briefText(request)[0]}, ${order.interconnectName}`;
  // How many have approved is no news to anybody whom the card calls.
  const more = request.state.status === 'awaiting_approval' ? '' : rest.join(': ');
  return `${head}: ${what}, ${askedBy(request).toLowerCase()} ${clip(requester.name, WORD_MAX)}${more === '' ? '' : `; ${more}`}`;
}

/** What a direct message begins with, so that its reader knows which of their requests it is about. */
export function aboutWhich({ order }: Request): string {
  return `${order.interconnectName}, ${order.bandwidth} at ${order.location}`;
}
