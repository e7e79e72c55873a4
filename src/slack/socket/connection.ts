import type { Logger as BoltLogger } from '@slack/bolt';
import { SocketModeClient } from '@slack/socket-mode';
import type { WebClientOptions } from '@slack/web-api';
import { after } from '../after.ts';

/** One envelope of Socket Mode. Slack may deliver the same one twice, also on another connection. */
export interface Envelope {
  envelopeId: string;
  body: Record<string, unknown>;
  retryNum: number | undefined;
  retryReason: string | undefined;
  /** Rejects where the connection has gone meanwhile. */
  ack: (response?: unknown) => Promise<void>;
}

/** How a connection is opened, and who is told what becomes of it. */
export interface ConnectionOptions {
  appToken: string;
  client: WebClientOptions;
  logger: BoltLogger;
  onEnvelope: (envelope: Envelope) => void;
  /** Slack asks for a new connection, and says why; this one works until it is closed. */
  onGoodbye: (reason: string) => void;
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

/** Slack took the connection and then never said hello, or ended it before. */
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
    logger: options.logger,
    clientOptions: options.client,
  });
  keepOpenOnGoodbye(client, options.onGoodbye);
  client.on('slack_event', (event: RawEvent) => options.onEnvelope(toEnvelope(event)));
  let opened = false;
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

/** What Slack's client emits as `slack_event`. */
interface RawEvent {
  envelope_id: string;
  body: Record<string, unknown>;
  retry_num?: number;
  retry_reason?: string;
  ack: (response?: unknown) => Promise<void>;
}

function toEnvelope({ envelope_id, body, retry_num, retry_reason, ack }: RawEvent): Envelope {
  return { envelopeId: envelope_id, body, retryNum: retry_num, retryReason: retry_reason, ack };
}

/** Slack's client closes at once when asked to reconnect: whatever is under way could not be acked any more. */
function keepOpenOnGoodbye(client: SocketModeClient, onGoodbye: (reason: string) => void): void {
  const own = client.listeners('ws_message');
  client.removeAllListeners('ws_message');
  client.on('ws_message', (data: unknown, isBinary: boolean) => {
    const reason = isBinary ? undefined : goodbye(data);
    if (reason !== undefined) onGoodbye(reason);
    else for (const listener of own) listener(data, isBinary);
  });
}

/** Why Slack says goodbye: warning, refresh_requested, too_many_websockets, link_disabled. Source: Socket Mode's guide. */
function goodbye(data: unknown): string | undefined {
  if (typeof data !== 'string' || !data.includes('"disconnect"')) return undefined;
  try {
    const { type, reason } = JSON.parse(data) as { type?: unknown; reason?: unknown };
    return type === 'disconnect' ? String(reason ?? 'unknown') : undefined;
  } catch {
    return undefined;
  }
}
