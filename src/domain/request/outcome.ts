import type { ListedInterconnect } from '../catalog/catalog.ts';

/** What one CreateInterconnect came to. Only `unknown` leaves it open whether a port was made. */
export type Outcome =
  /** AWS answered with an ID. */
  | { kind: 'created'; interconnect: ListedInterconnect; awsRequestId: string | undefined }
  /** AWS said no, and certainly made nothing. */
  | ({ kind: 'refused' } & Trouble)
  /** The request never left this process. */
  | ({ kind: 'not_sent' } & Trouble)
  /** AWS was busy, or credentials or signature had expired: nothing made, but look before sending again. */
  | ({ kind: 'throttled' } & Trouble)
  /** Nobody knows. */
  | ({ kind: 'unknown' } & Trouble);

export interface Trouble {
  /** AWS's error name or the network's code: stable, for people and programs. */
  code: string;
  message: string;
  awsRequestId?: string | undefined;
}

/** What is known of a failed call. `left` says whether the request had left this process. */
export interface Failure extends Trouble {
  left: boolean;
}

/** A right that was not granted. */
const DENIALS = ['AccessDeniedException', 'AccessDenied', 'UnauthorizedOperation', 'NotAuthorized'];

/**
 * Errors after which AWS has certainly made nothing. Judged by name: statuses differ between model and service. Source:
 * the operation's own errors and Common Errors of the API reference; those that leave it open are on no list:
 * RequestTimeoutException, RequestAbortedException, LimitExceededException, InternalFailure, ServiceUnavailable.
 */
const REFUSALS = new Set([
  'DirectConnectClientException',
  'DuplicateTagKeysException',
  'TooManyTagsException',
  ...DENIALS,
  'OptInRequired',
  'ValidationException',
  'ValidationError',
  'InvalidAction',
  'UnknownOperationException',
  'MalformedHttpRequestException',
  'RequestEntityTooLargeException',
  'SerializationException',
  'UnrecognizedClientException',
  'InvalidClientTokenId',
  'IncompleteSignature',
  'IncompleteSignatureException',
  'InvalidSignatureException',
  'SignatureDoesNotMatch',
  'MissingAuthenticationToken',
  'MissingAuthenticationTokenException',
]);

/** Made nothing, and mends itself: AWS was busy. */
const THROTTLES = new Set([
  'ThrottlingException',
  'Throttling',
  'ThrottledException',
  'TooManyRequestsException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
]);
/** Made nothing, and mends itself: credentials are resolved anew and AWS's time is learnt by the look before the repeat. */
const EXPIRED = new Set(['ExpiredToken', 'ExpiredTokenException', 'RequestExpired']);
const REPEATABLE = new Set([...THROTTLES, ...EXPIRED]);

/** Failures to connect: no byte of the request reached AWS. A proxy that opens no tunnel is one of them. */
const NOT_CONNECTED = new Set([
  'ENOTFOUND',
  'ECONNREFUSED',
  'EAI_AGAIN',
  'ERR_PROXY_TUNNEL',
  'CredentialsProviderError',
]);

/** Whether AWS said that the credentials or the signature of a call had expired. */
export function isExpiry(code: string): boolean {
  return EXPIRED.has(code);
}

/** Whether AWS said that a right is lacking. */
export function isDenial(code: string): boolean {
  return DENIALS.includes(code);
}

/** Whether AWS said that there were too many calls. */
export function isThrottle(code: string): boolean {
  return THROTTLES.has(code);
}

/** Judges a failed call by an allow-list; whatever is not on it is unknown. */
export function judge({ left, ...trouble }: Failure): Outcome {
  if (!left || NOT_CONNECTED.has(trouble.code)) return { kind: 'not_sent', ...trouble };
  if (REFUSALS.has(trouble.code)) return { kind: 'refused', ...trouble };
  if (REPEATABLE.has(trouble.code)) return { kind: 'throttled', ...trouble };
  return { kind: 'unknown', ...trouble };
}
