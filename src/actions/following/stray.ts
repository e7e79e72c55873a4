import { hasEnded, type Request, type Status } from '../../domain/request/request.ts';
import type { Tx } from '../../interfaces/store.ts';

/** Where the worker that places or settles will find the port by its tag. */
export const SEARCHING: ReadonlySet<Status> = new Set(['approved', 'placing', 'unsettled', 'needs_decision']);

/** Announces a port that bears a request's tag and isn't its port: once, loudly, deleting nothing. */
export async function noteStray(tx: Tx, request: Request, interconnectId: string): Promise<void> {
  const { id: requestId, order, revision, fingerprint } = request;
  const own = (await tx.port(requestId))?.interconnectId;
  if (own === interconnectId) return;
  if (!(await tx.addStray({ region: order.region, interconnectId, requestId }))) return;
  const open = !hasEnded(request.state) && request.state.status !== 'ordered';
  const detail = { interconnectId, own: own ?? null, open };
  await tx.audit({ requestId, actor: null, event: 'stray_seen', revision, fingerprint, detail });
  await tx.say(requestId, 'channel', { kind: 'stray', interconnectId, own, open });
}
