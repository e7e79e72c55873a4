import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Spreads Slack's calls over bots in HTTP mode, in turns, over those that answered `/healthz` lately. */
export interface Balancer {
  /** Slack's request URL. */
  url: string;
  add(port: number): void;
  /** Sends it nothing any more. */
  remove(port: number): void;
  /** How many calls went to each port. */
  sent: ReadonlyMap<number, number>;
  close(): Promise<void>;
}

const CHECK_EVERY_MS = 200;
const CHECK_LIMIT_MS = 1_000;

/** Starts it on a free local port. */
export async function startBalancer(): Promise<Balancer> {
  const healthy = new Map<number, boolean>();
  const sent = new Map<number, number>();
  let turn = 0;

  const check = async (port: number) => {
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`, {
      signal: AbortSignal.timeout(CHECK_LIMIT_MS),
    }).catch(() => undefined);
    await answer?.arrayBuffer().catch(() => undefined);
    if (healthy.has(port)) healthy.set(port, answer?.status === 200);
  };
  const checks = setInterval(() => {
    for (const port of healthy.keys()) void check(port);
  }, CHECK_EVERY_MS);

  /** Whose turn it is among those that were not tried yet. */
  const next = (tried: ReadonlySet<number>) => {
    const able = [...healthy].flatMap(([port, fine]) => (fine && !tried.has(port) ? [port] : []));
    turn += 1;
    return able[turn % Math.max(1, able.length)];
  };
  const carry = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const tried = new Set<number>();
    for (let port = next(tried); port !== undefined; port = next(tried)) {
      tried.add(port);
      const came = await pass(port, request, body, response);
      if (came) {
        sent.set(port, (sent.get(port) ?? 0) + 1);
        return;
      }
      healthy.set(port, false);
    }
    response.writeHead(503).end();
  };
  const server = createServer((request, response) => {
    carry(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`,
    add: (port) => void healthy.set(port, true),
    remove: (port) => void healthy.delete(port),
    sent,
    close: () =>
      new Promise((resolve) => {
        clearInterval(checks);
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** False where nobody took the connection, so that another may be tried; what was sent is never sent again. */
function pass(
  port: number,
  { method, url, headers }: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
): Promise<boolean> {
  return new Promise((resolve) => {
    const onward = forward(
      { host: '127.0.0.1', port, method, path: url, headers, agent: false },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.on('error', () => response.destroy());
        answer.pipe(response);
        resolve(true);
      },
    );
    onward.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED') return resolve(false);
      response.destroy();
      resolve(true);
    });
    onward.end(body);
  });
}
