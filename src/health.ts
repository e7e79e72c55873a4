import { createServer, type Server, type ServerResponse } from 'node:http';

/** Whether the bot can do its work right now, part by part, and what somebody has to mend. */
export interface Readiness {
  parts: Record<string, boolean>;
  troubles: string[];
}

/** One address that operators ask. */
export interface Route {
  path: string;
  method: string;
  handler: (request: unknown, response: ServerResponse) => void;
}

/**
 * `/healthz`: the process runs. `/readyz`: it can take clicks and reach its store; 503 while it can't.
 * `/metrics`: Prometheus' text; 503 while the store doesn't answer.
 */
export function operatorRoutes(readiness: () => Promise<Readiness>, metrics: () => Promise<string>): Route[] {
  return [
    { path: '/healthz', method: 'GET', handler: (_, response) => json(response, 200, { ok: true }) },
    {
      path: '/readyz',
      method: 'GET',
      handler: (_, response) => {
        readiness().then(
          ({ parts, troubles }) =>
            json(response, Object.values(parts).every(Boolean) ? 200 : 503, {
              ...parts,
              ...(troubles.length > 0 ? { troubles } : {}),
            }),
          () => json(response, 503, { ready: false }),
        );
      },
    },
    {
      path: '/metrics',
      method: 'GET',
      handler: (_, response) => {
        metrics().then(
          (text) => response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' }).end(text),
          () => json(response, 503, { store: false }),
        );
      },
    },
  ];
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(body)}\n`);
}

/** Serves the routes by themselves, for Socket Mode. Rejects where the port is taken. */
export function serveHealth(port: number, routes: Route[]): Promise<Server> {
  const server = createServer((request, response) => {
    const path = request.url?.split('?')[0];
    const route = routes.find((entry) => entry.path === path && entry.method === request.method);
    if (route) route.handler(request, response);
    else json(response, 404, { error: 'not found' });
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, () => resolve(server));
  });
}
