import { MINUTE } from '../time.ts';
/**
 * How long AWS takes a signed call after its date, in milliseconds: a call that left may land that much later.
 * Source: Direct Connect API reference, Common Errors, RequestExpired ("more than 15 minutes after the date stamp").
 */
export const SIGNATURE_MS = 15 * MINUTE;
