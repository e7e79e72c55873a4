import type { ListedInterconnect } from '../domain/catalog.ts';
import type { Request, Status } from '../domain/request.ts';
import { REQUEST_TAG } from '../domain/tags.ts';
import type { Tx } from './ports.ts';

/** Where the worker that places or settles will find the port by its tag. */
export const SEARCHING: ReadonlySet<Status> = new Set(['approved', 'placing', 'unsettled', 'needs_decision']);

/** Whether a port bears the tag of another request that is still looking for it. */
export async function isAwaited(tx: Tx, port: ListedInterconnect, requestId: string): Promise<boolean> {
  const owner = port.tags?.find(({ key }) => key === REQUEST_TAG)?.value;
  if (owner === undefined || owner === requestId) return false;
  const request = await tx.peekRequest(owner);
  return request !== undefined && SEARCHING.has(request.state.status);
}

/** Announces a port that bears a request's tag and isn't its port: once, loudly, deleting nothing. */
export async function noteStray(tx: Tx, request: Request, interconnectId: string): Promise<void> {
  const { id: requestId, order, revision, fingerprint } = request;
  const own = (await tx.port(requestId))?.interconnectId;
  if (own === interconnectId) return;
  if (!(await tx.addStray({ region: order.region, interconnectId, requestId }))) return;
  const detail = { interconnectId, own: own ?? null };
  await tx.audit({ requestId, actor: null, event: 'stray_seen', revision, fingerprint, detail });
  await tx.say(requestId, 'channel', { kind: 'stray', interconnectId, own });
}
