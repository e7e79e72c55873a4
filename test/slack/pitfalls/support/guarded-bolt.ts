import { App } from '@slack/bolt';

// Bolt with everything in a try/catch and an error handler, as a process of its own.
const { token = '', appToken = '', slackApiUrl = '', port = '0' } = process.env;

try {
  const app = new App({
    token,
    appToken,
    socketMode: true,
    port: Number(port),
    customRoutes: [{ path: '/health', method: 'GET', handler: (_request, response) => response.end() }],
    clientOptions: { slackApiUrl },
  });
  app.error(async () => {
    process.send?.('caught');
  });
  await app.start();
  process.send?.('ready');
} catch {
  process.send?.('caught');
}
