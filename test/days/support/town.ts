import { join } from 'node:path';
import { startAws } from '../../../sandbox/aws/index.ts';
import type { EmbeddedAws, StoredInterconnect } from '../../../sandbox/aws/types.ts';
import { startWorkspace } from '../../../sandbox/workspace/index.ts';
import type { Person, StoredMessage, Workspace } from '../../../sandbox/workspace/types.ts';
import { openFolder } from '../../support/folder.ts';
import { enterEnv, sdkEnvOf } from '../../support/sdk-env.ts';
import { blockIds, isLine } from '../../support/shown.ts';
import { type Clock, createClock } from './clock.ts';

const DAY = 24 * 3_600_000;
/** Longer than any life: what happens to the port, only the life says. */
const NEVER_MS = 400 * DAY;
const WAIT_MS = 60_000;
const LOCATION = 'EqDC2';
const BANDWIDTH = '10Gbps';

/** Slack, AWS and two people in it, all by one clock that stands still until it is moved. */
export interface Town {
  clock: Clock;
  slack: Workspace;
  aws: EmbeddedAws;
  erin: Person;
  lee: Person;
  /** A bot's whole environment. */
  env: Record<string, string>;
  /** Erin fills in the form and Lee approves. Resolves when the click was taken. */
  order(): Promise<void>;
  /** The port, once it is ordered. */
  port(): StoredInterconnect;
  requestId(): string;
  card(): StoredMessage;
  /** What was said in the card's thread, and beside Erin's direct message; oldest first. */
  thread(): StoredMessage[];
  beside(): StoredMessage[];
  close(): Promise<void>;
}

/** `start` in epoch milliseconds; `pollMs`: how often ports are listed. `clockPath`: where other processes read the clock. */
export async function openTown(given: {
  databaseUrl: string;
  start: number;
  pollMs: number;
  shared?: boolean;
}): Promise<Town> {
  const folder = openFolder('interconnect-bot-days-');
  const clockPath = join(folder.path, 'clock');
  const clock = createClock(given.start, given.shared ? clockPath : undefined);
  const slack = await startWorkspace({ now: clock.now });
  const aws = await startAws({
    now: clock.now,
    // Under seven days, so that AWS deletes nothing by itself.
    lifecycle: { requested: 7 * DAY, pending: NEVER_MS, down: NEVER_MS },
  });
  const [erin, lee] = ['Erin', 'Lee'].map((name) =>
    slack.as(slack.addUser({ name: name.toLowerCase(), realName: name }).id),
  ) as [Person, Person];
  const approvals = slack.addChannel({ name: 'net-approvals' }).id;
  const lobby = slack.addChannel({ name: 'interconnects' }).id;
  const leads = slack.addGroup({ handle: 'net-leads', users: [lee.id] }).id;
  const awsEnv = sdkEnvOf(aws);
  const leaveEnv = enterEnv(awsEnv);
  const appears = (what: string, condition: () => unknown) =>
    slack.until(what, () => condition() || undefined, WAIT_MS);
  const town: Town = {
    clock,
    slack,
    aws,
    erin,
    lee,
    env: {
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_API_URL: slack.apiUrl,
      OPERATOR_PORT: '0',
      APPROVAL_CHANNEL: approvals,
      APPROVERS: leads,
      DATABASE_URL: given.databaseUrl,
      AWS_REGION: 'us-east-1',
      ...awsEnv,
      STATE_POLL_SECONDS: String(given.pollMs / 1_000),
      INTERCONNECT_BOT_CONFIG: '',
      LOG_LEVEL: process.env.TEST_LOG ?? 'silent',
      DAYS_CLOCK: clockPath,
    },
    async order() {
      await appears('the catalog', () => aws.calls('DescribeLags').length > 0);
      await erin.slash('/interconnect', '', lobby);
      await appears('the form', () => erin.modal());
      await erin.choose('location', LOCATION, LOCATION);
      await appears('the bandwidths', () => blockIds(erin).includes(`bandwidth:${LOCATION}`));
      await erin.choose('bandwidth', BANDWIDTH);
      await appears('MACsec', () => blockIds(erin).includes(`macsec:${LOCATION}:${BANDWIDTH}`));
      await erin.choose('macsec', 'macsec');
      await appears('LAGs', () =>
        blockIds(erin).some((id) => id.startsWith(`lag:${LOCATION}:${BANDWIDTH}:macsec`)),
      );
      await erin.type('name', 'dc2-core-01');
      await erin.type('reason', 'New core');
      await erin.submit();
      await appears('the card', () => slack.messages(approvals)[0]);
      await lee.press(town.card(), 'Approve');
    },
    port() {
      const [port] = aws.interconnects;
      if (!port) throw new Error('Nothing was ordered.');
      return port;
    },
    requestId() {
      const tag = town.port().tags.find(({ key }) => key === 'interconnect-bot:request-id');
      return tag?.value ?? '';
    },
    card() {
      const [card] = slack.messages(approvals);
      if (!card) throw new Error('There is no card.');
      return card;
    },
    thread: () => slack.messages(approvals, town.card().ts).slice(1),
    beside() {
      const dm = erin.dm();
      return dm === undefined ? [] : slack.messages(dm).filter(isLine);
    },
    async close() {
      await slack.close();
      await aws.close();
      leaveEnv();
      folder.remove();
    },
  };
  return town;
}
