import type { App, ViewResponseAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Stage, socketStage, strike } from './bot.ts';
import { form, title } from './form.ts';

let stage: Stage;
let now = Date.now();
let trigger = '';
let answer: ViewResponseAction | undefined;
let offered: string[] = [];
let shown: object = {};
let closed = 0;

function bot(app: App): void {
  app.command('/form', async ({ ack, body }) => {
    trigger = body.trigger_id;
    await ack();
  });
  app.action('next', async ({ ack, body }) => {
    if (body.type === 'block_actions') trigger = body.trigger_id;
    await ack();
  });
  app.options('site', async ({ ack, body }) => {
    shown = body.view?.state.values ?? {};
    await ack({ options: offered.map((value) => ({ text: title(value), value })) });
  });
  app.view('form', async ({ ack }) => {
    await (answer === undefined ? ack() : ack(answer));
  });
  app.view({ callback_id: 'form', type: 'view_closed' }, async ({ ack }) => {
    closed += 1;
    await ack();
  });
}

beforeAll(async () => {
  stage = await socketStage(bot, { now: () => now });
});
beforeEach(() => {
  answer = undefined;
  offered = [];
});
afterAll(() => strike(stage));

async function open(view = form()) {
  const person = stage.workspace.as(stage.erin);
  await person.slash('/form');
  await stage.client.views.open({ trigger_id: trigger, view });
  return person;
}

const refused = (error: string) => ({ data: { error } });

test('a trigger_id works once and for three seconds', async () => {
  const { client } = stage;
  const person = await open();
  const again = () => client.views.open({ trigger_id: trigger, view: form() });
  await expect(again()).rejects.toMatchObject(refused('exchanged_trigger_id'));
  await person.slash('/form');
  now += 3001;
  await expect(again()).rejects.toMatchObject(refused('expired_trigger_id'));
  const guess = client.views.open({ trigger_id: '1.2.x', view: form() });
  await expect(guess).rejects.toMatchObject(refused('invalid_trigger_id'));
});

test('a view over a limit is refused and keeps its trigger', async () => {
  const { client, workspace, erin } = stage;
  await workspace.as(erin).slash('/form');
  const long = client.views.open({ trigger_id: trigger, view: form({ title: title('x'.repeat(25)) }) });
  await expect(long).rejects.toMatchObject({
    data: {
      error: 'invalid_arguments',
      response_metadata: {
        messages: ['[ERROR] must be less than 25 characters [json-pointer:/view/title/text]'],
      },
    },
  });
  const big = form({ private_metadata: 'x'.repeat(250_000) });
  await expect(client.views.open({ trigger_id: trigger, view: big })).rejects.toMatchObject(
    refused('view_too_large'),
  );
  await client.views.open({ trigger_id: trigger, view: form() });
});

test('an update keeps what was typed only under the same block_id and action_id', async () => {
  const { client } = stage;
  const person = await open();
  expect(person.modal()?.values.note).toEqual({ note: { type: 'plain_text_input', value: 'from' } });
  await person.type('note', 'typed');
  const { id = '', hash = '' } = person.modal() ?? {};
  await client.views.update({ view_id: id, hash, view: form() });
  expect(person.modal()?.values.note).toMatchObject({ note: { value: 'typed' } });
  await expect(client.views.update({ view_id: id, hash, view: form() })).rejects.toMatchObject(
    refused('hash_conflict'),
  );
  await client.views.update({ view_id: id, view: form({}, ':B') });
  expect(person.modal()?.values['note:B']).toMatchObject({ note: { value: 'from:B' } });
  await client.views.update({ view_id: id, view: form({}, ':B', 'other') });
  expect(person.modal()?.values['note:B']).toEqual({ other: { type: 'plain_text_input', value: 'from:B' } });
  await person.close();
  await expect(client.views.update({ view_id: id, view: form() })).rejects.toMatchObject(
    refused('not_found'),
  );
});

test('an option load still shows the values of when the view was drawn', async () => {
  const person = await open();
  offered = ['EqDC2'];
  await person.type('note', 'typed');
  await person.options('site', 'Equ');
  expect(shown).toMatchObject({ note: { note: { value: 'from' } } });
  await stage.client.views.update({ view_id: person.modal()?.id ?? '', view: form() });
  await person.options('site', 'Equ');
  expect(shown).toMatchObject({ note: { note: { value: 'typed' } } });
});

