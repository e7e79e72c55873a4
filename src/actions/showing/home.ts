import type { HomePages } from '../../domain/home.ts';
import type { Freeze } from '../../domain/rules/freeze.ts';
import type { Listed } from '../../interfaces/lists.ts';
import type { Snapshot } from '../../interfaces/store.ts';
import type { Unsure } from '../deciding/who-may.ts';
import { PROCESS_GONE_MS } from '../placing/hold.ts';
import { type Entry, toEntry } from './entry.ts';
import { type Page, pageAt, toPage } from './page.ts';
import { type Known, type PortPage, toPorts } from './ports.ts';
import type { ViewDeps } from './request-view.ts';
import { type Viewer, viewer } from './viewer.ts';
import { UNDECIDED_FIRST, waitingFor } from './waiting.ts';

/** What the Home tab shows to one person. */
export interface HomeView {
  kind: 'home';
  freeze: Freeze | 'setting' | null;
  rehearsing: boolean;
  /** Undefined where nobody can tell. */
  decides: boolean | undefined;
  /** Or what isn't known, on which it hangs. */
  waiting: Page<Entry> | Unsure;
  mine: Page<Entry>;
  ports: PortPage;
}

/**
 * Reads all lists of a Home tab, in two statements or three; people of other workspaces get to see none. Where it isn't
 * known who is in a group it says so instead, or with `partly` shows all that doesn't hang on it.
 */
export async function homeView(
  at: Snapshot,
  deps: ViewDeps & { known: Known },
  { who, pages, partly = false }: { who: { id: string }; pages: HomePages; partly?: boolean },
): Promise<HomeView | Exclude<Viewer, { kind: 'member' }> | Unsure> {
  const { judging, dryRun } = deps;
  const seen = viewer(judging, who);
  if (seen.kind === 'no_member' || (seen.kind === 'unchecked' && !partly)) return seen;
  const decides = seen.kind === 'member' ? seen.decides : undefined;
  const rows = await at.lists.read(
    [
      { list: 'mine', userId: who.id, ...pageAt(pages.mine) },
      { list: 'ports', ...pageAt(pages.ports) },
      ...(decides ? [UNDECIDED_FIRST] : []),
    ],
    who.id,
  );
  const of = (list: (typeof rows)[number]['list']) => rows.filter((row) => row.list === list);
  const waiting =
    seen.kind === 'unchecked' ? seen : await waitingFor(at, judging, who, pages.waiting, of('undecided'));
  if ('kind' in waiting && !partly) return waiting;
  const entries = (page: Page<Listed>): Page<Entry> => ({
    ...page,
    entries: page.entries.map((one) => toEntry(one, deps)),
  });
  return {
    kind: 'home',
    freeze: await at.freeze.standing(PROCESS_GONE_MS),
    rehearsing: dryRun,
    decides,
    waiting: 'kind' in waiting ? waiting : entries(waiting),
    mine: entries(toPage(of('mine'), pages.mine)),
    ports: toPorts(of('ports'), { page: pages.ports, known: deps.known, now: at.now }),
  };
}
