import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CastVote, judgeApproval, tally } from '../../../src/domain/rules/approval.ts';
import type { Standing } from '../../../src/domain/rules/members.ts';
import { isReachable } from '../../../src/domain/rules/permission.ts';
import type { Approver, PersonOrGroup, Rule } from '../../../src/domain/rules/policy.ts';
import { AT, request, STATES } from '../support.ts';
import { anyGroups, anyParties, PEOPLE } from './support.ts';

const REQUESTER = 'U0ERIN';
const HOUR = 3_600_000;

const withNames = (approve: readonly PersonOrGroup[]): Approver[] =>
  approve.map((one) => ({ ...one, name: one.id }));
const anyCount = fc.integer({ min: 1, max: 3 });
const anyRule: fc.Arbitrary<Rule> = fc
  .record({
    approve: anyParties,
    quorum: anyCount,
    rejectQuorum: fc.option(anyCount, { nil: undefined }),
    escalate: fc.option(fc.record({ afterHours: fc.constantFrom(1, 4), approvers: anyParties }), {
      nil: undefined,
    }),
  })
  .map(({ approve, quorum, rejectQuorum, escalate }) => ({
    name: 'any',
    approvers: withNames(approve),
    quorum,
    expiryHours: 72,
    ...(rejectQuorum === undefined ? {} : { rejectQuorum }),
    ...(escalate ? { escalate: { ...escalate, approvers: withNames(escalate.approvers) } } : {}),
  }));
const anyStandings = fc
  .dictionary(fc.constantFrom(...PEOPLE), fc.constantFrom<Standing>('member', 'guest', 'deactivated'))
  .map((told) => new Map(Object.entries(told)));
const anyMembers = fc.record({ groups: anyGroups, standings: anyStandings });
/** The same person may stand there more than once. */
const anyVotes = fc.array(
  fc.record({ id: fc.constantFrom(...PEOPLE), choice: fc.constantFrom('approve', 'approve', 'reject') }).map(
    ({ id, choice }): CastVote => ({
      voter: { id, name: id },
      choice: choice as 'approve',
      fingerprint: request().fingerprint,
      at: AT,
    }),
  ),
  { maxLength: 6 },
);
/** For whom it is asked, whether it has escalated, and how long ago it was asked. */
const anyCase = fc.record({
  beneficiary: fc.constantFrom(null, ...PEOPLE.map((id) => ({ id, name: id }))),
  escalatedAt: fc.constantFrom(null, AT),
  age: fc.constantFrom(0, 2 * HOUR, 5 * HOUR),
});
type Case = typeof anyCase extends fc.Arbitrary<infer C> ? C : never;

const approved = (rule: Rule, { beneficiary, escalatedAt }: Case) =>
  request({ rule, beneficiary, escalatedAt, state: STATES.approved });
const waiting = (rule: Rule, { beneficiary, escalatedAt }: Case) =>
  request({ rule, beneficiary, escalatedAt });
const now = (rule: Rule, { age }: Case) => ({ rule, at: AT + age });
const others = (votes: readonly CastVote[], choice: string, { beneficiary }: Case) =>
  new Set(
    votes
      .filter((vote) => vote.choice === choice)
      .map(({ voter }) => voter.id)
      .filter((id) => id !== REQUESTER && id !== beneficiary?.id),
  );

test('a quorum of distinct people is never reached by fewer; the requester and whoever it is for never count', () => {
  fc.assert(
    fc.property(anyRule, anyRule, anyVotes, anyMembers, anyCase, (then, ruleNow, votes, members, one) => {
      const standing = judgeApproval(approved(then, one), 0, votes, members, now(ruleNow, one));
      if (standing.kind !== 'stands') return;
      expect(others(votes, 'approve', one).size).toBeGreaterThanOrEqual(
        Math.max(then.quorum, ruleNow.quorum),
      );
      const counted = standing.by.map(({ id }) => id);
      expect(new Set(counted).size).toBe(counted.length);
      expect(counted).not.toContain(REQUESTER);
      expect(counted).not.toContain(one.beneficiary?.id);
    }),
  );
});

