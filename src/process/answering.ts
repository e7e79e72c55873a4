import { operatorRoutes } from '../operations/health.ts';
import { serveOperators } from '../operations/operator-server.ts';
import type { Settings } from '../settings/settings.ts';

const READINESS = {
  parts: { store: false },
  troubles: ["the database doesn't answer yet: the start waits for it"],
  listings: [],
};
/** What can't be listened on is told by the start itself, once it goes on. */
const NOBODY = { raise: () => undefined, clear: () => undefined };

/**
 * Answers operators while a start waits for its database: `/healthz` that the process runs, the rest that it isn't ready.
 * The function that comes back ends it, and frees the port.
 */
export async function answerMeanwhile(address: Settings['operators']): Promise<() => Promise<void>> {
  const routes = operatorRoutes(
    async () => READINESS,
    () => Promise.reject(new Error('There is nothing to count yet.')),
  );
  const server = await serveOperators(address, routes, NOBODY).catch(() => undefined);
  return async () => server?.close();
}
