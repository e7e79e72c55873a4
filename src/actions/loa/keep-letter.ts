import { createHash } from 'node:crypto';
import type { CrossConnect } from '../../domain/port/cross-connect.ts';
import { type Letter, type LoaOutcome, letterName, letterProblem } from '../../domain/port/loa.ts';
import { type Sites, siteAt } from '../../domain/port/site.ts';
import type { Note } from '../../domain/request/fact.ts';
import type { Tx } from '../../interfaces/store.ts';
import { note } from '../lifecycle/advance.ts';
import type { OpenWish } from './open-wish.ts';

/**
 * Keeps an answered letter, which ends its wish: the bytes, their digest, and what people are told, in one commit. One that
 * is of no use ends it too, since another would be dated anew.
 */
export async function keepLetter(
  tx: Tx,
  open: OpenWish,
  { content, awsRequestId }: Extract<LoaOutcome, { kind: 'answered' }>,
  sites: Sites | undefined,
): Promise<void> {
  const { request, port, wish } = open;
  const { interconnectId } = port;
  const ended = { ...wish, state: 'answered', awaits: false, endedAt: tx.now } as const;
  const say = (fact: Note) => note(tx, request, fact, { actor: null, awsRequestId });
  await tx.messages.redraw(request.id);
  const problem = letterProblem(content);
  if (problem !== undefined) {
    await tx.loa.put(ended);
    const why = { how: 'unusable', code: 'UNUSABLE', message: problem } as const;
    return say({ type: 'loa_given_up', wish: wish.number, interconnectId, ...why });
  }
  const fileId = `loa:${request.id}:${wish.number}`;
  const sha256 = createHash('sha256').update(content).digest('hex');
  const letter: Letter = { issuedAt: tx.now, sha256, bytes: content.length, fileId };
  const name = letterName(interconnectId, request.order.interconnectName, letter.issuedAt);
  await tx.files.add({ id: fileId, requestId: request.id, name, bytes: content });
  await tx.loa.put({ ...ended, letter });
  await say({ type: 'loa_fetched', wish: wish.number, interconnectId, by: wish.by, ...letter });
  await say({ type: 'loa_filed', fileId, title: name });
  await say({ type: 'cross_connect_drafted', ...draft(open, letter, name, sites) });
}

/** What a cross-connect order can say of this port. */
function draft(
  { request, port }: OpenWish,
  { issuedAt }: Letter,
  fileName: string,
  sites: Sites | undefined,
): CrossConnect {
  const { seen, interconnectId, accountId, region } = port;
  const { order, locationName } = request;
  return {
    interconnectId,
    name: order.interconnectName,
    accountId: accountId ?? request.accountId,
    region,
    location: order.location,
    locationName,
    bandwidth: seen.bandwidth || order.bandwidth,
    provider: seen.providerName ?? order.providerName ?? null,
    issuedAt,
    fileName,
    site: siteAt(sites, [order.location, seen.location]) ?? null,
  };
}
