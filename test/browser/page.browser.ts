import type { Page } from 'playwright-core';
import { beforeEach, expect } from 'vitest';
import { DESKTOP, PHONE } from '../../packaging/browser/open.ts';
import type { Json } from '../../sandbox/workspace/types.ts';
import { orderAt } from '../sandbox/aws/support.ts';
import { stage as startStage } from '../sandbox/page/support.ts';
import { callRaw } from '../sandbox/workspace/support.ts';
import { focused, sideways, tooSmall } from './support/screen.ts';
import { test, useBrowser } from './support/use-browser.ts';

// The page over a bot of a few lines.

const FEATURES = {
  homeTab: true,
  events: ['app_home_opened'],
  shortcuts: [{ name: 'Order an interconnect', callbackId: 'order' }],
};

const { open } = useBrowser();
let stage: Awaited<ReturnType<typeof startStage>>;
let page: Page;

beforeEach(async () => {
  stage = await startStage({ features: FEATURES });
});

async function look(name: string, screen = DESKTOP) {
  page = await open(stage.page.url, screen);
  await page.getByRole('radio', { name }).click();
}

async function call(method: string, args: Json): Promise<string> {
  const answer = (await (await callRaw(stage.workspace, method, args)).json()) as { ok: boolean; ts: string };
  expect(answer).toMatchObject({ ok: true });
  return answer.ts;
}

const plain = (text: string) => ({ type: 'plain_text', text });
const button = (text: string) => ({ type: 'button', action_id: text.toLowerCase(), text: plain(text) });
const option = (text: string) => ({ text: plain(text), value: text.toLowerCase() });
const menu = (...texts: string[]) => ({ type: 'overflow', action_id: 'menu', options: texts.map(option) });
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const header = (text: string) => ({ type: 'header', text: plain(text) });
const card = (text: string, ...elements: object[]) => ({
  channel: stage.channel,
  text,
  blocks: [header(text), actions(...elements)],
});

test('a menu is opened, walked through and closed with the keyboard, and what was chosen reaches the bot', async () => {
  const { workspace, lee, channel } = stage;
  await call('chat.postMessage', card('Card', button('Approve'), menu('Withdraw', 'Send back', 'Details')));
  await look('Lee');
  const more = page.getByRole('button', { name: 'More' });
  await more.focus();
  const open = () => more.getAttribute('aria-expanded');
  await page.keyboard.press('Enter');
  expect([await open(), await focused(page)]).toEqual(['true', ': Withdraw']);
  await page.keyboard.press('ArrowDown');
  expect(await focused(page)).toBe(': Send back');
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowDown');
  expect(await focused(page)).toBe(': Withdraw');
  await page.keyboard.press('d');
  expect(await focused(page)).toBe(': Details');
  await page.keyboard.press('Escape');
  expect([await open(), await focused(page)]).toEqual(['false', 'menu: ⋯']);
  await page.keyboard.press('ArrowUp');
  expect(await focused(page)).toBe(': Details');
  await page.keyboard.press('Enter');
  await workspace.until('the answer', () => workspace.as(lee).sees(channel).at(-1)?.ephemeralTo === lee);
  expect(await focused(page)).toBe('menu: ⋯');
});

test('a menu asks what its confirm asks, and is closed by a click elsewhere', async () => {
  const confirm = { title: plain('Sure?'), text: plain('Really?'), confirm: plain('Yes'), deny: plain('No') };
  await call('chat.postMessage', card('Card', { ...menu('Withdraw'), confirm }));
  await look('Lee');
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('heading', { name: '#interconnects' }).click();
  expect(await page.getByRole('menu').count()).toBe(0);
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem').click();
  const question = page.getByRole('dialog', { name: 'Sure?' });
  await question.getByRole('button', { name: 'No' }).click();
  await question.waitFor({ state: 'hidden' });
  expect(stage.workspace.as(stage.lee).sees(stage.channel)).toHaveLength(1);
});

