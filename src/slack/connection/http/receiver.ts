import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AckFn, App, Receiver } from '@slack/bolt';
import type { Logger } from 'pino';
import { isForm, parseBody, readBody } from './body.ts';
import { createRefusals } from './refusals.ts';
import { createLimitedServer, type HttpLimits, LIMITS } from './server.ts';
import { isSigned } from './signature.ts';

/** One address that is served beside Slack's. */
export interface Route {
  path: string;
  method: string;
  handler: (request: unknown, response: ServerResponse) => void;
}

/** What HTTP mode needs. */
export interface HttpOptions {
  port: number;
  signingSecret: string;
  routes: Route[];
  log: Logger;
  monotonic: () => number;
  pause: (ms: number) => Promise<unknown>;
  limits?: HttpLimits | undefined;
}

/** Bolt's way in over HTTP. */
export interface HttpReceiver extends Receiver {
  /** Resolves once it listens; rejects where the port can't be had. */
  start(): Promise<void>;
  /** No new connection; resolves when what is under way was answered, or after a second. */
  stop(): Promise<void>;
}

const ADDRESS = '/slack/events';
/** Slack's payloads are far smaller: a message has 50 blocks, a form 100. */
const MOST_BYTES = 256 * 1024;
/** Whoever signs nothing has nothing long to say: Slack's ssl_check is ten bytes. */
const MOST_UNSIGNED_BYTES = 1024;
const CLOSE_MS = 1_000;

/** Takes what Slack signed, over a server of our own: Bolt's dies of a signed `payload=null` and has no limits. */
export function createHttpReceiver(options: HttpOptions): HttpReceiver {
  const { port, signingSecret, routes, log, pause } = options;
  const refusals = createRefusals(log, options.monotonic);
  let app: App | undefined;
  const { server, complete } = createLimitedServer((request, response) => {
    const path = request.url?.split('?')[0];
    const route = routes.find((one) => one.path === path && one.method === request.method);
    if (route) return route.handler(request, response);
    if (path !== ADDRESS || request.method !== 'POST') return refuse(response, 404);
    take(request, response).catch((error: unknown) => {
      log.error({ err: error }, 'a request of Slack was not handled');
      if (!response.headersSent) refuse(response, 500);
    });
  }, options.limits ?? LIMITS);

  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { headers } = request;
    const claims = headers['x-slack-signature'] !== undefined;
    const body = await readBody(request, claims ? MOST_BYTES : MOST_UNSIGNED_BYTES);
    if (response.destroyed) return;
    if (!body) {
      refusals.note();
      return refuse(response, claims ? 413 : 401);
    }
    if (isSslCheck(headers['content-type'], body)) return answer(response, undefined);
    // Slack's clock and ours, not the store's.
    if (!isSigned(headers, body, signingSecret, Date.now())) {
      refusals.note();
      return refuse(response, 401);
    }
    complete(request.socket);
    const payload = parseBody(headers['content-type'], body);
    if (!payload) {
      log.warn('a signed request held no object');
      return refuse(response, 400);
    }
    if (payload.type === 'url_verification') {
      return answer(response, { challenge: String(payload.challenge) });
    }
    await app?.processEvent({
      body: payload,
      ack: acknowledge(response),
      ...retryOf(headers),
    });
    // Slack shows its warning now rather than when its three seconds are over.
    if (!response.headersSent) refuse(response, 500);
  };

  return {
    init(bolt) {
      app = bolt;
    },
    start: () =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, () => {
          server.off('error', reject);
          // Accepting can fail later too, for want of file descriptors: that ends one connection, not the bot.
          server.on('error', (error) => log.warn({ err: error }, 'a connection was not taken'));
          resolve();
        });
      }),
    async stop() {
      if (!server.listening) return;
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      await Promise.race([closed, pause(CLOSE_MS)]);
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Slack looks whether the address has a valid certificate; it signs nothing then, and nothing else is read of it. */
function isSslCheck(contentType: string | undefined, body: Buffer): boolean {
  if (!isForm(contentType) || body.length > MOST_UNSIGNED_BYTES) return false;
  return new URLSearchParams(body.toString()).get('ssl_check') === '1';
}

function retryOf(headers: IncomingMessage['headers']): { retryNum?: number; retryReason?: string } {
  const { 'x-slack-retry-num': num, 'x-slack-retry-reason': reason } = headers;
  return {
    ...(typeof num === 'string' ? { retryNum: Number.parseInt(num, 10) } : {}),
    ...(typeof reason === 'string' ? { retryReason: reason } : {}),
  };
}

/** An answer that nobody waits for any more is an error, as in Socket Mode. */
function acknowledge(response: ServerResponse): AckFn<unknown> {
  return async (body) => {
    if (response.headersSent || response.destroyed) throw new Error('Slack has closed the connection');
    answer(response, body);
  };
}

function answer(response: ServerResponse, body: unknown): void {
  if (body === undefined || body === '') response.writeHead(200).end();
  else if (typeof body === 'string') response.writeHead(200).end(body);
  else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** Whoever is refused has to connect anew: what is left of the request isn't read. */
function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { connection: 'close' }).end();
}
