import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Meter } from '../../../interfaces/meter.ts';
import type { StartError } from '../../start/start-error.ts';
import { callLogger } from '../bolt-logger.ts';
import { webClientOptions } from '../web-client.ts';
import { type Envelope, openConnection, type Patience } from './connection.ts';
import { type Connections, type Keeper, keepConnection } from './keeper.ts';

/** What Socket Mode needs. */
export interface SocketOptions {
  appToken: string;
  apiUrl: string | undefined;
  log: Logger;
  meter?: Pick<Meter, 'slackCall'>;
  monotonic: () => number;
  random: () => number;
  pause: (ms: number) => Promise<unknown>;
  patience: Patience;
  /** Slack has said how many connections it counts. */
  onHello: (connections: Connections) => void;
  onFatal: (error: StartError) => void;
}

/** Bolt's way in by Socket Mode, over connections that we keep up ourselves. */
export interface SocketReceiver extends Receiver, Pick<Keeper, 'goneFor' | 'connections'> {
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Hands every envelope to Bolt, over a connection that is kept up. */
export function createSocketReceiver(options: SocketOptions): SocketReceiver {
  const { appToken, apiUrl, log, meter } = options;
  let app: App | undefined;
  let stopped = false;
  const receive = (envelope: Envelope): void => {
    // It can't be acked any more, or nobody would wait for its answer: Slack says so to whoever clicked.
    if (stopped) return;
    app?.processEvent(toEvent(envelope)).catch((error: unknown) => {
      log.error({ err: error, type: envelope.body.type }, 'a payload was not handled');
    });
  };
  const keeper = keepConnection({
    ...options,
    open: ({ hello, gone, goodbye }) =>
      openConnection({
        appToken,
        client: webClientOptions(apiUrl, meter),
        logger: callLogger(log),
        patience: options.patience,
        onEnvelope: receive,
        onHello: hello,
        onUnread: (why) => log.warn({ why }, 'a frame of Slack was left aside'),
        onGoodbye: goodbye,
        onGone: gone,
      }),
  });
  return {
    init(bolt) {
      app = bolt;
    },
    ...keeper,
    stop() {
      stopped = true;
      return keeper.stop();
    },
  };
}

function toEvent({ body, ack, envelopeId, retryNum, retryReason }: Envelope): ReceiverEvent {
  return {
    body,
    ack,
    customProperties: { envelopeId },
    ...(retryNum === undefined ? {} : { retryNum }),
    ...(retryReason === undefined ? {} : { retryReason }),
  };
}
