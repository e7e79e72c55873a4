import { CreateInterconnectCommand, DescribeInterconnectsCommand } from '@aws-sdk/client-direct-connect';
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect } from 'vitest';
import { PHONE } from '../../packaging/browser/open.ts';
import type { EmbeddedAws } from '../../sandbox/aws/types.ts';
import type { BotsView, BotView } from '../../sandbox/control/view.ts';
import { directConnect, ORDER, orderAt } from '../sandbox/aws/support.ts';
import { stage as startStage } from '../sandbox/page/support.ts';
import { webClient } from '../sandbox/workspace/bot.ts';
import { findings } from './support/findings.ts';
import { focused, sideways, tooSmall } from './support/screen.ts';
import { test, useBrowser } from './support/use-browser.ts';

// What the page shows and works beside Slack: AWS, the bot, faults and the timeline.

const { open } = useBrowser();
let stage: Awaited<ReturnType<typeof startStage>>;
let wishes: string[];
let house: BotsView;
let changed: () => void;

const READY: BotView = {
  name: 'Bot 1',
  state: 'ready',
  since: 0,
  words: ['It hears Slack.'],
  next: undefined,
};

beforeEach(async () => {
  wishes = [];
  house = {
    bots: [READY],
    quorum: 1,
    freeze: false,
    dryRun: false,
    can: ['kill Bot 1', 'second', 'quorum', 'freeze', 'dryRun'],
    problem: undefined,
  };
  const bots = {
    view: () => house,
    do: (kind: string, { kind: _, ...body }: object & { kind?: unknown }) =>
      void wishes.push(`${kind} ${JSON.stringify(body)}`),
    on(listener: () => void) {
      changed = listener;
      return () => {};
    },
  };
  stage = await startStage(undefined, { bots });
});

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const header = (text: string) => ({ type: 'header' as const, text: plain(text) });
/** The bot's call, made once. */
const orderOnce = (aws: EmbeddedAws) => {
  const tags = [{ key: 'interconnect-bot:request-id', value: 'ic-7' }];
  return directConnect(aws, { maxAttempts: 1 }).send(new CreateInterconnectCommand({ ...ORDER, tags }));
};
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const timeline = async (page: Page) => {
  await page.getByRole('tab', { name: 'Timeline' }).click();
  return page.getByRole('list', { name: 'What happened' });
};

describe('AWS', () => {
  test('says what will be there, then shows each port on its way, newest first', async () => {
    const page = await open(stage.page.url);
    const aws = region(page, 'AWS Direct Connect');
    await aws.getByText('Each approved order becomes a port here').waitFor();
    await aws.getByText('CreateInterconnect calls: 0 · Ports at AWS: 0').waitFor();
    await orderAt(stage.aws, { interconnectName: 'first' });
    const second = await orderAt(stage.aws, { interconnectName: 'second' });
    await expect.poll(() => aws.getByRole('article').count()).toBe(2);
    expect(await aws.getByRole('heading', { level: 3 }).allTextContents()).toEqual([
      expect.stringContaining('Time'),
      expect.stringContaining('second'),
      expect.stringContaining('first'),
    ]);
    await aws.getByText('CreateInterconnect calls: 2 · Ports at AWS: 2').waitFor();
    const port = aws.getByRole('article', { name: /second/ });
    await port.getByText('requested: AWS looks at the order').waitFor();
    expect(await port.getByRole('listitem').allTextContents()).toEqual([
      expect.stringMatching(/^requested.*since \d\d:\d\d:\d\d$/),
      expect.stringMatching(/^pending.*(in|any)/),
      expect.stringMatching(/^down.*in/),
      expect.stringMatching(/^available.*in/),
    ]);
    expect(await port.textContent()).toContain(second);
  });

  test('is worked by buttons that keep the focus while what they do is done', async () => {
    const id = await orderAt(stage.aws, { interconnectName: 'core' });
    stage.aws.setState(id, 'available');
    const page = await open(stage.page.url);
    const port = page.getByRole('article', { name: /core/ });
    await port.getByText('available: carries light').waitFor();
    await button(page, 'Cut light: core').focus();
    await page.keyboard.press('Enter');
    await port.getByText('down: light was lost').waitFor();
    expect(await focused(page)).toMatch(/Bring light/);
    await page.keyboard.press('Enter');
    await port.getByText('available: carries light').waitFor();
    await button(page, 'Hold: core').click();
    await button(page, 'Let go: core').waitFor();
    await port.getByText(/held/).waitFor();
    await button(page, 'Let go: core').click();
    await button(page, 'Hold: core').waitFor();
    await button(page, 'Delete: core').click();
    await port.getByText('deleted', { exact: true }).first().waitFor();
    expect(await port.getByRole('button').count()).toBe(0);
  });

  test('opens the LOA-CFA that AWS gave', async () => {
    const id = await orderAt(stage.aws, { interconnectName: 'core' });
    stage.aws.setState(id, 'pending');
    for (const port of stage.aws.interconnects) port.letter = Buffer.from('%PDF-1.4');
    const page = await open(stage.page.url);
    const letter = page.getByRole('link', { name: 'LOA-CFA (PDF)' });
    const answer = await fetch(new URL((await letter.getAttribute('href')) ?? '', stage.page.url));
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(await letter.getAttribute('target')).toBe('_blank');
  });

  test('lets time pass as the visitor wants', async () => {
    const page = await open(stage.page.url);
    await page.getByRole('radio', { name: '1 day a second' }).check({ force: true });
    await expect.poll(async () => (await stage.state(stage.erin)).time.pace).toBe(86_400);
    await page.getByText('Nothing is due at AWS.').waitFor();
    await button(page, 'Skip: Until something happens').click({ force: true });
    await button(page, 'Skip: A day').click();
    await expect.poll(() => stage.passed).toEqual([86_400_000]);
    await page.getByText('It passes at once.').waitFor();
  });
});

