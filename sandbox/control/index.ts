import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Live } from './live.ts';
import { PANELS, route } from './routes.ts';
import type { Control, ControlOptions, Reply } from './types.ts';

export type { Control, ControlOptions } from './types.ts';

const OWN_NAMES = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Serves the control API on 127.0.0.1, and beside it what else there is to show. */
export async function startControl(options: ControlOptions): Promise<Control> {
  const live = new Live();
  const changed = () => live.changed();
  const { workspace, aws } = options;
  const unsubscribe = [workspace.on(changed), aws.on(changed), aws.clock.on(changed)];
  const server = createServer((message, response) => serve(options, live, message, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      for (const stop of unsubscribe) stop();
      live.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function serve(
  options: ControlOptions,
  live: Live,
  message: IncomingMessage,
  response: ServerResponse,
) {
  // A foreign name that points here would let a foreign site read the page.
  const host = message.headers.host?.replace(/:\d+$/, '') ?? '';
  if (!OWN_NAMES.has(host)) {
    response.writeHead(403).end();
    return;
  }
  if (message.url === '/api/v1/events') {
    live.add(response);
    return;
  }
  send(response, await route(options, message));
  // Neither Slack nor AWS says that it was made to go wrong, or that something happened to a port.
  if (PANELS.has(message.url ?? '')) live.changed();
}

function send(response: ServerResponse, reply: Reply): void {
  const fileName = reply.fileName?.replace(/[^\w.-]/g, '_');
  const how = reply.isShown ? 'inline' : 'attachment';
  response.writeHead(reply.status, {
    'content-type': reply.contentType,
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'self'; img-src data:; base-uri 'none'; form-action 'none'",
    'x-content-type-options': 'nosniff',
    ...(fileName === undefined ? {} : { 'content-disposition': `${how}; filename="${fileName}"` }),
  });
  response.end(reply.body);
}
