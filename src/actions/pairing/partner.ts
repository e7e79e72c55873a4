import type { Request } from '../../domain/request/request.ts';
import { hasEnded } from '../../domain/request/status.ts';
import { isOpen } from '../../domain/rules/permission.ts';
import type { Snapshot } from '../../interfaces/store.ts';

/** The other one of a pair; `isSecond`: of the two it was asked for as the second. */
export interface Partner {
  request: Request;
  isSecond: boolean;
}

/** The request whose port is the other one of a pair, as long as it hasn't ended: then there is no pair any more. */
export async function partnerOf(at: Snapshot, requestId: string): Promise<Partner | undefined> {
  const pairs = await at.pairs.of([requestId]);
  if (pairs.length === 0) return undefined;
  const others = new Map(pairs.map(({ first, second }) => [second === requestId ? first : second, second]));
  const living = (await at.requests.readAll([...others.keys()])).filter(({ state }) => !hasEnded(state));
  // The latest: one that AWS refused may have been asked for once more.
  const request = [...others.keys()].flatMap((id) => living.find((one) => one.id === id) ?? []).at(-1);
  return request && { request, isSecond: others.get(request.id) === request.id };
}

/** The requests that show something of these, by ID: the other ones of their pairs, whatever became of them. */
export async function pairedWith(at: Snapshot, requestIds: readonly string[]): Promise<string[]> {
  if (requestIds.length === 0) return [];
  const own = new Set(requestIds);
  const all = (await at.pairs.of(requestIds)).flatMap(({ first, second }) => [first, second]);
  return [...new Set(all)].filter((id) => !own.has(id));
}

/** The request beside whose port one is the second, or would be if it were asked for again; undefined where that has another by now. */
export async function besideOf(at: Snapshot, requestId: string): Promise<Request | undefined> {
  const pair = (await at.pairs.of([requestId])).find(({ second }) => second === requestId);
  const first = pair && (await at.requests.read(pair.first));
  if (!first || !isOpen('order_second', first.state)) return undefined;
  const partner = await partnerOf(at, first.id);
  return !partner || partner.request.id === requestId ? first : undefined;
}
