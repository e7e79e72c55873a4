import * as z from 'zod';
import { REGION } from './formats.ts';
import { ACCOUNT } from './rule-schema.ts';

/** A menu of Slack's takes no more options. */
const MOST = 100;
/** Source: IAM, AssumeRole: what a trust policy's sts:ExternalId may be. */
const EXTERNAL_ID = /^[\w+=,.@:/-]{2,1224}$/;
export const ROLE = /^arn:[a-z-]+:iam::(\d{12}):role\/[\w+=,.@/-]{1,512}$/;

const accountSchema = z.strictObject({
  id: ACCOUNT.describe('Its twelve digits, in quotes.'),
  label: z
    .string('is not in quotes')
    .regex(/^[A-Za-z0-9][A-Za-z0-9 ._-]{0,29}$/, 'is not up to 30 letters, digits, spaces and . _ -')
    .optional()
    .describe('What people call it; shown beside its ID.'),
  role_arn: z
    .string()
    .regex(ROLE, 'is not the ARN of a role, like arn:aws:iam::123456789012:role/interconnect-bot')
    .optional()
    .describe("The role by which it is ordered in; without one by the bot's own credentials."),
  external_id: z
    .string('is not in quotes')
    .regex(EXTERNAL_ID, 'is not 2 to 1224 letters, digits and + = , . @ : / _ -')
    .optional()
    .describe("What the role's trust asks for."),
  regions: z
    .array(z.string().regex(REGION, 'is not a Region, like us-east-1'))
    .min(1)
    .optional()
    .describe('The Regions that the form offers there; AWS_REGIONS where it is left out.'),
});

/** The accounts that ports are ordered in, where there are several. */
export const accountsSchema = z
  .array(accountSchema)
  .min(1)
  .max(MOST, `holds more than ${MOST} accounts`)
  .describe('The accounts that are ordered in, in place of account (docs/accounts.md).');
