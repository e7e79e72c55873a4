import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { PHONE } from '../../packaging/browser/open.ts';
import { ASHBURN, approve, card, openThread, order, orderForm } from './support/person.ts';
import { test } from './support/use-browser.ts';
import { useDemo } from './support/use-demo.ts';

// Ways to use the page: two windows, two leads, a keyboard alone, a phone, and a reload in the middle.

const { visit, world } = useDemo();

test('where an order takes two leads, it is placed once both have approved, and the bot is restarted for that', async () => {
  const [erin, lee, lin] = [await visit('erin'), await visit('lee'), await visit('lin')];
  const bot = lee.getByRole('region', { name: 'Bot' });
  await bot.getByText('2 leads').click();
  await bot.getByText('Bot 1 is starting').waitFor();
  await bot.getByText('Bot 1 is ready').waitFor({ timeout: 60_000 });
  await order(erin);
  await approve(card(lee));
  await card(lin, '1 of 2').waitFor();
  expect(world().aws.calls('CreateInterconnect')).toEqual([]);
  await approve(card(lin));
  await card(erin, 'Ordered').waitFor();
  expect(world().aws.calls('CreateInterconnect')).toHaveLength(1);
});

test('two windows are two people: a form belongs to its window, and what one does the other sees', async () => {
  const [erin, lee] = [await visit('erin'), await visit('lee')];
  expect(await erin.getByRole('radio', { name: 'Erin' }).isChecked()).toBe(true);
  expect(await lee.getByRole('radio', { name: 'Lee' }).isChecked()).toBe(true);
  const again = await visit('erin');
  await erin.getByRole('button', { name: '/interconnect' }).click();
  await orderForm(erin).waitFor();
  expect([await orderForm(lee).count(), await orderForm(again).count()]).toEqual([0, 0]);
  await orderForm(erin).getByRole('button', { name: 'Cancel' }).click();
  await orderForm(erin).waitFor({ state: 'hidden' });
  await order(erin);
  await card(lee).getByRole('button', { name: 'Approve' }).waitFor();
  await lee.keyboard.press('1');
  await expect.poll(() => lee.getByRole('radio', { name: 'Erin' }).isChecked()).toBe(true);
  await lee.keyboard.press('2');
  await expect.poll(() => lee.getByRole('radio', { name: 'Lee' }).isChecked()).toBe(true);
});

test('a port is ordered and approved by the keyboard alone', async () => {
  const page = await visit('erin');
  const { keyboard } = page;
  await tabTo(page, 'Message #interconnects');
  await keyboard.type('/interconnect');
  await keyboard.press('Enter');
  await orderForm(page).waitFor();
  await tabTo(page, 'Location');
  await keyboard.type('EqDC2');
  await orderForm(page).getByRole('option', { name: 'EqDC2' }).waitFor();
  await keyboard.press('Enter');
  await orderForm(page).getByText('What EqDC2 offers').waitFor({ state: 'attached' });
  await tabTo(page, 'Bandwidth');
  await keyboard.type('10G');
  await tabTo(page, 'Name');
  await keyboard.type(ASHBURN.name);
  await tabTo(page, 'Reason');
  await keyboard.type(ASHBURN.reason);
  await tabTo(page, 'Ask for approval');
  await keyboard.press('Enter');
  await page.getByRole('link', { name: 'Open the card' }).waitFor();
  await keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await tabTo(page, 'Erin');
  await keyboard.press('2');
  await tabTo(page, 'Approve');
  await keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Order this port?' }).waitFor();
  await tabTo(page, 'Approve');
  await keyboard.press('Enter');
  await card(page, 'Ordered').waitFor();
  expect(world().aws.interconnects).toMatchObject([{ bandwidth: '10Gbps', interconnectName: ASHBURN.name }]);
});

test('on a phone a port is ordered, approved and seen at AWS, one pane at a time', async () => {
  const page = await visit('erin', PHONE);
  await order(page);
  await page.getByRole('radio', { name: 'Lee' }).tap();
  await approve(card(page));
  await card(page, 'Ordered').waitFor();
  const panes = page.getByRole('navigation', { name: 'Panes' });
  await panes.getByRole('button', { name: 'AWS' }).tap();
  const aws = page.getByRole('region', { name: 'AWS Direct Connect' });
  await aws.getByRole('heading', { name: ASHBURN.name }).waitFor();
  expect(await page.getByRole('region', { name: 'Channel interconnects' }).count()).toBe(0);
  await panes.getByRole('button', { name: 'Slack' }).tap();
  await card(page, 'Ordered').waitFor();
  expect(await aws.count()).toBe(0);
});

test('who one is, theme, tour, thread and what is being written are there again after a reload', async () => {
  const page = await visit('erin');
  await page.getByRole('button', { name: 'Tour' }).click();
  const tour = page.getByRole('complementary', { name: 'Tour' });
  await order(page);
  await tour.getByRole('heading', { name: 'Approve it' }).waitFor();
  const theme = page.getByRole('button', { name: /^Theme/ });
  await theme.click();
  await theme.click();
  await page.keyboard.press('2');
  await approve(card(page));
  await card(page, 'Ordered').waitFor();
  await (await openThread(card(page))).getByText('is requested').waitFor();
  await page.getByRole('tab', { name: 'Timeline' }).click();
  await page.getByRole('combobox', { name: 'Message #interconnects' }).fill('Who looks after it?');
  await page.reload();
  await page.getByRole('region', { name: 'Thread' }).getByText('is requested').waitFor();
  expect(await page.getByRole('radio', { name: 'Lee' }).isChecked()).toBe(true);
  expect(await theme.textContent()).toBe('Theme: dark');
  expect(await page.evaluate('document.documentElement.dataset.theme')).toBe('dark');
  await tour.waitFor();
  await page.getByRole('tab', { name: 'Timeline', selected: true }).waitFor();
  expect(await page.getByRole('combobox', { name: 'Message #interconnects' }).inputValue()).toBe(
    'Who looks after it?',
  );
});

/** Presses Tab until what has this name has the focus; as far as a page with hundreds of stops would go. */
async function tabTo(page: Page, name: string): Promise<void> {
  const named = `((one) => [one.ariaLabel, one.textContent, ...[...(one.labels ?? [])].map(({ textContent }) => textContent)]
    .some((words) => words?.trim().startsWith(${JSON.stringify(name)})))(document.activeElement)`;
  for (let stop = 0; stop < 200; stop += 1) {
    if (await page.evaluate<boolean>(named)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The Tab key never came to ${name}.`);
}
