import * as z from 'zod';
import { type Tag, tagProblems } from '../tags.ts';
import { codePoints, invisibles, shown } from '../text.ts';
import type { Field, Violation } from '../violation.ts';

/** AWS documents none for interconnects; this is that of the names whose pattern it does publish. */
export const NAME_MAX = 200;
/** The reason travels on the card, whose sections hold 3,000 characters. */
export const REASON_MAX = 2000;

/** AWS's only published pattern for such names; one outside it may be trimmed or refused. */
const KNOWN_NAME = /^[\w \-_,/]{1,200}$/;

/** What to say of a name that AWS is not known to take; undefined where it is. It refuses nothing. */
export function nameWarning(name: string): string | undefined {
  return KNOWN_NAME.test(name) ? undefined : NAME_RULE;
}

/** What AWS is known to take as a name. */
export const NAME_RULE = 'Only letters, digits, spaces and - _ , / are known to be taken by AWS.';

const oneLine = /^[^\p{Cc}\p{Zl}\p{Zp}]*$/u;

function atMost(limit: number, what: string) {
  return (text: string, ctx: z.RefinementCtx) => {
    const length = codePoints(text);
    if (length > limit) {
      ctx.addIssue({
        code: 'custom',
        message: `${what} is too long (${length} characters, at most ${limit}).`,
      });
    }
  };
}

const tagSchema = z.object({ key: z.string(), value: z.string() });

/**
 * What CreateInterconnect will be asked, in AWS's words, plus the Region it is asked in.
 * Rules that need no catalog are here; see catalog.ts for those that do.
 */
const orderSchema = z.object({
  region: z.string().min(1, 'Choose a Region.'),
  location: z.string().min(1, 'Choose a location.'),
  bandwidth: z.string().min(1, 'Choose a bandwidth.'),
  interconnectName: z
    .string()
    .refine((name) => name.trim() !== '', 'Give the interconnect a name.')
    .refine((name) => codePoints(name) <= NAME_MAX, `At most ${NAME_MAX} characters.`)
    .refine((name) => oneLine.test(name), 'The name has a line break or a control character in it.')
    .superRefine((name, ctx) => {
      const found = invisibles(name).join(', ');
      const message = `The name has a character in it that doesn't show (${found}). Type it again.`;
      if (found) ctx.addIssue({ code: 'custom', message });
    }),
  lagId: z
    .string()
    .regex(/^dxlag-[a-z0-9]+$/, 'That is not a LAG ID (dxlag-...).')
    .optional(),
  providerName: z.string().min(1).optional(),
  requestMACSec: z.boolean(),
  tags: z.array(tagSchema).superRefine((tags: Tag[], ctx) => {
    for (const message of tagProblems(tags)) ctx.addIssue({ code: 'custom', message });
  }),
});

export type Order = z.infer<typeof orderSchema>;

/** Why someone wants the port: required, shown on the card. */
const reasonSchema = z
  .string()
  .refine((reason) => shown(reason).trim() !== '', 'Say why the port is needed.')
  .superRefine(atMost(REASON_MAX, 'The reason'));

/** What is wrong with what was typed beside a decision, which may be as long as a reason; undefined where nothing is. `missing`: said where it has to be. */
export function commentProblem(typed: string, missing: string | undefined): string | undefined {
  if (shown(typed).trim() === '') return missing;
  const length = codePoints(typed);
  return length > REASON_MAX ? `That is too long (${length} characters, at most ${REASON_MAX}).` : undefined;
}

const fieldOf: Record<keyof Order, Field> = {
  region: 'region',
  location: 'location',
  bandwidth: 'bandwidth',
  interconnectName: 'name',
  lagId: 'lag',
  providerName: 'provider',
  requestMACSec: 'macsec',
  tags: 'tags',
};

/** Everything that is wrong with an order and its reason as typed; empty when both may be asked for. */
export function checkOrder(order: Order, reason: string): Violation[] {
  const violations: Violation[] = [];
  const checked = orderSchema.safeParse(order);
  for (const issue of checked.error?.issues ?? []) {
    violations.push({ field: fieldOf[issue.path[0] as keyof Order], message: issue.message });
  }
  for (const issue of reasonSchema.safeParse(reason).error?.issues ?? []) {
    violations.push({ field: 'reason', message: issue.message });
  }
  return violations;
}

/**
 * One text for one order: the same order gives the same text, whatever the order of members or tags.
 * Its SHA-256 is the fingerprint that people vote on; the account is part of it, null while unknown.
 */
export function canonicalOrder(order: Order, accountId: string | null): string {
  const tags = [...order.tags]
    .map(({ key, value }) => [key, value])
    .sort(([a = ''], [b = '']) => (a < b ? -1 : a > b ? 1 : 0));
  return JSON.stringify([
    'order/1',
    accountId,
    order.region,
    order.location,
    order.bandwidth,
    order.interconnectName,
    order.lagId ?? null,
    order.providerName ?? null,
    order.requestMACSec,
    tags,
  ]);
}