test('a card that is drawn anew gives the focus back to the same button, or to itself if that is gone', async () => {
  const { channel } = stage;
  const ts = await call('chat.postMessage', card('One', button('Approve'), button('Reject')));
  await look('Lee');
  await page.getByRole('button', { name: 'Reject' }).focus();
  const redraw = async (text: string, ...elements: object[]) => {
    const { blocks } = card(text, ...elements);
    await call('chat.update', { channel, ts, text, blocks });
    await page.getByRole('article').getByRole('heading', { name: text }).waitFor();
  };
  await redraw('Two', button('Approve'), button('Reject'));
  expect(await focused(page)).toBe('reject: Reject');
  await redraw('Three', menu('Details'));
  expect(await focused(page)).toMatch(`${channel}/${ts}`);
});

test('rich text is drawn as what it says, and never read as markup', async () => {
  const { lee, workspace, channel } = stage;
  const text = (words: string, style?: object) => ({ type: 'text', text: words, ...(style && { style }) });
  const section = (...elements: object[]) => ({ type: 'rich_text_section', elements });
  const date = { type: 'date', timestamp: 1_780_000_000, format: '{date_short_pretty} at {time}' };
  const elements = [
    section(text('*no* <b>markup</b> '), text('bold', { bold: true, italic: true }), text(' '), date),
    section({ type: 'user', user_id: lee }, { type: 'broadcast', range: 'here' }),
    section({ type: 'emoji', name: 'wave', unicode: '1f44b' }, { type: 'emoji', name: 'other' }),
    section({ type: 'link', url: 'https://example.com/', text: 'there' }),
    { type: 'rich_text_quote', elements: [text('a quote\nof two lines')] },
    { type: 'rich_text_list', style: 'ordered', offset: 2, elements: [section(text('third'))] },
    { type: 'rich_text_preformatted', elements: [text('as  typed')] },
  ];
  await call('chat.postMessage', { channel, text: 'Words', blocks: [{ type: 'rich_text', elements }] });
  await look('Lee', PHONE);
  await page.getByText('no* <b>markup</b>').waitFor();
  const seen = await page.evaluate<string>(`document.querySelector('.richtext').innerText`);
  expect(seen.split('\n').filter((line) => line !== '')).toEqual([
    '*no* <b>markup</b> bold May 28, 2026 at 08:26 PM',
    '@Lee@here',
    '👋:other:',
    'there',
    'a quote',
    'of two lines',
    'third',
    'as  typed',
  ]);
  const tags = `['em strong', 'blockquote', 'ol[start="3"]', 'pre', 'a[href="https://example.com/"]']
    .filter((one) => !document.querySelector('.richtext ' + one))`;
  expect(await page.evaluate(tags)).toEqual([]);
  expect(await sideways(page)).toBe(0);
  expect(workspace.problems()).toEqual([]);
});

test('the Home tab is opened, told, drawn for whoever looks, and clicked', async () => {
  const { workspace, erin, lee, channel } = stage;
  const blocks = (words: string) => [header(words), actions(button('Approve'), menu('Details'))];
  const publish = (user_id: string, words: string) =>
    call('views.publish', { user_id, view: { type: 'home', blocks: blocks(words) } });
  await look('Lee', PHONE);
  await page.getByRole('button', { name: 'Home' }).click();
  const heading = (name: string) => page.getByRole('log').getByRole('heading', { name });
  await heading('Nothing here yet.').waitFor();
  await publish(lee, 'Waiting for Lee');
  await publish(erin, 'Waiting for Erin');
  await heading('Waiting for Lee').waitFor();
  expect([await sideways(page), await tooSmall(page)]).toEqual([0, []]);
  await page.getByRole('button', { name: 'More' }).click();
  expect(await sideways(page)).toBe(0);
  await page.getByRole('menuitem').click();
  await workspace.until('the answer', () => workspace.as(lee).sees(channel).length > 0);
  await publish(lee, 'Nothing waits for Lee');
  await heading('Nothing waits for Lee').waitFor();
  expect(await focused(page)).toBe('menu: ⋯');
  await page.getByRole('radio', { name: 'Erin' }).click();
  await heading('Waiting for Erin').waitFor();
});

