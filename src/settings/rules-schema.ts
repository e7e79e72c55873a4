import * as z from 'zod';
import { PERSON_OR_GROUP, REGION } from './formats.ts';

/** In the environment commas part entries; in the file each stands alone. */
const ENTRY = z.string().regex(/^[^,]*$/, 'one entry a line, without commas');
const ACCOUNT = z.string('is not in quotes').regex(/^\d{12}$/, 'is not a twelve-digit account ID');
const ID = z.string().regex(PERSON_OR_GROUP, 'is not the ID of a person (U...) or a group (S...)');

const PEOPLE = z.array(ID).min(1);
const HOURS = z.number().positive().max(8_760);
const HOURS_HELP =
  'So many hours after it was sent a request that is not placed expires. Fractions are taken.';

const matchSchema = z
  .strictObject({
    region: z.array(z.string().regex(REGION, 'is not a Region, like us-east-1')).min(1),
    location: z.array(z.string().min(1)).min(1).describe('Codes of locations, like EqDC2.'),
    bandwidth: z.array(z.string().regex(/^\d+[GM]bps$/, 'is not a bandwidth, like 10Gbps')).min(1),
    account: z.array(ACCOUNT).min(1).describe('AWS accounts, in quotes.'),
    lag: z.boolean().describe('true: only in a LAG; false: only in none.'),
    macsec: z.boolean().describe('true: only with MACsec; false: only without.'),
    requester: PEOPLE.describe('Who asks: people (U...) and user groups (S...).'),
  })
  .partial();

const ruleSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9 ._-]{0,59}$/, 'is not up to 60 letters, digits, spaces and . _ -')
    .describe('Shown on the card. Each rule has its own.'),
  match: matchSchema
    .optional()
    .describe('What it is for; a list is "one of", and what is left out takes everything.'),
  request: PEOPLE.optional().describe('Who may ask; whoever REQUESTERS names where it is left out.'),
  approve: PEOPLE.describe('Who may approve: people (U...) and user groups (S...).'),
  quorum: z
    .int()
    .min(1)
    .max(20)
    .optional()
    .describe('How many of them have to approve; 1 where it is left out.'),
  expiry_hours: HOURS.optional().describe(`${HOURS_HELP} APPROVAL_EXPIRY_HOURS where it is left out.`),
});

/** The rules file: what is set there holds unless the environment says otherwise. */
export const fileSchema = z.strictObject({
  account: ACCOUNT.optional().describe('Orders must be for this account, in quotes.'),
  rules: z.array(ruleSchema).min(1).optional().describe('The first that matches applies.'),
  approvers: z
    .array(ENTRY)
    .min(1)
    .optional()
    .describe('Who may approve what no rule matches: people (U...) and user groups (S...).'),
  quorum: z.number().optional().describe('How many of the approvers have to approve.'),
  approval_expiry_hours: z.number().optional().describe(HOURS_HELP),
  regions: z.array(ENTRY).min(1).optional().describe('The Regions that the form offers.'),
});
export type FileContent = z.infer<typeof fileSchema>;
export type FileRule = z.infer<typeof ruleSchema>;

/** Every key that the file may hold, that a rule may, and that what a rule matches by may. */
export const FILE_KEYS = Object.keys(fileSchema.shape);
export const RULE_KEYS = Object.keys(ruleSchema.shape);
export const MATCH_KEYS = Object.keys(matchSchema.shape);

/** The keys that are known in the map at a path of the file. */
export function keysAt(path: readonly PropertyKey[]): readonly string[] {
  return [FILE_KEYS, [], RULE_KEYS, MATCH_KEYS][path.length] ?? [];
}
