import type { OptionGroup, UsersSelect } from '@slack/types';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkMessageBlocks, checkOptions } from '../../../sandbox/workspace/blocks/check.ts';
import { type Stage, socketStage, strike } from './bot.ts';
import { title } from './form.ts';

let stage: Stage;
let trigger = '';
let offered: OptionGroup[] = [];
let sent: object = {};

beforeAll(async () => {
  stage = await socketStage((app) => {
    app.command('/form', async ({ ack, body }) => {
      trigger = body.trigger_id;
      await ack();
    });
    app.options('lag', async ({ ack }) => {
      await ack({ option_groups: offered });
    });
    app.view('form', async ({ ack, view }) => {
      sent = view.state.values;
      await ack();
    });
  });
});
afterAll(() => strike(stage));

const option = (value: string) => ({ text: title(`The ${value}`), value });
const group = (label: string, ...values: string[]) => ({
  label: title(label),
  options: values.map((value) => option(value)),
});

async function open(who: Partial<UsersSelect> = {}) {
  const person = stage.workspace.as(stage.erin);
  await person.slash('/form');
  const element = { type: 'users_select' as const, action_id: 'who', ...who };
  const lag = { type: 'external_select' as const, action_id: 'lag', min_query_length: 0 };
  const blocks = [
    { type: 'input' as const, block_id: 'who', optional: true, label: title('For'), element },
    { type: 'input' as const, block_id: 'lag', optional: true, label: title('LAG'), element: lag },
  ];
  const view = {
    type: 'modal' as const,
    callback_id: 'form',
    title: title('F'),
    submit: title('Send'),
    blocks,
  };
  await stage.client.views.open({ trigger_id: trigger, view });
  return person;
}

test('a person is chosen by ID and stands in the values as one', async () => {
  const { workspace, erin, lee } = stage;
  const gone = workspace.addUser({ name: 'gone', realName: 'Gone', deleted: true }).id;
  const person = await open({ initial_user: erin });
  expect(person.modal()?.values.who).toEqual({ who: { type: 'users_select', selected_user: erin } });
  expect(await person.options('who', 'le')).toEqual([{ text: 'Lee', value: lee }]);
  expect((await person.options('who')).map(({ text }) => text)).toEqual(['Interconnect', 'Erin', 'Lee']);
  await person.choose('who', lee);
  await expect(person.choose('who', gone)).rejects.toThrow(`no option '${gone}' in who`);
  await person.submit();
  expect(sent).toMatchObject({ who: { who: { type: 'users_select', selected_user: lee } } });
});

test('nobody chosen is null', async () => {
  await (await open()).submit();
  expect(sent).toMatchObject({ who: { who: { type: 'users_select', selected_user: null } } });
});

test('options that come in groups keep their titles, and the choice is the option alone', async () => {
  const person = await open();
  offered = [group('At EqDC2', 'dxlag-1', 'dxlag-2'), group('Elsewhere', 'dxlag-3')];
  expect(await person.options('lag')).toEqual([
    { text: 'The dxlag-1', value: 'dxlag-1', group: 'At EqDC2' },
    { text: 'The dxlag-2', value: 'dxlag-2', group: 'At EqDC2' },
    { text: 'The dxlag-3', value: 'dxlag-3', group: 'Elsewhere' },
  ]);
  await person.choose('lag', 'dxlag-3');
  await person.submit();
  expect(sent).toMatchObject({
    lag: { lag: { selected_option: { value: 'dxlag-3', text: { text: 'The dxlag-3' } } } },
  });
});

test('a group without options does not load', async () => {
  const person = await open();
  offered = [group('At EqDC2')];
  await expect(person.options('lag')).rejects.toThrow('no fewer than 1 items allowed');
});

test('an answer has options or groups of them, within limits', () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => group(`${index}`, 'x'));
  expect(checkOptions({ option_groups: many(100) })).toEqual([]);
  expect(checkOptions({ option_groups: many(101) }).join()).toContain('no more than 100 items allowed');
  expect(checkOptions({ option_groups: [] }).join()).toContain('no fewer than 1 items allowed');
  const long = { ...group('x', 'x'), label: title('x'.repeat(76)) };
  expect(checkOptions({ option_groups: [long] }).join()).toContain('less than 76 characters');
  const full = group('x', ...Array.from({ length: 101 }, (_, index) => `${index}`));
  expect(checkOptions({ option_groups: [full] }).join()).toContain('no more than 100 items allowed');
  expect(checkOptions({ options: [option('x')], option_groups: many(1) }).join()).toContain('only one of');
});

test('a select has options or groups of them, and begins with one of either', () => {
  const complaints = (more: object) =>
    checkMessageBlocks([{ type: 'actions', elements: [{ type: 'static_select', ...more }] }]).join();
  const groups = [group('Here', 'a'), group('There', 'b')];
  expect(complaints({ option_groups: groups, initial_option: option('b') })).toBe('');
  expect(complaints({ option_groups: groups, initial_option: option('c') })).toContain('must match one');
  expect(complaints({ option_groups: groups, options: [option('a')] })).toContain('only one of');
  expect(complaints({ option_groups: [{ options: [option('a')] }] })).toContain(
    'missing required field: label',
  );
});
