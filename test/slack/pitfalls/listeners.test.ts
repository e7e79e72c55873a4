import { App, ErrorCode } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { afterEach, describe, expect, test } from 'vitest';
import { freePort } from '../../../bench/free-port.ts';
import { privately } from '../../support/shown.ts';
import { callSlack, postButton } from '../../support/slack-api.ts';
import { firstCard, openStage, type Stage, WAIT_MS } from '../../support/stage.ts';
import { type Tap, tapRequests } from '../../support/tap.ts';
import { recordingLogger, startPlain } from './support/bolt.ts';

// Each pair: what becomes of an interaction in plain Bolt, and what in the bot.

const plain = (text: string) => ({ type: 'plain_text', text }) as const;
/** A value of this version's, of a request that is gone. */
const VALUE = 'v1|ic-0123456789|1|print|0|';
/** A form that nobody listens for, with a list that nobody fills. */
const FORM: ModalView = {
  type: 'modal',
  callback_id: 'of_yesterday',
  title: plain('Yesterday'),
  submit: plain('Send'),
  blocks: [
    {
      type: 'input',
      block_id: 'list',
      optional: true,
      label: plain('List'),
      element: { type: 'external_select', action_id: 'of_yesterday', min_query_length: 0 },
    },
  ],
};
const NO_ANSWER = 'the bot did not answer within three seconds';

let stage: Stage;
let tap: Tap | undefined;
let plainBolt: App | undefined;
afterEach(async () => {
  await plainBolt?.stop();
  plainBolt = undefined;
  await stage.stop();
  await tap?.close();
  tap = undefined;
  await stage.close();
});
const until = <T>(what: string, condition: () => T | undefined | false) =>
  stage.slack.until(what, condition, WAIT_MS);

describe('an interaction that no listener knows', () => {
  test('gets no answer and no log line in plain Bolt', async () => {
    stage = await openStage();
    const { erin } = stage.cast;
    const { app, logged } = await startPlain(stage, (bolt) =>
      bolt.command('/open', async ({ ack, client, command }) => {
        await ack();
        await client.views.open({ trigger_id: command.trigger_id, view: FORM });
      }),
    );
    plainBolt = app;
    await erin.slash('/open', '', stage.lobby);
    await until('the form', () => erin.modal());
    const message = await postButton(stage, 'of_yesterday');
    logged.length = 0;
    const answers = await Promise.all([
      erin.press(message, 'Try'),
      erin.submit(),
      erin.slash('/yesterday', '', stage.lobby),
      expect(erin.options('list')).rejects.toThrow(NO_ANSWER),
    ]);
    expect(answers.slice(0, 3)).toMatchObject([
      { problem: NO_ANSWER },
      { problem: NO_ANSWER },
      { problem: NO_ANSWER },
    ]);
    expect(logged).toEqual([]);
  });

  test('is answered by the bot in words, be it a button, a command, a list or a form', async () => {
    stage = await openStage();
    const { erin } = stage.cast;
    await stage.start();
    await erin.press(await postButton(stage, 'of_yesterday', VALUE), 'Try');
    const button = "This version of the bot doesn't know that button. Nothing was changed.";
    await until('the answer to the button', () => privately(erin, stage.lobby).includes(button));
    await erin.slash('/yesterday', '', stage.lobby);
    const command = "This version of the bot doesn't know /yesterday. Type /interconnect.";
    expect(privately(erin, stage.lobby)).toEqual([button, command]);
    await erin.slash('/interconnect', '', stage.lobby);
    await until('the form', () => erin.modal());
    await callSlack(stage, 'views.update', { view_id: erin.modal()?.id, view: FORM });
    expect(await erin.options('list')).toEqual([
      { text: 'Nothing to choose: close the form and open it again', value: 'none' },
    ]);
    await erin.submit();
    expect(JSON.stringify(erin.modal()?.view)).toContain(
      "This version of the bot doesn't know that form. Nothing was recorded. Close it and begin again.",
    );
    expect(stage.slack.problems()).toEqual([]);
  });

  test('is answered in the direct message where it is a shortcut whose modal can not be opened', async () => {
    stage = await openStage({}, 'http');
    const { erin } = stage.cast;
    await stage.start();
    const { status } = await stage.slack.send({
      type: 'shortcut',
      callback_id: 'of_yesterday',
      trigger_id: '1.2.3',
      action_ts: '1.1',
      user: { id: erin.id, username: 'erin', team_id: stage.slack.teamId },
      team: { id: stage.slack.teamId },
    });
    expect(status).toBe(200);
    const shortcut = "This version of the bot doesn't know that shortcut. Type /interconnect.";
    await until('the answer to the shortcut', () => stage.dm(erin).some(({ text }) => text === shortcut));
  });
});