describe('The bot', () => {
  test('says how it is, and does what is wished', async () => {
    const page = await open(stage.page.url);
    const bot = region(page, 'Bot');
    await bot.getByText('It hears Slack.').waitFor();
    await button(page, 'Kill now: Bot 1').click();
    await button(page, 'Start a second bot').click();
    await bot.getByRole('radio', { name: '2 leads' }).check({ force: true });
    await bot.getByRole('checkbox', { name: 'Freeze orders' }).click();
    await bot.getByRole('checkbox', { name: 'Dry run' }).click();
    await expect
      .poll(() => wishes)
      .toEqual([
        'kill {"bot":"Bot 1"}',
        'second {}',
        'quorum {"quorum":2}',
        'freeze {"on":true}',
        'dryRun {"on":true}',
      ]);
  });

  test('says loudly that it is down, and what to do', async () => {
    const page = await open(stage.page.url);
    await button(page, 'Kill now: Bot 1').focus();
    house = {
      ...house,
      bots: [{ ...READY, state: 'down', words: ['Killed.'] }],
      can: ['start Bot 1'],
      problem: 'No bot runs. Start one.',
    };
    changed();
    const bot = region(page, 'Bot');
    await bot.getByRole('heading', { name: /Bot 1 is down/ }).waitFor();
    await bot.getByText('No bot runs. Start one.').waitFor();
    expect(await focused(page)).toMatch(/Start/);
    await page.keyboard.press('Enter');
    await expect.poll(() => wishes).toEqual(['start {"bot":"Bot 1"}']);
  });
});

test('the dare is armed, strikes and is settled, and its button keeps the focus', async () => {
  const { aws, channel } = stage;
  const slack = webClient(stage.workspace);
  const approve = { type: 'button', action_id: 'approve', text: plain('Approve'), value: 'ic-7' } as const;
  const blocks = [header('Waiting'), { type: 'actions' as const, elements: [approve] }];
  const { ts = '' } = await slack.chat.postMessage({ channel, text: 'Waiting', blocks });
  const page = await open(stage.page.url);
  const dare = region(page, 'Try to make it order twice');
  const card = dare.getByRole('listitem').filter({ has: page.getByText('Answer lost, port made') });
  await button(page, 'Try it: Answer lost, port made').focus();
  await page.keyboard.press('Enter');
  await card.getByText('Now: Order a port as Erin').waitFor();
  expect(await focused(page)).toMatch(/Never mind/);
  await page.keyboard.press('Enter');
  await button(page, 'Try it: Answer lost, port made').waitFor();
  await page.keyboard.press('Enter');
  await button(page, 'Never mind: Answer lost, port made').waitFor();
  await stage.act(stage.lee, 'press', { channel, ts, button: 'Approve', value: 'ic-7' });
  await orderOnce(aws).catch(() => undefined);
  await card.getByText('It has struck. Watch the thread.').waitFor();
  const line = `${aws.interconnects[0]?.interconnectId} is requested`;
  await slack.chat.postMessage({ channel, text: line, thread_ts: ts });
  await slack.chat.update({ channel, ts, text: 'ic-7', blocks: [header(line)] });
  await expect.poll(() => card.textContent()).toContain('1 call, 1 port: found by its tag');
  await card.getByText(line).first().waitFor();
  expect(await dare.getByRole('status').textContent()).toMatch(/^Answer lost, port made: .*1 call, 1 port/);
  expect(await focused(page)).toMatch(/Again/);
});

