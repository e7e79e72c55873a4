import { beforeAll, describe, expect, test } from 'vitest';
import { caller, tour, type Visit } from '../../../packaging/emulated/aws-tour.ts';
import { CLIENTS, DESCRIBED } from '../../../packaging/emulated/clients.ts';
import type { Shape } from '../../../packaging/emulated/schemas.ts';
import { MEMBERS } from '../../../sandbox/aws/members.ts';
import { operations } from '../../../sandbox/aws/operations/index.ts';
import { complaints } from './answers/against-schema.ts';
import { wordsOf } from './answers/words.ts';
import { aws } from './support.ts';

const PACKAGES = {
  directconnect: '@aws-sdk/client-direct-connect',
  health: '@aws-sdk/client-health',
  cloudtrail: '@aws-sdk/client-cloudtrail',
  sts: '@aws-sdk/client-sts',
  iam: '@aws-sdk/client-iam',
} as const;

let visits: Visit[] = [];
beforeAll(async () => {
  visits = await tour();
});

const described = ({ service, operation }: Visit) => DESCRIBED[service].get(operation);
const words = (service: Visit['service']) => wordsOf(PACKAGES[service], CLIENTS[service]);

function against(visit: Visit): string[] {
  const shape = described(visit)?.output;
  if (shape === undefined) return [`AWS has no ${visit.operation}`];
  return complaints(visit.answer, shape, words(visit.service), visit.operation);
}

describe('every answer is one that the SDK describes', () => {
  test.each(Object.keys(PACKAGES) as Visit['service'][])('of %s', (service) => {
    const answered = visits.filter((visit) => visit.service === service && visit.status === 200);
    expect(answered.length).toBeGreaterThan(0);
    expect(answered.flatMap(against)).toEqual([]);
  });

  test('whatever the port is going through', () => {
    const states = visits
      .flatMap(({ answer }) => (answer.interconnects ?? []) as { interconnectState: string }[])
      .map(({ interconnectState }) => interconnectState);
    const known = Object.values(CLIENTS.directconnect.InterconnectState);
    expect([...new Set(states)].toSorted()).toEqual(known.toSorted());
  });

  test('of every operation that is answered at all', () => {
    const emulated = Object.entries(operations).flatMap(([service, known]) =>
      [...known.keys()].map((operation) => `${service} ${operation}`),
    );
    const met = new Set(visits.map(({ service, operation }) => `${service} ${operation}`));
    expect([...met].sort()).toEqual(
      [...emulated, 'sts AssumeRole', 'sts GetCallerIdentity', 'iam SimulatePrincipalPolicy'].sort(),
    );
  });
});

describe('what the check itself finds', () => {
  const port = (more: object) => ({ interconnects: [{ interconnectId: 'dxcon-1', ...more }] });
  const said = (answer: Record<string, unknown>) =>
    against({ service: 'directconnect', operation: 'DescribeInterconnects', input: {}, status: 200, answer });

  test.each([
    [
      'an unknown member',
      port({ colour: 'blue' }),
      'DescribeInterconnects.interconnects[0].colour is not of',
    ],
    ['a time in milliseconds', port({ loaIssueTime: 1_780_000_000_000 }), 'no time in epoch seconds'],
    ['a time in words', port({ loaIssueTime: '2026-01-05T09:00:00Z' }), 'no time in epoch seconds'],
    ['an unknown state', port({ interconnectState: 'asleep' }), 'is not a known word: asleep'],
    ['a flag in words', port({ macSecCapable: 'true' }), 'is no boolean'],
    ['a list that is none', { interconnects: {} }, 'interconnects is no list'],
  ])('%s', (_what, answer, words) => {
    expect(said(answer).join()).toContain(words);
  });
});

/** What a member is in JSON. */
function wireKind({ kind }: Shape): string {
  return kind === 'timestamp' ? 'number' : kind;
}

/** Something that this member can't be. */
function wrong(shape: Shape): unknown {
  return shape.kind === 'string' ? 7 : 'x';
}

describe('what is asked', () => {
  const first = (asked: string) =>
    visits.find(({ service, operation }) => `${service} ${operation}` === asked)?.input ?? {};
  const inputs = Object.entries(operations).flatMap(([service, known]) =>
    [...known.keys()].map((operation) => {
      const input = DESCRIBED[service as 'health'].get(operation)?.input;
      if (input?.kind !== 'structure') throw new Error(`AWS has no ${operation}`);
      return { asked: `${service} ${operation}`, service: service as 'health', operation, input };
    }),
  );

  test('every member that AWS takes is known here, and its type', () => {
    const known = inputs.map(({ input, asked }) => [
      asked,
      Object.fromEntries([...input.members].map(([member, of]) => [member, wireKind(of())])),
    ]);
    const ours = Object.entries(MEMBERS).flatMap(([service, all]) =>
      Object.entries(all).map(([operation, members]) => [`${service} ${operation}`, members]),
    );
    expect(Object.fromEntries(ours)).toEqual(Object.fromEntries(known));
  });

  test.each(inputs)(
    '$asked: members of another type are refused',
    async ({ service, operation, input, asked }) => {
      const embedded = await aws();
      const call = caller(embedded);
      for (const [member, of] of input.members) {
        const { answer } = await call(service, operation, { ...first(asked), [member]: wrong(of()) });
        expect(`${member}: ${answer.__type}`).toBe(`${member}: SerializationException`);
      }
    },
  );

  test.each(inputs)(
    '$asked: what is required has to be there',
    async ({ service, operation, input, asked }) => {
      const embedded = await aws();
      const call = caller(embedded);
      for (const member of input.required) {
        const { status } = await call(service, operation, { ...first(asked), [member]: undefined });
        expect(`${member}: ${status}`).toBe(`${member}: 400`);
      }
    },
  );

  test.each(inputs)(
    '$asked: a member that AWS does not know is passed over',
    async ({ service, operation, asked }) => {
      const embedded = await aws();
      const call = caller(embedded);
      const plain = await call(service, operation, first(asked));
      const odd = await call(service, operation, { ...first(asked), colour: 'blue' });
      expect(odd.status).toBe(plain.status);
    },
  );
});
