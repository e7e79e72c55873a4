/**
 * How long after its date AWS may still take a signed request. Source: Direct Connect API reference, Common Errors,
 * RequestExpired ("more than 15 minutes after the date stamp on the request").
 */
export const SIGNATURE_MS = 15 * 60_000;
