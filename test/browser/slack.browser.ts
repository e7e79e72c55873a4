import type { Page } from 'playwright-core';
import { beforeEach, expect } from 'vitest';
import { DESKTOP, PHONE } from '../../packaging/browser/open.ts';
import type { Json } from '../../sandbox/workspace/types.ts';
import { stage as startStage } from '../sandbox/page/support.ts';
import { callRaw } from '../sandbox/workspace/support.ts';
import { test, useBrowser } from './support/use-browser.ts';

// What the page keeps for a person in Slack: what was read, where one is, what is being written.

const { open } = useBrowser();
let stage: Awaited<ReturnType<typeof startStage>>;
let page: Page;

beforeEach(async () => {
  stage = await startStage({ features: { homeTab: true, messagesTab: true, events: ['app_home_opened'] } });
});

async function look(as: string, screen = DESKTOP) {
  page = await open(`${stage.page.url}?as=${as}`, screen);
  await page.getByRole('main').waitFor();
}

async function call(
  method: string,
  args: Json,
): Promise<{ ts: string; channel: { id: string }; permalink: string }> {
  const answer = await (await callRaw(stage.workspace, method, args)).json();
  expect(answer).toMatchObject({ ok: true });
  return answer as { ts: string; channel: { id: string }; permalink: string };
}

const post = (text: string, more: Json = {}) =>
  call('chat.postMessage', { channel: stage.channel, text, ...more });
const section = (text: string, more: object = {}) => ({
  type: 'section',
  text: { type: 'mrkdwn', text },
  ...more,
});
const places = () => page.getByRole('navigation', { name: 'Slack' });
const messages = (name = 'interconnects') => page.getByRole('region', { name: `Messages in ${name}` });
const thread = () => page.getByRole('region', { name: 'Thread' });
const box = () => page.getByRole('combobox', { name: 'Message #interconnects' });
const form = () => page.getByRole('dialog', { name: 'Order an interconnect' });
const focused = () => page.evaluate<string>('document.activeElement.textContent.trim()');

test('an empty channel offers the command as one button, which does it', async () => {
  await look('erin');
  await messages().getByRole('button', { name: '/interconnect' }).click();
  await form().waitFor();
});

test('a slash lists the commands, for the keyboard too, and Escape leaves what was typed', async () => {
  await look('erin');
  await box().fill('/');
  const list = page.getByRole('listbox', { name: 'Commands' });
  await list.getByRole('option', { name: '/interconnect' }).waitFor();
  expect(await box().getAttribute('aria-expanded')).toBe('true');
  await box().press('Escape');
  expect([await list.count(), await box().inputValue()]).toEqual([0, '/']);
  await box().fill('/int');
  await box().press('Enter');
  expect(await box().inputValue()).toBe('/interconnect ');
  await page.reload();
  expect(await box().inputValue()).toBe('/interconnect ');
  await box().press('Enter');
  await form().waitFor();
  expect(await box().inputValue()).toBe('');
});

test('what is unread is counted by whom it is unread, until it is looked at', async () => {
  const { id } = stage.workspace.addChannel({ name: 'ops' });
  await post('Here');
  await post('There', { channel: id });
  await look('erin');
  const ops = places().getByRole('button', { name: 'ops' });
  await expect.poll(() => ops.textContent()).toMatch(/1 unread/);
  expect(await places().getByRole('button', { name: 'interconnects' }).textContent()).not.toMatch(/unread/);
  await ops.click();
  await messages('ops').getByText('There').waitFor();
  await expect.poll(() => ops.textContent()).not.toMatch(/unread/);
  expect(await ops.getAttribute('aria-current')).toBe('page');
  await page.reload();
  await messages('ops').getByText('There').waitFor();
  expect(await ops.textContent()).not.toMatch(/unread/);
  await places().getByRole('button', { name: 'interconnects' }).click();
  await page.getByRole('radio', { name: 'Lee' }).click();
  await expect.poll(() => ops.textContent()).toMatch(/1 unread/);
});

test('a thread opens beside its channel, is written in, and is there again after a reload', async () => {
  const { ts } = await post('Card');
  await post('First line', { thread_ts: ts });
  await look('lee');
  const replies = () => messages().getByRole('button', { name: /repl/ });
  await expect.poll(() => replies().textContent()).toMatch(/^1 reply 1 new /);
  await replies().click();
  await thread().getByText('First line').waitFor();
  await messages().getByText('Card').waitFor();
  await thread().getByRole('textbox', { name: 'Reply' }).fill('I look after it');
  await thread().getByRole('textbox', { name: 'Reply' }).press('Enter');
  await thread().getByText('I look after it').waitFor();
  await page.reload();
  await thread().getByText('I look after it').waitFor();
  await page.keyboard.press('Tab');
  await thread().getByRole('button', { name: 'Close' }).focus();
  await page.keyboard.press('Escape');
  expect(await thread().count()).toBe(0);
  expect(await focused()).toMatch(/^2 replies/);
});

test('on a phone a thread stands in place of its channel, and leads back', async () => {
  const { ts } = await post('Card');
  await post('First line', { thread_ts: ts });
  await look('lee', PHONE);
  await messages().getByRole('button', { name: '1 reply' }).click();
  await thread().getByText('First line').waitFor();
  expect(await messages().count()).toBe(0);
  await thread().getByRole('button', { name: 'Back' }).click();
  await messages().getByText('Card').waitFor();
});

test('a private answer is gone after a reload', async () => {
  await post('Card');
  await look('lee');
  await messages().getByText('Card').waitFor();
  await call('chat.postEphemeral', {
    channel: stage.channel,
    user: stage.lee,
    text: "You can't decide this.",
  });
  await messages().getByText('Only you can see this').waitFor();
  await page.reload();
  await messages().getByText('Card').waitFor();
  expect(await messages().getByText("You can't decide this.").count()).toBe(0);
});

