import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** So long an option may take to be listed before the words are typed again. */
const TYPED_MS = 4_000;

/** What a form asks for, by its labels; what is left out stays empty. */
export interface Wish {
  location: string;
  bandwidth: string;
  name: string;
  reason: string;
  /** What to type for a LAG, a provider or a colleague, and choose the first of what is listed. */
  lag?: string;
  provider?: string;
  colleague?: string;
  macsec?: boolean;
  tags?: string;
}

export const ASHBURN: Wish = {
  location: 'EqDC2',
  bandwidth: '10Gbps',
  name: 'ashburn-core-01',
  reason: 'Second path for the Ashburn customers',
};

/** The approvals channel. */
export function channel(page: Page): Locator {
  return page.getByRole('region', { name: 'Channel interconnects', exact: true });
}

/** The newest card of the channel whose words are these, or any. */
export function card(page: Page, words = ''): Locator {
  return channel(page)
    .getByRole('article')
    .filter({ has: page.getByRole('heading'), hasText: words })
    .last();
}

/** Types a line into the channel's message box and sends it. */
export async function write(page: Page, line: string): Promise<void> {
  const box = channel(page).getByRole('combobox', { name: 'Message #interconnects' });
  await box.fill(line);
  await box.press('Enter');
}

/** The form for an order, open. */
export function orderForm(page: Page): Locator {
  return page.getByRole('dialog', { name: 'Order an interconnect' });
}

/** Fills in the open form. */
export async function fillIn(form: Locator, wish: Wish): Promise<void> {
  const choose = async (label: string, words: string | undefined) => {
    if (words === undefined) return;
    const list = form.getByRole('listbox', { name: 'Options' });
    const option = list.getByRole('option', { name: words }).first();
    // A field that the form has put in the place of this one meanwhile is empty: a person types again.
    await expect
      .poll(async () => {
        await form.getByRole('combobox', { name: label }).fill(words);
        return option.click({ timeout: TYPED_MS }).then(
          () => 'chosen',
          () => 'not listed',
        );
      })
      .toBe('chosen');
    await list.waitFor({ state: 'hidden' });
  };
  const type = async (label: string, words: string | undefined) => {
    if (words !== undefined) await form.getByRole('textbox', { name: label }).fill(words);
  };
  await choose('Location', wish.location);
  await form.getByText(`What ${wish.location} offers`).waitFor({ state: 'attached' });
  await form.getByRole('combobox', { name: 'Bandwidth' }).selectOption(wish.bandwidth);
  if (wish.macsec) await form.getByRole('checkbox', { name: 'MACsec' }).check();
  await choose('LAG', wish.lag);
  await choose('Provider', wish.provider);
  await type('Name', wish.name);
  await type('Reason', wish.reason);
  await type('Tags', wish.tags);
  await choose('For a colleague', wish.colleague);
}

/** Sends the open form, and goes from its answer to the card. */
export async function ask(form: Locator): Promise<void> {
  await form.getByRole('button', { name: 'Ask for approval' }).click();
  const answer = form.page().getByRole('dialog');
  await answer.getByRole('link', { name: 'Open the card' }).click();
  await answer.waitFor({ state: 'hidden' });
}

/** Orders a port, from the command to the card. */
export async function order(page: Page, wish = ASHBURN): Promise<void> {
  await write(page, '/interconnect');
  const form = orderForm(page);
  await form.waitFor();
  await fillIn(form, wish);
  await ask(form);
}

/** Presses a card's Approve and confirms it. */
export async function approve(one: Locator): Promise<void> {
  await one.getByRole('button', { name: 'Approve' }).click();
  const question = one.page().getByRole('dialog', { name: 'Order this port?' });
  await question.getByRole('button', { name: 'Approve' }).click();
  await question.waitFor({ state: 'hidden' });
}

/** Opens a card's menu and chooses. */
export async function fromMenu(one: Locator, item: string): Promise<void> {
  await one.getByRole('button', { name: 'More' }).click();
  await one.getByRole('menuitem', { name: item }).click();
}

/** Opens the thread of a card. */
export async function openThread(one: Locator): Promise<Locator> {
  await one.getByRole('button', { name: /\d+ repl(y|ies)/ }).click();
  return one.page().getByRole('region', { name: 'Thread' });
}
