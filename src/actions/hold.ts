import type { Hold, Request } from '../domain/request.ts';
import { apply } from './apply.ts';
import type { PlaceDeps } from './place-deps.ts';
import type { Lease, Tx } from './ports.ts';
import { lookAgainIn } from './retry.ts';

const FROZEN_RETRY_MS = 5_000;
const FROZEN: Hold = { kind: 'frozen', code: 'FROZEN', message: 'Ordering is frozen.' };

/** Waits, for a reason that a later look may find gone; soon at first, then ever more seldom. */
export async function holdBack(
  deps: Pick<PlaceDeps, 'store' | 'random'>,
  requestId: string,
  token: number,
  hold: Hold,
): Promise<void> {
  await deps.store.transaction(async (tx) => {
    const request = await tx.request(requestId);
    if (request?.state.status !== 'approved') return;
    const again = lookAgainIn(tx.now - request.state.at, deps.random);
    await noteHold(tx, request, hold, { token, until: null }, tx.now + again);
  });
}

/** FREEZE: waits until the switch is off; shown on the card only. */
export function holdFrozen(tx: Tx, request: Request, lease: Lease): Promise<void> {
  return noteHold(tx, request, FROZEN, lease, tx.now + FROZEN_RETRY_MS);
}

/** Moves the next try; says why only when the reason is a new one. */
async function noteHold(tx: Tx, request: Request, hold: Hold, lease: Lease, dueAt: number): Promise<void> {
  if (request.state.status !== 'approved') return;
  if (request.state.hold?.code === hold.code) {
    await tx.putRequest({ ...request, dueAt }, lease);
    return;
  }
  const event = { type: 'held', hold, at: tx.now } as const;
  await apply(tx, request, event, { actor: null, lease, dueAt, errorCode: hold.code });
  if (hold.kind !== 'frozen') await tx.say(request.id, 'channel', { kind: 'held', hold });
}
