import type { LoaWish } from '../../domain/port/loa.ts';
import { isEnding, type Port } from '../../domain/port/port.ts';
import type { Request } from '../../domain/request/request.ts';
import type { Tx } from '../../interfaces/store.ts';
import { note } from '../lifecycle/advance.ts';

/** An open wish for a LOA-CFA with what it is about; its request is locked. */
export interface OpenWish {
  request: Request;
  port: Port;
  wish: LoaWish;
}

/** Which wish it is that somebody is at: a request has others once that has ended. */
export type WishKey = Pick<LoaWish, 'requestId' | 'number'>;

/** This wish, if it is still open; one whose port is gone, or another request's by now, is dropped. */
export async function openWish(tx: Tx, { requestId, number }: WishKey): Promise<OpenWish | undefined> {
  const request = await tx.requests.lock(requestId);
  const wish = (await tx.loa.of(requestId)).find((one) => one.number === number && one.state === 'open');
  if (!request || !wish) return undefined;
  const port = await tx.ports.of(requestId);
  if (port && request.state.status === 'ordered' && !isEnding(port.state)) return { request, port, wish };
  await tx.loa.put({ ...wish, state: 'given_up', awaits: false, endedAt: tx.now });
  await note(tx, request, { type: 'loa_dropped', wish: wish.number }, { actor: null });
  return undefined;
}
