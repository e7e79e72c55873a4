import type { Locator, Page } from 'playwright-core';
import { askForPort, fillForm } from '../demo/order.ts';
import type { DemoTime } from '../demo/time.ts';
import type { World } from '../demo/world.ts';
import { startDemo } from './browser/demo.ts';
import { launch } from './browser/launch.ts';
import { openPage, type Screen } from './browser/open.ts';

/** What a person can look at on the demo's page. */
export type Scene = 'card' | 'thread' | 'letter' | 'outage' | 'home' | 'form';

export const SCENES: readonly Scene[] = ['card', 'thread', 'letter', 'outage', 'home', 'form'];

/** A demo whose page stands in a browser: one port has lived for weeks and carries light, another one waits for approval. */
export interface Stage {
  /**
   * A scene on a screen, scrolled to what it is about, in place of the one before. Undefined if there is none: an app
   * without a Home tab.
   */
  show(scene: Scene, screen: Screen): Promise<Page | undefined>;
  /** What the pages complained of. */
  problems: string[];
  close(): Promise<void>;
}

/** One thing about it is unusual: it is the first port there. */
const SECOND = { location: 'CSNY1', name: 'newyork-edge-01', reason: 'Second path for New York' };
const READY_MS = 30_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A port's first weeks, as they often are at AWS; none ends when the bot reminds somebody, which would be a race. */
const WEEKS = { requested: 2 * DAY - HOUR, pending: 4 * DAY + HOUR, down: 9 * DAY };

/** Starts it in the browser at this path; `shell` is the shell's environment. */
export async function startStage(path: string, shell: Record<string, string | undefined>): Promise<Stage> {
  const demo = await startDemo(shell);
  const { world, time } = demo;
  const browser = await launch(path);
  const close = async () => {
    await browser.close();
    await demo.close();
  };
  try {
    await live(world, time);
    await closeForm(world);
    await askForPort(world, SECOND);
  } catch (error) {
    await close();
    throw error;
  }
  let shown: Page | undefined;
  const problems: string[] = [];
  const show = async (scene: Scene, screen: Screen) => {
    await shown?.context().close();
    shown = undefined;
    await closeForm(world);
    return SHOW[scene](world, async (as) => {
      shown = await openPage(browser, demo.url, screen, (what) => problems.push(what));
      await become(shown, as);
      return shown;
    });
  };
  return { show, problems, close };
}

/** A port's life: ordered, its LOA-CFA, light after two weeks, and an outage that a lead looks after. */
async function live(world: World, time: DemoTime): Promise<void> {
  const { workspace, aws, channel, lee } = world;
  aws.lifecycle = WEEKS;
  const card = await askForPort(world);
  await workspace.as(lee).press(card, 'Approve');
  const told = (words: string) =>
    workspace.until(
      `"${words}" in the thread`,
      () => workspace.messages(channel, card.ts).find(({ text }) => text.includes(words)),
      READY_MS,
    );
  for (const words of ['is requested', 'Cross-connect order', 'is down: waiting', 'is available, 15 days']) {
    await told(words);
    if (aws.next()) time.toNext();
  }
  const { interconnectId } = aws.interconnects[0] ?? { interconnectId: '' };
  aws.setState(interconnectId, 'down');
  await workspace.as(lee).press(await told('light was lost'), 'Got it');
  await told('Lee looks after');
  time.jump(5 * HOUR);
  await workspace.until('five hours', () => !time.isJumping(), READY_MS);
  aws.setState(interconnectId, 'available');
  await told('is available again');
}

/** A form covers what is below it. */
async function closeForm({ workspace, erin }: World): Promise<void> {
  const person = workspace.as(erin);
  if (person.modal()) await person.close();
}

/** Looks with somebody's eyes. Whose form is open is looked at at once: nothing below it can be clicked. */
async function become(page: Page, name: string): Promise<void> {
  const person = page.getByRole('radio', { name, includeHidden: true });
  await person.waitFor({ state: 'attached' });
  if (!(await person.isChecked())) await person.click();
  await articles(page).nth(1).waitFor({ state: 'attached' });
}

type Show = (world: World, open: (name: string) => Promise<Page>) => Promise<Page | undefined>;

const SHOW: Record<Scene, Show> = {
  card: async (_world, open) => {
    const page = await open('Lee');
    // What stands before it would take most of the screen.
    await page.evaluate(`document.querySelectorAll('#messages > article:not(:last-of-type)')
      .forEach((article) => { article.hidden = true; })`);
    return to(page, articles(page).last());
  },
  thread: async (_world, open) => {
    const page = await open('Erin');
    return to(page, articles(page).first());
  },
  letter: async (_world, open) => toLine(await open('Erin'), 'The LOA-CFA of'),
  outage: async (_world, open) => toLine(await open('Erin'), 'light was lost'),
  home: async ({ workspace }, open) => {
    if (!workspace.features.homeTab) return undefined;
    const page = await open('Lee');
    await page.getByRole('button', { name: 'Home', exact: true }).click();
    await page.getByRole('log').getByRole('heading').first().waitFor();
    return to(page, page.getByRole('main'));
  },
  form: async (world, open) => {
    await fillForm(world, world.workspace.as(world.erin));
    const page = await open('Erin');
    await page.getByRole('dialog').waitFor();
    await page.evaluate('document.activeElement.blur()');
    return page;
  },
};

/** The channel's messages and the lines in their threads. */
function articles(page: Page): Locator {
  return page.getByRole('article', { includeHidden: true });
}

/** Scrolls to the line that says this. */
function toLine(page: Page, words: string): Promise<Page> {
  return to(page, articles(page).filter({ hasText: words }).last());
}

async function to(page: Page, what: Locator): Promise<Page> {
  await what.evaluate((one: { scrollIntoView(): void }) => one.scrollIntoView());
  return page;
}
