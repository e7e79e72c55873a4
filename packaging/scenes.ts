import type { Locator, Page } from 'playwright-core';
import { fillForm } from '../demo/order.ts';
import type { World } from '../demo/world.ts';
import { startDemo } from './browser/demo.ts';
import { launch } from './browser/launch.ts';
import { liveThrough } from './browser/lives.ts';
import { openPage, type Screen } from './browser/open.ts';

/** What a person can look at on the demo's page. */
export type Scene = 'card' | 'thread' | 'letter' | 'outage' | 'decision' | 'home' | 'form' | 'page';

export const SCENES: readonly Scene[] = [
  'card',
  'thread',
  'letter',
  'outage',
  'decision',
  'home',
  'form',
  'page',
];

/** What is seen of a scene. */
export interface Seen {
  page: Page;
  /** What its picture shows: the whole page, or a part of it. */
  picture: Page | Locator;
  /** What tells whether its picture shows what is shown now: what differs from run to run stands elsewhere. */
  tells: Locator[];
}

/** A demo whose page stands in a browser; what has happened in it is told in lives.ts. */
export interface Stage {
  /** A scene on a screen, scrolled to what it is about, in place of the one before. */
  show(scene: Scene, screen: Screen): Promise<Seen>;
  /** What the pages complained of. */
  problems: string[];
  close(): Promise<void>;
}

/** Starts it in the browser at this path; `shell` is the shell's environment. */
export async function startStage(path: string, shell: Record<string, string | undefined>): Promise<Stage> {
  const demo = await startDemo(shell, inTheMorning());
  const { world } = demo;
  const browser = await launch(path);
  const close = async () => {
    await browser.close();
    await demo.close();
  };
  try {
    await liveThrough(demo);
  } catch (error) {
    await close();
    throw error;
  }
  let shown: Page | undefined;
  const problems: string[] = [];
  const show = async (scene: Scene, screen: Screen) => {
    await shown?.context().close();
    await closeForm(world);
    const { as, see } = SHOW[scene];
    const page = await openPage(browser, `${demo.url}?as=${as}`, screen, (what) => problems.push(what));
    shown = page;
    await page.getByRole('article').first().waitFor();
    const seen = await see({ page, screen, world });
    await page.evaluate('document.activeElement.blur()');
    return { page, ...seen };
  };
  return { show, problems, close };
}

/** Ten o'clock tomorrow: whatever the hour, the same things of a port's weeks happen on the same days. */
function inTheMorning(): number {
  return new Date().setUTCHours(24 + 10, 0, 0, 0);
}

/** A form covers what is below it. */
async function closeForm({ workspace, erin }: World): Promise<void> {
  const person = workspace.as(erin);
  if (person.modal()) await person.close();
}

interface Looking {
  page: Page;
  screen: Screen;
  world: World;
}

interface Sight {
  /** Who looks. */
  as: string;
  see: (looking: Looking) => Promise<Omit<Seen, 'page'>>;
}

const SHOW: Record<Scene, Sight> = {
  card: { as: 'lee', see: (looking) => inChannel(looking, 'Waiting for approval') },
  thread: { as: 'erin', see: (looking) => inThread(looking, 'is requested') },
  letter: { as: 'erin', see: (looking) => inThread(looking, 'The LOA-CFA of') },
  outage: { as: 'erin', see: (looking) => inThread(looking, 'light was lost') },
  decision: { as: 'lee', see: (looking) => inChannel(looking, 'Needs a decision') },
  home: {
    as: 'lee',
    see: async ({ page }) => {
      await page.getByRole('button', { name: 'Home', exact: true }).click();
      const home = page.getByRole('region', { name: 'Home tab' });
      await home.getByRole('heading').first().waitFor();
      return { picture: slackOn(page), tells: [home] };
    },
  },
  form: {
    as: 'erin',
    see: async ({ page, screen, world }) => {
      const form = page.getByRole('dialog');
      await fillForm(world, world.workspace.as(world.erin));
      await form.getByText('What EqDC2 offers').waitFor({ state: 'attached' });
      return { picture: screen.phone ? page : form, tells: [form] };
    },
  },
  page: {
    as: 'lee',
    see: async ({ page, screen }) => {
      const settled = page
        .getByRole('listitem')
        .filter({ has: page.getByRole('button', { name: 'Again: Answer lost, port made' }) });
      if (screen.phone) await page.getByRole('button', { name: 'Break it' }).click();
      await top(settled);
      // Which of the card's states the bot's lines name depends on how fast they follow one another.
      const lasting = [settled.getByRole('heading'), settled.locator('.verdict')];
      return { picture: page, tells: [...lasting, page.getByRole('banner')] };
    },
  },
};

/** The newest card of the channel that says this. */
async function inChannel({ page }: Looking, words: string): Promise<Omit<Seen, 'page'>> {
  const card = page.getByRole('article').filter({ hasText: words }).last();
  await top(card);
  return { picture: slackOn(page), tells: [card] };
}

/** The line of the first port's thread that says this. */
async function inThread({ page }: Looking, words: string): Promise<Omit<Seen, 'page'>> {
  await page
    .getByRole('button', { name: /\d+ repl/ })
    .first()
    .click();
  const thread = page.getByRole('region', { name: 'Thread', exact: true });
  await top(thread.getByRole('article').filter({ hasText: words }).last());
  return { picture: slackOn(page), tells: [thread] };
}

/** Slack without what the demo has around it. */
function slackOn(page: Page): Locator {
  return page.getByRole('region', { name: 'Slack', exact: true });
}

/** As much of an element as is needed to scroll what it stands in. */
interface Box {
  scrollTop: number;
  closest(selector: string): Box | null;
  getBoundingClientRect(): { top: number };
}

/** Scrolls to it within what it stands in, and nothing else of the page. */
async function top(what: Locator): Promise<void> {
  await what.evaluate((one: Box) => {
    const around = one.closest('.scroll, [role="tabpanel"]');
    if (around) around.scrollTop += one.getBoundingClientRect().top - around.getBoundingClientRect().top;
  });
}
