import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CastVote } from '../../../src/domain/rules/approval.ts';
import type { Members } from '../../../src/domain/rules/members.ts';
import { permission } from '../../../src/domain/rules/permission.ts';
import type { Approver, Rule } from '../../../src/domain/rules/policy.ts';
import { namedToDecide, stillToDecide } from '../../../src/domain/rules/to-decide.ts';
import { AT, erin, lee, lin, request, rule } from '../support.ts';

const group = { kind: 'group', id: 'S0LEADS' } as const;
const user = (id: string) => ({ kind: 'user', id }) as const;
const members = (...people: string[]): Members => ({
  groups: new Map([[group.id, people]]),
  standings: new Map(),
});
const now = { rule, at: AT };

function vote(voter: { id: string; name: string }, choice: CastVote['choice'] = 'approve'): CastVote {
  return { voter, choice, fingerprint: request().fingerprint, at: AT };
}

describe('who is called', () => {
  test('a group by its name, as long as all of it may decide', () => {
    expect(stillToDecide(request(), [], members(lee.id, lin.id), now)).toEqual([group]);
  });

  test.each([
    ['who has approved', [vote(lee)], [lee.id, lin.id]],
    ['who has rejected', [vote(lee, 'reject')], [lee.id, lin.id]],
    ['who asks', [], [erin.id, lin.id]],
  ])('not by its name where it has somebody in it %s: the others one by one', (_who, votes, people) => {
    expect(stillToDecide(request(), votes, members(...people), now)).toEqual([user(lin.id)]);
  });

  test('not who is a guest by now, nor whom the rule of now leaves out', () => {
    const standings = new Map([[lee.id, 'guest' as const]]);
    expect(stillToDecide(request(), [], { ...members(lee.id, lin.id), standings }, now)).toEqual([
      user(lin.id),
    ]);
    const named: Approver = { kind: 'user', id: lin.id, name: 'Lin' };
    const stricter: Rule = { ...rule, approvers: [named] };
    const called = stillToDecide(request(), [], members(lee.id, lin.id), { rule: stricter, at: AT });
    expect(called).toEqual([user(lin.id)]);
  });

  test('where nobody knows who is in the groups, each by its name, and nobody who asks or has voted', () => {
    const approvers: Approver[] = [...rule.approvers, erin, lee, lin].map((one) => ({
      kind: 'user',
      ...one,
    }));
    const theRule = { ...rule, approvers: [...rule.approvers, ...approvers.slice(1)] };
    expect(namedToDecide(request({ rule: theRule }), [vote(lee)])).toEqual([group, user(lin.id)]);
  });

  test('everybody who may, each once, and nobody else', () => {
    const ids = [erin.id, lee.id, lin.id, 'U0OLGA'];
    const anyApprovers = fc.subarray<Approver>([
      ...ids.map((id) => ({ kind: 'user' as const, id, name: id })),
      { ...group, name: 'net-leads' },
    ]);
    const anyVotes = fc.subarray([lee, lin]).map((voters) => voters.map((voter) => vote(voter)));
    fc.assert(
      fc.property(anyApprovers, anyApprovers, fc.subarray(ids), anyVotes, (then, today, people, votes) => {
        const waiting = request({ rule: { ...rule, approvers: then } });
        const known = members(...people);
        const rulesNow = { rule: { ...rule, approvers: today }, at: AT };
        const called = stillToDecide(waiting, votes, known, rulesNow);
        const heard = called.flatMap(({ kind, id }) => (kind === 'user' ? [id] : people));
        const may = ids.filter(
          (id) =>
            permission('approve', waiting, { id }, known, rulesNow).kind === 'may' &&
            votes.every(({ voter }) => voter.id !== id),
        );
        expect([...new Set(heard)].toSorted()).toEqual(may.toSorted());
        expect(new Set(called.map(({ id }) => id)).size).toBe(called.length);
      }),
    );
  });
});