test('with unchanged IDs a new initial value shows but is not sent', async () => {
  const person = await open(form({}, ''));
  const changed = JSON.parse(JSON.stringify(form()).replace('"from"', '"new"')) as ModalView;
  await stage.client.views.update({ view_id: person.modal()?.id ?? '', view: changed });
  expect(person.modal()?.values.note).toMatchObject({ note: { value: 'from' } });
});

test("a person's own screen refuses what is empty or too long", async () => {
  const person = await open();
  expect(await person.submit()).toMatchObject({ acked: false, status: undefined });
  expect(person.modal()?.errors).toEqual({ reason: 'Please complete this required field.' });
  await person.type('reason', 'too long');
  await person.submit();
  expect(person.modal()?.errors).toEqual({ reason: 'Please enter at most 5 characters.' });
  await person.type('reason', 'fine');
  expect((await person.submit()).acked).toBe(true);
  expect(person.modal()).toBeUndefined();
});

test('each response_action does what Slack does', async () => {
  const person = await open();
  await person.type('reason', 'fine');
  answer = { response_action: 'errors', errors: { reason: 'No.' } };
  await person.submit();
  expect(person.modal()?.errors).toEqual({ reason: 'No.' });
  answer = { response_action: 'push', view: form({ title: title('Second') }) };
  await person.submit();
  expect(person.modal()?.view.title).toMatchObject({ text: 'Second' });
  await person.close();
  answer = { response_action: 'update', view: form({ title: title('Third') }) };
  await person.submit();
  expect(person.modal()?.view.title).toMatchObject({ text: 'Third' });
  answer = { response_action: 'clear' };
  await person.submit();
  expect(person.modal()).toBeUndefined();
});

test('an answer that Slack could not use is a problem', async () => {
  const person = await open();
  const before = stage.workspace.problems().length;
  await person.type('reason', 'fine');
  answer = { response_action: 'errors', errors: { more: 'No.' } };
  expect(await person.submit()).toMatchObject({
    acked: false,
    problem: 'errors for what is no input block: more',
  });
  answer = { response_action: 'update', view: form({ title: title('x'.repeat(25)) }) };
  expect((await person.submit()).problem).toContain('must be less than 25 characters');
  for (const response_action of ['update', 'push'] as const) {
    answer = { response_action, view: { type: 'home', blocks: [] } };
    expect((await person.submit()).problem).toContain('must be "modal" [json-pointer:/view/type]');
  }
  expect(stage.workspace.problems()).toHaveLength(before + 4);
});

test('views stack three deep', async () => {
  const { client } = stage;
  const person = await open();
  for (const step of [2, 3]) {
    await person.pressInModal('Next');
    await client.views.push({ trigger_id: trigger, view: form({ title: title(`Step ${step}`) }) });
  }
  await person.pressInModal('Next');
  const fourth = client.views.push({ trigger_id: trigger, view: form() });
  await expect(fourth).rejects.toMatchObject(refused('push_limit_reached'));
  await person.close();
  expect(person.modal()?.view.title).toMatchObject({ text: 'Step 2' });
});

test('a confirm in a modal loses the click', async () => {
  const person = await open();
  expect(await person.pressInModal('Drop')).toMatchObject({
    acked: false,
    problem: 'a confirm on a button in a modal: Slack loses the click',
  });
  await expect(person.pressInModal('Fly')).rejects.toThrow(`no button 'Fly' on "Form"; it has: Next, Drop`);
});

test('an option load: too short a query, an empty list, and a choice that is not offered', async () => {
  const person = await open();
  await expect(person.options('site')).rejects.toThrow('asks only from 3 typed characters on');
  await expect(person.options('site', 'Equ')).rejects.toThrow('no fewer than 1 items allowed');
  offered = ['EqDC2'];
  await expect(person.choose('site', 'EqSV5', 'Equ')).rejects.toThrow(
    "no option 'EqSV5' in site; it offers: EqDC2",
  );
  await person.choose('site', 'EqDC2', 'Equ');
  expect(person.modal()?.values.site).toMatchObject({ site: { selected_option: { value: 'EqDC2' } } });
  await expect(person.choose('town', 'x')).rejects.toThrow(
    "no field 'town' in this view; it has: note, reason",
  );
});

test('closing tells the bot only if the view asks for it', async () => {
  closed = 0;
  await (await open()).close();
  expect(closed).toBe(0);
  const person = await open(form({ notify_on_close: true }));
  await person.close();
  expect(closed).toBe(1);
  await expect(person.submit()).rejects.toThrow('Erin has no modal open');
});
