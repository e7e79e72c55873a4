// The app of Slack's getting-started guide for Bolt for JavaScript: https://docs.slack.dev/tools/bolt-js/building-an-app
const { App } = require('@slack/bolt');

const app = new App({
  token: process.env.SLACK_BOT_TOKEN,
  socketMode: true,
  appToken: process.env.SLACK_APP_TOKEN,
});

app.message('hello', async ({ message, say }) => {
  const text = `Good day, <@${message.user}>!`;
  await say({
    text,
    blocks: [
      {
        type: 'section',
        text: { type: 'mrkdwn', text },
        accessory: {
          type: 'button',
          text: { type: 'plain_text', text: 'Press me' },
          action_id: 'button_click',
        },
      },
    ],
  });
});

app.action('button_click', async ({ body, ack, say }) => {
  await ack();
  await say(`<@${body.user.id}> has pressed it`);
});

void (async () => {
  await app.start(process.env.PORT || 3000);
  app.logger.info('The app is running');
})();
