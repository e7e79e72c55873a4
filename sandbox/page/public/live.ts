import type { View } from '../../control/view.ts';
import { keep, kept } from './kept.ts';
import { shared } from './kit/shared.ts';
import { optionsFor, type Panel, tell, viewFor } from './server.ts';

/** What the server last said. */
export const view = shared<View | undefined>(undefined);
/** The number of the newest journal entry. */
export const newest = shared(0);
/** What to tell the visitor of what they just did; empty if nothing. */
export const notice = shared('');

const GONE =
  'The demo does not answer. Was it stopped? This page goes on once it runs at this address again.';

const windowId = kept<string>('id', 'window') ?? crypto.randomUUID();
keep('id', windowId, 'window');

/** Whom this window is: by its address (`?as=lee`), as it was before a reload, or the first of all. */
let as = kept<string>('as', 'window') ?? '';
let drawing: Promise<void> | undefined;
let again = false;

/** Fetches anew; a wish that comes meanwhile is granted once afterwards, for all who wished. */
function refresh(): Promise<void> {
  again = true;
  drawing ??= fetchAll().finally(() => {
    drawing = undefined;
  });
  return drawing;
}

async function fetchAll(): Promise<void> {
  while (again) {
    again = false;
    try {
      view.set(await viewFor(as, windowId));
      if (notice.get() === GONE) notice.set('');
    } catch {
      notice.set(GONE);
    }
  }
}

/** Does something as the present person, says what went wrong, and shows what came of it. */
export function perform(kind: string, details: object = {}): Promise<void> {
  return work('act', { as: view.get()?.as, window: windowId, kind, ...details });
}

/** Works a panel, says what went wrong, and shows what came of it. */
export async function work(panel: Panel, body: object): Promise<void> {
  try {
    const { problem } = await tell(panel, body);
    notice.set(problem ?? '');
  } catch {
    notice.set(GONE);
  }
  await refresh();
}

/** Tells the visitor what went wrong. */
export function complain(error: unknown): void {
  notice.set(error instanceof Error ? error.message : String(error));
}

/** What a select of the open modal lists. */
export function options(block: string, query: string) {
  return optionsFor(as, block, query);
}

/** Makes this window another person. */
export async function become(id: string): Promise<void> {
  as = id;
  keep('as', as, 'window');
  follow(id);
  notice.set('');
  await refresh();
}

/** An address that names somebody names whom this window is, so that a reload finds the same. */
function follow(id: string): void {
  const name = view.get()?.people.find((person) => person.id === id)?.as;
  const address = new URL(location.href);
  if (name === undefined || !address.searchParams.has('as')) return;
  address.searchParams.set('as', name);
  history.replaceState(null, '', address);
}

/** Begins to follow the server; resolves once there is something to draw. */
export async function begin(): Promise<void> {
  // The server knows people by these names too: nobody else's screen is seen on the way, nor counts as read.
  as = new URL(location.href).searchParams.get('as')?.toLowerCase() ?? as;
  await refresh();
  as = view.get()?.as ?? as;
  keep('as', as, 'window');
  const events = new EventSource('/api/v1/events');
  events.addEventListener('message', ({ data }) => {
    newest.set((JSON.parse(data) as { journal: number }).journal);
    void refresh();
  });
  events.addEventListener('error', () => notice.set(GONE));
}
