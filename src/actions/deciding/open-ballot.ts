import type { Person } from '../../domain/person.ts';
import type { Request } from '../../domain/request/request.ts';
import type { Vote } from '../../domain/request/vote.ts';
import type { Members } from '../../domain/rules/members.ts';
import { isReachable, type Permission, permission, type RulesNow } from '../../domain/rules/permission.ts';
import type { Tx } from '../../interfaces/store.ts';
import { decidedAt } from '../lifecycle/decided-at.ts';
import { expireNow } from '../lifecycle/expire.ts';
import { sendBack } from './send-back.ts';
import { type Barred, type Judging, membersFor } from './who-may.ts';

/** What somebody presses on a request that waits for approval, bound to what its card showed. */
export interface Press {
  requestId: string;
  revision: number;
  /** Undefined where a revision is all that it names: that has one order only. */
  fingerprint: string | undefined;
  voter: Person;
}

/** Why a press changes nothing. */
export type Shut =
  | { kind: 'unknown_request' }
  | Barred
  /** The card showed another revision than the one that waits now. */
  | { kind: 'changed'; request: Request }
  | { kind: 'already_decided'; request: Request; at: number | undefined }
  /** Those whom the rule of then and the rule of now name together are too few: it went back to the requester. */
  | { kind: 'unreachable'; request: Request };

/** A press that counts, with what it is counted by. */
export interface Open {
  kind: 'open';
  request: Request;
  members: Members;
  now: RulesNow;
  may: Extract<Permission, { kind: 'may' }>;
  /** The revision's votes so far: the request's lock keeps them as they are. */
  cast: Vote[];
}

/** Locks a request: why a press on it changes nothing, or what it counts by. One whose time is over ends here. */
export async function openBallot(tx: Tx, judging: Judging, press: Press): Promise<Open | Shut> {
  const request = await tx.requests.lock(press.requestId);
  if (!request) return { kind: 'unknown_request' };
  const { voter } = press;
  if (request.state.status !== 'awaiting_approval') {
    return { kind: 'already_decided', request, at: await decidedAt(tx, request) };
  }
  const cast = await tx.votes.of(request.id, request.revision, 0);
  const known = membersFor(judging, request, [voter.id, ...cast.map((vote) => vote.voter.id)]);
  if (known.kind === 'unchecked') return known;
  const { members } = known;
  const now = { rule: known.rule, at: tx.now };
  const may = permission('approve', request, voter, members, now);
  if (may.kind === 'not_open' || may.kind === 'expired') {
    const expired = await expireNow(tx, request);
    return { kind: 'already_decided', request: expired ?? request, at: tx.now };
  }
  if (!isReachable(request, members, now)) {
    const back = await sendBack(tx, request, TOO_FEW, { errorCode: 'UNREACHABLE' });
    if (back) return { kind: 'unreachable', request: back };
  }
  if (may.kind !== 'may') return may;
  return showsAnother(press, request)
    ? { kind: 'changed', request }
    : { kind: 'open', request, members, now, may, cast };
}

/** Whether a card was drawn before its request was edited. */
export function showsAnother({ revision, fingerprint }: Omit<Press, 'voter'>, request: Request): boolean {
  return revision !== request.revision || (fingerprint ?? request.fingerprint) !== request.fingerprint;
}

/** Said to whoever asked, where the rule has changed so that nobody could approve any more. */
export const TOO_FEW =
  'Too few people may approve it both by the rule it was asked under and by the rule of now. Asking again takes the rule of now.';
