import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BOT_ENTRY, startBot } from '../demo/bot.ts';
import { botEnvironment } from '../demo/environment.ts';
import { askForPort, fillForm } from '../demo/order.ts';
import { createTime, type DemoTime } from '../demo/time.ts';
import { SENTENCE, STEPS } from '../demo/words.ts';
import { startWorld, type World } from '../demo/world.ts';
import { startPage } from '../sandbox/page/index.ts';
import { type Browser, startBrowser } from './browser/browser.ts';
import { openTab, type Screen, type Tab } from './browser/tab.ts';

/** What a person can look at on the demo's page. */
export type Scene = 'card' | 'thread' | 'letter' | 'outage' | 'home' | 'form';

export const SCENES: readonly Scene[] = ['card', 'thread', 'letter', 'outage', 'home', 'form'];

/** A demo whose page stands in a browser: one port has lived for weeks and carries light, another one waits for approval. */
export interface Stage {
  /**
   * A scene on a screen, scrolled to what it is about, in place of the one before: a browser has six connections for a
   * page, and each tab holds one. Undefined if there is none: an app without a Home tab.
   */
  show(scene: Scene, screen: Screen): Promise<Tab | undefined>;
  close(): Promise<void>;
}

/** One thing about it is unusual: it is the first port there. */
const SECOND = { location: 'CSNY1', name: 'newyork-edge-01', reason: 'Second path for New York' };
const READY_MS = 30_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A port's first weeks, as they often are at AWS. */
const WEEKS = { requested: 2 * DAY, pending: 4 * DAY, down: 9 * DAY };

/** Starts it in the browser at this path; `shell` is the shell's environment. */
export async function startStage(path: string, shell: Record<string, string | undefined>): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'interconnect-scenes-'));
  const world = await startWorld(true);
  const env = botEnvironment(world, folder, shell);
  const bot = startBot({ entry: BOT_ENTRY, env, folder, log: join(folder, 'bot.log') });
  const time = createTime(world.aws, bot);
  const page = await startPage({ ...world, time, sentence: SENTENCE, steps: STEPS });
  const browser = await startBrowser(path);
  const close = async () => {
    await browser.close();
    time.end();
    await bot.stop();
    await page.close();
    await world.close();
    await rm(folder, { recursive: true });
  };
  try {
    const late = AbortSignal.timeout(READY_MS);
    await Promise.race([
      bot.ready,
      bot.ended.then((how) => Promise.reject(new Error(`The bot ended: ${how}`))),
      new Promise((_resolve, reject) =>
        late.addEventListener('abort', () => reject(new Error('No "Ready:"'))),
      ),
    ]);
    await live(world, time);
    await closeForm(world);
    await askForPort(world, SECOND);
  } catch (error) {
    await close();
    throw error;
  }
  let shown: Tab | undefined;
  const show = async (scene: Scene, screen: Screen) => {
    await shown?.close();
    shown = undefined;
    await closeForm(world);
    return SHOW[scene](world, async (as) => {
      shown = await openAs(browser, page.url, screen, as);
      return shown;
    });
  };
  return { show, close };
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

async function openAs(browser: Browser, url: string, screen: Screen, as: string): Promise<Tab> {
  const tab = await openTab(browser, url, screen);
  await tab.until('the people', `document.querySelector('#people input')`);
  // Whose form is open is looked at at once: nothing below it can be clicked.
  const already = await tab.see<boolean>(`document.querySelector('#people input[value="${as}"]').checked`);
  if (!already) await tab.click(`#people input[value="${as}"]`);
  await tab.until('the channel', `document.querySelectorAll('#messages > article').length > 1`);
  return tab;
}

type Show = (world: World, open: (as: string) => Promise<Tab>) => Promise<Tab | undefined>;

const SHOW: Record<Scene, Show> = {
  card: async (world, open) => {
    const tab = await open(world.lee);
    // What stands before it would take most of the screen.
    await tab.see(`document.querySelectorAll('#messages > article:not(:last-of-type)')
      .forEach((article) => { article.hidden = true; })`);
    await top(tab, '#messages > article:last-of-type');
    return tab;
  },
  thread: async (world, open) => {
    const tab = await open(world.erin);
    await top(tab, '#messages > article');
    return tab;
  },
  letter: async (world, open) => toLine(await open(world.erin), 'The LOA-CFA of'),
  outage: async (world, open) => toLine(await open(world.erin), 'light was lost'),
  home: async ({ workspace, lee }, open) => {
    if (!workspace.features.homeTab) return undefined;
    const tab = await open(lee);
    await tab.click('#places [value="home"]');
    await workspace.until('the Home tab', () => workspace.as(lee).home());
    await tab.until('the Home tab', `!document.querySelector('#messages > article')`);
    await tab.until('its blocks', `document.querySelectorAll('#messages > *').length > 1`);
    await top(tab, 'main');
    return tab;
  },
  form: async (world, open) => {
    await fillForm(world, world.workspace.as(world.erin));
    const tab = await open(world.erin);
    await tab.until('the form', `document.querySelector('#modal').open`);
    await tab.see('document.activeElement.blur()');
    return tab;
  },
};

/** Scrolls to the first line that says this. */
async function toLine(tab: Tab, words: string): Promise<Tab> {
  await tab.see(`[...document.querySelectorAll('#messages article')]
    .findLast(({ innerText }) => innerText.includes(${JSON.stringify(words)})).scrollIntoView(); scrollBy(0, -8)`);
  return tab;
}

async function top(tab: Tab, selector: string): Promise<void> {
  await tab.see(`document.querySelector(${JSON.stringify(selector)}).scrollIntoView(); scrollBy(0, -8)`);
}
