import type { ServerResponse } from 'node:http';
import type { LastListing } from '../domain/port/listing.ts';

/** Whether the bot can do its work right now, part by part, and what somebody has to mend. */
export interface Readiness {
  parts: Record<string, boolean>;
  troubles: string[];
  /** The last complete listing of each account and Region; it decides nothing. */
  listings: LastListing[];
}

/** One address that is asked with GET. */
export interface Route {
  path: string;
  method: 'GET';
  handler: (request: unknown, response: ServerResponse) => void;
}

/** `/healthz`: the process runs. It says nothing else, so it may stand beside Slack's calls. */
export const HEALTH: Route = {
  path: '/healthz',
  method: 'GET',
  handler: (_, response) => json(response, 200, { ok: true }),
};

/**
 * What operators ask. `/readyz`: it can take clicks and reach its store; 503 while it can't.
 * `/metrics`: Prometheus' text; 503 while there is nothing to tell yet.
 */
export function operatorRoutes(readiness: () => Promise<Readiness>, metrics: () => Promise<string>): Route[] {
  return [
    HEALTH,
    {
      path: '/readyz',
      method: 'GET',
      handler: (_, response) => {
        readiness().then(
          ({ parts, troubles, listings }) =>
            json(response, Object.values(parts).every(Boolean) ? 200 : 503, {
              ...parts,
              ...(troubles.length > 0 ? { troubles } : {}),
              ...(listings.length > 0 ? { listings: listings.map(told) } : {}),
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
          (text) =>
            response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(text),
          () => json(response, 503, { store: false }),
        );
      },
    },
  ];
}

function told({ accountId: account, region, at }: LastListing): object {
  return { account, region, at: new Date(at).toISOString() };
}

/** Answers with JSON on a line of its own. */
export function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(body)}\n`);
}
