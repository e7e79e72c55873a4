import type { Home, HomePages } from '../../domain/home.ts';
import { MINUTE, SECOND } from '../../domain/time.ts';
import type { HomeScreen } from '../../interfaces/home-screen.ts';
import type { HomeDrawn } from '../../interfaces/homes.ts';
import type { Store } from '../../interfaces/store.ts';
import type { Unsure } from '../deciding/who-may.ts';
import { type HomeView, homeView } from './home.ts';
import { looking, type NoMember } from './looking.ts';
import type { Known } from './ports.ts';
import type { ViewDeps } from './request-view.ts';

/** What a Home tab shows: its lists, or why its person gets to see none. */
export type HomeContent = HomeView | NoMember | Unsure;

/** What Home tabs are drawn with. */
export interface HomeDeps extends ViewDeps {
  store: Store;
  homes: HomeScreen<HomeContent>;
  known: Known;
  /** Hears that Slack did not take somebody's Home tab, and its word for why. */
  onHomeTrouble: (userId: string, code: string) => void;
}

const LEASE_MS = 15 * SECOND;
/** Whoever opens theirs has it drawn at once; if that ends without a word, a worker does it so soon. */
const OPEN_MS = 10 * SECOND;
/** A Home tab that Slack refuses so often in a row is left until its person opens it again. */
const TRIES = 5;

/** Draws the Home tab of somebody who has just opened it. */
export async function openHome(deps: HomeDeps, userId: string): Promise<void> {
  const home = await turnHome(deps, { userId, pages: undefined });
  const content = await contentOf(deps, home);
  const drawn = await publish(deps, home, content, deps.homes.shows(content));
  await deps.store.transaction((tx) => tx.homes.drawn(home, drawn));
}

/** Notes to which pages of their lists somebody has turned; drawn with them by whoever draws it next. */
export function turnHome(
  { store }: Pick<HomeDeps, 'store'>,
  { userId, pages }: { userId: string; pages: Partial<HomePages> | undefined },
): Promise<Home> {
  return store.transaction((tx) => tx.homes.open(userId, pages, OPEN_MS));
}

/** Draws one Home tab that may have something else to show: whether there was one, and whether Slack was called. */
export async function drawHome(deps: HomeDeps): Promise<'none' | 'same' | 'published'> {
  const claimed = await deps.store.transaction((tx) => tx.homes.claim(LEASE_MS));
  if (!claimed) return 'none';
  const { home, token } = claimed;
  const content = await contentOf(deps, home);
  const shown = deps.homes.shows(content);
  const isSame = shown === home.shown;
  const drawn = isSame ? showing(shown, content) : await publish(deps, home, content, shown);
  await deps.store.transaction((tx) => tx.homes.drawn(home, drawn, token));
  return isSame ? 'same' : 'published';
}

function contentOf(deps: HomeDeps, { userId, pages }: Home): Promise<HomeContent> {
  const who = { id: userId };
  return looking(deps, who, (at, last) => homeView(at, deps, { who, pages, partly: last }));
}

/** What nobody could tell of its person may be known a minute later. */
function showing(shown: string, content: HomeContent): HomeDrawn {
  return {
    shown,
    decides: decidesIn(content),
    failures: 0,
    againInMs: isUnsure(content) ? MINUTE : null,
  };
}

async function publish(deps: HomeDeps, home: Home, content: HomeContent, shown: string): Promise<HomeDrawn> {
  const answer = await deps.homes.publish(home.userId, content);
  if (answer.kind === 'done') return showing(shown, content);
  const code = 'code' in answer ? answer.code : answer.kind;
  deps.onHomeTrouble(home.userId, code);
  const failures = home.failures + 1;
  const againInMs =
    answer.kind === 'later' ? answer.ms : failures < TRIES ? 2 ** failures * 30 * SECOND : null;
  return { shown: null, decides: decidesIn(content), failures, againInMs };
}

function isUnsure(content: HomeContent): boolean {
  return content.kind === 'unchecked' || (content.kind === 'home' && 'kind' in content.waiting);
}

function decidesIn(content: HomeContent): boolean | undefined {
  return content.kind === 'home' ? content.decides : undefined;
}