describe('a handler that fails before its ack, over HTTP', () => {
  test('leaves the user waiting three seconds in plain Bolt whose app.error does not throw on', async () => {
    stage = await openStage();
    const { botToken: token, signingSecret, apiUrl: slackApiUrl } = stage.slack;
    const { logger, logged } = recordingLogger();
    const clientOptions = { slackApiUrl };
    const app = new App({ token, signingSecret, logger, clientOptions, deferInitialization: true });
    app.command('/try', async () => {
      throw new Error('a mistake');
    });
    app.error(async (error) => logger.error(error.message));
    const port = await freePort();
    await app.init();
    await app.start(port);
    plainBolt = app;
    stage.slack.setRequestUrl(`http://127.0.0.1:${port}/slack/events`);
    const { problem } = await stage.cast.erin.slash('/try', '', stage.lobby);
    expect({ problem, logged }).toEqual({
      problem: NO_ANSWER,
      logged: expect.arrayContaining(['a mistake']),
    });
  });

  test('is answered by the bot at once, with a 500', async () => {
    stage = await openStage({}, 'http');
    const { erin } = stage.cast;
    let failing = false;
    await stage.start({}, (outside) => ({
      ...outside,
      now() {
        if (failing) throw new Error('a mistake');
        return outside.now();
      },
    }));
    await erin.slash('/interconnect', '', stage.lobby);
    await shortForm(({ private_metadata }) => private_metadata);
    failing = true;
    const { status, ms } = await erin.submit();
    expect(status).toBe(500);
    expect(ms).toBeLessThan(1_000);
  });

  test('what a form carries along and nobody can read is no such failure: it says to begin again', async () => {
    stage = await openStage({}, 'http');
    const { erin } = stage.cast;
    await stage.start();
    for (const metadata of ['not JSON', 'null', '{}', '{"region":5}']) {
      await erin.slash('/interconnect', '', stage.lobby);
      await shortForm(() => metadata);
      expect(await erin.submit()).toMatchObject({ acked: true, status: 200 });
      expect(JSON.stringify(erin.modal()?.view)).toContain('Nothing was recorded. Close it and begin again.');
      await erin.close();
    }
    expect(await stage.store().transaction((tx) => tx.requests.countOpen())).toBe(0);
  });

  /** Makes the form on Erin's screen one that can be sent as it is, carrying along what is said. */
  async function shortForm(metadata: (view: Record<string, unknown>) => unknown): Promise<void> {
    const { id, view } = await until('the form', () => stage.cast.erin.modal());
    const { type, callback_id, title, submit } = view;
    const short = { type, callback_id, title, submit, blocks: FORM.blocks, private_metadata: metadata(view) };
    expect(await callSlack(stage, 'views.update', { view_id: id, view: short })).toMatchObject({ ok: true });
  }
});

describe('a response URL that is used up', () => {
  test('makes respond() throw in plain Bolt: nobody is told', async () => {
    stage = await openStage();
    const failed = Promise.withResolvers<unknown>();
    const { app } = await startPlain(stage, (bolt) => {
      bolt.action('try', async ({ ack, respond }) => {
        await ack();
        for (let answer = 1; answer <= 6; answer++)
          await respond({ text: `${answer}`, replace_original: false });
      });
      bolt.error(async (error) => failed.resolve(error));
    });
    plainBolt = app;
    await stage.cast.erin.press(await postButton(stage, 'try'), 'Try');
    expect(await failed.promise).toMatchObject({ code: ErrorCode.RespondError, statusCode: 404 });
    expect(privately(stage.cast.erin, stage.lobby)).toEqual(['1', '2', '3', '4', '5']);
  });

  test("holds back no private answer of the bot's: it goes by the Web API", async () => {
    stage = await openStage({}, 'http');
    const { olga } = stage.cast;
    await stage.start();
    await stage.order();
    const card = await firstCard(stage);
    const refused: number[] = [];
    tap = await tapRequests(stage, async ({ response_url: url }) => {
      const body = JSON.stringify({ text: 'used', replace_original: false });
      for (let use = 1; use <= 6; use++)
        refused.push((await fetch(String(url), { method: 'POST', body })).status);
    });
    await olga.press(card, 'Approve');
    expect(refused).toEqual([200, 200, 200, 200, 200, 404]);
    await until('the answer', () =>
      privately(olga, stage.approvals).includes("You can't decide this: it takes net-leads."),
    );
  });
});
