import { pino } from 'pino';
import { afterEach, describe, expect, test } from 'vitest';
import type { Person } from '../../sandbox/workspace/types.ts';
import type { RunningApp } from '../../src/app.ts';
import { privately, statusOf } from '../support/shown.ts';
import { callSlack } from '../support/slack-api.ts';
import { firstCard, openStage, type Stage, WAIT_MS } from '../support/stage.ts';
import { type Tap, tapRequests } from '../support/tap.ts';

// Payloads of other apps, workspaces and organisations.

const CANT_ASK = "Guests and people of other organisations can't ask for ports.";

let stage: Stage;
let tap: Tap | undefined;
afterEach(async () => {
  await stage.stop();
  await tap?.close();
  tap = undefined;
  await stage.close();
});

interface Opened {
  eve: Person;
  logged: Record<string, unknown>[];
  bot: RunningApp;
}

/** Somebody of another organisation in the approvals channel; the settings name them as an approver unless told otherwise. */
async function opened(mode: 'socket' | 'http', named = true): Promise<Opened> {
  stage = await openStage({}, mode);
  const logged: Record<string, unknown>[] = [];
  const { id } = stage.slack.addUser({ name: 'eve', realName: 'Eve', teamId: 'TELSEWHERE' });
  const { APPROVERS = '' } = stage.env;
  const log = pino({ level: 'info' }, { write: (line) => logged.push(JSON.parse(line)) });
  const bot = await stage.start({ APPROVERS: named ? `${APPROVERS},${id}` : APPROVERS }, (outside) => ({
    ...outside,
    log,
  }));
  return { eve: stage.slack.as(id), logged, bot };
}
const waiting = () => statusOf(stage.card()).startsWith('Waiting for approval: 0 of 1');
const openRequests = () => stage.store().transaction((tx) => tx.requests.countOpen());

