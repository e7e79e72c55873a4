import type { EmbeddedAws } from '../aws/types.ts';
import type { Workspace } from '../workspace/types.ts';
import type { Town } from './people.ts';

/** What this is, first on the terminal and the page. */
export const SENTENCE = 'Sandbox: embedded Slack and Direct Connect. Nothing leaves this machine.';

/** What to do. */
export const STEPS = [
  'Export what the terminal shows, and start your app.',
  'Be anyone on this page: type a command, press a button.',
  'Watch both sides, or make one of them fail.',
];

/** What points an app and an AWS client here, as lines for a shell, with what IDs there are. */
export function settingsOf(workspace: Workspace, aws: EmbeddedAws, { channel, group }: Town): string[] {
  const settings = {
    SLACK_BOT_TOKEN: workspace.botToken,
    SLACK_APP_TOKEN: workspace.appToken,
    SLACK_SIGNING_SECRET: workspace.signingSecret,
    SLACK_API_URL: workspace.apiUrl,
    AWS_ENDPOINT_URL: aws.url,
    AWS_ACCESS_KEY_ID: aws.accessKeyId,
    AWS_SECRET_ACCESS_KEY: aws.secretAccessKey,
    AWS_REGION: 'us-east-1',
    // The aws command knows this one alone.
    AWS_DEFAULT_REGION: 'us-east-1',
  };
  return [
    '',
    ...Object.entries(settings).map(([name, value]) => `export ${name}=${value}`),
    '',
    `In Bolt: new App({ ..., clientOptions: { slackApiUrl: process.env.SLACK_API_URL } })`,
    `aws directconnect describe-interconnects --endpoint-url ${aws.url}`,
    `#general is ${channel}, the user group @leads is ${group}.`,
  ];
}
