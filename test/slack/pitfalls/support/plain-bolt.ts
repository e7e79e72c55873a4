import { App, SocketModeReceiver } from '@slack/bolt';

// Bolt as its documentation shows it, as a process of its own: what happens to it happens to nobody else.
const { token = '', appToken = '', slackApiUrl = '', reconnectMs = '5000' } = process.env;

const receiver = new SocketModeReceiver({
  appToken,
  clientPingTimeout: Number(reconnectMs),
  installerOptions: { clientOptions: { slackApiUrl } },
});
const app = new App({ token, receiver, clientOptions: { slackApiUrl } });
await app.start();
process.send?.('ready');
process.on('message', async (word) => {
  if (word !== 'stop') return;
  await app.stop();
  process.send?.('stopped');
});
