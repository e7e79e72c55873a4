import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CastVote, judgeApproval } from '../../../src/domain/rules/approval.ts';
import type { Standing } from '../../../src/domain/rules/members.ts';
import { isReachable } from '../../../src/domain/rules/permission.ts';
import type { PersonOrGroup, Rule } from '../../../src/domain/rules/policy.ts';
import { AT, request, STATES } from '../support.ts';
import { anyGroups, anyParties, PEOPLE } from './support.ts';

const REQUESTER = 'U0ERIN';

const ruleOf = (approve: readonly PersonOrGroup[], quorum: number): Rule => ({
  name: 'any',
  approvers: approve.map((one) => ({ ...one, name: one.id })),
  quorum,
  expiryHours: 72,
});
const anyQuorum = fc.integer({ min: 1, max: 3 });
const anyRule = fc.tuple(anyParties, anyQuorum).map(([approve, quorum]) => ruleOf(approve, quorum));
const anyStandings = fc
  .dictionary(fc.constantFrom(...PEOPLE), fc.constantFrom<Standing>('member', 'guest', 'deactivated'))
  .map((told) => new Map(Object.entries(told)));
const anyMembers = fc.record({ groups: anyGroups, standings: anyStandings });
/** The same person may stand there more than once. */
const anyVotes = fc.array(
  fc.constantFrom(...PEOPLE).map(
    (id): CastVote => ({
      voter: { id, name: id },
      choice: 'approve',
      fingerprint: request().fingerprint,
      at: AT,
    }),
  ),
  { maxLength: 6 },
);
const asked = (rule: Rule) => request({ rule, state: STATES.approved });

test('a quorum of distinct people is never reached by fewer, and the requester never counts', () => {
  fc.assert(
    fc.property(anyRule, anyRule, anyVotes, anyMembers, (then, now, votes, members) => {
      const standing = judgeApproval(asked(then), 0, votes, members, { rule: now, at: AT });
      if (standing.kind !== 'stands') return;
      const people = new Set(votes.map(({ voter }) => voter.id).filter((id) => id !== REQUESTER));
      expect(people.size).toBeGreaterThanOrEqual(Math.max(then.quorum, now.quorum));
      const counted = standing.by.map(({ id }) => id);
      expect(new Set(counted).size).toBe(counted.length);
      expect(counted).not.toContain(REQUESTER);
    }),
  );
});

test('a stricter rule never lets through more: fewer who may approve, or more of them needed', () => {
  fc.assert(
    fc.property(
      anyRule,
      anyRule,
      fc.func(fc.boolean()),
      fc.nat({ max: 2 }),
      anyVotes,
      anyMembers,
      (then, now, keeps, more, votes, members) => {
        const stricter = {
          ...now,
          approvers: now.approvers.filter(({ id }) => keeps(id)),
          quorum: now.quorum + more,
        };
        const at = (rule: Rule) => judgeApproval(asked(then), 0, votes, members, { rule, at: AT }).kind;
        if (at(stricter) === 'stands') expect(at(now)).toBe('stands');
        if (isReachable(asked(then), members, stricter))
          expect(isReachable(asked(then), members, now)).toBe(true);
        // What was stored is no way around it.
        const made = judgeApproval(asked(stricter), 0, votes, members, { rule: now, at: AT }).kind;
        if (made === 'stands')
          expect(judgeApproval(asked(now), 0, votes, members, { rule: now, at: AT }).kind).toBe('stands');
      },
    ),
  );
});

test('another approver never un-decides', () => {
  fc.assert(
    fc.property(anyRule, anyRule, anyParties, anyVotes, anyMembers, (then, now, added, votes, members) => {
      const wider = ruleOf([...now.approvers, ...added], now.quorum);
      const at = (rule: Rule) => judgeApproval(asked(then), 0, votes, members, { rule, at: AT }).kind;
      if (at(now) === 'stands') expect(at(wider)).toBe('stands');
    }),
  );
});
