import type { Person, Request } from '../domain/request.ts';
import { accountAsked } from './account-asked.ts';
import { takePort, tellOrdered } from './adopt.ts';
import { type NotOpen, openDecision } from './open-decision.ts';
import type { DirectConnect, Directory, Store } from './ports.ts';
import { isAwaited } from './stray.ts';

/** It exists: someone names the port that an order of unknown outcome made. */
export interface NamedPort {
  requestId: string;
  attempt: number;
  interconnectId: string;
  by: Person;
}

export type Named =
  | { kind: 'named'; request: Request }
  | NotOpen
  | { kind: 'not_at_aws'; region: string }
  | { kind: 'could_not_look'; code: string; message: string }
  /** The port belongs to another request, or bears the tag of one that is still looking for it. */
  | { kind: 'taken' };

/** Whether someone may name a port for this attempt, before AWS is asked; undefined if so. */
export function mayName(store: Store, directory: Directory, naming: NamedPort): Promise<Named | undefined> {
  return store.transaction(async (tx) => {
    const open = await openDecision(tx, directory, naming);
    return open.kind === 'open' ? undefined : open;
  });
}

/** Checks the named port with AWS and gives it to the request. */
export async function namePort(
  store: Store,
  directConnect: DirectConnect,
  directory: Directory,
  naming: NamedPort,
): Promise<Named> {
  const barred = await mayName(store, directory, naming);
  if (barred) return barred;
  const { region, asked } = await store.transaction(async (tx) => {
    const request = await tx.request(naming.requestId);
    const attempts = await tx.attempts(naming.requestId);
    return { region: request?.order.region ?? '', asked: request ? accountAsked(request, attempts) : null };
  });
  const [account, listing] = await Promise.all([
    directConnect.account(),
    directConnect.interconnects(region, 'states'),
  ]);
  if (asked !== null && (account.kind !== 'known' || account.accountId !== asked)) {
    return { kind: 'could_not_look', code: 'WRONG_ACCOUNT', message: `The order went to account ${asked}.` };
  }
  if (listing.kind === 'could_not_look') return listing;
  const interconnect = listing.interconnects.find((port) => port.interconnectId === naming.interconnectId);
  if (!interconnect) return { kind: 'not_at_aws', region };
  return store.transaction(async (tx) => {
    const open = await openDecision(tx, directory, naming);
    if (open.kind !== 'open') return open;
    const { request } = open;
    if (await isAwaited(tx, interconnect, request.id)) return { kind: 'taken' };
    const accountId = account.kind === 'known' ? account.accountId : null;
    const event = {
      type: 'named',
      by: naming.by,
      interconnectId: interconnect.interconnectId,
      portState: interconnect.state,
      at: tx.now,
    } as const;
    const found = { accountId, interconnect };
    const ordered = await takePort(tx, request, found, event, { how: 'named', awsRequestId: undefined });
    if (!ordered) return { kind: 'taken' };
    await tx.say(request.id, 'channel', {
      kind: 'named',
      by: naming.by,
      interconnectId: interconnect.interconnectId,
    });
    await tellOrdered(tx, ordered, interconnect, undefined);
    return { kind: 'named', request: ordered };
  });
}
