import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { card, orderForm, write } from './support/person.ts';
import { focused } from './support/screen.ts';
import { test } from './support/use-browser.ts';
import { useDemo } from './support/use-demo.ts';

// What the page plays and tells by itself, and the keys that make the visitor another person.

const { visit, world } = useDemo();

test('it plays an order in its channel, wherever the visitor is', async () => {
  const page = await visit();
  await page.getByRole('button', { name: 'Home', exact: true }).click();
  await play(page);
  await card(page, 'Ordered').waitFor();
  expect(world().aws.calls('CreateInterconnect')).toHaveLength(1);
});

test('what keeps it from playing on is said at once', async () => {
  const page = await visit();
  await page.getByRole('button', { name: 'Kill now: Bot 1' }).click();
  await page.getByText('Bot 1 is down').waitFor();
  await play(page);
  expect(await page.locator('.notice').textContent()).toBe('the bot has no connection open');
});

test('a tour that was skipped through claims nothing, and leaves the focus where it began', async () => {
  const page = await visit();
  await page.getByRole('button', { name: 'Tour' }).click();
  const tour = page.getByRole('complementary', { name: 'Tour' });
  const skip = tour.getByRole('button', { name: 'Skip this step' });
  await skip.click();
  await skip.click();
  await tour.getByText('Step 4').waitFor();
  await skip.click();
  await tour.getByText('Done').waitFor();
  expect(await tour.textContent()).not.toContain('taken over');
  await tour.getByRole('button', { name: 'Close' }).click();
  expect(await focused(page)).toBe('Tour');
});

test('keys make nobody another person over a form, and do beside a ticked box', async () => {
  const page = await visit('erin');
  await write(page, '/interconnect');
  await orderForm(page).waitFor();
  await page.mouse.click(5, 5);
  await page.keyboard.press('2');
  await orderForm(page).getByRole('button', { name: 'Cancel' }).click();
  await orderForm(page).waitFor({ state: 'hidden' });
  expect(await page.getByRole('radio', { name: 'Erin' }).isChecked()).toBe(true);
  await page.getByRole('checkbox', { name: 'Dry run' }).focus();
  await page.keyboard.press('3');
  await expect.poll(() => page.getByRole('radio', { name: 'Lin' }).isChecked()).toBe(true);
});

async function play(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Play it for me' }).click();
  await page.getByRole('button', { name: 'Play it for me' }).waitFor({ timeout: 60_000 });
}
