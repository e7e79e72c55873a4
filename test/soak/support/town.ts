import { join } from 'node:path';
import { startAws } from '../../../sandbox/aws/index.ts';
import type { EmbeddedAws } from '../../../sandbox/aws/types.ts';
import { startWorkspace } from '../../../sandbox/workspace/index.ts';
import type { Person, Workspace, WorkspaceOptions } from '../../../sandbox/workspace/types.ts';
import { openFolder } from '../../support/folder.ts';
import { sdkEnvOf } from '../../support/sdk-env.ts';
import { type FastClock, fastClock } from './fast-clock.ts';

/** Slack, AWS and everybody in it, for bots whose clock runs faster. */
export interface Town {
  slack: Workspace;
  aws: EmbeddedAws;
  clock: FastClock;
  approvals: string;
  lobby: string;
  engineers: Person[];
  leads: Person[];
  outsider: Person;
  /** A bot's whole environment. */
  env: Record<string, string>;
  folder: string;
  close(): Promise<void>;
}

/** How much faster than the wall's its clock runs: a lease of fifteen seconds is over in about four. */
const SPEED = 4;
const SECOND = 1_000;

/** Its clock's seconds per second of the wall, and limits of Slack's where they differ. */
export interface OpenTown {
  speed?: number;
  limits?: WorkspaceOptions['limits'];
}

export async function openTown(
  databaseUrl?: string,
  { speed = SPEED, limits = {} }: OpenTown = {},
): Promise<Town> {
  const folder = openFolder('interconnect-bot-soak-');
  const since = Date.now();
  const clock = fastClock(since, speed);
  const slack = await startWorkspace({ now: clock.now, limits });
  const aws = await startAws({
    now: clock.now,
    lifecycle: { requested: 6 * SECOND, pending: 6 * SECOND, down: 6 * SECOND },
  });
  const add = (name: string) => slack.addUser({ name: name.toLowerCase(), realName: name }).id;
  const engineers = ['Erin', 'Eve', 'Ed'].map(add);
  const leads = ['Lee', 'Lin', 'Max'].map(add);
  const outsider = add('Olga');
  const approvals = slack.addChannel({ name: 'net-approvals' }).id;
  const lobby = slack.addChannel({ name: 'interconnects' }).id;
  const group = slack.addGroup({ handle: 'net-leads', users: leads }).id;
  return {
    slack,
    aws,
    clock,
    approvals,
    lobby,
    engineers: engineers.map(slack.as),
    leads: leads.map(slack.as),
    outsider: slack.as(outsider),
    folder: folder.path,
    env: {
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_API_URL: slack.apiUrl,
      OPERATOR_PORT: '0',
      // Three engineers ask for as many ports as a whole company.
      OPEN_REQUESTS_PER_PERSON: '100000',
      APPROVAL_CHANNEL: approvals,
      APPROVERS: group,
      APPROVAL_EXPIRY_HOURS: '0.02',
      DATABASE_URL: databaseUrl ?? `file:${join(folder.path, 'bot.db')}`,
      AWS_REGION: 'us-east-1',
      ...sdkEnvOf(aws),
      STATE_POLL_SECONDS: '3',
      CREATE_DEADLINE_SECONDS: '10',
      SETTLE_WINDOW_SECONDS: '20',
      LOG_LEVEL: 'warn',
      SOAK_SINCE: String(since),
      SOAK_SPEED: String(speed),
      SOAK_PACE: '50',
    },
    async close() {
      await slack.close();
      await aws.close();
      folder.remove();
    },
  };
}
