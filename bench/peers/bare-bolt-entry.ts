import { enableCompileCache } from 'node:module';

enableCompileCache();
const { default: bolt } = await import('@slack/bolt');
const { CreateInterconnectCommand, DirectConnectClient } = await import('@aws-sdk/client-direct-connect');
const { card, form } = await import('./bare-views.ts');

// The smallest Bolt app that does the same: a form, a card, an order, its ID in the thread. It keeps nothing.

const { SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_SIGNING_SECRET, SLACK_API_URL } = process.env;
const { APPROVAL_CHANNEL = '', AWS_REGION = '', PORT } = process.env;
const aws = new DirectConnectClient({ region: AWS_REGION, maxAttempts: 1 });
const app = new bolt.App({
  token: SLACK_BOT_TOKEN ?? '',
  ...(SLACK_APP_TOKEN
    ? { socketMode: true, appToken: SLACK_APP_TOKEN }
    : { signingSecret: SLACK_SIGNING_SECRET ?? '' }),
  clientOptions: { slackApiUrl: SLACK_API_URL ?? '' },
  convoStore: false,
});

app.command('/interconnect', async ({ ack, command, client }) => {
  await ack();
  await client.views.open({ trigger_id: command.trigger_id, view: form(AWS_REGION) });
});

app.view('order', async ({ ack, body, view, client }) => {
  await ack({ response_action: 'clear' });
  await client.chat.postMessage({
    channel: APPROVAL_CHANNEL,
    ...card(view.state.values, view.id, body.user.id),
  });
});

app.action('approve', async ({ ack, action, body, client }) => {
  await ack();
  if (action.type !== 'button' || body.type !== 'block_actions' || !action.value) return;
  const port = await aws.send(new CreateInterconnectCommand(JSON.parse(action.value)));
  const { message } = body;
  await client.chat.postMessage({
    channel: APPROVAL_CHANNEL,
    text: `${port.interconnectId} is ${port.interconnectState}.`,
    ...(message ? { thread_ts: message.ts } : {}),
  });
});

await app.start(Number(PORT));
process.stdout.write('Ready: bare Bolt.\n');
process.once('SIGTERM', async () => {
  await app.stop();
  process.exit(0);
});
