import { judgePair } from '../../domain/port/pair.ts';
import type { CardPlace, PairView } from '../../interfaces/chat.ts';
import type { Snapshot } from '../../interfaces/store.ts';
import { partnerOf } from './partner.ts';

/** What a request's messages show of the other port of its pair; undefined where there is none. */
export async function pairView(
  at: Snapshot,
  requestId: string,
  cardOf: (requestId: string) => Promise<CardPlace | undefined>,
): Promise<PairView | undefined> {
  const partner = await partnerOf(at, requestId);
  if (!partner) return undefined;
  const { id, state } = partner.request;
  const ports = await at.ports.ofAll([requestId, id]);
  const [own, other] = [requestId, id].map((one) => ports.find((port) => port.requestId === one));
  return {
    requestId: id,
    port: state.status === 'ordered' ? state.interconnectId : undefined,
    isSecond: !partner.isSecond,
    judged: own && other && (judgePair(own.seen, other.seen) ?? null),
    card: await cardOf(id),
  };
}