test('the shortcut stands at the message box and opens the form, whose people and groups can be chosen', async () => {
  const { erin, workspace } = stage;
  await look('Erin', PHONE);
  await page.getByRole('button', { name: 'Shortcuts' }).click();
  await page.getByRole('menuitem', { name: 'Order an interconnect' }).click();
  const form = page.getByRole('dialog');
  await form.waitFor();
  expect([await sideways(page), await tooSmall(page)]).toEqual([0, []]);
  const who = form.locator('[data-block="who"]');
  await who.getByRole('combobox').click();
  await page.keyboard.type('le');
  await expect.poll(() => who.getByRole('option').allTextContents()).toEqual(['Lee']);
  await page.keyboard.press('Enter');
  const values = () => JSON.stringify(workspace.as(erin).modal()?.values.who);
  await workspace.until('the choice', () => values().includes(stage.lee));
  await form.locator('[data-block="location"]').getByRole('combobox').click();
  await expect.poll(() => form.locator('li.group').count()).toBe(2);
});

test('nothing that is long is wider than a phone', async () => {
  const { lee, channel } = stage;
  const long = 'x'.repeat(75);
  const section = { type: 'section', text: plain(long), fields: [plain(long), plain(long)] };
  const quote = { type: 'rich_text_quote', elements: [{ type: 'text', text: long, style: { code: true } }] };
  const list = {
    type: 'rich_text_list',
    style: 'bullet',
    indent: 8,
    elements: [{ ...quote, type: 'rich_text_section' }],
  };
  const blocks = [
    header(long),
    section,
    { type: 'context', elements: [plain(long)] },
    { type: 'rich_text', elements: [quote, list, { ...quote, type: 'rich_text_preformatted' }] },
    actions(button(long), menu(long)),
  ];
  await call('chat.postMessage', { channel, text: long, blocks });
  await call('chat.postMessage', { channel, text: long });
  await call('views.publish', { user_id: lee, view: { type: 'home', blocks } });
  await look('Lee', PHONE);
  await expect.poll(() => page.getByRole('article').count()).toBe(2);
  expect(await sideways(page)).toBe(0);
  await page.getByRole('button', { name: 'More' }).click();
  expect(await sideways(page)).toBe(0);
  await page.getByRole('button', { name: 'Home' }).click();
  await expect.poll(() => page.getByRole('article').count()).toBe(0);
  expect(await sideways(page)).toBe(0);
});

test.each([DESKTOP, PHONE])('time and what happens to ports are worked on a $name', async (screen) => {
  const { aws, passed } = stage;
  const port = await orderAt(aws);
  await look('Erin', screen);
  await page.getByText('Time:').click();
  await expect.poll(() => page.getByRole('combobox', { name: 'Port' }).inputValue()).toBe(port);
  expect([await sideways(page), await tooSmall(page)]).toEqual([0, []]);
  await page.getByRole('button', { name: '1 hour a second' }).click();
  await page.getByRole('button', { name: '1 hour a second', pressed: true }).waitFor();
  expect(await focused(page)).toBe(': 1 hour a second');
  await page.getByRole('button', { name: 'A day at once' }).click();
  await page.getByText('Done: ').waitFor();
  expect(passed).toEqual([24 * 3_600_000]);
  aws.setState(port, 'available');
  await page.getByRole('button', { name: 'Lose its light' }).click();
  await page.getByText(`Done: Lose its light, ${port}.`).waitFor();
  expect(aws.interconnects[0]?.interconnectState).toBe('down');
  await page.getByRole('status', { name: 'Counters' }).getByText(`${port} is down`).waitFor();
});

test('a day that has passed shows in the time, and on what is written then', async () => {
  const { aws } = stage;
  aws.clock.set(Date.UTC(2031, 5, 6, 7, 8, 9));
  await call('chat.postMessage', { channel: stage.channel, text: 'Before' });
  aws.clock.jump(24 * 3_600_000);
  await call('chat.postMessage', { channel: stage.channel, text: 'After' });
  await look('Erin');
  const times = () => page.getByRole('log').getByRole('time').allTextContents();
  await expect
    .poll(times)
    .toEqual([expect.stringMatching(/^07:08:/), expect.stringMatching(/^7 Jun, 07:08:/)]);
  await page.getByText('7 Jun 2031, 07:08').waitFor();
});
