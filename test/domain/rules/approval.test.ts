import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Request } from '../../../src/domain/request/request.ts';
import { type CastVote, count, judgeApproval } from '../../../src/domain/rules/approval.ts';
import type { Members } from '../../../src/domain/rules/members.ts';
import { permission } from '../../../src/domain/rules/permission.ts';
import type { Rule } from '../../../src/domain/rules/policy.ts';
import { AT, request, rule, STATES } from '../support.ts';

const HOUR = 3_600_000;
const PEOPLE = ['U0LEE', 'U0LIN', 'U0MAX', 'U0ERIN', 'U0OLGA'];
const approved = (changes: Partial<Request> = {}) => request({ state: STATES.approved, ...changes });

function vote(id: string, changes: Partial<CastVote> = {}): CastVote {
  return {
    voter: { id, name: id },
    choice: 'approve',
    fingerprint: request().fingerprint,
    at: AT,
    ...changes,
  };
}
const leads = (...users: string[]): Members => ({
  groups: new Map([['S0LEADS', users]]),
  standings: new Map(),
});
const judge = (
  votes: CastVote[],
  given: Members,
  now: { rule: Rule | undefined; at: number } = { rule, at: AT },
  votesFor = 0,
) => judgeApproval(approved(), votesFor, votes, given, now);

describe('an approval, judged when the order leaves', () => {
  test('stands while those who voted may still approve', () => {
    expect(judge([vote('U0LEE')], leads('U0LEE', 'U0LIN'))).toEqual({
      kind: 'stands',
      by: [{ id: 'U0LEE', name: 'U0LEE' }],
    });
  });

  test('lapses without whoever has left the group, and says who', () => {
    expect(judge([vote('U0LEE')], leads('U0LIN'))).toMatchObject({
      kind: 'lapsed',
      gone: [{ id: 'U0LEE' }],
      by: [],
      missing: 1,
    });
  });

  test('lapses where the quorum was raised or the settings name others', () => {
    const two = { rule: { ...rule, quorum: 2 }, at: AT };
    expect(judge([vote('U0LEE')], leads('U0LEE', 'U0LIN'), two)).toMatchObject({
      kind: 'lapsed',
      missing: 1,
    });
    const lin: Rule = { ...rule, approvers: [{ kind: 'user', id: 'U0LIN', name: 'Lin' }] };
    expect(judge([vote('U0LEE')], leads('U0LEE', 'U0LIN'), { rule: lin, at: AT })).toMatchObject({
      kind: 'lapsed',
    });
  });

  test('lapses without any votes: a row that somebody set to approved', () => {
    expect(judge([], leads('U0LEE'))).toMatchObject({ kind: 'lapsed', missing: 1 });
  });

  test('counts no vote for another order, and none for anything else', () => {
    const given = leads('U0LEE', 'U0LIN');
    expect(judge([vote('U0LEE', { fingerprint: 'other' })], given)).toMatchObject({ kind: 'lapsed' });
    expect(judge([vote('U0LEE', { choice: 'order_again' })], given)).toMatchObject({ kind: 'lapsed' });
    expect(judge([vote('U0LEE')], given, { rule, at: AT }, 1)).toMatchObject({ kind: 'lapsed' });
    expect(judge([vote('U0LEE', { choice: 'order_again' })], given, { rule, at: AT }, 1).kind).toBe('stands');
  });

  test('is unreachable where too few satisfy both rules', () => {
    expect(judge([vote('U0LEE')], leads()).kind).toBe('unreachable');
    expect(judge([vote('U0LEE')], leads('U0LEE'), { rule: undefined, at: AT }).kind).toBe('unreachable');
  });

  test('expires with its request; an Order again by itself, from the first of its votes on', () => {
    const given = leads('U0LEE', 'U0LIN');
    const at = (hours: number) => ({ rule, at: AT + hours * HOUR });
    expect(judge([vote('U0LEE')], given, at(72)).kind).toBe('expired');
    const again = [vote('U0LEE', { choice: 'order_again', at: AT + 80 * HOUR })];
    expect(judge(again, given, at(81), 1).kind).toBe('stands');
    expect(judge(again, given, at(152), 1).kind).toBe('expired');
  });
});

test('whatever was voted, by whom and under which rules: it stands exactly by enough people who may', () => {
  const id = fc.constantFrom(...PEOPLE);
  const group = fc.uniqueArray(id);
  const rules = fc.record({
    users: fc.uniqueArray(id),
    group: fc.boolean(),
    quorum: fc.integer({ min: 1, max: 3 }),
  });
  const toRule = ({
    users,
    group: withGroup,
    quorum,
  }: {
    users: string[];
    group: boolean;
    quorum: number;
  }) => ({
    ...rule,
    quorum,
    approvers: [
      ...users.map((user) => ({ kind: 'user' as const, id: user, name: user })),
      ...(withGroup ? rule.approvers : []),
    ],
  });
  const votes = fc.uniqueArray(
    fc.record({
      who: id,
      choice: fc.constantFrom('approve' as const, 'reject', 'order_again', 'exists:dxcon-1'),
      own: fc.boolean(),
    }),
    { selector: ({ who }) => who },
  );
  fc.assert(
    fc.property(votes, group, rules, rules, (cast, users, then, now) => {
      const asked = approved({ rule: toRule(then) });
      const given = leads(...users);
      const rulesNow = { rule: toRule(now), at: AT };
      const all = cast.map(({ who, choice, own }) =>
        vote(who, { choice, ...(own ? {} : { fingerprint: 'another order' }) }),
      );
      const standing = judgeApproval(asked, 0, all, given, rulesNow);
      const entitled = all.filter(
        ({ voter, choice, fingerprint }) =>
          choice === 'approve' &&
          fingerprint === asked.fingerprint &&
          voter.id !== asked.requester.id &&
          permission('send', asked, voter, given, rulesNow).kind === 'may',
      );
      const needed = Math.max(then.quorum, now.quorum);
      expect(standing.kind === 'stands').toBe(entitled.length >= needed);
      const counted = count('send', 'approve', asked, all, given, rulesNow);
      expect(counted.by.map(({ id: one }) => one)).toEqual(entitled.map(({ voter }) => voter.id));
    }),
  );
});
