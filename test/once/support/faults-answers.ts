import { expect, vi } from 'vitest';
import type { AwsFault } from '../../../sandbox/aws/types.ts';
import { orderAgain } from '../../../src/actions/attending/order-again.ts';
import type { Request } from '../../../src/domain/request/request.ts';
import { asked, found, ordered, orderedAgain, type Row } from './faults-endings.ts';
import { type Scene, WINDOW_MS } from './faults-scene.ts';

const SECOND = 1_000;
const NEVER_MS = 10_000 * SECOND;

/** The ways in which an answer is lost, and the code under which people are told of it. */
const LOST: { what: string; fault: AwsFault; code: string; env?: Record<string, string> }[] = [
  {
    what: '500 DirectConnectServerException',
    fault: { kind: 'error', name: 'DirectConnectServerException', status: 500 },
    code: 'DirectConnectServerException',
  },
  {
    what: '400 DirectConnectServerException',
    fault: { kind: 'error', name: 'DirectConnectServerException', status: 400 },
    code: 'DirectConnectServerException',
  },
  {
    what: '400 with an unknown name',
    fault: { kind: 'error', name: 'BrandNewException', status: 400 },
    code: 'BrandNewException',
  },
  {
    what: '503 ServiceUnavailable',
    fault: { kind: 'error', name: 'ServiceUnavailable', status: 503 },
    code: 'ServiceUnavailable',
  },
  { what: '502 with HTML', fault: { kind: 'html', status: 502 }, code: 'SyntaxError' },
  { what: 'reset before the answer', fault: { kind: 'reset' }, code: 'ECONNRESET' },
  { what: '200, cut off in the body', fault: { kind: 'cut' }, code: 'ECONNRESET' },
  { what: '200, truncated JSON', fault: { kind: 'truncated' }, code: 'SyntaxError' },
  { what: '200, empty body', fault: { kind: 'empty' }, code: 'NoInterconnectId' },
  {
    what: 'no answer for ever',
    fault: { kind: 'hang' },
    code: 'DEADLINE',
    env: { CREATE_DEADLINE_SECONDS: '1' },
  },
];

/** Which of them every `npm test` plays. */
const QUICK = new Set([
  '200, cut off in the body, made, shown at once',
  '200, truncated JSON, made, shown at once',
  '200, empty body, made, shown after 30 s',
  'no answer for ever, made, shown at once',
  '502 with HTML, not made',
]);

/** Each lost answer, with a port made and shown at once, soon or late, and without one. */
export const ANSWERS: Row[] = LOST.flatMap(({ what, fault, code, env = {} }): Row[] => {
  const row = (
    name: string,
    made: boolean,
    shownAfterMs: number,
    rest: Pick<Row, 'ends' | 'calls'>,
  ): Row => ({
    name: `${what}, ${name}`,
    ...(QUICK.has(`${what}, ${name}`) ? { quick: true } : {}),
    env,
    fault({ stage }) {
      stage.aws.setVisibilityDelay(shownAfterMs);
      stage.aws.fault('CreateInterconnect', { ...fault, made } as AwsFault);
    },
    ports: 1,
    ...rest,
  });
  return [
    row('made, shown at once', true, 0, { ends: found(code), calls: 1 }),
    row('made, shown after 2 s', true, 2 * SECOND, { ends: found(code, 2 * SECOND), calls: 1 }),
    row('made, shown after 30 s', true, 30 * SECOND, { ends: found(code, 30 * SECOND), calls: 1 }),
    row('not made', false, 0, { ends: orderedAgain(code), calls: 2 }),
  ];
});

/** Lin's press of Order again, which was on its way since an earlier attempt's card. */
async function pressedLate({ stage, requestId }: Scene, attempt: number): Promise<string> {
  const { lee, lin } = stage.cast;
  const groups = new Map([[stage.env.APPROVERS ?? '', [lee.id, lin.id]]]);
  const members = { groups, standings: new Map() };
  const directory = { members: () => ({ members }), learn: async () => undefined };
  const judging = { directory, ruleNow: ({ rule }: Request) => rule, rules: () => [] };
  const press = { requestId: requestId(), attempt, candidates: [], by: { id: lin.id, name: 'Lin' } };
  return (await orderAgain({ store: stage.store(), judging }, press)).kind;
}

/** What becomes of a lost answer after people were asked. */
export const ASKED: Row[] = [
  {
    name: 'made, and shown only after people were asked: taken over without them',
    fault({ stage }) {
      stage.aws.setVisibilityDelay(NEVER_MS);
      stage.aws.fault('CreateInterconnect', { kind: 'cut', made: true });
    },
    async ends(scene) {
      await asked(scene, 'ECONNRESET');
      scene.stage.aws.setVisibilityDelay(0);
      scene.wait(61 * SECOND);
      await ordered(scene);
    },
    calls: 1,
    ports: 1,
  },
  {
    name: 'made, and shown just before people order again: found, not sent',
    quick: true,
    fault({ stage }) {
      stage.aws.setVisibilityDelay(NEVER_MS);
      stage.aws.fault('CreateInterconnect', { kind: 'cut', made: true });
    },
    async ends(scene) {
      await asked(scene, 'ECONNRESET');
      scene.stage.aws.setVisibilityDelay(0);
      await scene.orderAgain();
      await ordered(scene);
    },
    calls: 1,
    ports: 1,
  },
  {
    name: 'lost, ordered again, lost again: people are asked a second time',
    fault({ stage }) {
      stage.aws.fault('CreateInterconnect', { kind: 'reset' });
      stage.aws.fault('CreateInterconnect', { kind: 'html', status: 502 });
    },
    async ends(scene) {
      await asked(scene, 'ECONNRESET');
      await scene.orderAgain();
      await asked(scene, 'SyntaxError');
      await scene.orderAgain();
      await ordered(scene);
    },
    calls: 3,
    ports: 1,
  },
  {
    name: 'lost again after Order again: a second lead, whose card was of the first call, orders nothing',
    fault({ stage }) {
      stage.aws.fault('CreateInterconnect', { kind: 'reset' }, 2);
    },
    async ends(scene) {
      await asked(scene, 'ECONNRESET');
      await scene.orderAgain();
      await scene.closed(2);
      scene.wait(WINDOW_MS);
      await scene.line('Attempt 2 at');
      expect(await pressedLate(scene, 1)).toBe('too_late');
      expect(scene.creates()).toHaveLength(2);
      await scene.orderAgain();
      await ordered(scene);
    },
    calls: 3,
    ports: 1,
  },
  {
    name: 'the SDK is told by the environment to try five times: it sends once',
    fault({ stage }) {
      vi.stubEnv('AWS_MAX_ATTEMPTS', '5');
      stage.aws.fault('CreateInterconnect', { kind: 'cut', made: true }, 5);
    },
    ends: found('ECONNRESET'),
    calls: 1,
    ports: 1,
  },
];
