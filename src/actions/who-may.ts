import { entitlement } from '../domain/policy.ts';
import type { Person, Request } from '../domain/request.ts';
import type { Directory } from './ports.ts';

/** Why someone may not decide a request. */
export type Barred =
  | { kind: 'own_request' }
  | { kind: 'not_entitled'; request: Request }
  /** A group's list is too old to judge by. */
  | { kind: 'unchecked'; group: string };

/** Undefined for those whom the request's rule names, the requester left out. */
export function whyNot(directory: Directory, request: Request, who: Person): Barred | undefined {
  const groups = request.rule.approvers.filter(({ kind }) => kind === 'group').map(({ id }) => id);
  const listed = directory.members(groups);
  if ('unchecked' in listed) return { kind: 'unchecked', group: listed.unchecked };
  switch (entitlement(request.rule, listed.members, request.requester, who.id)) {
    case 'requester':
      return { kind: 'own_request' };
    case 'outsider':
      return { kind: 'not_entitled', request };
    case 'entitled':
      return undefined;
  }
}
