import { describe, expect, test } from 'vitest';
import type { Person } from '../../sandbox/workspace/types.ts';
import { privately } from '../support/shown.ts';
import { WAIT_MS } from '../support/stage.ts';
import { tapRequests } from '../support/tap.ts';
import { useStage } from '../support/use-stage.ts';

const { stage } = useStage();

const NOT_HERE = "Guests and people of other organisations can't ask for ports.";
const UNKNOWN = "Nothing was recorded: I couldn't check who you are. Press again in a minute.";

const errorsOf = (who: Person) => Object.values(who.modal()?.errors ?? {});
const typedName = (who: Person) => who.modal()?.values.name?.name;
const title = (who: Person) => (who.modal()?.view.title as { text: string } | undefined)?.text;
const cards = () => stage.slack.messages(stage.approvals).length;
const told = (who: Person, text: string) =>
  stage.slack.until(text, () => privately(who, stage.lobby).includes(text), WAIT_MS);
/** Waits until the bot has asked Slack who somebody is. */
const met = (who: Person) =>
  stage.slack.until(
    'the bot knows them',
    () => stage.slack.calls('users.info').some(({ args }) => args.user === who.id),
    WAIT_MS,
  );

describe('nobody but members of the workspace asks for ports', () => {
  test.each([
    ['a guest', { isRestricted: true }],
    ['a guest of one channel', { isUltraRestricted: true }],
    ['somebody of another organisation', { isStranger: true }],
    ['a bot', { isBot: true }],
    ['somebody who was deactivated meanwhile', { deleted: true }],
  ])('%s is told so in the form, which stays as it is, and then without one', async (_who, flags) => {
    const { id } = stage.slack.addUser({ name: 'gus', realName: 'Gus', ...flags });
    const gus = stage.slack.as(id);
    await stage.start();
    await stage.order(gus);
    expect(errorsOf(gus)).toEqual([NOT_HERE]);
    expect(typedName(gus)).toMatchObject({ value: 'dc2-core-01' });
    await gus.close();
    await gus.slash('/interconnect', '', stage.lobby);
    await told(gus, NOT_HERE);
    expect(gus.modal()).toBeUndefined();
    expect(cards()).toBe(0);
  });

  test('who somebody is and Slack does not tell in time: nothing is recorded, nothing is lost', async () => {
    const { erin } = stage.cast;
    await stage.start();
    stage.slack.fault('users.info', { kind: 'error', error: 'fatal_error' }, 100);
    await stage.order();
    expect(errorsOf(erin)).toEqual([UNKNOWN]);
    expect(cards()).toBe(0);
    stage.slack.clearFaults();
    stage.slack.fault('users.info', { kind: 'slow', ms: 1_500 });
    expect(await erin.submit()).toMatchObject({ acked: true });
    expect(errorsOf(erin)).toEqual([UNKNOWN]);
    // What came too late for the answer is known to the next try.
    await expect
      .poll(
        async () => {
          if (erin.modal()?.view.submit) await erin.submit();
          return title(erin);
        },
        { timeout: WAIT_MS },
      )
      .toBe('Request sent');
    expect(typedName(erin)).toBeUndefined();
    await stage.slack.until('the card', () => cards() === 1, WAIT_MS);
  });

  test('what is known of somebody is asked again after five minutes', async () => {
    const { erin } = stage.cast;
    await stage.start();
    await stage.order();
    await met(erin);
    expect(title(erin)).toBe('Request sent');
    Object.assign(stage.slack.users.get(erin.id) ?? {}, { isRestricted: true });
    stage.travel(5 * 60_000 + 1_000);
    await stage.order(erin, { name: 'dc2-core-02' });
    expect(errorsOf(erin)).toEqual([NOT_HERE]);
    expect(cards()).toBe(1);
  });
});