test('raw faults are set and cleared, and what is set is said', async () => {
  const page = await open(stage.page.url);
  const dare = region(page, 'Try to make it order twice');
  await dare.getByText('Raw faults and storms').click();
  const form = page.getByRole('form', { name: 'Faults of AWS' });
  await form.getByLabel('What goes wrong').selectOption('Connection reset, port made');
  await form.getByLabel('Times').fill('2');
  await button(page, 'Set this fault of AWS').click();
  await dare.getByText('Next 2 CreateInterconnect: Connection reset, port made').waitFor();
  await form.getByLabel('Of all calls fail').selectOption('10 %');
  await dare.getByText('10 % of the AWS calls fail').waitFor();
  await button(page, 'Archive the channel').click();
  await button(page, 'Unarchive the channel').click();
  await button(page, 'Clear all faults').click();
  await dare.getByText('Raw faults and storms', { exact: true }).waitFor();
  expect(stage.aws.trouble()).toEqual({ weather: undefined, waiting: [] });
});

describe('The timeline', () => {
  test('tells what happens in one order and can be narrowed', async () => {
    const page = await open(stage.page.url);
    const list = await timeline(page);
    await orderAt(stage.aws, { interconnectName: 'core' });
    await stage.act(stage.erin, 'write', { text: 'Good morning', channel: stage.channel });
    const rows = list.getByRole('listitem');
    await rows.filter({ hasText: 'Good morning' }).waitFor();
    const ordered = rows.filter({ hasText: 'CreateInterconnect' });
    await ordered.first().waitFor();
    const read = rows.filter({ hasText: 'DescribeInterconnects' });
    await directConnect(stage.aws).send(new DescribeInterconnectsCommand({}));
    await button(page, /show all$/).waitFor();
    expect(await read.count()).toBe(0);
    await page.getByRole('checkbox', { name: 'Look-ups' }).check();
    await read.first().waitFor();
    await page.getByRole('checkbox', { name: 'AWS' }).uncheck();
    await expect.poll(() => ordered.count()).toBe(0);
    await button(page, /show all$/).click();
    await page.getByRole('searchbox', { name: 'Search the timeline' }).fill('MORNING');
    await expect.poll(() => rows.allTextContents()).toEqual([expect.stringContaining('Good morning')]);
    await page.reload();
    await expect.poll(() => rows.count()).toBe(1);
  });

  test('opens an entry by the keyboard, with payloads and a command to copy, and lights up what it is about', async () => {
    const id = await orderAt(stage.aws, { interconnectName: 'core' });
    const page = await open(stage.page.url);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const list = await timeline(page);
    await stage.workPort('hold', id);
    const row = list.getByRole('listitem').filter({ hasText: `holds ${id}` });
    await row.getByRole('button').focus();
    await expect.poll(() => page.locator('.port.lit').count()).toBe(1);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect
      .poll(async () => JSON.parse((await row.getByRole('region', { name: 'Request' }).textContent()) ?? ''))
      .toEqual({ kind: 'hold', interconnectId: id });
    await row.getByRole('button', { name: 'Copy as curl' }).click();
    await row.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toMatch(/^curl .*api\/v1\/aws/s);
    await row.getByRole('button', { name: `Only what is about ${id}` }).click();
    await page.getByText(`Only about ${id}`).waitFor();
  });

  test('follows the end, unless somebody reads further up', async () => {
    const page = await open(stage.page.url);
    const list = await timeline(page);
    const say = async (from: number, to: number) => {
      for (let n = from; n <= to; n += 1)
        await stage.act(stage.erin, 'write', { text: `Line ${n}.`, channel: stage.channel });
      await list.getByText(`Line ${to}.`).first().waitFor({ state: 'attached' });
    };
    const fromEnd = () =>
      list.evaluate(({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight);
    await say(1, 20);
    await expect.poll(fromEnd).toBeLessThan(2);
    await list.evaluate((here) => here.scrollTo(0, 0));
    await expect.poll(fromEnd).toBeGreaterThan(100);
    await say(21, 25);
    expect(await list.evaluate(({ scrollTop }) => scrollTop)).toBe(0);
  });
});

describe('On every screen', () => {
  test('the sides are without a finding of axe, light and dark', async () => {
    const id = await orderAt(stage.aws, { interconnectName: 'core' });
    stage.aws.setState(id, 'available');
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await open(stage.page.url);
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.getByText('Raw faults and storms').click();
      await page.getByText('available: carries light').waitFor();
      expect(await findings(page)).toEqual([]);
      const list = await timeline(page);
      await list.getByRole('button', { name: /CreateInterconnect/ }).click();
      await list.getByRole('region').first().waitFor();
      expect(await findings(page)).toEqual([]);
    }
  });

  test('on a phone each is a pane that fits and can be touched', async () => {
    await orderAt(stage.aws, { interconnectName: 'core' });
    const page = await open(stage.page.url, PHONE);
    for (const pane of ['AWS', 'Break it', 'Log']) {
      await button(page, pane).click();
      expect(await sideways(page)).toBe(0);
      expect([pane, await tooSmall(page)]).toEqual([pane, []]);
      expect([pane, await findings(page)]).toEqual([pane, []]);
    }
  });
});
