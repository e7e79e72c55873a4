import { expect, test } from 'vitest';
import { readCommandLine } from '../../../src/tools/bot/command-line.ts';
import { runBot } from '../../../src/tools/bot/run.ts';

test.each<[string, object]>([
  ['list', { command: 'list', which: 'all', page: 0, json: false }],
  ['list 3', { command: 'list', which: 'all', page: 2 }],
  ['list mine 2 --as U0ERIN', { command: 'list', which: 'mine', page: 1, as: 'U0ERIN' }],
  ['ports --json', { command: 'ports', page: 0, json: true }],
  ['show ic-1', { command: 'show', id: 'ic-1' }],
  ['why ic-1 --as U0LEE', { command: 'why', id: 'ic-1', as: 'U0LEE' }],
  ['show --help', { command: 'help' }],
])('%s', (line, asked) => {
  expect(readCommandLine(line.split(' '))).toMatchObject(asked);
});

test.each([
  ['', 'There is no command.'],
  ['forget', 'There is no command forget.'],
  ['list some', 'There is no list some.'],
  ['list mine', 'list mine needs --as: whose it is.'],
  ['list all 0', '0 is no page: the first is 1.'],
  ['show', 'show needs an ID: ic-... or dxcon-...'],
  ['why ic-1 --loud', "Unknown option '--loud'"],
])('%s: could not be asked', async (line, why) => {
  const { code, text } = await runBot(line.split(' ').filter(Boolean), {});
  expect(code).toBe(2);
  expect(text).toContain(why);
  expect(text).toContain('npm run bot -- COMMAND');
});

test('without rules or a store it says which setting is missing or wrong', async () => {
  const env = { INTERCONNECT_BOT_CONFIG: '' };
  expect(await runBot(['list'], env)).toMatchObject({ code: 2, text: expect.stringMatching(/^APPROVERS: /) });
  const named = { ...env, APPROVERS: 'U0LEE', DATABASE_URL: 'file:/nowhere/bot.db' };
  expect(await runBot(['list'], named)).toMatchObject({
    code: 2,
    text: expect.stringMatching(/^DATABASE_URL: nothing can be read there /),
  });
});
