import {
  App,
  type Logger as BoltLogger,
  type CustomRoute,
  HTTPReceiver,
  LogLevel,
  type Receiver,
  SocketModeReceiver,
} from '@slack/bolt';
import { WebClient, type WebClientOptions } from '@slack/web-api';
import type { Logger } from 'pino';

export interface SlackConnection {
  botToken: string;
  apiUrl: string | undefined;
  connection: { mode: 'socket'; appToken: string } | { mode: 'http'; signingSecret: string };
  /** HTTP mode's port. */
  port: number;
}

const CALL_MS = 10_000;

/** One try, one limit: whoever calls decides what a failure means. Set explicitly, since Socket Mode changes shared defaults. */
export function webClientOptions(apiUrl: string | undefined): WebClientOptions {
  return {
    ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: CALL_MS,
  };
}

/** Socket Mode's own client has to keep trying: a reconnect that fails ends the process. */
function socketClientOptions(apiUrl: string | undefined): WebClientOptions {
  return {
    ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
    retryConfig: { retries: 100, factor: 1.3, maxTimeout: 30_000 },
    timeout: CALL_MS,
  };
}

export function createWebClient({ botToken, apiUrl }: SlackConnection, log: Logger): WebClient {
  return new WebClient(botToken, { ...webClientOptions(apiUrl), logger: callLogger(log) });
}

export interface BoltApp {
  app: App;
  start(): Promise<void>;
  /** No new payload; resolves when the handlers under way have ended. */
  stop(): Promise<void>;
  /** Whether payloads can arrive right now. */
  connected(): boolean;
}

/** Bolt in Socket Mode or HTTP mode, with nothing shared between its clients and ours. */
export function createBolt(slack: SlackConnection, log: Logger, routes: CustomRoute[]): BoltApp {
  const logger = boltLogger(log);
  const { connection } = slack;
  const inFlight = new Set<Promise<unknown>>();
  let up = false;
  let started = false;
  let receiver: Receiver;
  let disconnect: () => Promise<unknown>;
  if (connection.mode === 'socket') {
    const socket = new SocketModeReceiver({
      appToken: connection.appToken,
      logger,
      installerOptions: { clientOptions: socketClientOptions(slack.apiUrl) },
    });
    socket.client.on('connected', () => {
      up = true;
    });
    socket.client.on('disconnected', () => {
      up = false;
    });
    socket.client.on('reconnecting', () => {
      up = false;
    });
    receiver = socket;
    disconnect = () => socket.client.disconnect();
  } else {
    const http = new HTTPReceiver({
      signingSecret: connection.signingSecret,
      endpoints: '/slack/events',
      port: slack.port,
      customRoutes: routes,
      logger,
    });
    receiver = http;
    disconnect = async () => (started ? http.stop() : undefined);
  }
  const app = new App({
    token: slack.botToken,
    receiver,
    logger,
    clientOptions: webClientOptions(slack.apiUrl),
    deferInitialization: true,
  });
  app.use(async ({ next }) => {
    const handled = next();
    inFlight.add(handled);
    try {
      await handled;
    } finally {
      inFlight.delete(handled);
    }
  });
  app.error(async (error) => {
    log.error({ err: error, code: error.code }, 'handler failed');
    throw error;
  });
  return {
    app,
    connected: () => up,
    async start() {
      await app.init();
      await app.start(slack.port);
      started = true;
      up = true;
    },
    async stop() {
      up = false;
      const ended = disconnect();
      await Promise.allSettled(inFlight);
      await ended;
    },
  };
}

/** For clients of our own: each failed call is logged, or told at the start, by whoever made it. */
export function callLogger(log: Logger): BoltLogger {
  const quiet = boltLogger(log);
  return { ...quiet, warn: quiet.info, error: quiet.info };
}

/** Slack's libraries write into our log. */
export function boltLogger(log: Logger): BoltLogger {
  const child = log.child({ part: 'bolt' });
  const write =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (...parts: unknown[]) => {
      child[level](parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' '));
    };
  return {
    // Its debug lines carry bodies and one-time connection addresses: those are secrets.
    debug: () => undefined,
    info: write('debug'),
    warn: write('warn'),
    error: write('error'),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
}
