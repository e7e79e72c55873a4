import type { Request } from '../../domain/request/request.ts';
import { STATUS } from '../../domain/request/status.ts';
import type { Tx } from '../../interfaces/store.ts';

/** Announces a port that bears a request's tag and isn't its port: once, loudly, deleting nothing. */
export async function noteOrphan(tx: Tx, request: Request, interconnectId: string): Promise<void> {
  const { id: requestId, order, revision, fingerprint } = request;
  const own = (await tx.ports.of(requestId))?.interconnectId;
  if (own === interconnectId) return;
  if (!(await tx.orphans.add({ region: order.region, interconnectId, requestId }))) return;
  const { open } = STATUS[request.state.status];
  const detail = { interconnectId, own: own ?? null, open };
  await tx.audit.add({ requestId, actor: null, event: 'stray_seen', revision, fingerprint, detail });
  await tx.outbox.add(requestId, 'channel', { kind: 'stray', interconnectId, own, open });
}
