import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pino } from 'pino';
import { expect } from 'vitest';
import { freePort } from '../../bench/free-port.ts';
import { startAws } from '../../sandbox/aws/index.ts';
import type { AwsOptions, EmbeddedAws } from '../../sandbox/aws/types.ts';
import { startWorkspace } from '../../sandbox/workspace/index.ts';
import type { Person, StoredMessage, Workspace, WorkspaceOptions } from '../../sandbox/workspace/types.ts';
import { createApp, type Outside, type RunningApp } from '../../src/app.ts';
import { createDirectConnect } from '../../src/directconnect/index.ts';
import type { Store } from '../../src/interfaces/store.ts';
import { buildOf } from '../../src/operations/metrics/build.ts';
import { createMetrics } from '../../src/operations/metrics/registry.ts';
import { readSettings } from '../../src/settings/settings.ts';
import { createPace } from '../../src/slack/outbound/pace.ts';
import { openStore } from '../../src/store/open.ts';
import { openFolder } from './folder.ts';
import { rowsLeft, watchResources } from './leaks.ts';
import { enterEnv, sdkEnvOf } from './sdk-env.ts';
import { blockIds, isLine, statusOf } from './shown.ts';

/** People of the scene. */
interface Cast {
  erin: Person;
  lee: Person;
  lin: Person;
  olga: Person;
}

/** A workspace and a Direct Connect over real sockets, with a bot that can be started, stopped and started again. */
export interface Stage {
  slack: Workspace;
  aws: EmbeddedAws;
  cast: Cast;
  approvals: string;
  lobby: string;
  env: Record<string, string>;
  /** Moves the bot's and its store's clock; milliseconds. */
  travel(ms: number): void;
  /** `wrap` changes what stands outside the bot: any method of the store or of Direct Connect, the clocks, chance. */
  start(
    overrides?: Record<string, string | undefined>,
    wrap?: (outside: Outside) => Outside,
  ): Promise<RunningApp>;
  stop(): Promise<void>;
  store(): Store;
  /** Called with each statement after it has run; of bots that start from now on. */
  onStatement(listener: (sql: string) => void): void;
  /** Where the operators of the bot that runs ask. */
  operatorPort(): number | undefined;
  /** Fills in and sends the form as a person; what is left out has a fitting value. */
  order(who?: Person, fields?: Partial<OrderFields>): Promise<void>;
  /** The newest card in the approvals channel. */
  card(): StoredMessage;
  cardStatus(): string;
  thread(): string[];
  dm(who: Person): StoredMessage[];
  /** The lines beside them, each a message of its own. */
  dmLines(who: Person): StoredMessage[];
  /** The test leaves something behind on purpose; says what, and why. */
  leaves(what: string): void;
  /**
   * Stops the bot and takes all away. Fails if the bot left rows under its lease, lines in sending, or anything open in
   * this process, unless the test said that it does.
   */
  close(): Promise<void>;
}

interface OrderFields {
  /** Where there are several to choose from. */
  account: string;
  location: string;
  bandwidth: string;
  name: string;
  reason: string;
  tags: string;
  /** The colleague for whom it is asked. */
  beneficiary: Person;
  /** Slack delivers the sent form twice. */
  submitTwice: boolean;
}

/** Far longer than anything takes, so that nothing fails because the machine is busy. */
export const WAIT_MS = 60_000;
const HOUR = 3_600_000;
/** Often, so that no test waits for a listing. */
const POLL_MS = 50;
const LOOK_MS = 100;
/** Slack's limits as they are would make the tests wait for them; a second is fifty milliseconds here. */
export const HURRY = 20;

/** By the bot's clock, where a lease has fifteen seconds. */
const REST_MS = 10_000;
const REST_STEP_MS = 50;

/** Stages that stand in this process, and what tells what they leave open in it. */
let openStages = 0;
let resources: () => Promise<string[]> = async () => [];

