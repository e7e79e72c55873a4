import type { Accounts } from '../../domain/account.ts';
import type { Person } from '../../domain/person.ts';
import { newPort } from '../../domain/port/new-port.ts';
import type { Catalog } from '../../interfaces/catalog.ts';
import { RowsHeldError } from '../../interfaces/errors.ts';
import type { Snapshot, Tx } from '../../interfaces/store.ts';
import type { Judging, Unsure } from '../deciding/who-may.ts';
import { CARD_PATIENCE_MS } from '../delivering/deliver-message.ts';
import { note, traceNow } from '../lifecycle/advance.ts';
import { addOwnMessages } from '../submitting/own-messages.ts';
import { asRequest } from './as-request.ts';
import { wantFollowingSoon } from './duty.ts';
import type { There } from './port-there.ts';

/** What it takes to begin. */
export interface BeginDeps {
  judging: Judging;
  catalog: Pick<Catalog, 'of'>;
  /** Those that are ordered in, by what they are called. */
  accounts: Accounts;
  /** Where the card goes. */
  approvalChannel: string;
}

/** It is followed from now on, or was already. */
export type Begun =
  | { kind: 'followed'; requestId: string; state: string }
  /** By this request. */
  | { kind: 'held'; requestId: string; card: { channel: string; ts: string } | undefined };

/** Which request follows a port already. */
export async function heldBy(
  at: Snapshot,
  interconnectId: string,
): Promise<Extract<Begun, { kind: 'held' }> | undefined> {
  const [requestId] = await at.lists.holding(interconnectId);
  if (requestId === undefined) return undefined;
  const card = (await at.messages.of(requestId)).find(({ destination }) => destination === 'channel');
  const place = card?.channel && card.ts ? { channel: card.channel, ts: card.ts } : undefined;
  return { kind: 'held', requestId, card: place };
}

/**
 * Begins to follow a port as AWS shows it: a request of its own, whose messages rest for so many milliseconds.
 * Throws RowsHeldError where another request takes the port at this very moment.
 */
export async function beginFollowing(
  tx: Tx,
  deps: BeginDeps,
  there: There,
  by: Person,
  restMs = 0,
): Promise<Begun | Unsure> {
  const asked = await asRequest(tx, deps, there, by);
  if ('kind' in asked) return asked;
  const request = { ...asked, trace: traceNow(tx) };
  const { id: requestId, order, rule } = request;
  if (!(await tx.requests.add(request))) {
    const other = await tx.requests.bySubmission(request.submissionId);
    return { kind: 'held', requestId: other?.id ?? requestId, card: undefined };
  }
  const { accountId, seen } = there;
  const { interconnectId, state } = seen;
  const where = { accountId, region: order.region };
  const free = await tx.ports.add(newPort({ ...where, requestId, seen }, tx.now));
  // All of this is undone.
  if (!free) throw new RowsHeldError(undefined);
  await wantFollowingSoon(tx, where);
  await tx.messages.add(requestId, 'channel', deps.approvalChannel, 0, restMs);
  await tx.messages.add(requestId, 'dm', null, CARD_PATIENCE_MS, restMs);
  await addOwnMessages(tx, request, [], restMs);
  const fact = { type: 'followed', order, accountId, rule, interconnectId, portState: state, seen } as const;
  await note(tx, request, fact, { actor: by });
  return { kind: 'followed', requestId, state };
}
