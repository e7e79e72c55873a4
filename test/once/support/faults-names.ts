import { expect } from 'vitest';
import { found, heldUntil, ordered, type Row, refused } from './faults-endings.ts';
import { PAUSE_MS, type Scene } from './faults-scene.ts';

/** Names by which AWS says that it made nothing, as its documents spell them. */
const REFUSALS = [
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
  'MalformedHttpRequestException',
  'RequestEntityTooLargeException',
  'SerializationException',
  'UnknownOperationException',
  'UnrecognizedClientException',
  'InvalidClientTokenId',
  'IncompleteSignature',
  'IncompleteSignatureException',
  'InvalidSignatureException',
  'SignatureDoesNotMatch',
  'MissingAuthenticationToken',
  'MissingAuthenticationTokenException',
];

/** Names by which AWS says that what signed the call is over: the next one is signed with what is valid by then. */
const EXPIRIES = ['ExpiredToken', 'ExpiredTokenException', 'RequestExpired'];

/** Names by which AWS says that it is busy. */
const THROTTLES = [
  'ThrottlingException',
  'Throttling',
  'ThrottledException',
  'TooManyRequestsException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
];

const error = (name: string, status: number, times = 1) => {
  return ({ stage }: Scene) => stage.aws.fault('CreateInterconnect', { kind: 'error', name, status }, times);
};

/** Each refusal, under its usual status and under the one that would make it look like an accident. */
const refusals = REFUSALS.flatMap((name): Row[] =>
  [400, 500].map((status) => ({
    name: `${status} ${name}: refused`,
    fault: error(name, status),
    ends: refused(name),
    calls: 1,
    ports: 0,
  })),
);

const sentAgain = (names: readonly string[], line: string) =>
  names.flatMap((name): Row[] =>
    [400, 503].map((status) => ({
      name: `${status} ${name}: looked up and sent again`,
      fault: error(name, status),
      ends: heldUntil(line, () => undefined, 1),
      calls: 2,
      ports: 1,
    })),
  );
const throttles = sentAgain(THROTTLES, 'AWS was busy and made nothing');
const expiries = sentAgain(EXPIRIES, 'What signed the order had expired, and AWS made nothing');

/** Lets a throttled order be tried again until so many calls were answered. */
async function storm(scene: Scene, calls: number): Promise<void> {
  for (let arrived = 1; arrived <= calls; arrived++) {
    await scene.closed(arrived);
    expect(scene.creates()).toHaveLength(arrived);
    if (arrived < calls) scene.wait(PAUSE_MS);
  }
}

const storms: Row[] = [
  {
    name: 'throttled three times in a row: said once, sent once each time',
    quick: true,
    fault: error('ThrottlingException', 400, 3),
    async ends(scene) {
      await storm(scene, 4);
      await ordered(scene);
    },
    calls: 4,
    ports: 1,
  },
  {
    name: 'throttled eight times, then refused',
    fault(scene) {
      error('TooManyRequestsException', 429, 8)(scene);
      error('DirectConnectClientException', 400)(scene);
    },
    async ends(scene) {
      await storm(scene, 9);
      await refused('DirectConnectClientException')(scene);
    },
    calls: 9,
    ports: 0,
  },
  {
    name: 'throttled twice, then cut off: found',
    fault(scene) {
      error('ThrottlingException', 400, 2)(scene);
      scene.stage.aws.fault('CreateInterconnect', { kind: 'cut', made: true });
    },
    async ends(scene) {
      await storm(scene, 3);
      await found('ECONNRESET')(scene);
    },
    calls: 3,
    ports: 1,
  },
];

/** What people do after a refusal. */
const again: Row[] = [
  {
    name: 'a right is taken away between pre-flight and call: refused, and Try again sends once more',
    quick: true,
    fault: error('AccessDeniedException', 400),
    async ends(scene) {
      await refused('AccessDeniedException')(scene);
      expect(scene.stage.aws.interconnects).toEqual([]);
      await scene.press('Try again', () => scene.stage.thread().includes('Lee asked to try again.'));
      await ordered(scene);
    },
    calls: 2,
    ports: 1,
  },
];

const QUICK = new Set([
  '500 DirectConnectClientException: refused',
  '400 ExpiredTokenException: looked up and sent again',
]);

/** Errors are judged by their names, never by their statuses. */
export const NAMES: Row[] = [...refusals, ...throttles, ...expiries, ...storms, ...again].map((row) =>
  QUICK.has(row.name) ? { ...row, quick: true } : row,
);
