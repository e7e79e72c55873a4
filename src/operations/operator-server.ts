import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Incidents } from '../interfaces/incidents.ts';
import { json, type Route } from './health.ts';

const BUSY = 'operator-port';
const AGAIN_MS = 1_000;
/** Whoever asks does so at once; nobody may hold a connection by sending slowly. */
const LIMITS = { headersTimeout: 5_000, requestTimeout: 10_000, connectionsCheckingInterval: 1_000 };

/** Where operators ask. */
export interface OperatorServer {
  /** The port that it got; undefined while another process holds it. */
  port(): number | undefined;
  close(): Promise<void>;
}

/**
 * Serves the operators' routes on a port of their own. A port that is taken is an incident and is tried again until it
 * is free: at a restart two processes overlap. Rejects where the address can't be listened on for another reason.
 */
export async function serveOperators(
  address: { host: string; port: number },
  routes: Route[],
  incidents: Pick<Incidents, 'raise' | 'clear'>,
): Promise<OperatorServer> {
  let server: Server | undefined;
  let again: NodeJS.Timeout | undefined;
  let closed = false;
  let opening: Promise<void>;
  const busy = (code: string) => {
    incidents.raise(
      BUSY,
      `OPERATOR_PORT: ${address.port} on ${address.host} can't be listened on (${code}). Health and metrics of this process can't be asked. End what holds it, or choose another.`,
    );
    if (closed) return;
    again = setTimeout(() => {
      opening = open().catch((error: unknown) => busy(codeOf(error)));
    }, AGAIN_MS);
  };
  const open = async () => {
    server = await listen(address, routes);
    incidents.clear(BUSY);
  };
  opening = open().catch((error: unknown) => {
    if (codeOf(error) !== 'EADDRINUSE') throw error;
    busy('EADDRINUSE');
  });
  await opening;
  return {
    port: () => (server?.address() as AddressInfo | null | undefined)?.port,
    async close() {
      closed = true;
      clearTimeout(again);
      await opening;
      const ended = new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
      // Whoever has connected and asks nothing is not waited for.
      server?.closeAllConnections();
      await ended;
    },
  };
}

function listen({ host, port }: { host: string; port: number }, routes: Route[]): Promise<Server> {
  const server = createServer(LIMITS, (request, response) => {
    const path = request.url?.split('?')[0];
    const route = routes.find((entry) => entry.path === path && entry.method === request.method);
    if (route) route.handler(request, response);
    else json(response, 404, { error: 'not found' });
  });
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}

function codeOf(error: unknown): string {
  return String((error as { code?: unknown }).code ?? 'unknown');
}
