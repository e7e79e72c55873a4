import type { Person } from '../../domain/person.ts';
import type { LoaWish } from '../../domain/port/loa.ts';
import { isEnding, type Port } from '../../domain/port/port.ts';
import { followsOnly } from '../../domain/request/follows-only.ts';
import type { Request } from '../../domain/request/request.ts';
import type { Tx } from '../../interfaces/store.ts';
import { noteAll } from '../lifecycle/advance.ts';

/** A port with its request, whose lock whoever asks holds. */
export interface OfPort {
  request: Request;
  port: Port;
}

/**
 * The bot's own wish for the LOA-CFA of ports that it has just seen leave `requested`: once per port. None for one whose
 * letter somebody has fetched already, and none for one that is only followed, whose letter may be with the colocation
 * provider. It takes as many statements for one as for many.
 */
export function wishLoas(tx: Tx, ports: readonly OfPort[]): Promise<LoaWish[]> {
  const wanted = ports.filter(
    ({ request, port }) =>
      !followsOnly(request) && !isEnding(port.state) && port.seen.loaIssueTime === undefined,
  );
  return addWishes(tx, wanted, null, null);
}

/** Adds an open wish for each, by somebody or by the bot itself; answers those for which there was room. */
export async function addWishes(
  tx: Tx,
  ports: readonly OfPort[],
  by: Person | null,
  boundTo: number | null,
): Promise<LoaWish[]> {
  const added = await tx.loa.add(
    ports.map(({ request }) => ({
      requestId: request.id,
      by,
      boundTo,
      wishedAt: tx.now,
      state: 'open',
      askAt: tx.now,
      askedAt: null,
      awaits: false,
      asked: 0,
      failures: { refused: 0, lost: 0, not_asked: 0 },
      failingSince: null,
      letter: null,
      endedAt: null,
    })),
  );
  const numbers = new Map(added.map(({ requestId, number }) => [requestId, number]));
  const facts = ports.flatMap(({ request, port: { interconnectId } }) => {
    const wish = numbers.get(request.id);
    if (wish === undefined) return [];
    return [{ request, fact: { type: 'loa_wished', wish, interconnectId, boundTo } as const }];
  });
  await noteAll(tx, facts, { actor: by });
  return added;
}
