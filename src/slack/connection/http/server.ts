import { createServer, type RequestListener, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { SECOND } from '../../../domain/time.ts';

/** How long a connection may take, and how many there may be. */
export interface HttpLimits {
  /** Until a request's head is there, and until all of it is; milliseconds. */
  headersMs: number;
  requestMs: number;
  /** How often that is looked at. */
  checkMs: number;
  /** How long one that has asked stays open for the next request. */
  keepAliveMs: number;
  connections: number;
}

/** Slack sends a payload within milliseconds; load balancers reuse a connection for up to a minute. */
export const LIMITS: HttpLimits = {
  headersMs: 5 * SECOND,
  requestMs: 10 * SECOND,
  checkMs: SECOND,
  keepAliveMs: 75 * SECOND,
  connections: 1_000,
};

/** A server to which strangers may connect as they like, and what it needs to know of its connections. */
export interface LimitedServer {
  server: Server;
  /** All of this connection's request has arrived: it is not given up for another until it is answered. */
  complete(socket: Socket): void;
}

/**
 * An HTTP server that strangers can't keep busy: slow requests are ended, and beyond the limit the oldest connection
 * without a complete request gives way to the newcomer, which may be Slack.
 */
export function createLimitedServer(listener: RequestListener, limits: HttpLimits): LimitedServer {
  /** Oldest first: those that never had a complete request, and those that wait for their next. */
  const fresh = new Set<Socket>();
  const idle = new Set<Socket>();
  let count = 0;
  const server = createServer(
    {
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      connectionsCheckingInterval: limits.checkMs,
      keepAliveTimeout: limits.keepAliveMs,
    },
    listener,
  );
  server.on('connection', (socket) => {
    count += 1;
    fresh.add(socket);
    socket.once('close', () => {
      count -= 1;
      fresh.delete(socket);
      idle.delete(socket);
    });
    const oldest = count > limits.connections ? oldestOf(fresh, idle, socket) : undefined;
    if (!oldest) return;
    // Forgotten at once: its end is told later, and the next newcomer may be there before.
    fresh.delete(oldest);
    idle.delete(oldest);
    oldest.destroy();
  });
  server.on('request', ({ socket }, response) => {
    response.once('close', () => {
      if (!socket.destroyed && !fresh.has(socket)) idle.add(socket);
    });
  });
  return {
    server,
    complete(socket) {
      fresh.delete(socket);
      idle.delete(socket);
    },
  };
}

function oldestOf(fresh: Set<Socket>, idle: Set<Socket>, newcomer: Socket): Socket | undefined {
  const [first] = fresh;
  if (first !== newcomer) return first;
  const [unused] = idle;
  return unused;
}