test('as many distinct people as both rules ask for end it, and never fewer', () => {
  fc.assert(
    fc.property(anyRule, anyRule, anyVotes, anyMembers, anyCase, (then, ruleNow, votes, members, one) => {
      const { kind, rejections } = tally(waiting(then, one), votes, members, now(ruleNow, one));
      const takes = Math.min(then.rejectQuorum ?? 1, ruleNow.rejectQuorum ?? 1);
      expect(kind === 'rejected').toBe(rejections.by.length >= takes);
      expect(new Set(rejections.by.map(({ id }) => id)).size).toBe(rejections.by.length);
      expect(others(votes, 'reject', one).size).toBeGreaterThanOrEqual(rejections.by.length);
    }),
  );
});

test('a stricter rule never lets through more: fewer who may approve, later, or more of them needed', () => {
  fc.assert(
    fc.property(
      anyRule,
      anyRule,
      fc.func(fc.boolean()),
      fc.nat({ max: 2 }),
      anyVotes,
      anyMembers,
      anyCase,
      (then, ruleNow, keeps, more, votes, members, one) => {
        const { escalate, ...rest } = ruleNow;
        const stricter: Rule = {
          ...rest,
          approvers: ruleNow.approvers.filter(({ id }) => keeps(id)),
          quorum: ruleNow.quorum + more,
          ...(escalate ? { escalate: { ...escalate, afterHours: escalate.afterHours + more } } : {}),
        };
        const at = (rule: Rule) => judgeApproval(approved(then, one), 0, votes, members, now(rule, one)).kind;
        if (at(stricter) === 'stands') expect(at(ruleNow)).toBe('stands');
        if (isReachable(approved(then, one), members, now(stricter, one)))
          expect(isReachable(approved(then, one), members, now(ruleNow, one))).toBe(true);
        // What was stored is no way around it.
        const made = judgeApproval(approved(stricter, one), 0, votes, members, now(ruleNow, one)).kind;
        if (made === 'stands')
          expect(judgeApproval(approved(ruleNow, one), 0, votes, members, now(ruleNow, one)).kind).toBe(
            'stands',
          );
      },
    ),
  );
});

test('nor does one that fewer rejections end', () => {
  fc.assert(
    fc.property(
      anyRule,
      anyRule,
      fc.nat({ max: 2 }),
      anyVotes,
      anyMembers,
      anyCase,
      (then, ruleNow, fewer, votes, members, one) => {
        const stricter = { ...ruleNow, rejectQuorum: Math.max((ruleNow.rejectQuorum ?? 1) - fewer, 1) };
        const at = (rule: Rule) => tally(waiting(then, one), votes, members, now(rule, one)).kind;
        if (at(stricter) === 'approved') expect(at(ruleNow)).toBe('approved');
        if (at(ruleNow) === 'rejected') expect(at(stricter)).toBe('rejected');
      },
    ),
  );
});

test('another approver never un-decides, named or added by escalation', () => {
  fc.assert(
    fc.property(
      anyRule,
      anyRule,
      anyParties,
      anyVotes,
      anyMembers,
      anyCase,
      (then, ruleNow, added, votes, members, one) => {
        const wider = { ...ruleNow, approvers: [...ruleNow.approvers, ...withNames(added)] };
        const sooner = { ...ruleNow, escalate: { afterHours: 0, approvers: withNames(added) } };
        const approvals = (rule: Rule, given = one) =>
          judgeApproval(approved(then, given), 0, votes, members, now(rule, given)).kind;
        const undecided = (rule: Rule, given = one) =>
          tally(waiting(then, given), votes, members, now(rule, given)).kind;
        const escalated = { ...one, escalatedAt: AT };
        if (approvals(ruleNow) === 'stands') {
          expect(approvals(wider)).toBe('stands');
          expect(approvals(ruleNow, escalated)).toBe('stands');
          if (!ruleNow.escalate) expect(approvals(sooner)).toBe('stands');
        }
        if (undecided(ruleNow) === 'rejected') {
          expect(undecided(wider)).toBe('rejected');
          expect(undecided(ruleNow, escalated)).toBe('rejected');
        }
      },
    ),
  );
});

test('time alone takes no right away: what stands still stands later', () => {
  fc.assert(
    fc.property(anyRule, anyRule, anyVotes, anyMembers, anyCase, (then, ruleNow, votes, members, one) => {
      const later = { ...one, age: one.age + 3 * HOUR };
      const at = (given: Case) =>
        judgeApproval(approved(then, given), 0, votes, members, now(ruleNow, given)).kind;
      if (at(one) === 'stands') expect(at(later)).toBe('stands');
    }),
  );
});
