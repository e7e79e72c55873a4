import type { Listed } from '../../interfaces/lists.ts';
import type { Snapshot } from '../../interfaces/store.ts';
import type { Unsure } from '../deciding/who-may.ts';
import { type Entry, toEntry } from './entry.ts';
import { type Page, pageAt, toPage } from './page.ts';
import type { ViewDeps } from './request-view.ts';
import { UNDECIDED_FIRST, waitingFor } from './waiting.ts';

/** Which requests a list shows: somebody's own, those that wait for their decision, or all that are neither over nor ordered. */
export const LISTS = ['mine', 'waiting', 'all'] as const;
export type ListName = (typeof LISTS)[number];

/** One page of a list. */
export interface RequestList extends Page<Entry> {
  kind: 'list';
  which: ListName;
}

/** Reads one page of a list as one person sees it; or says whom it isn't known of what the list rests on. */
export async function listRequests(
  at: Snapshot,
  deps: ViewDeps,
  { which, who, page }: { which: ListName; who: { id: string }; page: number },
): Promise<RequestList | Unsure> {
  if (which === 'waiting') {
    const first = await at.lists.read([UNDECIDED_FIRST], who.id);
    const waiting = await waitingFor(at, deps.judging, who, page, first);
    if ('kind' in waiting) return waiting;
    return { kind: 'list', which, ...shown(waiting, deps) };
  }
  const query = which === 'mine' ? ({ list: 'mine', userId: who.id } as const) : ({ list: 'open' } as const);
  const rows = await at.lists.read([{ ...query, ...pageAt(page) }], who.id);
  return { kind: 'list', which, ...shown(toPage(rows, page), deps) };
}

function shown(page: Page<Listed>, deps: ViewDeps): Page<Entry> {
  return { ...page, entries: page.entries.map((one) => toEntry(one, deps)) };
}
