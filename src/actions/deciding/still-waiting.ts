import { isOwnDm, recipientOf } from '../../domain/request/destination.ts';
import type { Waiting } from '../../domain/request/fact.ts';
import type { Request } from '../../domain/request/request.ts';
import { NOBODY } from '../../domain/rules/members.ts';
import { ownPeople, permission, quorumOf, ruleThen } from '../../domain/rules/permission.ts';
import { approverNames, eligible, groupsOf } from '../../domain/rules/policy.ts';
import { namedToDecide, stillToDecide } from '../../domain/rules/to-decide.ts';
import type { Tx } from '../../interfaces/store.ts';
import { type Judging, membersFor } from './who-may.ts';

/**
 * How far a request is that waits for people, who is called so that it gets decided, and who of them by direct message.
 * From what is stored and remembered: whoever can't be checked now is called all the same.
 */
export async function stillWaiting(
  tx: Tx,
  judging: Judging,
  request: Request,
): Promise<Waiting & { direct: string[] }> {
  const votes = await tx.votes.of(request.id, request.revision, 0);
  const known = membersFor(judging, request, []);
  const rule = known.kind === 'known' ? known.rule : undefined;
  const now = { rule, at: tx.now };
  const voted = new Set(votes.map(({ voter }) => voter.id));
  const may = (id: string) =>
    known.kind === 'unchecked' || permission('approve', request, { id }, known.members, now).kind === 'may';
  return {
    approvals: votes.filter(({ choice }) => choice === 'approve').length,
    quorum: quorumOf(request, rule),
    from: approverNames(ruleThen(request)),
    waited: tx.now - request.askedAt,
    expiresAt: request.expiresAt,
    call:
      known.kind === 'known'
        ? stillToDecide(request, votes, known.members, now)
        : namedToDecide(request, votes),
    direct: (await approversByDm(tx, request)).filter((id) => !voted.has(id) && may(id)),
  };
}

/** Who is known to be among those who may decide once a request has waited too long, by ID. */
export function secondGroup({ directory }: Judging, request: Request): Set<string> {
  const { rule } = request;
  const second = { ...rule, approvers: [...(rule.escalate?.approvers ?? [])] };
  const listed = directory.members(groupsOf(second), []);
  return eligible(second, 'unchecked' in listed ? NOBODY : listed.members, ownPeople(request));
}

/** The approvers who have a direct message of their own about a request that isn't theirs by now, by ID. */
export async function approversByDm(tx: Tx, request: Request): Promise<string[]> {
  const own = ownPeople(request);
  const messages = await tx.messages.of(request.id);
  return messages.flatMap(({ destination }) => {
    const recipient = recipientOf(destination, request.requester);
    const is = recipient !== undefined && isOwnDm('approver', destination) && !own.includes(recipient);
    return is ? [recipient] : [];
  });
}
