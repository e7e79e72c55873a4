import type { Request } from '../request/request.ts';
import type { CastVote } from './approval.ts';
import type { Members } from './members.ts';
import { ownPeople, permission, type RulesNow, ruleThen } from './permission.ts';
import type { PersonOrGroup } from './policy.ts';

/**
 * Whom to call so that a request gets decided, each once: nobody who has voted or may not. A group is called by its name
 * only where all of its people may; else those who do are called one by one.
 */
export function stillToDecide(
  request: Request,
  votes: readonly CastVote[],
  members: Members,
  now: RulesNow,
): PersonOrGroup[] {
  const voted = votersOf(votes);
  const may = (id: string) =>
    !voted.has(id) && permission('approve', request, { id }, members, now).kind === 'may';
  return each(
    ruleThen(request).approvers.flatMap(({ kind, id }): PersonOrGroup[] => {
      const people = kind === 'user' ? [id] : (members.groups.get(id) ?? []);
      if (kind === 'group' && people.every(may)) return [{ kind, id }];
      return people.filter(may).map((person) => ({ kind: 'user', id: person }));
    }),
  );
}

/** The same where nobody knows who is in the groups: each of them as it is named. */
export function namedToDecide(request: Request, votes: readonly CastVote[]): PersonOrGroup[] {
  const out = new Set([...votersOf(votes), ...ownPeople(request)]);
  return each(ruleThen(request).approvers.filter(({ id }) => !out.has(id)));
}

function votersOf(votes: readonly CastVote[]): Set<string> {
  return new Set(votes.map(({ voter }) => voter.id));
}

function each(called: readonly PersonOrGroup[]): PersonOrGroup[] {
  return [...new Map(called.map(({ kind, id }) => [id, { kind, id }])).values()];
}