test('whoever has scrolled up stays there, is told of what is new, and is there again after a reload', async () => {
  for (let line = 1; line <= 30; line += 1)
    await post(`Line ${line}`, { blocks: [section(`Line ${line}\n.`)] });
  await look('erin');
  await messages().getByText('Line 30').waitFor();
  const isAtEnd = () => messages().evaluate((one) => one.scrollHeight - one.scrollTop - one.clientHeight < 5);
  await expect.poll(isAtEnd).toBe(true);
  await post('Line 31');
  await messages().getByText('Line 31').waitFor();
  await expect.poll(isAtEnd).toBe(true);
  await messages().evaluate((one) => one.scrollTo(0, 200));
  await post('Line 32');
  const newer = page.getByRole('button', { name: 'New messages' });
  await newer.waitFor();
  const top = () => messages().evaluate((one) => one.scrollTop);
  expect(await top()).toBe(200);
  await page.reload();
  await messages().getByText('Line 32').waitFor({ state: 'attached' });
  await expect.poll(top).toBe(200);
  await post('Line 33');
  await newer.click();
  await expect.poll(isAtEnd).toBe(true);
  expect(await newer.count()).toBe(0);
});

test('a long section folds and unfolds, one that says expand does not', async () => {
  const long = Array.from({ length: 12 }, (_, at) => `Line ${at + 1} of it`).join('\n');
  await post('Long', { blocks: [section(long), section(long, { expand: true })] });
  await look('erin');
  const texts = messages().locator('.section .text');
  const isCut = (at: number) => texts.nth(at).evaluate((one) => one.scrollHeight > one.clientHeight);
  await texts.first().waitFor();
  expect([await isCut(0), await isCut(1)]).toEqual([true, false]);
  await messages().getByRole('button', { name: 'See more' }).click();
  expect(await isCut(0)).toBe(false);
  await messages().getByRole('button', { name: 'See less' }).click();
  expect(await isCut(0)).toBe(true);
});

test('a permalink opens its message where it stands, and marks it', async () => {
  const { ts } = await post('Card');
  const reply = await post('Light was lost', { thread_ts: ts });
  const { permalink } = await call('chat.getPermalink', { channel: stage.channel, message_ts: reply.ts });
  const dm = await call('conversations.open', { users: stage.erin });
  await post('For you', { channel: dm.channel.id, blocks: [section(`<${permalink}|the line>`)] });
  await look('erin');
  await places()
    .getByRole('button', { name: /^Interconnect \d+ unread/ })
    .click();
  await page.getByRole('link', { name: 'the line' }).click();
  await thread().getByText('Light was lost').waitFor();
  await expect.poll(() => page.evaluate('document.activeElement.className')).toMatch(/marked/);
});

test('what the timeline points at lights up in Slack', async () => {
  const { ts } = await post('Waiting: ic-0123456789');
  await post('Another card');
  await post('dxcon-abc is down', { thread_ts: ts });
  await look('lee');
  await messages().getByRole('button', { name: '1 reply' }).click();
  await page.getByRole('tab', { name: 'Timeline' }).click();
  const lit = () => page.locator('.message.lit').count();
  expect(await lit()).toBe(0);
  await page.getByRole('button', { name: /ic-0123456789/ }).hover();
  // The card beside its thread, the card above the thread, and the reply.
  await expect.poll(lit).toBe(3);
  await page.getByRole('heading', { level: 1 }).hover();
  await expect.poll(lit).toBe(0);
});

test('what is being typed outlives what the bot makes of the form meanwhile, and a reload', async () => {
  await look('erin');
  await box().fill('/interconnect');
  await box().press('Enter');
  const name = form().getByRole('textbox', { name: 'Name' });
  await name.pressSequentially('core-');
  const open = stage.workspace.as(stage.erin).modal();
  const view = open?.view as { blocks: Json[] };
  const blocks = [section('Drawn anew'), ...view.blocks];
  await call('views.update', { view_id: open?.id, view: { ...view, blocks } });
  await form().getByText('Drawn anew').waitFor();
  await page.keyboard.type('01');
  expect(await name.inputValue()).toBe('core-01');
  const held = () => JSON.stringify(stage.workspace.as(stage.erin).modal()?.values);
  await expect.poll(held).toContain('core-01');
  await page.reload();
  await form().waitFor();
  expect(await name.inputValue()).toBe('core-01');
});

test("a phone shows a message's text alone where it is not in view, never what was there before", async () => {
  const dm = (await call('conversations.open', { users: stage.erin })).channel.id;
  await post('Old', { channel: dm });
  await look('erin');
  await places()
    .getByRole('button', { name: /1 unread/ })
    .waitFor();
  const rings = page.getByRole('button', { name: /· now/ });
  expect(await rings.count()).toBe(0);
  await post('dc2-core-01: light &amp; all', { channel: dm, blocks: [section('Something else')] });
  await expect
    .poll(() => rings.textContent())
    .toMatch(/Interconnect bot · now\s*dc2-core-01: light & all\s*$/);
  await rings.click();
  await page.getByText('Something else').waitFor();
  expect(await rings.count()).toBe(0);
  const { ts } = await post('Card', { blocks: [section('Card')] });
  await post(`<@${stage.erin}>: light was lost`, { thread_ts: ts });
  await expect.poll(() => rings.textContent()).toMatch(/#interconnects · now\s*@Erin: light was lost\s*$/);
  await page.getByRole('button', { name: 'Dismiss the notification' }).click();
  expect(await rings.count()).toBe(0);
});
