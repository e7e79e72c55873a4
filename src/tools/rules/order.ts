import * as z from 'zod';
import type { AskedFor, WrittenRule } from '../../domain/rules/rule-set.ts';
import { unwanted } from '../../domain/rules/unwanted.ts';
import { personOrGroup } from '../../settings/lists.ts';

/**
 * An order as cases and flags name it; `requester`: who asks, and the groups that they are in. What it doesn't say of
 * name and tags is not looked at.
 */
export const caseOrder = z.strictObject({
  region: z.string(),
  location: z.string(),
  bandwidth: z.string(),
  account: z.string('is not in quotes').optional(),
  requester: z.union([z.string(), z.array(z.string())]).optional(),
  lag: z.boolean().optional(),
  macsec: z.boolean().optional(),
  name: z.string().optional(),
  tags: z.record(z.string(), z.string('is not in quotes')).optional(),
});
export type CaseOrder = z.infer<typeof caseOrder>;

type Wanting = Pick<WrittenRule, 'name' | 'tags' | 'namePattern'>;

/** What rules are chosen for; any LAG stands for one. `account` is the one where the order names none. */
export function toAsked(order: CaseOrder, account: string | undefined): AskedFor {
  const { region, location, bandwidth, lag = false, macsec = false } = order;
  const lagId = lag ? 'dxlag-any' : undefined;
  return {
    order: { region, location, bandwidth, lagId, requestMACSec: macsec },
    accountId: order.account ?? account ?? null,
    requesterId: requesters(order).find((id) => !isGroup(id)) ?? '',
  };
}

/** What of the order's name and tags a rule doesn't take, in the form's words. */
export function unwantedIn(
  { name: rule, namePattern, tags: wanted }: Wanting,
  { name, tags }: CaseOrder,
): string[] {
  const looked: Wanting = {
    name: rule,
    ...(name !== undefined && namePattern !== undefined ? { namePattern } : {}),
    ...(tags && wanted ? { tags: wanted } : {}),
  };
  const given = Object.entries(tags ?? {}).map(([key, value]) => ({ key, value }));
  return unwanted(looked, { interconnectName: name ?? '', tags: given }).map(({ message }) => message);
}

/** Who is in which group, as far as the order says: whoever asks, in those that it names. */
export function groupsOf(order: CaseOrder): Map<string, string[]> {
  const { requesterId } = toAsked(order, undefined);
  return new Map(
    requesters(order)
      .filter(isGroup)
      .map((id) => [id, [requesterId]]),
  );
}

function requesters({ requester = [] }: CaseOrder): string[] {
  return typeof requester === 'string' ? [requester] : requester;
}

function isGroup(id: string): boolean {
  return personOrGroup(id).kind === 'group';
}
