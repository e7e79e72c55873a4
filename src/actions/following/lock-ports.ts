import { AHEAD_MS } from '../../domain/port/listing.ts';
import type { Port } from '../../domain/port/port.ts';
import type { Request } from '../../domain/request/request.ts';
import { MINUTE } from '../../domain/time.ts';
import type { Tx } from '../../interfaces/store.ts';

/** A port that is followed, and its request, locked until the transaction ends. */
export interface Locked {
  request: Request;
  port: Port;
}

/** A listing that began longer ago tells of a time that is over: whoever read it stood still meanwhile. */
const STALE_MS = 5 * MINUTE;

/** Of these requests' ports those that a listing that began at `listedAt` tells something of, by the request's ID. */
export async function lockPorts(
  tx: Tx,
  requestIds: readonly string[],
  listedAt: number,
): Promise<ReadonlyMap<string, Locked>> {
  if (tx.now - listedAt > STALE_MS) return new Map();
  const requests = await tx.requests.lockAll(requestIds);
  const ports = new Map((await tx.ports.ofAll(requestIds)).map((port) => [port.requestId, port]));
  return new Map(
    requests.flatMap((request) => {
      const port = ports.get(request.id);
      const isNews = port && (port.listedAt <= listedAt || port.listedAt > tx.now + AHEAD_MS);
      const isFollowed = request.state.status === 'ordered' && isNews;
      return isFollowed ? [[request.id, { request, port }]] : [];
    }),
  );
}