describe('REQUESTERS', () => {
  test('names who may ask: by group, and by person', async () => {
    const { erin, olga } = stage.cast;
    const nora = stage.slack.as(stage.slack.addUser({ name: 'nora', realName: 'Nora' }).id);
    const engineers = stage.slack.addGroup({ handle: 'engineers', users: [erin.id] });
    await stage.start({ REQUESTERS: `${engineers.id},${olga.id}` });
    await stage.order(erin);
    await stage.order(olga, { name: 'dc2-core-02' });
    await stage.slack.until('both cards', () => cards() === 2, WAIT_MS);
    await stage.order(nora, { name: 'dc2-core-03' });
    expect(errorsOf(nora)).toEqual(["You can't ask for ports: it takes engineers or Olga."]);
    expect(typedName(nora)).toMatchObject({ value: 'dc2-core-03' });
    await nora.close();
    await nora.slash('/interconnect', '', stage.lobby);
    await told(nora, "You can't ask for ports: it takes engineers or Olga.");
    expect(cards()).toBe(2);
  });

  test('whose list is too old keeps the form from being taken, in words', async () => {
    const { erin } = stage.cast;
    const engineers = stage.slack.addGroup({ handle: 'engineers', users: [erin.id] });
    await stage.start({ REQUESTERS: engineers.id });
    stage.slack.fault('usergroups.list', { kind: 'error', error: 'fatal_error' }, 100);
    stage.travel(6 * 60_000);
    await stage.order(erin);
    expect(errorsOf(erin)).toEqual([
      "Nothing was recorded: I couldn't check who is in engineers. Press again in a minute.",
    ]);
    expect(cards()).toBe(0);
  });
});

test('one person has no more open requests than OPEN_REQUESTS_PER_PERSON', async () => {
  const { erin, lin, olga } = stage.cast;
  const OPEN_REQUESTS_PER_PERSON = '2';
  await stage.start({ OPEN_REQUESTS_PER_PERSON });
  await stage.order(erin, { name: 'core-1' });
  await stage.order(erin, { name: 'core-2' });
  await stage.order(erin, { name: 'core-3' });
  const refused = [
    'Nothing was recorded: you have 2 requests that are undecided or not placed yet, and more are not allowed. Withdraw one, or send this again when one is decided.',
  ];
  expect(errorsOf(erin)).toEqual(refused);
  expect(typedName(erin)).toMatchObject({ value: 'core-3' });
  await stage.order(olga, { name: 'core-4' });
  await stage.slack.until('three cards', () => cards() === 3, WAIT_MS);
  const [first] = stage.slack.messages(stage.approvals);
  if (!first) throw new Error('There is no card.');
  await lin.press(first, 'Approve');
  await stage.slack.until(
    'the order',
    () => JSON.stringify(first.blocks).includes('Ordered: dxcon-'),
    WAIT_MS,
  );
  expect(errorsOf(erin)).toEqual(refused);
  await erin.submit();
  expect(title(erin)).toBe('Request sent');
});

test('approvers who are too few are no reason to take a form', async () => {
  const { lee, olga } = stage.cast;
  await stage.start({ QUORUM: '2' });
  await stage.order(lee);
  expect(errorsOf(lee).join()).toBe(
    'Needs 2 of net-leads besides you, and there is only 1. Ask someone else to request this port.',
  );
  for (const { users } of stage.slack.groups.values()) users.push(olga.id);
  await stage.stop();
  await stage.start({ QUORUM: '2' });
  await lee.submit();
  expect(title(lee)).toBe('Request sent');
});

describe('over HTTP', () => {
  const { stage: http, asked } = useStage({ mode: 'http' });

  test('a form that is sent once more with other values is told what was recorded', async () => {
    const tap = await tapRequests(http);
    try {
      const card = await asked();
      const { payload, answer } = tap.latest('view_submission');
      const id = /ic-[0-9A-Z]{10}/.exec(JSON.stringify(card.blocks))?.[0];
      const sendWith = async (block: string, value: string) => {
        const changed = structuredClone(payload) as {
          view: { state: { values: Record<string, Record<string, { value: string }>> } };
        };
        changed.view.state.values[block] = { [block]: { value } };
        const { body } = await http.slack.send(changed);
        return JSON.stringify((JSON.parse(body) as { view: unknown }).view);
      };
      for (const [block, value] of [
        ['name', 'dc2-core-99'],
        ['reason', 'Something else'],
        ['tags', 'team=other'],
      ] as const) {
        const said = await sendWith(block, value);
        expect(said).toContain(
          `This form was sent before, with other values. What was recorded is ${id}: 10Gbps at EqDC2, dc2-core-01. To change it, withdraw it and ask again.`,
        );
      }
      expect((await http.slack.send(payload)).body).toBe(answer?.body);
      expect(http.slack.messages(http.approvals)).toHaveLength(1);
      expect(await http.store().transaction((tx) => tx.requests.countOpen())).toBe(1);
    } finally {
      await http.stop();
      await tap.close();
    }
  });
});
