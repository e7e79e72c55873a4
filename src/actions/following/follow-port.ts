import type { Person } from '../../domain/person.ts';
import { newPort } from '../../domain/port/new-port.ts';
import { isEnding } from '../../domain/port/port.ts';
import type { Where } from '../../domain/where.ts';
import type { Catalog } from '../../interfaces/catalog.ts';
import type { CouldNotLook, DirectConnect } from '../../interfaces/direct-connect.ts';
import { RowsHeldError } from '../../interfaces/errors.ts';
import type { Snapshot, Tx } from '../../interfaces/store.ts';
import { type NotApprover, notApprover } from '../deciding/any-approver.ts';
import { type DecideDeps, deciding } from '../deciding/who-may.ts';
import { CARD_PATIENCE_MS } from '../delivering/deliver-message.ts';
import { note } from '../lifecycle/advance.ts';
import { addOwnMessages } from '../submitting/own-messages.ts';
import { asRequest } from './as-request.ts';
import { soughtBy } from './claims.ts';
import { wantFollowingSoon } from './duty.ts';
import { portThere, type There } from './port-there.ts';

export interface FollowPortDeps extends DecideDeps {
  directConnect: DirectConnect;
  catalog: Pick<Catalog, 'of'>;
  /** Where the card goes. */
  approvalChannel: string;
}

/** What became of somebody's wish to have a port followed. */
export type PortFollowed =
  | { kind: 'followed'; requestId: string; state: string }
  /** It is followed already, by this request. */
  | { kind: 'held'; requestId: string; card: { channel: string; ts: string } | undefined }
  /** This request is still looking for its port, and that may be it. */
  | { kind: 'sought'; requestId: string }
  | { kind: 'not_there' }
  /** It is deleted, or about to be. */
  | { kind: 'ending'; state: string }
  | CouldNotLook
  | NotApprover;

/**
 * Has a port followed that the bot hasn't ordered: with a card and a thread, from now on. Only for those whom some rule
 * lets approve; two of them at once make one card. AWS is asked in these places.
 */
export async function followPort(
  deps: FollowPortDeps,
  { interconnectId, by, places }: { interconnectId: string; by: Person; places: readonly Where[] },
): Promise<PortFollowed> {
  const whyNot = async (tx: Tx) => notApprover(deps.judging, by) ?? (await heldBy(tx, interconnectId));
  const barred = await deciding(deps, whyNot);
  if (barred) return barred;
  const there = await portThere(deps, places, interconnectId);
  if (there.kind !== 'there') return there;
  const { place, seen } = there;
  if (isEnding(seen.state)) return { kind: 'ending', state: seen.state };
  // Whoever begins to look after this gets the port by being its order: it is given up then.
  const requestId = await deps.store.read((at) => soughtBy(at, place.region, seen));
  if (requestId !== undefined) return { kind: 'sought', requestId };
  return deciding(deps, async (tx) => (await whyNot(tx)) ?? begin(tx, deps, there, by));
}

async function heldBy(
  at: Snapshot,
  interconnectId: string,
): Promise<Extract<PortFollowed, { kind: 'held' }> | undefined> {
  const [requestId] = await at.lists.holding(interconnectId);
  if (requestId === undefined) return undefined;
  const card = (await at.messages.of(requestId)).find(({ destination }) => destination === 'channel');
  const place = card?.channel && card.ts ? { channel: card.channel, ts: card.ts } : undefined;
  return { kind: 'held', requestId, card: place };
}

async function begin(tx: Tx, deps: FollowPortDeps, there: There, by: Person): Promise<PortFollowed> {
  const request = await asRequest(tx, deps, there, by);
  if ('kind' in request) return request;
  const { id: requestId, order, rule } = request;
  if (!(await tx.requests.add(request))) {
    const other = await tx.requests.bySubmission(request.submissionId);
    return { kind: 'held', requestId: other?.id ?? requestId, card: undefined };
  }
  const { accountId, seen } = there;
  const { interconnectId, state } = seen;
  const where = { accountId, region: order.region };
  const free = await tx.ports.add(newPort({ ...where, requestId, seen }, tx.now));
  // Another request has taken it at this very moment: all of this is undone.
  if (!free) throw new RowsHeldError(undefined);
  await wantFollowingSoon(tx, where);
  await tx.messages.add(requestId, 'channel', deps.approvalChannel);
  await tx.messages.add(requestId, 'dm', null, CARD_PATIENCE_MS);
  await addOwnMessages(tx, request, []);
  const fact = { type: 'followed', order, accountId, rule, interconnectId, portState: state, seen } as const;
  await note(tx, request, fact, { actor: by });
  return { kind: 'followed', requestId, state };
}
