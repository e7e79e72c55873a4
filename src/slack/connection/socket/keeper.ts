import type { Logger } from 'pino';
import { SECOND } from '../../../domain/time.ts';
import { slackCode } from '../../outbound/slack-error.ts';
import { StartError } from '../../start/start-error.ts';
import { appTokenProblem } from '../app-token.ts';
import { type Connection, NoHelloError } from './connection.ts';

const FIRST_PAUSE_MS = SECOND;
const MOST_PAUSE_MS = 30 * SECOND;
/** A connection that lived so long was a good one. */
const STOOD_MS = 10 * SECOND;
/** So many tries at the start, about a minute and a half; after it there is no end to them. */
const START_TRIES = 7;
/** Slack's word for an app that has as many connections as it may have: ten. */
const TOO_MANY = 'too_many_websockets';

/** What a keeper needs from outside. */
export interface KeeperOptions {
  /** Opens one connection; what is told belongs to that one. */
  open: (on: {
    hello: (counted: number | undefined) => void;
    gone: () => void;
    goodbye: (reason: string) => void;
  }) => Promise<Connection>;
  /** Slack has said how many connections of this app it counts; called for each new connection. */
  onHello: (connections: Connections) => void;
  /** No connection can ever be had with these settings. */
  onFatal: (error: StartError) => void;
  log: Logger;
  monotonic: () => number;
  random: () => number;
  pause: (ms: number) => Promise<unknown>;
}

/** The connections of this process, and of the app. */
export interface Connections {
  /** Held here, those included that Slack has asked to leave and not closed yet. */
  held: number;
  /** By Slack's latest hello, for all processes of the app; undefined where it didn't tell. */
  counted: number | undefined;
}

/** Keeps a Socket Mode connection up. */
export interface Keeper {
  /** Resolves with the first connection; rejects with StartError where there can be none. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Milliseconds since the last connection went; undefined while there is one. */
  goneFor(): number | undefined;
  connections(): Connections;
}

/**
 * One connection, always: asked to reconnect, a second one is opened, and the first stays until Slack closes it, since
 * payloads still come by it; dropped, a new one is tried at once, then ever more seldom. A token that Slack has
 * refused for good ends the trying.
 */
export function keepConnection(options: KeeperOptions): Keeper {
  const { log, monotonic, random, pause } = options;
  const open = new Set<Connection>();
  /** Replaced; only Slack closes them, or the end of the process. */
  const retired = new Set<Connection>();
  let counted: number | undefined;
  let goneAt: number | undefined = monotonic();
  /** Refusals, and connections that went at once, since the last one that stood. */
  let failures = 0;
  let openedAt = 0;
  let stopped = false;
  let reconnecting = false;

  const connect = async (most = Number.POSITIVE_INFINITY): Promise<void> => {
    for (let tries = 1; !stopped; tries++) {
      try {
        return await openOne();
      } catch (error) {
        const fatal = appTokenProblem(error);
        if (fatal || tries >= most) throw fatal ?? unreachable(error);
        failures += 1;
        log.warn({ code: slackCode(error), failures }, 'Slack refused a connection');
        // At the start somebody waits for it.
        const wait = isTooMany(error) ? MOST_PAUSE_MS : pauseAfter(failures, error, random);
        await pause(Number.isFinite(most) ? Math.min(wait, MOST_PAUSE_MS) : wait);
      }
    }
  };
  const openOne = async (): Promise<void> => {
    const earlier = [...open];
    let gone = false;
    let connection: Connection | undefined;
    connection = await options.open({
      hello: (number) => {
        counted = number;
        options.onHello({ held: held() + 1, counted });
      },
      gone: () => {
        gone = true;
        if (connection) lost(connection);
      },
      goodbye: (reason) => {
        // One that was replaced may say it again.
        if (connection && !open.has(connection)) return;
        log.info({ reason }, 'Slack asks for a new connection');
        // One connection too many: another at once would only make it worse.
        reconnect(() => (reason === TOO_MANY ? MOST_PAUSE_MS : pauseBeforeNext()));
      },
    });
    if (gone) throw new NoHelloError('closed');
    if (stopped) return connection.close();
    open.add(connection);
    goneAt = undefined;
    openedAt = monotonic();
    // From now on only the new one counts: if it goes, another is needed, whatever the old ones still have to ack.
    for (const old of earlier) {
      // It may have gone meanwhile.
      if (open.delete(old)) retired.add(old);
    }
  };
  const held = () => open.size + retired.size;
  /** None after a connection that stood for a while; else one that grows. */
  const pauseBeforeNext = (): number => {
    failures = monotonic() - openedAt >= STOOD_MS ? 0 : failures + 1;
    return failures > 1 ? pauseAfter(failures - 1, undefined, random) : 0;
  };
  const lost = (connection: Connection): void => {
    if (retired.delete(connection)) return;
    if (!open.delete(connection) || open.size > 0 || stopped) return;
    goneAt = monotonic();
    log.info('the connection to Slack was lost');
    reconnect(pauseBeforeNext);
  };
  const reconnect = (wait: () => number): void => {
    if (stopped || reconnecting) return;
    reconnecting = true;
    pause(wait())
      .then(() => connect())
      .catch((error: unknown) => options.onFatal(error as StartError))
      .finally(() => {
        reconnecting = false;
      });
  };

  return {
    start: () => connect(START_TRIES),
    connections: () => ({ held: held(), counted }),
    goneFor: () => (goneAt === undefined ? undefined : monotonic() - goneAt),
    async stop() {
      stopped = true;
      goneAt ??= monotonic();
      await Promise.all([...open, ...retired].map((connection) => connection.close()));
    },
  };
}

/** Milliseconds: as long as a 429 says, else 1 s, doubled each time, at most 30 s; up to half of it is jitter. */
function pauseAfter(failures: number, error: unknown, random: () => number): number {
  const { retryAfter } = (error ?? {}) as { retryAfter?: number };
  if (retryAfter) return retryAfter * SECOND;
  return Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), MOST_PAUSE_MS) * (0.5 + random() / 2);
}

/** Another connection soon would only make it worse. */
function isTooMany(error: unknown): boolean {
  return error instanceof NoHelloError && error.message === TOO_MANY;
}

function unreachable(error: unknown): StartError {
  return new StartError(
    `SLACK_APP_TOKEN: Slack gave no connection (${slackCode(error)}). Check the network, and that Socket Mode is on in the app's settings.`,
    { cause: error },
  );
}
