import type { ListedInterconnect } from './catalog.ts';

/** What one CreateInterconnect came to. Only `unknown` leaves it open whether a port was made. */
export type Outcome =
  /** AWS answered with an ID. */
  | { kind: 'created'; interconnect: ListedInterconnect; awsRequestId: string | undefined }
  /** AWS said no, and certainly made nothing. */
  | ({ kind: 'refused' } & Trouble)
  /** The request never left this process. */
  | ({ kind: 'not_sent' } & Trouble)
  /** AWS was busy: nothing made, but look before sending again. */
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

/** Errors after which AWS has certainly made nothing. Judged by name: statuses differ between model and service. */
const REFUSALS = new Set([
  'DirectConnectClientException',
  'DuplicateTagKeysException',
  'TooManyTagsException',
  'AccessDeniedException',
  'AccessDenied',
  'UnauthorizedOperation',
  'NotAuthorized',
  'OptInRequired',
  'ValidationException',
  'UnknownOperationException',
  'UnrecognizedClientException',
  'InvalidClientTokenId',
  'IncompleteSignature',
  'IncompleteSignatureException',
  'InvalidSignatureException',
  'SignatureDoesNotMatch',
  'MissingAuthenticationToken',
  'MissingAuthenticationTokenException',
  'ExpiredToken',
  'ExpiredTokenException',
  'RequestExpired',
]);

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

/** Failures to connect: no byte of the request reached anyone. */
const NOT_CONNECTED = new Set(['ENOTFOUND', 'ECONNREFUSED', 'EAI_AGAIN', 'CredentialsProviderError']);

/** Judges a failed call by an allow-list; whatever is not on it is unknown. */
export function judge({ left, ...trouble }: Failure): Outcome {
  if (!left || NOT_CONNECTED.has(trouble.code)) return { kind: 'not_sent', ...trouble };
  if (REFUSALS.has(trouble.code)) return { kind: 'refused', ...trouble };
  if (THROTTLES.has(trouble.code)) return { kind: 'throttled', ...trouble };
  return { kind: 'unknown', ...trouble };
}
