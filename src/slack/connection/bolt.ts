import { App, type Receiver } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Meter } from '../../interfaces/meter.ts';
import type { Tracer } from '../../interfaces/tracer.ts';
import type { StartError } from '../start/start-error.ts';
import { type Arrivals, trackArrivals } from './arrivals.ts';
import { boltLogger } from './bolt-logger.ts';
import { gate } from './gate.ts';
import { createHttpReceiver, type Route } from './http/receiver.ts';
import { PATIENCE, type Patience } from './socket/connection.ts';
import type { Connections } from './socket/keeper.ts';
import { createSocketReceiver } from './socket/receiver.ts';
import { webClientOptions } from './web-client.ts';
import type { Home } from './whose.ts';

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
  /** Counts what arrives and what is called. */
  meter: Pick<Meter, 'acked' | 'slackCall'>;
  /** Follows each click from here on. */
  tracer: Pick<Tracer, 'click'>;
  /** Served beside Slack's calls in HTTP mode. */
  routes: Route[];
  monotonic: () => number;
  random: () => number;
  pause: (ms: number) => Promise<unknown>;
  /** Who the token is, where that is known: Bolt need not ask again. */
  bot: { id: string; userId: string } | undefined;
  /** Whose payloads are ours. */
  home: Home;
  /** How long a silent Socket Mode connection is waited for; Slack's own pace unless set. */
  patience?: Patience | undefined;
  /** In Socket Mode Slack has said how many connections of this app it counts. */
  onHello: (connections: Connections) => void;
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
  /** The Socket Mode connections of this process, and how many of the app Slack counts. */
  connections(): Connections;
}

/** The way in: a receiver of either mode. */
interface WayIn {
  receiver: Receiver;
  open(): Promise<unknown>;
  close(): Promise<unknown>;
  goneFor(): number | undefined;
  connections(): Connections;
}

/** How long a stop lets clicks under way be acked before it closes the way in; Slack itself waits three seconds. */
const ACKS_MS = 3_000;

/** Bolt in Socket Mode or HTTP mode, with nothing shared between its clients and ours. */
export function createBolt(slack: SlackConnection, deps: BoltDeps): BoltApp {
  const { log } = deps;
  let arrivals: Arrivals | undefined;
  const settled = async () => arrivals?.settled();
  const way =
    slack.connection.mode === 'socket'
      ? bySocket(slack, slack.connection, deps)
      : byHttp(slack, slack.connection, deps);
  const app = new App({
    token: slack.botToken,
    receiver: way.receiver,
    logger: boltLogger(log),
    // Nobody talks with this bot: nothing to be remembered of a conversation.
    convoStore: false,
    clientOptions: webClientOptions(slack.apiUrl, deps.meter),
    ...(deps.bot ? { botId: deps.bot.id, botUserId: deps.bot.userId, tokenVerificationEnabled: false } : {}),
    // Else a bad token ends the process from within the constructor, past any try.
    deferInitialization: true,
  });
  arrivals = trackArrivals(gate(app.processEvent.bind(app), deps.home, deps), log);
  app.processEvent = arrivals.take;
  // Whoever received it says so, once.
  app.error((error) => Promise.reject(error));
  return {
    app,
    goneFor: way.goneFor,
    connections: way.connections,
    async start() {
      await app.init();
      await way.open();
    },
    async stop() {
      await Promise.race([settled(), deps.pause(ACKS_MS)]);
      await way.close();
      // Also what came by while it closed: what was acked gets its answer.
      await settled();
    },
  };
}

function bySocket({ apiUrl }: SlackConnection, { appToken }: { appToken: string }, deps: BoltDeps): WayIn {
  const { patience = PATIENCE } = deps;
  const receiver = createSocketReceiver({ ...deps, appToken, apiUrl, patience });
  const { start, stop, goneFor, connections } = receiver;
  return { receiver, open: start, close: stop, goneFor, connections };
}

function byHttp(
  { port }: SlackConnection,
  { signingSecret }: { signingSecret: string },
  deps: BoltDeps,
): WayIn {
  const { monotonic } = deps;
  const receiver = createHttpReceiver({ ...deps, port, signingSecret });
  let closedAt: number | undefined = monotonic();
  return {
    receiver,
    goneFor: () => (closedAt === undefined ? undefined : monotonic() - closedAt),
    connections: () => ({ held: 0, counted: undefined }),
    async open() {
      await receiver.start();
      closedAt = undefined;
    },
    async close() {
      closedAt ??= monotonic();
      await receiver.stop();
    },
  };
}
