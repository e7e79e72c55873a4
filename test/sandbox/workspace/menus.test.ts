import type { Overflow } from '@slack/types';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { checkMessageBlocks } from '../../../sandbox/workspace/blocks/check.ts';
import { type Stage, socketStage, strike } from './bot.ts';
import { title } from './form.ts';

let stage: Stage;
let seen: Record<string, unknown>[] = [];

beforeAll(async () => {
  stage = await socketStage((app) => {
    app.action('menu', async ({ ack, body }) => {
      seen.push({ ...body });
      await ack();
    });
  });
});
beforeEach(() => {
  seen = [];
});
afterAll(() => strike(stage));

const option = (text: string, value: string) => ({ text: title(text), value });
const menu = (...values: string[]): Overflow => ({
  type: 'overflow',
  action_id: 'menu',
  options: values.map((value) => option(`Do ${value}`, value)),
});
const complaints = (more: object) =>
  checkMessageBlocks([{ type: 'actions', elements: [{ ...menu('a'), ...more }] }]).join();

async function posted(...menus: Overflow[]) {
  const { client, channel } = stage;
  const blocks = menus.map((one) => ({ type: 'actions' as const, elements: [one] }));
  const { ts = '' } = await client.chat.postMessage({ channel, text: 'Card', blocks });
  return { channel, ts };
}

test('a menu has one to five options, and Slack refuses what is too long', () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => option('x', `${index}`));
  expect(complaints({})).toBe('');
  expect(complaints({ options: many(5) })).toBe('');
  expect(complaints({ options: [{ ...option('x', 'v'), url: 'https://example.com' }] })).toBe('');
  const whole = { title: title('t'), text: title('t'), confirm: title('y'), deny: title('n') };
  expect(complaints({ confirm: whole })).toBe('');
  expect(complaints({ options: [] })).toContain('no fewer than 1 items allowed');
  expect(complaints({ options: many(6) })).toContain('no more than 5 items allowed');
  expect(complaints({ options: undefined })).toContain('missing required field: options');
  expect(complaints({ options: [option('x'.repeat(76), 'v')] })).toContain('less than 76 characters');
  expect(complaints({ options: [option('x', 'v'.repeat(151))] })).toContain('less than 151 characters');
  expect(complaints({ confirm: { title: title('t') } })).toContain('missing required field: text');
  expect(complaints({ placeholder: title('More') })).toContain('invalid additional property: placeholder');
  const bold = { text: { type: 'mrkdwn', text: '*x*' }, value: 'v' };
  expect(complaints({ options: [bold] })).toContain('must be one of plain_text');
});

test('only a menu has options that are links', () => {
  const linked = { ...option('x', 'v'), url: 'https://example.com' };
  const select = [{ type: 'actions', elements: [{ type: 'static_select', options: [linked] }] }];
  expect(checkMessageBlocks(select).join()).toContain('invalid additional property: url');
});

test('what was chosen comes as Slack sends it', async () => {
  const { workspace, lee, channel } = stage;
  const message = await posted(menu('withdraw', 'details'));
  expect((await workspace.as(lee).chooseOn(message, 'menu', 'details')).acked).toBe(true);
  expect(seen).toMatchObject([
    {
      type: 'block_actions',
      user: { id: lee },
      container: { type: 'message', message_ts: message.ts, channel_id: channel },
      channel: { id: channel },
      trigger_id: expect.any(String),
      response_url: expect.any(String),
      actions: [
        {
          type: 'overflow',
          action_id: 'menu',
          block_id: 'auto1',
          selected_option: {
            text: { type: 'plain_text', text: 'Do details', emoji: true },
            value: 'details',
          },
          action_ts: expect.any(String),
        },
      ],
    },
  ]);
  expect(seen).not.toMatchObject([{ actions: [{ value: expect.anything() }] }]);
});

test('one looks for an option in all menus of that action_id, by its value or by its words', async () => {
  const { workspace, lee } = stage;
  const message = await posted(menu('a'), menu('b'));
  const person = workspace.as(lee);
  await person.chooseOn(message, 'menu', 'b');
  await person.press(message, 'Do b');
  expect(seen).toMatchObject([
    { actions: [{ block_id: 'auto2', selected_option: { value: 'b' } }] },
    { actions: [{ block_id: 'auto2', selected_option: { value: 'b' } }] },
  ]);
  await expect(person.chooseOn(message, 'menu', 'c')).rejects.toThrow(
    "no option 'c' in a menu 'menu' on that message; it offers: a (Do a), b (Do b)",
  );
  await expect(person.chooseOn(message, 'more', 'a')).rejects.toThrow('it offers: nothing');
});

test("an option's value comes back escaped where the workspace does that", async () => {
  const { workspace, lee } = stage;
  const message = await posted(menu('a&b'));
  workspace.escapeValues(true);
  await workspace.as(lee).chooseOn(message, 'menu', 'a&b');
  workspace.escapeValues(false);
  expect(seen).toMatchObject([
    { actions: [{ selected_option: { text: { text: 'Do a&amp;b' }, value: 'a&amp;b' } }] },
  ]);
});
