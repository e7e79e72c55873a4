import { AwsError } from './errors.ts';
import type { AwsRequest } from './request.ts';

/** How far a request's date may be off AWS's clock: Direct Connect's common errors, RequestExpired. */
export const VALID_MS = 15 * 60_000;

const AMZ_DATE = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

/** What the two protocols call a date that is too far off. */
const REFUSALS = {
  json: ['InvalidSignatureException', 400],
  query: ['SignatureDoesNotMatch', 403],
} as const;

/** When a request says that it was signed, in epoch milliseconds; undefined if it doesn't say. */
export function signedAt({ amzDate }: AwsRequest): number | undefined {
  const iso = amzDate?.replace(AMZ_DATE, '$1-$2-$3T$4:$5:$6Z');
  return iso === undefined || iso === amzDate ? undefined : Date.parse(iso);
}

/** Refuses a request whose date is too far off the server's time (epoch milliseconds), in AWS's words. */
export function checkDate(request: AwsRequest, serverTime: number): void {
  const signed = signedAt(request);
  const [name, status] = REFUSALS[request.protocol];
  if (signed === undefined) throw new AwsError(name, 'Date must be in ISO-8601 basic format', status);
  const [earliest, latest] = [serverTime - VALID_MS, serverTime + VALID_MS];
  const now = amzDateOf(serverTime);
  if (signed < earliest) {
    const words = `is now earlier than ${amzDateOf(earliest)} (${now} - 15 min.)`;
    throw new AwsError(name, `Signature expired: ${request.amzDate} ${words}`, status);
  }
  if (signed > latest) {
    const words = `is still later than ${amzDateOf(latest)} (${now} + 15 min.)`;
    throw new AwsError(name, `Signature not yet current: ${request.amzDate} ${words}`, status);
  }
}

function amzDateOf(time: number): string {
  return new Date(time).toISOString().replace(/[-:]|\.\d{3}/g, '');
}
