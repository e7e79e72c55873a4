import type { Person } from '../../domain/person.ts';
import { areSameLetters, type LettersSeen, type LoaWish, lettersOf } from '../../domain/port/loa.ts';
import type { Port } from '../../domain/port/port.ts';
import type { Request } from '../../domain/request/request.ts';
import { isOpen, permission } from '../../domain/rules/permission.ts';
import type { Tx } from '../../interfaces/store.ts';
import { type Barred, type DecideDeps, deciding, membersFor } from '../deciding/who-may.ts';
import { wantFollowingSoon } from '../following/duty.ts';
import { addWishes } from './wish-loa.ts';

/** Why nobody asks AWS for a letter now. */
export type NoLoa =
  | { kind: 'unknown_request' }
  | Barred
  /** AWS gives none: for a port in this state, or since there is no port. */
  | { kind: 'no_letter'; state: string | undefined }
  | { kind: 'under_way' }
  /** It is another one by now: fetched by somebody through the bot, by the bot, or outside of it. */
  | { kind: 'fetched_since'; by: Person | null | 'outside'; at: number | null };

/** Somebody's wish for a letter, in view of those that there were. */
interface Press {
  requestId: string;
  by: Person;
}

/** A port whose letter somebody may have fetched now, and its letters so far. */
export interface MayGetLoa {
  kind: 'may';
  request: Request;
  port: Port;
  wishes: LoaWish[];
  letters: LettersSeen;
}

/** Whether somebody may have the letter fetched now; what there is of it, to be shown before they confirm. */
export function mayGetLoa(deps: DecideDeps, press: Press): Promise<MayGetLoa | NoLoa> {
  return deciding(deps, (tx) => mayWish(tx, deps, press));
}

/**
 * Has the letter fetched, which dates it anew: for the requester, whoever it is for, and approvers. Bound to the letters
 * that were shown, so that two presses are one call.
 */
export function getLoaAgain(
  deps: DecideDeps,
  { seen, ...press }: Press & { seen: LettersSeen },
): Promise<{ kind: 'wished' } | NoLoa> {
  return deciding(deps, async (tx): Promise<{ kind: 'wished' } | NoLoa> => {
    const may = await mayWish(tx, deps, press);
    if (may.kind !== 'may') return may;
    if (!areSameLetters(seen, may.letters)) return fetchedSince(seen, may);
    await addWishes(tx, [may], press.by, seen.issuedAt);
    await wantFollowingSoon(tx, may.port);
    await tx.messages.redraw(press.requestId);
    return { kind: 'wished' };
  });
}

async function mayWish(
  tx: Tx,
  { judging }: DecideDeps,
  { requestId, by }: Press,
): Promise<MayGetLoa | NoLoa> {
  const request = await tx.requests.lock(requestId);
  if (!request) return { kind: 'unknown_request' };
  const { state } = request;
  const port = await tx.ports.of(requestId);
  if (!port || !isOpen('loa_again', state))
    return { kind: 'no_letter', state: state.status === 'ordered' ? state.portState : undefined };
  const known = membersFor(judging, request, [by.id]);
  if (known.kind === 'unchecked') return known;
  const may = permission('loa_again', request, by, known.members, { rule: known.rule, at: tx.now });
  if (may.kind === 'not_open' || may.kind === 'expired') return { kind: 'no_letter', state: undefined };
  if (may.kind !== 'may') return may;
  const wishes = await tx.loa.of(requestId);
  if (wishes.some((wish) => wish.state === 'open')) return { kind: 'under_way' };
  return { kind: 'may', request, port, wishes, letters: lettersOf(wishes, port.seen.loaIssueTime) };
}

/** Who has had it fetched since it was shown. */
function fetchedSince(seen: LettersSeen, { letters, wishes }: MayGetLoa): NoLoa {
  const last = wishes.findLast(({ state }) => state === 'answered');
  if (last && letters.fetched > seen.fetched)
    return { kind: 'fetched_since', by: last.by, at: last.letter?.issuedAt ?? last.endedAt };
  return { kind: 'fetched_since', by: 'outside', at: letters.issuedAt };
}
