import type { Page } from 'playwright-core';
import { beforeEach, expect } from 'vitest';
import { DESKTOP, PHONE } from '../../packaging/browser/open.ts';
import type { Json } from '../../sandbox/workspace/types.ts';
import { orderAt } from '../sandbox/aws/support.ts';
import { stage as startStage } from '../sandbox/page/support.ts';
import { callRaw } from '../sandbox/workspace/support.ts';
import { channel, orderForm, write } from './support/person.ts';
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

async function look(as: string, screen = DESKTOP) {
  page = await open(`${stage.page.url}?as=${as}`, screen);
  await channel(page).waitFor();
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

const log = (name = 'interconnects') => page.getByRole('region', { name: `Messages in ${name}` });
const more = () => log().getByRole('button', { name: 'More actions' });
const hasFocus = (name: string) => expect.poll(() => focused(page)).toBe(name);

test('a menu is opened, walked through and closed with the keyboard, and what was chosen reaches the bot', async () => {
  const { workspace, lee } = stage;
  await call('chat.postMessage', card('Card', button('Approve'), menu('Withdraw', 'Send back', 'Details')));
  await look('lee');
  await more().focus();
  const open = () => more().getAttribute('aria-expanded');
  await page.keyboard.press('Enter');
  await hasFocus('Withdraw');
  expect(await open()).toBe('true');
  await page.keyboard.press('ArrowDown');
  await hasFocus('Send back');
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowDown');
  await hasFocus('Withdraw');
  await page.keyboard.press('d');
  await hasFocus('Details');
  await page.keyboard.press('Escape');
  await hasFocus('More actions');
  expect(await open()).toBe('false');
  await page.keyboard.press('ArrowUp');
  await hasFocus('Details');
  await page.keyboard.press('Enter');
  await workspace.until(
    'the answer',
    () => workspace.as(lee).sees(stage.channel).at(-1)?.ephemeralTo === lee,
  );
  await hasFocus('More actions');
  await log().getByText('Only you can see this').waitFor();
});

test('a menu asks what its confirm asks, and is closed by a click elsewhere', async () => {
  const confirm = { title: plain('Sure?'), text: plain('Really?'), confirm: plain('Yes'), deny: plain('No') };
  await call('chat.postMessage', card('Card', { ...menu('Withdraw'), confirm }));
  await look('lee');
  await more().click();
  await page.getByRole('menuitem').waitFor();
  await page.getByRole('heading', { name: 'interconnects' }).click();
  await expect.poll(() => page.getByRole('menuitem').count()).toBe(0);
  await more().click();
  await page.getByRole('menuitem').click();
  const question = page.getByRole('dialog', { name: 'Sure?' });
  await question.getByRole('button', { name: 'No' }).click();
  await question.waitFor({ state: 'hidden' });
  expect(stage.workspace.as(stage.lee).sees(stage.channel)).toHaveLength(1);
});

test('a card that is drawn anew gives the focus back to the same button, or to itself if that is gone', async () => {
  const { channel: id } = stage;
  const ts = await call('chat.postMessage', card('One', button('Approve'), button('Reject')));
  await look('lee');
  await log().getByRole('button', { name: 'Reject' }).focus();
  const redraw = async (text: string, ...elements: object[]) => {
    const { blocks } = card(text, ...elements);
    await call('chat.update', { channel: id, ts, text, blocks });
    await log().getByRole('heading', { name: text }).waitFor();
  };
  await redraw('Two', button('Approve'), button('Reject'));
  await hasFocus('Reject');
  await redraw('Three', menu('Details'));
  await hasFocus((await log().getByRole('article').getAttribute('aria-label')) ?? '');
});

test('rich text is drawn as what it says, and never read as markup', async () => {
  const { lee, workspace, channel: id } = stage;
  const text = (words: string, style?: object) => ({ type: 'text', text: words, ...(style && { style }) });
  const section = (...elements: object[]) => ({ type: 'rich_text_section', elements });
  const date = { type: 'date', timestamp: 1_780_000_000, format: '{date_num} at {time}' };
  const elements = [
    section(text('*no* <b>markup</b> '), text('bold', { bold: true, italic: true }), text(' '), date),
    section({ type: 'user', user_id: lee }, { type: 'broadcast', range: 'here' }),
    section({ type: 'emoji', name: 'wave', unicode: '1f44b' }, { type: 'emoji', name: 'other' }),
    section({ type: 'link', url: 'https://example.com/', text: 'there' }),
    { type: 'rich_text_quote', elements: [text('a quote\nof two lines')] },
    { type: 'rich_text_list', style: 'ordered', offset: 2, elements: [section(text('third'))] },
    { type: 'rich_text_preformatted', elements: [text('as  typed')] },
  ];
  await call('chat.postMessage', { channel: id, text: 'Words', blocks: [{ type: 'rich_text', elements }] });
  await look('lee', PHONE);
  await page.getByText('*no* <b>markup</b>').waitFor();
  const seen = await page.evaluate<string>(`document.querySelector('.rich').innerText`);
  expect(seen.split('\n').filter((line) => line !== '')).toEqual([
    '*no* <b>markup</b> bold 05/28/2026 at 20:26',
    '@Lee@here',
    '👋:other:',
    'there',
    'a quote',
    'of two lines',
    'third',
    'as  typed',
  ]);
  const tags = `['em strong', 'blockquote', 'ol[start="3"]', 'pre', 'a[href="https://example.com/"]']
    .filter((one) => !document.querySelector('.rich ' + one))`;
  expect(await page.evaluate(tags)).toEqual([]);
  expect(await sideways(page)).toBe(0);
  expect(workspace.problems()).toEqual([]);
});

test('the Home tab is opened, told, drawn for whoever looks, and clicked', async () => {
  const { workspace, erin, lee } = stage;
  const blocks = (words: string) => [header(words), actions(button('Approve'), menu('Details'))];
  const publish = (user_id: string, words: string) =>
    call('views.publish', { user_id, view: { type: 'home', blocks: blocks(words) } });
  await look('lee', PHONE);
  await page.getByRole('button', { name: 'Home' }).click();
  const home = page.getByRole('region', { name: 'Home tab' });
  await home.getByText('Nothing here yet.').waitFor();
  await publish(lee, 'Waiting for Lee');
  await publish(erin, 'Waiting for Erin');
  await home.getByRole('heading', { name: 'Waiting for Lee' }).waitFor();
  expect([await sideways(page), await tooSmall(page)]).toEqual([0, []]);
  await home.getByRole('button', { name: 'More actions' }).click();
  expect(await sideways(page)).toBe(0);
  await page.getByRole('menuitem').click();
  await workspace.until('the answer', () => workspace.as(lee).sees(stage.channel).length > 0);
  await publish(lee, 'Nothing waits for Lee');
  await home.getByRole('heading', { name: 'Nothing waits for Lee' }).waitFor();
  await hasFocus('More actions');
  await page.getByRole('radio', { name: 'Erin' }).click({ force: true });
  await home.getByRole('heading', { name: 'Waiting for Erin' }).waitFor();
});

test('the shortcut stands at the message box and opens the form, whose people and groups can be chosen', async () => {
  const { erin, workspace } = stage;
  await look('erin', PHONE);
  await page.getByRole('button', { name: 'Shortcuts' }).click();
  await page.getByRole('menuitem', { name: 'Order an interconnect' }).click();
  const form = orderForm(page);
  await form.waitFor();
  expect([await sideways(page), await tooSmall(page)]).toEqual([0, []]);
  const list = form.getByRole('listbox', { name: 'Options' });
  await form.getByRole('combobox', { name: 'For' }).fill('le');
  await expect.poll(() => list.getByRole('option').allTextContents()).toEqual([expect.stringMatching('Lee')]);
  await page.keyboard.press('Enter');
  const values = () => JSON.stringify(workspace.as(erin).modal()?.values.who);
  await workspace.until('the choice', () => values().includes(stage.lee));
  await form.getByRole('combobox', { name: 'Location' }).click();
  for (const group of ['Ashburn', 'Reston']) await list.getByText(group, { exact: true }).waitFor();
});

test('a form that is refused says why at the field, which gets the focus', async () => {
  await look('erin');
  await write(page, '/interconnect');
  const form = orderForm(page);
  await form.getByRole('textbox', { name: 'Name' }).fill('bad');
  await form.getByRole('combobox', { name: 'Location' }).fill('Ash');
  await form.getByRole('option', { name: 'Ashburn' }).click();
  await form.getByRole('combobox', { name: 'Bandwidth' }).selectOption('1Gbps');
  await form.getByRole('textbox', { name: 'Reason' }).fill('Why not');
  await form.getByRole('button', { name: 'Ask for approval' }).click();
  const name = form.getByRole('textbox', { name: 'Name' });
  await form.getByText('Give another name.').waitFor();
  await expect.poll(() => page.evaluate(`document.activeElement.value`)).toBe('bad');
  expect(await name.getAttribute('aria-invalid')).toBe('true');
  await page.keyboard.press('Escape');
  await form.waitFor({ state: 'hidden' });
});

test('nothing that is long is wider than a phone', async () => {
  const { lee, channel: id } = stage;
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
  await call('chat.postMessage', { channel: id, text: long, blocks });
  await call('chat.postMessage', { channel: id, text: long });
  await call('views.publish', { user_id: lee, view: { type: 'home', blocks } });
  await look('lee', PHONE);
  await expect.poll(() => log().getByRole('article').count()).toBe(2);
  expect(await sideways(page)).toBe(0);
  await more().click();
  expect(await sideways(page)).toBe(0);
  await page.getByRole('button', { name: 'Home' }).click();
  await page.getByRole('region', { name: 'Home tab' }).getByRole('heading').waitFor();
  expect(await sideways(page)).toBe(0);
});

test.each([DESKTOP, PHONE])('time and what happens to ports are worked on a $name', async (screen) => {
  const { aws, passed } = stage;
  const port = await orderAt(aws);
  await look('erin', screen);
  if (screen.phone) await page.getByRole('button', { name: 'AWS', exact: true }).click();
  const region = page.getByRole('region', { name: 'AWS Direct Connect' });
  await region.getByText(port).waitFor();
  expect([await sideways(page), screen.phone ? await tooSmall(page) : []]).toEqual([0, []]);
  await region.getByText('1 hour a second').click();
  await expect.poll(() => region.getByRole('radio', { name: '1 hour a second' }).isChecked()).toBe(true);
  await region.getByRole('button', { name: 'A day' }).click();
  await expect.poll(() => passed).toEqual([24 * 3_600_000]);
  aws.setState(port, 'available');
  await region.getByText('carries light').waitFor();
  await region.getByRole('button', { name: 'Cut light' }).click();
  await region.getByText('light was lost').waitFor();
  expect(aws.interconnects[0]?.interconnectState).toBe('down');
});

test('a day that has passed shows in the time, and above what is written then', async () => {
  const { aws } = stage;
  aws.clock.set(Date.UTC(2031, 5, 6, 7, 8, 9));
  await call('chat.postMessage', { channel: stage.channel, text: 'Before' });
  aws.clock.jump(24 * 3_600_000);
  await call('chat.postMessage', { channel: stage.channel, text: 'After' });
  await look('erin');
  await log().getByText('After').waitFor();
  const lines = await log().textContent();
  expect(lines).toMatch(/Yesterday.*07:08.*Before.*Today.*07:08.*After/s);
  await page.getByText('Sat, 7 Jun 2031, 07:08').waitFor();
});