export async function openStage(
  aws: AwsOptions = {},
  mode: 'socket' | 'http' = 'socket',
  workspace: WorkspaceOptions = {},
): Promise<Stage> {
  openStages += 1;
  if (openStages === 1) resources = watchResources();
  const folder = openFolder();
  const slack = await startWorkspace(workspace);
  const direct = await startAws({ lifecycle: { requested: HOUR, pending: HOUR, down: HOUR }, ...aws });
  const approvals = slack.addChannel({ name: 'net-approvals' }).id;
  const lobby = slack.addChannel({ name: 'interconnects' }).id;
  const people = ['erin', 'lee', 'lin', 'olga'].map(
    (name) => slack.addUser({ name, realName: capital(name) }).id,
  );
  const [erin = '', lee = '', lin = '', olga = ''] = people;
  const leads = slack.addGroup({ handle: 'net-leads', users: [lee, lin] });
  const cast = { erin: slack.as(erin), lee: slack.as(lee), lin: slack.as(lin), olga: slack.as(olga) };

  const env: Record<string, string> = {
    SLACK_BOT_TOKEN: slack.botToken,
    ...(mode === 'socket'
      ? { SLACK_APP_TOKEN: slack.appToken }
      : { SLACK_SIGNING_SECRET: slack.signingSecret, PORT: String(await freePort()) }),
    SLACK_API_URL: slack.apiUrl,
    OPERATOR_PORT: '0',
    APPROVAL_CHANNEL: approvals,
    APPROVERS: leads.id,
    DATABASE_URL: `file:${join(folder.path, 'bot.db')}`,
    AWS_REGION: 'us-east-1',
    STATE_POLL_SECONDS: '1',
    LOG_LEVEL: 'silent',
    INTERCONNECT_BOT_CONFIG: '',
  };
  const awsEnv = sdkEnvOf(direct);
  const leaveEnv = enterEnv(awsEnv);
  if (mode === 'http') slack.setRequestUrl(`http://127.0.0.1:${env.PORT}/slack/events`);

  let offset = 0;
  /** The time that was moved on; a clock that is set back takes none of it away. */
  let passed = 0;
  let app: RunningApp | undefined;
  let store: Store | undefined;
  let url = '';
  let left: string | undefined;
  let heard: ((sql: string) => void) | undefined;
  /** What bots left in the database when they stopped. */
  let rows: string[] = [];
  const now = () => Date.now() + offset;

  const clock = () => (url.startsWith('file:') ? now() : Date.now());
  /** Waits for what is on its way. Less time passes than a lease has, so that one which nobody gives back still shows. */
  const rest = async () => {
    const until = now() + REST_MS;
    while (now() < until && (await rowsLeft(url, clock())).length > 0) {
      offset += REST_STEP_MS;
      passed += REST_STEP_MS;
      await wait(REST_STEP_MS);
    }
  };

  const stage: Stage = {
    slack,
    aws: direct,
    cast,
    approvals,
    lobby,
    env: { ...env, ...awsEnv },
    travel: (ms) => {
      offset += ms;
      passed += Math.max(ms, 0);
    },
    async start(overrides = {}, wrap = (outside) => outside) {
      const given = readSettings({ ...env, ...overrides });
      const often = overrides.STATE_POLL_SECONDS === undefined;
      const settings = often ? { ...given, statePollMs: POLL_MS } : given;
      url = settings.databaseUrl;
      store = await openStore({
        url,
        now: url.startsWith('file:') ? now : undefined,
        onStatement: heard,
      });
      const monotonic = () => performance.now();
      const metrics = createMetrics(buildOf(settings));
      const outside = {
        store,
        directConnect: createDirectConnect(settings.homeRegion, monotonic, {
          accounts: settings.accounts,
          meter: metrics.meter,
        }),
        metrics,
        log: pino({ level: process.env.TEST_LOG ?? 'silent' }),
        now,
        monotonic,
        random: () => 0,
        pause: wait,
        pace: createPace(() => performance.now() * HURRY + passed),
        // Time travels here: what it makes due is found soon.
        lookMs: LOOK_MS,
        newsLookMs: LOOK_MS,
        processId: randomUUID(),
      };
      try {
        app = await createApp(settings, wrap(outside));
      } catch (error) {
        await stage.stop();
        throw error;
      }
      return app;
    },
    async stop() {
      await app?.stop();
      await store?.close();
      if (app) rows = await rowsLeft(url, clock());
      app = undefined;
      store = undefined;
    },
    store() {
      if (!store) throw new Error('The bot is not running.');
      return store;
    },
    onStatement(listener) {
      heard = listener;
    },
    operatorPort: () => app?.operatorPort(),
    async order(who = cast.erin, fields = {}) {
      const {
        location = 'EqDC2',
        bandwidth = '10Gbps',
        name = 'dc2-core-01',
        reason = 'New core',
        tags = '',
      } = fields;
      await direct.until('the catalog was read', () => direct.calls('DescribeLocations').length > 0, WAIT_MS);
      while (who.modal()) await who.close();
      await who.slash('/interconnect', '', lobby);
      await slack.until('the form', () => who.modal(), WAIT_MS);
      // Fields that hang on the account bear it in their block_ids.
      const of = fields.account === undefined ? '' : `${fields.account}/`;
      if (fields.account !== undefined) {
        await who.choose('account', fields.account);
        await slack.until(
          'the locations of the account',
          () => blockIds(who).some((id) => id.startsWith(`location:${of}`)),
          WAIT_MS,
        );
      }
      await who.choose('location', location, location);
      await slack.until(
        'the bandwidths of the location',
        () => blockIds(who).includes(`bandwidth:${of}${location}`),
        WAIT_MS,
      );
      await who.choose('bandwidth', bandwidth);
      await slack.until(
        'the LAGs of the bandwidth',
        () => blockIds(who).some((id) => id.startsWith(`lag:${of}${location}:${bandwidth}`)),
        WAIT_MS,
      );
      await who.type('name', name);
      await who.type('reason', reason);
      if (tags) await who.type('tags', tags);
      if (fields.beneficiary) await who.choose('beneficiary', fields.beneficiary.id);
      if (fields.submitTwice) slack.deliverTwice();
      await who.submit();
    },
    card() {
      const found = slack.messages(approvals).at(-1);
      if (!found) throw new Error('There is no card.');
      return found;
    },
    cardStatus: () => statusOf(stage.card()),
    thread: () =>
      slack
        .messages(approvals, stage.card().ts)
        .slice(1)
        .map(({ text }) => text),
    dm(who) {
      const channel = who.dm();
      return channel ? slack.messages(channel).filter((message) => !isLine(message)) : [];
    },
    dmLines(who) {
      const channel = who.dm();
      return channel ? slack.messages(channel).filter(isLine) : [];
    },
    leaves(what) {
      left = what;
    },
    async close() {
      if (app && left === undefined) await rest();
      await stage.stop();
      await slack.close();
      await direct.close();
      leaveEnv();
      folder.remove();
      openStages -= 1;
      const opened = openStages === 0 && left === undefined ? await resources() : [];
      const all = left === undefined ? [...rows, ...opened] : [];
      if (all.length > 0) throw new Error(`The bot left behind: ${all.join(', ')}`);
    },
  };
  return stage;
}

/** Lets time pass while something is awaited: retries and probes come in the bot's own time. */
export async function meanwhile<T>(stage: Stage, stepMs: number, awaited: Promise<T>): Promise<T> {
  const patience = setInterval(() => stage.travel(stepMs), 50);
  try {
    return await awaited;
  } finally {
    clearInterval(patience);
  }
}

function capital(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

/** Until no line is on its way: else what a test has Slack refuse next would meet one. */
export function allTold(stage: Stage): Promise<void> {
  const waiting = async () => (await stage.store().counts()).linesWaiting;
  return expect.poll(waiting, { timeout: WAIT_MS }).toBe(0);
}

/** The first card in the approvals channel, once it is there. */
export function firstCard(stage: Stage): Promise<StoredMessage> {
  return stage.slack.until('the card', () => stage.slack.messages(stage.approvals)[0], WAIT_MS);
}
