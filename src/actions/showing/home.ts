import type { HomePages } from '../../domain/home.ts';
import type { Freeze } from '../../domain/rules/freeze.ts';
import type { Snapshot } from '../../interfaces/store.ts';
import type { Unsure } from '../deciding/who-may.ts';
import { PROCESS_GONE_MS } from '../placing/hold.ts';
import { type Entry, toEntry } from './entry.ts';
import { type Page, pageAt, toPage } from './page.ts';
import { type PortEntry, toPorts } from './ports.ts';
import type { ViewDeps } from './request-view.ts';
import { type Viewer, viewer } from './viewer.ts';
import { UNDECIDED_FIRST, waitingFor } from './waiting.ts';

/** What the Home tab shows to one person. */
export interface HomeView {
  kind: 'home';
  freeze: Freeze | 'setting' | null;
  rehearsing: boolean;
  decides: boolean;
  waiting: Page<Entry>;
  mine: Page<Entry>;
  ports: Page<PortEntry>;
}

/** Reads all lists of a Home tab, in two statements or three; people of other workspaces get to see none. */
export async function homeView(
  at: Snapshot,
  deps: ViewDeps,
  { who, pages }: { who: { id: string }; pages: HomePages },
): Promise<HomeView | Exclude<Viewer, { kind: 'member' }> | Unsure> {
  const { judging, dryRun } = deps;
  const seen = viewer(judging, who);
  if (seen.kind !== 'member') return seen;
  const rows = await at.lists.read(
    [
      { list: 'mine', userId: who.id, ...pageAt(pages.mine) },
      { list: 'ports', ...pageAt(pages.ports) },
      ...(seen.decides ? [UNDECIDED_FIRST] : []),
    ],
    who.id,
  );
  const of = (list: (typeof rows)[number]['list']) => rows.filter((row) => row.list === list);
  const waiting = await waitingFor(at, judging, who, pages.waiting, of('undecided'));
  if ('kind' in waiting) return waiting;
  const entries = (page: typeof waiting): Page<Entry> => ({
    ...page,
    entries: page.entries.map((one) => toEntry(one, deps)),
  });
  return {
    kind: 'home',
    freeze: await at.freeze.standing(PROCESS_GONE_MS),
    rehearsing: dryRun,
    decides: seen.decides,
    waiting: entries(waiting),
    mine: entries(toPage(of('mine'), pages.mine)),
    ports: toPorts(of('ports'), pages.ports),
  };
}
