import { App, type CustomRoute, HTTPReceiver, type Receiver } from '@slack/bolt';
import type { Logger } from 'pino';
import { type Arrivals, trackArrivals } from './arrivals.ts';
import { boltLogger } from './bolt-logger.ts';
import { createSocketReceiver } from './socket/receiver.ts';
import type { StartError } from './start-error.ts';
import { webClientOptions } from './web-client.ts';

/** Which way Slack's payloads come, and with which tokens. */
export interface SlackConnection {
  botToken: string;
  apiUrl: string | undefined;
  connection: { mode: 'socket'; appToken: string } | { mode: 'http'; signingSecret: string };
  /** HTTP mode's port. */
  port: number;
}

/** What Bolt needs besides. */
export interface BoltDeps {
  log: Logger;
  /** Served beside Slack's calls in HTTP mode. */
  routes: CustomRoute[];
  monotonic: () => number;
  random: () => number;
  pause: (ms: number) => Promise<unknown>;
  /** Who the token is, where that is known: Bolt need not ask again. */
  bot: { id: string; userId: string } | undefined;
  /** Slack can't be connected to any more, whatever is tried. */
  onFatal: (error: StartError) => void;
}

/** Bolt, and the way in. */
export interface BoltApp {
  app: App;
  start(): Promise<void>;
  /** No new payload; resolves when the handlers under way have ended. */
  stop(): Promise<void>;
  /** Milliseconds for which no payload can have arrived; undefined while they can. */
  goneFor(): number | undefined;
}

/** The way in: a receiver of either mode. */
interface WayIn {
  receiver: Receiver;
  open(): Promise<unknown>;
  close(): Promise<unknown>;
  goneFor(): number | undefined;
}

/** How long a stop lets clicks under way be acked before it closes the way in; Slack itself waits three seconds. */
const ACKS_MS = 3_000;
const CLOSE_MS = 1_000;

/** Bolt in Socket Mode or HTTP mode, with nothing shared between its clients and ours. */
export function createBolt(slack: SlackConnection, deps: BoltDeps): BoltApp {
  const { log } = deps;
  let arrivals: Arrivals | undefined;
  const settled = async () => arrivals?.settled();
  const way =
    slack.connection.mode === 'socket'
      ? bySocket(slack, slack.connection, deps, settled)
      : byHttp(slack, slack.connection, deps);
  const app = new App({
    token: slack.botToken,
    receiver: way.receiver,
    logger: boltLogger(log),
    clientOptions: webClientOptions(slack.apiUrl),
    ...(deps.bot ? { botId: deps.bot.id, botUserId: deps.bot.userId, tokenVerificationEnabled: false } : {}),
    // Else a bad token ends the process from within the constructor, past any try.
    deferInitialization: true,
  });
  arrivals = trackArrivals(app.processEvent.bind(app), log);
  app.processEvent = arrivals.take;
  app.error(async (error) => {
    log.error({ err: error, code: error.code }, 'handler failed');
    throw error;
  });
  return {
    app,
    goneFor: way.goneFor,
    async start() {
      await app.init();
      await way.open();
    },
    async stop() {
      await Promise.race([settled(), deps.pause(ACKS_MS)]);
      const closed = way.close();
      await settled();
      await closed;
    },
  };
}

function bySocket(
  { apiUrl }: SlackConnection,
  { appToken }: { appToken: string },
  deps: BoltDeps,
  settled: () => Promise<void>,
): WayIn {
  const receiver = createSocketReceiver({ ...deps, appToken, apiUrl, settled });
  return { receiver, open: receiver.start, close: receiver.stop, goneFor: receiver.goneFor };
}

function byHttp(
  { port }: SlackConnection,
  { signingSecret }: { signingSecret: string },
  { log, routes, monotonic, pause }: BoltDeps,
): WayIn {
  const receiver = new HTTPReceiver({
    signingSecret,
    endpoints: '/slack/events',
    port,
    customRoutes: routes,
    logger: boltLogger(log),
  });
  let closedAt: number | undefined = monotonic();
  return {
    receiver,
    goneFor: () => (closedAt === undefined ? undefined : monotonic() - closedAt),
    async open() {
      await receiver.start(port);
      closedAt = undefined;
    },
    async close() {
      if (closedAt !== undefined) return;
      closedAt = monotonic();
      // What has arrived was answered; whoever has connected and asks nothing is not waited for.
      await Promise.race([receiver.stop(), pause(CLOSE_MS)]);
    },
  };
}
