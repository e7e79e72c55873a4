import * as z from 'zod';
import { alarmsSchema } from './alarms-schema.ts';
import { ACCOUNT, BANDWIDTH, HOURS_HELP, ruleSchema } from './rule-schema.ts';

/** In the environment commas part entries; in the file each stands alone. */
const ENTRY = z.string().regex(/^[^,]*$/, 'one entry a line, without commas');

const pricesSchema = z.strictObject({
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'is not a currency, like USD')
    .describe('Three letters, like USD.'),
  port_hour: z
    .record(BANDWIDTH, z.number().positive().max(1_000_000))
    .refine((prices) => Object.keys(prices).length > 0, 'holds no price')
    .describe('What an hour of a port costs, by bandwidth.'),
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
  prices: pricesSchema.optional().describe('What ports cost, for the card and the confirmation alone.'),
  alarms: alarmsSchema.optional(),
});
export type FileContent = z.infer<typeof fileSchema>;

/** The keys that are known in the map at a path of the file; none where any key is. */
export function keysAt(path: readonly PropertyKey[]): readonly string[] {
  let schema: unknown = fileSchema;
  for (const key of path) {
    schema = within(schema);
    if (schema instanceof z.ZodArray) schema = schema.element;
    else if (schema instanceof z.ZodRecord) schema = schema.valueType;
    else if (schema instanceof z.ZodObject) schema = schema.shape[String(key)];
  }
  const at = within(schema);
  return at instanceof z.ZodObject ? Object.keys(at.shape) : [];
}

function within(schema: unknown): unknown {
  return schema instanceof z.ZodOptional ? schema.unwrap() : schema;
}