describe.each(['socket', 'http'] as const)('in %s mode, people of another organisation', (mode) => {
  test('are told that they can not decide, and decide nothing', async () => {
    const { eve } = await opened(mode);
    await stage.order();
    const card = await firstCard(stage);
    for (const button of ['Approve', 'Reject', 'Withdraw', 'Details']) {
      const before = privately(eve, stage.approvals).length;
      expect(await eve.press(card, button)).toMatchObject({ acked: true });
      await stage.slack.until('the answer', () => privately(eve, stage.approvals).length > before, WAIT_MS);
    }
    expect(privately(eve, stage.approvals)).toEqual(
      Array.from({ length: 4 }, () => expect.stringMatching(/^You can't decide this: it takes net-leads/)),
    );
    expect(eve.modal()).toBeUndefined();
    expect(waiting()).toBe(true);
  });

  test('send a form in vain, which says why, and can not ask again', async () => {
    const { eve } = await opened(mode, false);
    await eve.slash('/interconnect', '', stage.lobby);
    const form = await stage.slack.until('the form', () => eve.modal(), WAIT_MS);
    expect(await eve.options('location')).toEqual([{ text: CANT_ASK, value: 'none' }]);
    // A form with nothing to fill in, so that it can be sent.
    const { type, callback_id, title, submit, private_metadata } = form.view;
    const blocks = [{ type: 'section', text: { type: 'plain_text', text: 'x' } }];
    const view = { type, callback_id, title, submit, private_metadata, blocks };
    expect(await callSlack(stage, 'views.update', { view_id: form.id, view })).toMatchObject({ ok: true });
    expect(await eve.submit()).toMatchObject({ acked: true });
    expect(JSON.stringify(eve.modal()?.view)).toContain(CANT_ASK);
    expect(await openRequests()).toBe(0);

    await stage.order();
    const card = await firstCard(stage);
    await stage.cast.lee.press(card, 'Reject');
    await stage.slack.until('the modal', () => stage.cast.lee.modal(), WAIT_MS);
    await stage.cast.lee.type('reason', 'no');
    await stage.cast.lee.submit();
    await stage.slack.until('the end', () => statusOf(stage.card()).startsWith('Rejected'), WAIT_MS);
    await eve.press(stage.card(), 'Request again');
    await stage.slack.until('the answer', () => privately(eve, stage.approvals).includes(CANT_ASK), WAIT_MS);
  });
});

describe('by what a payload says', () => {
  test("another app's click is acked, logged once and has no effect", async () => {
    const { logged } = await opened('http');
    await stage.order();
    await firstCard(stage);
    const before = logged.length;
    tap = await tapRequests(stage);
    await stage.cast.olga.press(stage.card(), 'Approve');
    const { payload } = tap.latest('block_actions');
    await stage.slack.until(
      'the answer',
      () => privately(stage.cast.olga, stage.approvals).length > 0,
      WAIT_MS,
    );
    const approval = {
      ...payload,
      user: { ...(payload.user as object), id: stage.cast.lee.id },
      trigger_id: '9.9',
    };
    const answer = await stage.slack.send({ ...approval, api_app_id: 'AOTHER' });
    expect(answer).toEqual({ status: 200, body: '' });
    expect(waiting()).toBe(true);
    expect(logged.slice(before).filter(({ msg }) => msg !== 'click taken')).toEqual([
      expect.objectContaining({
        whose: 'other_app',
        msg: 'a payload for somebody else was acked and left aside',
      }),
    ]);
    expect(privately(stage.cast.lee, stage.approvals)).toEqual([]);
    // The same with a team that is null, as org-wide installs have it: the person's own workspace counts.
    expect(await stage.slack.send({ ...approval, team: null })).toEqual({ status: 200, body: '' });
    await stage.slack.until('the order', () => statusOf(stage.card()).startsWith('Ordered'), WAIT_MS);
  });

  test('a command and an event of another workspace of the organisation change nothing', async () => {
    const { bot } = await opened('http');
    const { appId: api_app_id } = stage.slack;
    const command = { command: '/interconnect', user_id: stage.cast.erin.id, trigger_id: '1.2', api_app_id };
    const before = stage.slack.calls('views.open').length;
    expect(await stage.slack.send({ ...command, team_id: 'TELSEWHERE' })).toEqual({
      status: 200,
      body: CANT_ASK,
    });
    expect(stage.slack.calls('views.open')).toHaveLength(before);
    const event = { type: 'app_uninstalled' };
    const told = { type: 'event_callback', event_id: 'Ev1', api_app_id, event };
    expect(await stage.slack.send({ ...told, team_id: 'TELSEWHERE' })).toEqual({ status: 200, body: '' });
    const readyz = await fetch(`http://127.0.0.1:${bot.operatorPort()}/readyz`);
    expect(await readyz.json()).toEqual({ slack: true, store: true });
  });
});

describe('at the start', () => {
  test('an app ID that Slack does not tell is not checked, which one warning says', async () => {
    stage = await openStage({}, 'http');
    stage.slack.fault('bots.info', { kind: 'error', error: 'missing_scope' });
    const logged: string[] = [];
    const log = pino({ level: 'warn' }, { write: (line) => logged.push(line) });
    await stage.start({}, (outside) => ({ ...outside, log }));
    const { teamId: team_id } = stage.slack;
    const command = { command: '/what', user_id: 'U1', trigger_id: '1.2', team_id, api_app_id: 'AOTHER' };
    expect(await stage.slack.send(command)).toMatchObject({
      status: 200,
      body: expect.stringContaining('/what'),
    });
    expect(logged.filter((line) => line.includes('payloads are not checked for it'))).toHaveLength(1);
  });

  test('an org-wide installation is refused in one line that says what to do', async () => {
    stage = await openStage({}, 'socket', { enterprise: { id: 'E0GRID', wholeInstall: true } });
    await expect(stage.start()).rejects.toThrow(
      /^SLACK_BOT_TOKEN: the app is installed in a whole organisation\. Install it in the one workspace/,
    );
  });
});
