import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Browser } from '../../packaging/browser/browser.ts';
import { DESKTOP, openTab, PHONE, type Tab } from '../../packaging/browser/tab.ts';
import type { Json } from '../../sandbox/workspace/types.ts';
import { orderAt } from '../sandbox/aws/support.ts';
import { stage as startStage } from '../sandbox/page/support.ts';
import { callRaw } from '../sandbox/workspace/support.ts';
import { browser as startBrowser } from './support/browser.ts';
import { focused, sideways, tooSmall } from './support/screen.ts';

// The page over a bot of a few lines.

const FEATURES = {
  homeTab: true,
  events: ['app_home_opened'],
  shortcuts: [{ name: 'Order an interconnect', callbackId: 'order' }],
};

let browser: Browser;
let stage: Awaited<ReturnType<typeof startStage>>;
let tab: Tab;

beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  stage = await startStage({ features: FEATURES });
});

async function look(as: string, screen = DESKTOP) {
  tab = await openTab(browser, stage.page.url, screen);
  await tab.click(`#people input[value="${as}"]`);
}

/** A browser has six connections for a page, and each tab holds one. */
afterEach(() => tab.close());

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
  await look(lee);
  await tab.until('the menu', `document.querySelector('[data-action="menu"]')`);
  await tab.see(`document.querySelector('[data-action="menu"]').focus()`);
  const open = () => tab.see(`document.querySelector('[data-action="menu"]').getAttribute('aria-expanded')`);
  await tab.key('Enter');
  expect([await open(), await focused(tab)]).toEqual(['true', ': Withdraw']);
  await tab.key('ArrowDown');
  expect(await focused(tab)).toBe(': Send back');
  await tab.key('End');
  await tab.key('ArrowDown');
  expect(await focused(tab)).toBe(': Withdraw');
  await tab.key('d');
  expect(await focused(tab)).toBe(': Details');
  await tab.key('Escape');
  expect([await open(), await focused(tab)]).toEqual(['false', 'menu: ⋯']);
  await tab.key('ArrowUp');
  expect(await focused(tab)).toBe(': Details');
  await tab.key('Enter');
  await workspace.until('the answer', () => workspace.as(lee).sees(channel).at(-1)?.ephemeralTo === lee);
  expect(await focused(tab)).toBe('menu: ⋯');
  expect(tab.problems).toEqual([]);
});

test('a menu asks what its confirm asks, and is closed by a click elsewhere', async () => {
  const confirm = { title: plain('Sure?'), text: plain('Really?'), confirm: plain('Yes'), deny: plain('No') };
  await call('chat.postMessage', card('Card', { ...menu('Withdraw'), confirm }));
  await look(stage.lee);
  await tab.click('[data-action="menu"]');
  await tab.click('#place');
  expect(await tab.see(`document.querySelector('[role="menu"]').hidden`)).toBe(true);
  await tab.click('[data-action="menu"]');
  await tab.click('[role="menuitem"]');
  await tab.until('the question', `document.querySelector('#confirm').open`);
  await tab.click('#confirmno');
  await tab.until('no question', `!document.querySelector('#confirm').open`);
  expect(stage.workspace.as(stage.lee).sees(stage.channel)).toHaveLength(1);
  expect(tab.problems).toEqual([]);
});

test('a card that is drawn anew gives the focus back to the same button, or to itself if that is gone', async () => {
  const { channel } = stage;
  const ts = await call('chat.postMessage', card('One', button('Approve'), button('Reject')));
  await look(stage.lee);
  await tab.until('the card', `document.querySelector('[data-action="reject"]')`);
  await tab.see(`document.querySelector('[data-action="reject"]').focus()`);
  const redraw = async (text: string, ...elements: object[]) => {
    const { blocks } = card(text, ...elements);
    await call('chat.update', { channel, ts, text, blocks });
    await tab.until(text, `document.querySelector('article h3').textContent === '${text}'`);
  };
  await redraw('Two', button('Approve'), button('Reject'));
  expect(await focused(tab)).toBe('reject: Reject');
  await redraw('Three', menu('Details'));
  expect(await focused(tab)).toMatch(`${channel}/${ts}`);
  expect(tab.problems).toEqual([]);
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
  await look(lee, PHONE);
  await tab.until('the text', `document.querySelector('.richtext')`);
  const seen = await tab.see<string>(`document.querySelector('.richtext').innerText`);
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
  expect(await tab.see(tags)).toEqual([]);
  expect(await sideways(tab)).toBe(0);
  expect(workspace.problems()).toEqual([]);
  expect(tab.problems).toEqual([]);
});

