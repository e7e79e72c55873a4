import type { Logger as BoltLogger } from '@slack/bolt';
import { SocketModeClient } from '@slack/socket-mode';
import type { WebClientOptions } from '@slack/web-api';
import { MINUTE, SECOND } from '../../../domain/time.ts';
import { after } from '../../listeners/after.ts';
import { readFrame } from './frame.ts';

/** One envelope of Socket Mode. Slack may deliver the same one twice, also on another connection. */
export interface Envelope {
  envelopeId: string;
  body: Record<string, unknown>;
  retryNum: number | undefined;
  retryReason: string | undefined;
  /** Rejects where the connection has gone meanwhile. */
  ack: (response?: unknown) => Promise<void>;
}

/** How long silence may last before a connection is given up; milliseconds. */
export interface Patience {
  /** Without Slack's answer to our ping. */
  clientPingMs: number;
  /** Without a ping of Slack's own. */
  serverPingMs: number;
}

/** Slack's answers often take more than the five seconds after which its client gives up by itself (bolt-js #2786). */
export const PATIENCE: Patience = { clientPingMs: 20 * SECOND, serverPingMs: MINUTE };

/** How a connection is opened, and who is told what becomes of it. */
export interface ConnectionOptions {
  appToken: string;
  client: WebClientOptions;
  logger: BoltLogger;
  patience: Patience;
  onEnvelope: (envelope: Envelope) => void;
  /** It is open; `counted` is how many connections of this app Slack counts, this one among them. */
  onHello: (counted: number | undefined) => void;
  /** Slack asks for a new connection, and says why; this one works until it is closed. */
  onGoodbye: (reason: string) => void;
  /** What came is nothing that Slack's guide names, and why; it is neither acked nor handled. */
  onUnread: (why: string) => void;
  /** It has ended, whoever ended it. Never called before it was open. */
  onGone: () => void;
}

/** One open connection. */
export interface Connection {
  /** Resolves when it has ended, or after a second: Slack may leave the goodbye unanswered. */
  close(): Promise<void>;
}

const OPEN_MS = 15_000;
const CLOSE_MS = 1_000;

/** Slack took the connection and then said no hello: `timeout`, `closed`, or the reason of its goodbye. */
export class NoHelloError extends Error {
  readonly code = 'no_hello';
}

/**
 * Opens one Socket Mode connection; rejects with the Web API's error, or with NoHelloError. It never opens another
 * by itself: Slack's client does, leaves seconds without a connection, and ends the process where that fails.
 */
export async function openConnection(options: ConnectionOptions): Promise<Connection> {
  const client = new SocketModeClient({
    appToken: options.appToken,
    autoReconnectEnabled: false,
    clientPingTimeout: options.patience.clientPingMs,
    serverPingTimeout: options.patience.serverPingMs,
    logger: options.logger,
    clientOptions: options.client,
  });
  let greeted = false;
  let opened = false;
  const refused = Promise.withResolvers<never>();
  refused.promise.catch(() => undefined);
  readFrames(client, {
    ...options,
    onHello(counted) {
      greeted = true;
      options.onHello(counted);
    },
    onGoodbye: (reason) => (greeted ? options.onGoodbye(reason) : refused.reject(new NoHelloError(reason))),
  });
  const ended = Promise.withResolvers<void>();
  client.once('disconnected', () => {
    ended.resolve();
    if (opened) options.onGone();
  });
  const close = async () => {
    client.disconnect().catch(() => undefined);
    await Promise.race([ended.promise, after(CLOSE_MS)]);
  };
  try {
    await Promise.race([
      client.start(),
      refused.promise,
      after(OPEN_MS).then(() => Promise.reject(new NoHelloError('timeout'))),
    ]);
  } catch (error) {
    await close();
    // Slack's client rejects with nothing at all where the connection ended before its hello.
    throw error ?? new NoHelloError('closed');
  }
  opened = true;
  return { close };
}

type Hearers = Pick<ConnectionOptions, 'onEnvelope' | 'onHello' | 'onGoodbye' | 'onUnread'>;

/**
 * Reads each frame in place of Slack's client, which closes at once when asked to reconnect, so that whatever is
 * under way could not be acked any more, and which looks into payloads unchecked. Of a hello it is told as it came; of
 * an envelope only the ID, for the ack that it makes of it.
 */
function readFrames(client: SocketModeClient, on: Hearers): void {
  const own = client.listeners('ws_message');
  const pass = (data: unknown) => {
    for (const listener of own) listener(data, false);
  };
  client.removeAllListeners('ws_message');
  client.on('ws_message', (data: unknown) => {
    const frame = readFrame(data);
    switch (frame.kind) {
      case 'hello':
        on.onHello(frame.connections);
        return pass(data);
      case 'goodbye':
        return on.onGoodbye(frame.reason);
      case 'unread':
        on.onUnread(frame.why);
        if (frame.id === undefined) return;
        client.once('slack_event', ({ ack }: { ack: Envelope['ack'] }) => ack());
        return pass(JSON.stringify({ type: 'envelope', envelope_id: frame.id }));
      case 'envelope': {
        const { id: envelopeId, payload: body, retryNum, retryReason } = frame;
        client.once('slack_event', ({ ack }: { ack: Envelope['ack'] }) =>
          on.onEnvelope({ envelopeId, body, retryNum, retryReason, ack }),
        );
        return pass(JSON.stringify({ type: 'envelope', envelope_id: envelopeId }));
      }
    }
  });
}
