import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judge } from '../../src/domain/outcome.ts';
import { hostileText } from './support.ts';

const REFUSED = [
  'DirectConnectClientException',
  'DuplicateTagKeysException',
  'TooManyTagsException',
  'AccessDeniedException',
  'UnrecognizedClientException',
  'InvalidSignatureException',
  'ExpiredTokenException',
];
const THROTTLED = ['ThrottlingException', 'TooManyRequestsException', 'RequestLimitExceeded'];
const NOT_SENT = ['ENOTFOUND', 'ECONNREFUSED', 'EAI_AGAIN', 'CredentialsProviderError'];
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
  'constructor',
  '__proto__',
  '',
];

const kindOf = (code: string, left: boolean) => judge({ code, message: 'said', left }).kind;

describe('a call that left', () => {
  test.each(REFUSED)('%s: AWS made nothing', (code) => expect(kindOf(code, true)).toBe('refused'));
  test.each(THROTTLED)('%s: look, then send again', (code) => expect(kindOf(code, true)).toBe('throttled'));
  test.each(NOT_SENT)('%s: no byte reached anyone', (code) => expect(kindOf(code, true)).toBe('not_sent'));
  test.each(UNKNOWN)('%j: nobody knows', (code) => expect(kindOf(code, true)).toBe('unknown'));

  test('everything that is not on a list is unknown, whatever its message says', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (word, message) => {
        const code = `${word}?`;
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
    fc.property(
      fc.constantFrom(...REFUSED, ...THROTTLED, ...NOT_SENT, ...UNKNOWN),
      (code) => kindOf(code, false) === 'not_sent',
    ),
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
