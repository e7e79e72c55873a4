import * as z from 'zod';
import { accountsSchema } from './accounts-schema.ts';
import { alarmsSchema } from './alarms-schema.ts';
import { ACCOUNT, BANDWIDTH, HOURS_HELP, ruleSchema } from './rule-schema.ts';

/** In the environment commas part entries; in the file each stands alone. */
const ENTRY = z.string().regex(/^[^,]*$/, 'one entry a line, without commas');

/** Whether all of a price is shown. */
function isShown(price: number): boolean {
  return Number(price.toFixed(6)) === price;
}

const pricesSchema = z.strictObject({
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'is not a currency, like USD')
    .describe('Three letters, like USD.'),
  port_hour: z
    .record(BANDWIDTH, z.number().positive().max(1_000_000).refine(isShown, 'has more than six decimals'))
    .refine((prices) => Object.keys(prices).length > 0, 'holds no price')
    .describe('What an hour of a port costs, by bandwidth.'),
});

/** What is written into a cross-connect order: one line, which a phone shows. */
const WORDS = z
  .string('is not in quotes')
  .max(200, 'is longer than 200 characters')
  .regex(/^\S[^\r\n]*$/, 'is not one line of words');
/** By location code, like EqDC2. */
const LOCATION = z.string().min(1);

const siteSchema = z
  .strictObject({
    desk: WORDS.optional().describe('Where the colocation provider takes orders: an address.'),
    cage: WORDS.optional().describe('The own cage or suite.'),
    patch_panel: WORDS.optional().describe('The own patch panel.'),
    optics: z
      .record(BANDWIDTH, WORDS)
      .optional()
      .describe('The own optics, by bandwidth, where they are not what AWS names.'),
  })
  .refine((site) => Object.keys(site).length > 0, 'says nothing');

const sitesSchema = z
  .record(LOCATION, siteSchema)
  .refine((sites) => Object.keys(sites).length > 0, 'holds no site')
  .describe("By location code: the own end of cross connects, for the order that follows a port's LOA-CFA.");

/** The rules file: what is set there holds unless the environment says otherwise. */
export const fileSchema = z.strictObject({
  account: ACCOUNT.optional().describe('Orders must be for this account, in quotes.'),
  accounts: accountsSchema.optional(),
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
  sites: sitesSchema.optional(),
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
