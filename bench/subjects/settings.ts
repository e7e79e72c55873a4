import { CHANNEL, people } from '../people.ts';
import type { Outside } from '../stand-ins/outside.ts';

/** Which way Slack's payloads come. */
export type Mode = 'http' | 'socket';

/** What one subject is called at the stand-ins. */
export interface Names {
  botToken: string;
  appToken: string;
  accessKeyId: string;
}

export const SECRET = 'a-signing-secret-of-the-bench';

export function namesOf(name: string): Names {
  return { botToken: `xoxb-${name}`, appToken: `xapp-${name}`, accessKeyId: `AKIA${name.toUpperCase()}` };
}

/** The settings that the bot and its peer share. */
export function shared(
  outside: Outside,
  names: Names,
  ports: { http: number; operator: number },
  mode: Mode,
): Record<string, string> {
  return {
    SLACK_BOT_TOKEN: names.botToken,
    SLACK_API_URL: outside.slackUrl,
    ...(mode === 'http' ? { SLACK_SIGNING_SECRET: SECRET } : { SLACK_APP_TOKEN: names.appToken }),
    PORT: String(ports.http),
    OPERATOR_PORT: String(ports.operator),
    APPROVAL_CHANNEL: CHANNEL,
    APPROVERS: people.leads.join(','),
    OPEN_REQUESTS_PER_PERSON: '100000',
    AWS_REGION: 'us-east-1',
    AWS_ENDPOINT_URL_DIRECT_CONNECT: outside.awsUrl,
    AWS_ENDPOINT_URL_STS: outside.awsUrl,
    AWS_ACCESS_KEY_ID: names.accessKeyId,
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    // Ports are listed when an order asks for it, and otherwise only where that is what is measured.
    STATE_POLL_SECONDS: '3600',
  };
}
