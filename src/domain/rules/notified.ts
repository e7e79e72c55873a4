import type { Request } from '../request/request.ts';

/** More people than these are not told one by one: a channel is the place for that. */
const MOST = 20;

/** The people whom a request's rule lets know, by ID; whoever asked is told in any case. Groups are mentioned on the card. */
export function notified({ rule, requester }: Pick<Request, 'rule' | 'requester'>): string[] {
  const people = (rule.notify ?? []).filter(({ kind, id }) => kind === 'user' && id !== requester.id);
  return [...new Set(people.map(({ id }) => id))].slice(0, MOST);
}
