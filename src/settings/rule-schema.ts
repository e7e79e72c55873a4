import * as z from 'zod';
import { patternProblem } from '../domain/rules/name-pattern.ts';
import { PEOPLES_TAGS_MAX, tagProblem } from '../domain/tags.ts';
import { PERSON_OR_GROUP, REGION } from './formats.ts';

export const ACCOUNT = z.string('is not in quotes').regex(/^\d{12}$/, 'is not a twelve-digit account ID');
export const BANDWIDTH = z.string().regex(/^\d+[GM]bps$/, 'is not a bandwidth, like 10Gbps');
export const HOURS_HELP =
  'So many hours after it was sent a request that is not placed expires. Fractions are taken.';

const PEOPLE = z
  .array(z.string().regex(PERSON_OR_GROUP, 'is not the ID of a person (U...) or a group (S...)'))
  .min(1);
const HOURS = z.number().positive().max(8_760);
const QUORUM = z.int().min(1).max(20);
const COMMENT = z.enum(['required', 'optional', 'none'], 'is none of required, optional and none');
/** More of them are not told apart. */
const REMINDERS_MOST = 20;

/** Whatever AWS or the bot doesn't take as a tag's key, or as its value. */
function part(what: 'key' | 'value') {
  return z.string('is not in quotes').superRefine((text, ctx) => {
    const problem = tagProblem({ key: 'k', value: '', [what]: text });
    if (problem) ctx.addIssue({ code: 'custom', message: problem.replace(/\.$/, '') });
  });
}

const tagSchema = z
  .strictObject({
    required: z.boolean().optional().describe('true: it has to be there.'),
    values: z.array(part('value')).min(1).optional().describe('If it is there, it has one of these.'),
  })
  .refine(({ required, values }) => required || values, 'asks for nothing: give required: true, or values');

const matchSchema = z
  .strictObject({
    region: z.array(z.string().regex(REGION, 'is not a Region, like us-east-1')).min(1),
    location: z.array(z.string().min(1)).min(1).describe('Codes of locations, like EqDC2.'),
    bandwidth: z.array(BANDWIDTH).min(1),
    account: z.array(ACCOUNT).min(1).describe('AWS accounts, in quotes.'),
    lag: z.boolean().describe('true: only in a LAG; false: only in none.'),
    macsec: z.boolean().describe('true: only with MACsec; false: only without.'),
    requester: PEOPLE.describe('Who asks: people (U...) and user groups (S...).'),
  })
  .partial();

/** One of the file's rules. */
export const ruleSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9 ._-]{0,59}$/, 'is not up to 60 letters, digits, spaces and . _ -')
    .describe('Shown on the card. Each rule has its own.'),
  match: matchSchema
    .optional()
    .describe('What it is for; a list is "one of", and what is left out takes everything.'),
  request: PEOPLE.optional().describe('Who may ask; whoever REQUESTERS names where it is left out.'),
  approve: PEOPLE.describe('Who may approve: people (U...) and user groups (S...).'),
  quorum: QUORUM.optional().describe('How many of them have to approve; 1 where it is left out.'),
  reject_quorum: QUORUM.optional().describe(
    'How many of them have to reject to end a request; 1 where it is left out.',
  ),
  notify: PEOPLE.optional().describe('Who is told, and may nothing by it: people (U...) and groups (S...).'),
  comment: z
    .strictObject({
      approve: COMMENT.describe('With an approval; optional where it is left out.'),
      reject: COMMENT.describe('With a rejection; required where it is left out.'),
    })
    .partial()
    .optional()
    .describe('Whether a decision comes with a comment: required, optional or none.'),
  expiry_hours: HOURS.optional().describe(`${HOURS_HELP} APPROVAL_EXPIRY_HOURS where it is left out.`),
  remind_hours: z
    .array(HOURS)
    .min(1)
    .max(REMINDERS_MOST)
    .superRefine((hours, ctx) => {
      const at = hours.findIndex((hour, index) => hour <= (hours[index - 1] ?? 0));
      const message = `${hours[at]} does not come after ${hours[at - 1]}`;
      if (at > 0) ctx.addIssue({ code: 'custom', path: [at], message });
    })
    .optional()
    .describe('So many hours after it was asked people are reminded in the thread. Fractions are taken.'),
  escalate: z
    .strictObject({
      after_hours: HOURS.describe('So long after it was asked. Fractions are taken.'),
      approve: PEOPLE.describe('Who may approve then too: people (U...) and user groups (S...).'),
    })
    .optional()
    .describe('Who else may decide what has waited for long.'),
  tags: z
    .record(part('key'), tagSchema)
    .refine(
      (tags) => Object.keys(tags).length <= PEOPLES_TAGS_MAX,
      `holds more than ${PEOPLES_TAGS_MAX} tags`,
    )
    .optional()
    .describe('The tags that the form asks for, by key.'),
  name_pattern: z
    .string()
    .min(1)
    .max(200)
    .superRefine((source, ctx) => {
      const message = patternProblem(source);
      if (message) ctx.addIssue({ code: 'custom', message });
    })
    .optional()
    .describe('A regular expression that the name has to match, like ^dc[0-9]+-.'),
});
export type FileRule = z.infer<typeof ruleSchema>;