test('the Home tab is opened, told, drawn for whoever looks, and clicked', async () => {
  const { workspace, erin, lee, channel } = stage;
  const blocks = (words: string) => [header(words), actions(button('Approve'), menu('Details'))];
  const publish = (user_id: string, words: string) =>
    call('views.publish', { user_id, view: { type: 'home', blocks: blocks(words) } });
  await look(lee, PHONE);
  await tab.click('#places [value="home"]');
  await tab.until(
    'a tab without a view',
    `document.querySelector('#messages').innerText.includes('Nothing')`,
  );
  await publish(lee, 'Waiting for Lee');
  await publish(erin, 'Waiting for Erin');
  await tab.until('the view', `document.querySelector('#messages h3')?.textContent === 'Waiting for Lee'`);
  expect([await sideways(tab), await tooSmall(tab)]).toEqual([0, []]);
  await tab.click('#messages [data-action="menu"]');
  expect(await sideways(tab)).toBe(0);
  await tab.click('#messages [role="menuitem"]');
  await workspace.until('the answer', () => workspace.as(lee).sees(channel).length > 0);
  await publish(lee, 'Nothing waits for Lee');
  await tab.until('the new view', `document.querySelector('#messages h3').textContent.startsWith('Nothing')`);
  expect(await focused(tab)).toBe('menu: ⋯');
  await tab.click(`#people input[value="${erin}"]`);
  await tab.until("Erin's", `document.querySelector('#messages h3').textContent === 'Waiting for Erin'`);
  expect(tab.problems).toEqual([]);
});

test('the shortcut stands at the message box and opens the form, whose people and groups can be chosen', async () => {
  const { erin, workspace } = stage;
  await look(erin, PHONE);
  await tab.click('#shortcuts button');
  await tab.click('#shortcuts [role="menuitem"]');
  await tab.until('the form', `document.querySelector('#modal').open`);
  expect([await sideways(tab), await tooSmall(tab)]).toEqual([0, []]);
  await tab.click('[data-block="who"] input');
  await tab.type('le');
  await tab.until(
    'Lee',
    `document.querySelector('[data-block="who"] [role="option"]')?.textContent === 'Lee'`,
  );
  await tab.key('Enter');
  const values = () => JSON.stringify(workspace.as(erin).modal()?.values.who);
  await workspace.until('the choice', () => values().includes(stage.lee));
  await tab.click('[data-block="location"] input');
  await tab.until('the groups', `document.querySelectorAll('[data-block="location"] li.group').length === 2`);
  expect(tab.problems).toEqual([]);
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
  await look(lee, PHONE);
  await tab.until('the messages', `document.querySelectorAll('article').length === 2`);
  expect(await sideways(tab)).toBe(0);
  await tab.click('#messages [data-action="menu"]');
  expect(await sideways(tab)).toBe(0);
  await tab.click('#places [value="home"]');
  await tab.until('the Home tab', `!document.querySelector('article')`);
  expect(await sideways(tab)).toBe(0);
  expect(tab.problems).toEqual([]);
});

test.each([DESKTOP, PHONE])('time and what happens to ports are worked on a $name', async (screen) => {
  const { aws, erin, passed } = stage;
  const port = await orderAt(aws);
  await look(erin, screen);
  await tab.click('#time summary');
  await tab.until('the port', `document.querySelector('#timeport').value === '${port}'`);
  expect([await sideways(tab), await tooSmall(tab)]).toEqual([0, []]);
  await tab.click('#paces [value="3600"]');
  await tab.until(
    'the pace',
    `document.querySelector('#paces [value="3600"]').getAttribute('aria-pressed') === 'true'`,
  );
  expect(await focused(tab)).toBe(': 1 hour a second');
  await tab.click('#jumps [value="day"]');
  await tab.until('the answer', `document.querySelector('#timenotice').textContent.startsWith('Done: ')`);
  expect(passed).toEqual([24 * 3_600_000]);
  const notice = `document.querySelector('#timenotice').textContent`;
  aws.setState(port, 'available');
  await tab.click('#happenings [value="loseLight"]');
  await tab.until('the light to be lost', `${notice} === 'Done: Lose its light, ${port}.'`);
  expect(aws.interconnects[0]?.interconnectState).toBe('down');
  await tab.until('its state', `document.querySelector('#counters').textContent.includes('is down')`);
  expect(tab.problems).toEqual([]);
});

test('a day that has passed shows in the time, and on what is written then', async () => {
  const { aws, erin } = stage;
  aws.clock.set(Date.UTC(2031, 5, 6, 7, 8, 9));
  await call('chat.postMessage', { channel: stage.channel, text: 'Before' });
  aws.clock.jump(24 * 3_600_000);
  await call('chat.postMessage', { channel: stage.channel, text: 'After' });
  await look(erin);
  await tab.until('both', `document.querySelectorAll('#messages article').length === 2`);
  const times = await tab.see<string[]>(
    `[...document.querySelectorAll('#messages time')].map(({ textContent }) => textContent)`,
  );
  expect(times).toEqual([expect.stringMatching(/^07:08:/), expect.stringMatching(/^7 Jun, 07:08:/)]);
  expect(await tab.see(`document.querySelector('#timenow').textContent`)).toBe('7 Jun 2031, 07:08');
  expect(tab.problems).toEqual([]);
});
