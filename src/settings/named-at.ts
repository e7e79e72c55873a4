import type { RulesFile } from './rules-file.ts';
import type { RuleValues } from './set-rule.ts';

/** Where each person and group is named, by ID: the setting, or the first place in the rules file. */
export function namedAt(set: RuleValues, { content, place }: RulesFile): Map<string, string> {
  const named = new Map<string, string>();
  const note = (ids: readonly string[] = [], placeOf: (index: number) => string) => {
    for (const [index, id] of ids.entries()) if (!named.has(id)) named.set(id, placeOf(index));
  };
  for (const setting of ['APPROVERS', 'REQUESTERS'] as const) {
    note(
      set[setting]?.map(({ id }) => id),
      () => setting,
    );
  }
  for (const [rule, { approve, request, match, notify, escalate }] of (content.rules ?? []).entries()) {
    note(approve, (index) => place('rules', rule, 'approve', index));
    note(request, (index) => place('rules', rule, 'request', index));
    note(match?.requester, (index) => place('rules', rule, 'match', 'requester', index));
    note(notify, (index) => place('rules', rule, 'notify', index));
    note(escalate?.approve, (index) => place('rules', rule, 'escalate', 'approve', index));
  }
  return named;
}
