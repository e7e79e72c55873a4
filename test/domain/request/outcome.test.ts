import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judge } from '../../../src/domain/request/outcome.ts';
import { hostileText } from '../support.ts';

const REFUSED = [
  'DirectConnectClientException',
  'DuplicateTagKeysException',
  'TooManyTagsException',
  'AccessDeniedException',
  'AccessDenied',
  'UnauthorizedOperation',
  'NotAuthorized',
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
];
const THROTTLED = [
  'ThrottlingException',
  'Throttling',
  'ThrottledException',
  'TooManyRequestsException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
];
const EXPIRED = ['ExpiredToken', 'ExpiredTokenException', 'RequestExpired'];
const NOT_SENT = ['ENOTFOUND', 'ECONNREFUSED', 'EAI_AGAIN', 'ERR_PROXY_TUNNEL', 'CredentialsProviderError'];
const LISTED = new Set([...REFUSED, ...THROTTLED, ...EXPIRED, ...NOT_SENT]);
/** What a caller was seen to get while a port may have been made. */
const UNKNOWN = [
  'DirectConnectServerException',
  'SyntaxError',
  'TimeoutError',
  'ECONNRESET',
  'EPIPE',
  'AbortError',
  'NO_ID',
  'INTERRUPTED',
  'InternalFailure',
  'ServiceUnavailable',
  'RequestTimeoutException',
  'RequestAbortedException',
  'LimitExceededException',
  'RequestEntityTooLarge',
  'RequestTimeTooSkewed',
  'constructor',
  '__proto__',
  '',
];

const kindOf = (code: string, left: boolean) => judge({ code, message: 'said', left }).kind;

describe('a call that left', () => {
  test.each(REFUSED)('%s: AWS made nothing', (code) => expect(kindOf(code, true)).toBe('refused'));
  test.each(THROTTLED)('%s: look, then send again', (code) => expect(kindOf(code, true)).toBe('throttled'));
  test.each(EXPIRED)('%s: look, with what is valid by then, and send again', (code) =>
    expect(kindOf(code, true)).toBe('throttled'),
  );
  test.each(NOT_SENT)('%s: no byte reached anyone', (code) => expect(kindOf(code, true)).toBe('not_sent'));
  test.each(UNKNOWN)('%j: nobody knows', (code) => expect(kindOf(code, true)).toBe('unknown'));

  /** Names as AWS forms them, and what comes close to those on the lists. */
  const word = fc.constantFrom(...[...LISTED].flatMap((name) => name.match(/[A-Z]?[a-z]+|[A-Z]+/g) ?? []));
  const madeOfWords = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(''));
  const changed = fc
    .tuple(fc.constantFrom(...LISTED), fc.constantFrom('Exception', 'Error', ' ', 's', '.'))
    .map(([name, end]) => (name.endsWith(end) ? name.slice(0, -end.length) : `${name}${end}`));

  test('everything that is not on a list is unknown, whatever its message says', () => {
    const name = fc.oneof(hostileText, madeOfWords, changed).filter((code) => !LISTED.has(code));
    fc.assert(
      fc.property(name, fc.oneof(hostileText, fc.constantFrom(...LISTED)), (code, message) => {
        expect(judge({ code, message, left: true })).toEqual({ kind: 'unknown', code, message });
      }),
    );
  });

  test('a name counts only as it is written', () => {
    expect(kindOf('directconnectclientexception', true)).toBe('unknown');
    expect(kindOf(' ThrottlingException', true)).toBe('unknown');
  });
});

test('a call that never left is not sent, whatever went wrong', () => {
  fc.assert(
    fc.property(fc.constantFrom(...LISTED, ...UNKNOWN), (code) => kindOf(code, false) === 'not_sent'),
  );
});

test("AWS's request ID is kept", () => {
  const outcome = judge({
    code: 'DirectConnectServerException',
    message: '',
    left: true,
    awsRequestId: 'r-1',
  });
  expect(outcome).toMatchObject({ kind: 'unknown', awsRequestId: 'r-1' });
});
