import { join } from 'node:path';
import type { World } from './world.ts';

type Env = Record<string, string | undefined>;

/** All that the bot gets from the shell. */
const BASICS = ['PATH', 'LANG', 'LC_ALL', 'TZ', 'SystemRoot'];

/** The bot's whole environment: the embedded world, a folder of its own, and nothing of the shell's Slack, AWS or store. */
export function botEnvironment(world: World, folder: string, shell: Env): Env {
  const { workspace, aws } = world;
  return {
    ...Object.fromEntries(BASICS.map((name) => [name, shell[name]])),
    HOME: folder,
    SLACK_BOT_TOKEN: workspace.botToken,
    SLACK_APP_TOKEN: workspace.appToken,
    SLACK_API_URL: workspace.apiUrl,
    OPERATOR_PORT: '0',
    APPROVAL_CHANNEL: world.channel,
    APPROVERS: world.group,
    SHARED_CHANNEL: 'allowed',
    DATABASE_URL: `file:${storePath(folder)}`,
    AWS_REGION: 'us-east-1',
    AWS_ENDPOINT_URL_DIRECT_CONNECT: aws.url,
    AWS_ENDPOINT_URL_STS: aws.url,
    AWS_ENDPOINT_URL_HEALTH: aws.url,
    AWS_ENDPOINT_URL_CLOUDTRAIL: aws.url,
    AWS_HEALTH: 'true',
    CLOUDTRAIL: 'true',
    AWS_ACCESS_KEY_ID: aws.accessKeyId,
    AWS_SECRET_ACCESS_KEY: aws.secretAccessKey,
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    STATE_POLL_SECONDS: '1',
    CREATE_DEADLINE_SECONDS: '5',
    SETTLE_WINDOW_SECONDS: '20',
    DEPLOYMENT_LABEL: 'demo',
  };
}

/** Where the bots of this folder keep what they record. */
export function storePath(folder: string): string {
  return join(folder, 'interconnect-bot.db');
}
