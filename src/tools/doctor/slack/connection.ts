import type { Settings } from '../../../settings/settings.ts';
import { appTokenProblem } from '../../../slack/connection/app-token.ts';
import type { Checking } from '../checking.ts';
import { notChecked, ok, wrong } from '../finding.ts';
import type { Known } from '../known.ts';
import type { Client } from './client.ts';

interface Given {
  connection: Settings['slack']['connection'];
  appClient: (token: string) => Client;
  /** The bot token's app. */
  appId: string | undefined;
  known: Known;
}

const NONE_OPENED =
  'No connection was opened: Slack would have given it clicks that are for the bot that runs.';

/** Whether Slack could reach the bot, as far as that shows without a connection. */
export async function checkConnection(checking: Checking, { connection, ...given }: Given): Promise<void> {
  const { mode } = connection;
  if (mode === 'socket') await checkSocket(checking, connection.appToken, given);
  else checkUrl(checking, given.known);
}

async function checkSocket(
  { check }: Checking,
  token: string,
  { appClient, appId }: Omit<Given, 'connection'>,
): Promise<void> {
  await check('Slack connection', async () => {
    const ofApp = /^xapp-\d+-(A[A-Z0-9]+)-/.exec(token)?.[1];
    try {
      // Makes an address that is good once, and runs out unused.
      await appClient(token).apps.connections.open({});
    } catch (error) {
      throw appTokenProblem(error) ?? error;
    }
    if (ofApp && appId && ofApp !== appId)
      return wrong(
        `SLACK_APP_TOKEN is of the app ${ofApp}, SLACK_BOT_TOKEN of ${appId}. Copy both from one app.`,
        `https://api.slack.com/apps/${appId}/general, App-Level Tokens, scope connections:write`,
      );
    return ok(`Socket Mode: Slack takes SLACK_APP_TOKEN. ${NONE_OPENED}`);
  });
}

/** Only a call of Slack's shows whether its secret is ours. */
function checkUrl({ note }: Checking, known: Known): void {
  const port = known.values('PORT')?.PORT ?? '3000';
  note(
    'Slack connection',
    notChecked(
      'HTTP: only Slack can show that it reaches the bot and that SLACK_SIGNING_SECRET is right.',
      `With the bot running: curl -s http://127.0.0.1:${port}/healthz`,
      'https://api.slack.com/apps, your app, Event Subscriptions, Request URL: Retry has to say Verified',
      'In Slack, type /interconnect help',
    ),
  );
}
