import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { askForPort } from '../../demo/order.ts';
import { DESKTOP, PHONE, type Screen } from '../../packaging/browser/open.ts';
import { findings } from './support/findings.ts';
import { approve, card, fromMenu, openThread, orderForm, write } from './support/person.ts';
import { sideways, tooSmall } from './support/screen.ts';
import { test } from './support/use-browser.ts';
import { useDemo } from './support/use-demo.ts';

// Every view of the page, light and dark: what axe finds of it, on a phone also whether it fits and can be touched.

const { visit, world } = useDemo('file');

/** Somebody who looks, and what they do until they see it. */
interface View {
  as: string;
  see: (page: Page, screen: Screen) => Promise<unknown>;
  /** What has to have happened before. */
  first?: () => Promise<unknown>;
}

/** Brings one of the panes or tabs to the front. */
async function front(page: Page, { phone }: Screen, pane: string, tab: string): Promise<Locator> {
  const bar = page.getByRole('navigation', { name: 'Panes' });
  if (phone) await bar.getByRole('button', { name: pane }).click();
  else if (tab !== AWS) await page.getByRole('tab', { name: tab }).click();
  return page.getByRole('region', { name: tab });
}

const AWS = 'AWS Direct Connect';
const aws = (page: Page, screen: Screen) => front(page, screen, 'AWS', AWS);
const dare = (page: Page, screen: Screen) => front(page, screen, 'Break it', 'Try to make it order twice');
const timeline = (page: Page, screen: Screen) => front(page, screen, 'Log', 'Timeline');
const goTo = (page: Page, name: string | RegExp) =>
  page.getByRole('navigation', { name: 'Slack' }).getByRole('button', { name }).click();
const form = async (page: Page) => {
  await write(page, '/interconnect');
  await orderForm(page).waitFor();
  return orderForm(page);
};

/** In this order: what one does is there for the next ones. */
const VIEWS: Record<string, View> = {
  'an empty channel': { as: 'erin', see: (page) => page.getByText('Order the first port').waitFor() },
  'the tour': {
    as: 'erin',
    see: async (page) => {
      await page.getByRole('button', { name: 'Tour' }).click();
      await page.getByRole('complementary', { name: 'Tour' }).waitFor();
    },
  },
  'the commands': {
    as: 'erin',
    see: async (page) => {
      await page.getByRole('combobox', { name: 'Message #interconnects' }).fill('/');
      await page.getByRole('option', { name: '/interconnect' }).waitFor();
    },
  },
  'the form with its locations': {
    as: 'erin',
    see: async (page) => {
      const sheet = await form(page);
      await sheet.getByRole('combobox', { name: 'Location' }).fill('Ash');
      await sheet.getByRole('listbox', { name: 'Options' }).getByRole('option').first().waitFor();
    },
  },
  'the form with what is wrong with it': {
    as: 'erin',
    see: async (page) => {
      const sheet = await form(page);
      await sheet.getByRole('button', { name: 'Ask for approval' }).click();
      await sheet.locator('[aria-invalid="true"]').first().waitFor();
    },
  },
  "a card's menu": {
    as: 'lee',
    first: async () => {
      await askForPort(world());
      // Its answer would cover whatever else she looks at.
      await world().workspace.as(world().erin).close();
    },
    see: async (page) => {
      await card(page).getByRole('button', { name: 'More' }).click();
      await page.getByRole('menuitem').first().waitFor();
    },
  },
  'a form of one field': {
    as: 'lee',
    see: async (page) => {
      await fromMenu(card(page), 'Send back');
      await page.getByRole('dialog', { name: 'Send back' }).waitFor();
    },
  },
  'a question': {
    as: 'lee',
    see: async (page) => {
      await card(page).getByRole('button', { name: 'Approve' }).click();
      await page.getByRole('dialog', { name: 'Order this port?' }).waitFor();
    },
  },
  'a private answer': {
    as: 'olga',
    see: async (page) => {
      await approve(card(page));
      await page.getByText('Only you can see this').waitFor();
    },
  },
  'the Home tab of whom something waits for': {
    as: 'lee',
    see: async (page) => {
      await goTo(page, 'Home');
      await page.getByRole('region', { name: 'Home tab' }).getByRole('heading').first().waitFor();
    },
  },
  'a thread': {
    as: 'erin',
    first: async () => {
      const { workspace, channel, lee } = world();
      const [waiting] = workspace.messages(channel);
      if (!waiting) throw new Error('No card waits.');
      await workspace.as(lee).press(waiting, 'Approve');
      // From then on nothing rings, which would lie over what is looked at.
      const lines = () => workspace.messages(channel, waiting.ts);
      await workspace.until('light', () => lines().find(({ text }) => text.includes('is available')), 60_000);
    },
    see: async (page) => {
      await card(page, 'Ordered').waitFor();
      const thread = await openThread(card(page));
      await thread.getByRole('link', { name: /LOA-CFA .*[.]pdf/ }).waitFor();
    },
  },
  'the direct message': {
    as: 'erin',
    see: async (page) => {
      await goTo(page, /^Interconnect/);
      await page
        .getByRole('region', { name: 'Messages in Interconnect' })
        .getByRole('article')
        .first()
        .waitFor();
    },
  },
  'a phone that rings': {
    as: 'lee',
    see: async (page) => {
      await goTo(page, 'general');
      await page.getByRole('region', { name: 'Channel general' }).waitFor();
      const { workspace, channel, erin, lee } = world();
      workspace.as(erin).say(channel, `<@${lee}> Is there light?`);
      await page.getByRole('button', { name: /Is there light/ }).waitFor();
    },
  },
  "AWS with a port's menu": {
    as: 'erin',
    see: async (page, screen) => (await aws(page, screen)).getByText('More', { exact: true }).first().click(),
  },
  'what AWS was asked': {
    as: 'erin',
    see: async (page, screen) => (await aws(page, screen)).getByText('All calls').click(),
  },
  'the promise in its terms': {
    as: 'erin',
    see: (page) => page.getByRole('banner').locator('summary').click(),
  },
  'the dare, armed': {
    as: 'erin',
    see: async (page, screen) => {
      const region = await dare(page, screen);
      await region
        .getByRole('button', { name: /^(Try it|Never mind)/ })
        .first()
        .click();
      await region.getByRole('button', { name: 'Try it' }).first().waitFor();
    },
  },
  'raw faults': {
    as: 'erin',
    see: async (page, screen) => (await dare(page, screen)).getByText('Raw faults').click(),
  },
  'the timeline with its payloads': {
    as: 'erin',
    see: async (page, screen) => {
      const region = await timeline(page, screen);
      await region.getByRole('button', { name: 'CreateInterconnect' }).last().click();
      await region.getByRole('region', { name: 'Response' }).waitFor();
    },
  },
};

test.each(Object.entries(VIEWS))('axe finds nothing: %s', async (_name, { as, see, first }) => {
  await first?.();
  for (const screen of [DESKTOP, PHONE]) {
    const page = await visit(as, screen);
    await see(page, screen);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await findings(page), `${screen.name}, ${colorScheme}`).toEqual([]);
    }
    expect(await sideways(page)).toBe(0);
    if (screen.phone) expect(await tooSmall(page)).toEqual([]);
    await page.close();
  }
});
