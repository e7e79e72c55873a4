import { describe, expect, test } from 'vitest';
import type { RequestState, Status } from '../../../src/domain/request/request.ts';
import type { Members, Standing } from '../../../src/domain/rules/members.ts';
import {
  isOpen,
  isReachable,
  permission,
  quorumOf,
  rejectQuorumOf,
  type Verb,
} from '../../../src/domain/rules/permission.ts';
import type { Rule } from '../../../src/domain/rules/policy.ts';
import { AT, erin, lee, lin, request, rule, STATES, STATUSES } from '../support.ts';

const VERBS: Verb[] = [
  'approve',
  'reject',
  'send_back',
  'take_back',
  'withdraw',
  'remind',
  'send',
  'try_again',
  'order_again',
  'it_exists',
  'give_up',
  'loa_again',
  'edit',
  'request_again',
  'got_it',
  'order_second',
];
const olga = { id: 'U0OLGA', name: 'Olga' };

/** Where each verb has room. */
const OPEN: Record<Verb, Status[]> = {
  approve: ['awaiting_approval'],
  reject: ['awaiting_approval'],
  send_back: ['awaiting_approval'],
  take_back: ['awaiting_approval'],
  withdraw: ['awaiting_approval', 'sent_back', 'approved', 'refused'],
  remind: ['awaiting_approval'],
  send: ['approved'],
  try_again: ['refused'],
  order_again: ['needs_decision'],
  it_exists: ['needs_decision'],
  give_up: ['needs_decision'],
  // A port that AWS hasn't looked at yet.
  loa_again: [],
  edit: ['sent_back'],
  request_again: ['rejected', 'withdrawn', 'expired', 'rehearsed', 'refused', 'abandoned', 'closed'],
  got_it: ['ordered', 'closed'],
  order_second: ['ordered'],
};

function members(leads: string[], standings: Record<string, Standing> = {}): Members {
  return { groups: new Map([['S0LEADS', leads]]), standings: new Map(Object.entries(standings)) };
}
const LEADS = members(['U0LEE', 'U0LIN', 'U0ERIN']);
const NOW = { rule, at: AT };

const may = (verb: Verb, state: RequestState, who: { id: string }, given = LEADS, now: typeof NOW = NOW) =>
  permission(verb, request({ state }), who, given, now).kind;

describe('what a state has room for', () => {
  test.each(VERBS)('%s, in exactly these states', (verb) => {
    expect(STATUSES.filter((status) => isOpen(verb, STATES[status])).sort()).toEqual([...OPEN[verb]].sort());
  });

  test('nothing is withdrawn after an attempt of unknown outcome', () => {
    expect(isOpen('withdraw', { ...STATES.approved, votesFor: 1 })).toBe(false);
  });

  test('an LOA is fetched of a port that AWS has looked at, and that stays', () => {
    const of = (portState: string) => isOpen('loa_again', { ...STATES.ordered, portState });
    expect(['pending', 'down', 'available', 'unknown'].filter(of)).toHaveLength(4);
    expect(['requested', 'deleting', 'deleted'].filter(of)).toEqual([]);
  });

  test('nothing is ordered again beside a port with the tag', () => {
    const tagged = [{ interconnectId: 'dxcon-1', why: 'differs' as const, differences: [] }];
    expect(isOpen('order_again', { ...STATES.needs_decision, tagged })).toBe(false);
    expect(isOpen('it_exists', { ...STATES.needs_decision, tagged })).toBe(true);
  });
});

describe('who may', () => {
  const deciding: [Verb, RequestState][] = [
    ['approve', STATES.awaiting_approval],
    ['reject', STATES.awaiting_approval],
    ['send_back', STATES.awaiting_approval],
    ['send', STATES.approved],
    ['order_again', STATES.needs_decision],
    ['it_exists', STATES.needs_decision],
    ['give_up', STATES.needs_decision],
  ];
  test.each(deciding)('%s: those whom both rules name, never the requester', (verb, state) => {
    expect(may(verb, state, lee)).toBe('may');
    expect(may(verb, state, erin)).toBe('own_request');
    expect(may(verb, state, olga)).toBe('not_entitled');
    const others: Rule = { ...rule, approvers: [{ kind: 'user', id: 'U0LIN', name: 'Lin' }] };
    expect(may(verb, state, lee, LEADS, { rule: others, at: AT })).toBe('not_entitled');
    expect(may(verb, state, lin, LEADS, { rule: others, at: AT })).toBe('may');
  });

  test.each(deciding)(
    '%s: nobody who left the group, and no guest, bot, stranger or leaver',
    (verb, state) => {
      expect(may(verb, state, lee, members(['U0LIN']))).toBe('not_entitled');
      for (const standing of ['guest', 'bot', 'foreign', 'deactivated'] as const) {
        expect(may(verb, state, lee, members(['U0LEE'], { U0LEE: standing }))).toBe('no_member');
      }
      expect(may(verb, state, lee, members(['U0LEE'], { U0LEE: 'member' }))).toBe('may');
    },
  );

  test.each(deciding)('%s: where no rule is for it any more, only what orders nothing', (verb, state) => {
    const { kind } = permission(verb, request({ state }), lee, LEADS, { rule: undefined, at: AT });
    expect(kind).toBe(verb === 'it_exists' || verb === 'give_up' ? 'may' : 'no_rule');
  });

  test('withdraw, remind and editing what was sent back: only whoever asked', () => {
    for (const [verb, state] of [
      ['withdraw', STATES.awaiting_approval],
      ['remind', STATES.awaiting_approval],
      ['edit', STATES.sent_back],
    ] as const) {
      expect(may(verb, state, erin)).toBe('may');
      expect(may(verb, state, lee)).toBe('not_requester');
    }
  });

  test('try again: whoever asked, and those who may decide; filling in an ended one again: any member', () => {
    expect(may('try_again', STATES.refused, erin)).toBe('may');
    expect(may('try_again', STATES.refused, lee)).toBe('may');
    expect(may('try_again', STATES.refused, olga)).toBe('not_entitled');
    expect(may('request_again', STATES.rejected, olga)).toBe('may');
    expect(may('request_again', STATES.rejected, olga, members([], { U0OLGA: 'guest' }))).toBe('no_member');
  });

  test('looking after an alarm and fetching the LOA: whoever asked, whoever it is for, and approvers', () => {
    const forLin = request({ state: { ...STATES.ordered, portState: 'available' }, beneficiary: lin });
    for (const verb of ['got_it', 'loa_again'] as const) {
      const kinds = [erin, lin, lee, olga].map((who) => permission(verb, forLin, who, LEADS, NOW).kind);
      expect(kinds).toEqual(['may', 'may', 'may', 'not_entitled']);
    }
  });

  test('nothing is decided after the request has expired, noticed or not', () => {
    const late = { rule, at: AT + 72 * 3_600_000 };
    expect(may('approve', STATES.awaiting_approval, lee, LEADS, late)).toBe('expired');
    expect(may('reject', STATES.awaiting_approval, lee, LEADS, late)).toBe('expired');
    expect(may('send_back', STATES.awaiting_approval, lee, LEADS, late)).toBe('expired');
    expect(may('take_back', STATES.awaiting_approval, lee, LEADS, late)).toBe('expired');
    expect(may('try_again', STATES.refused, erin, LEADS, late)).toBe('expired');
    expect(may('give_up', STATES.needs_decision, lee, LEADS, late)).toBe('may');
  });

  test('says by which entries somebody may', () => {
    expect(permission('approve', request(), lee, LEADS, NOW)).toEqual({
      kind: 'may',
      via: rule.approvers[0],
      viaNow: rule.approvers[0],
    });
  });
});

test('it takes the larger quorum of then and now', () => {
  expect(quorumOf(request(), { ...rule, quorum: 3 })).toBe(3);
  expect(quorumOf(request({ rule: { ...rule, quorum: 2 } }), rule)).toBe(2);
});

test('enough people have to satisfy both rules, else nobody can ever approve it', () => {
  const reachable = (now: Rule | undefined, changes = {}) =>
    isReachable(request(changes), LEADS, { rule: now, at: AT });
  expect(reachable(rule)).toBe(true);
  expect(reachable({ ...rule, quorum: 3 })).toBe(false);
  expect(reachable(undefined)).toBe(false);
  const others: Rule = { ...rule, approvers: [{ kind: 'user', id: 'U0OLGA', name: 'Olga' }] };
  expect(reachable(others)).toBe(false);
  expect(reachable({ ...rule, quorum: 2 })).toBe(true);
  expect(reachable({ ...rule, quorum: 2 }, { beneficiary: lin })).toBe(false);
});

test('it takes the smaller of both numbers of rejections', () => {
  const three = { ...rule, rejectQuorum: 3 };
  expect(rejectQuorumOf(request(), rule)).toBe(1);
  expect(rejectQuorumOf(request(), three)).toBe(1);
  expect(rejectQuorumOf(request({ rule: three }), { ...rule, rejectQuorum: 2 })).toBe(2);
  expect(rejectQuorumOf(request({ rule: three }), undefined)).toBe(3);
});

describe('for a colleague', () => {
  const forLin = (verb: Verb, state: RequestState, who: { id: string }) =>
    permission(verb, request({ state, beneficiary: lin }), who, LEADS, NOW).kind;

  test.each([
    ['approve', STATES.awaiting_approval],
    ['reject', STATES.awaiting_approval],
    ['send_back', STATES.awaiting_approval],
    ['send', STATES.approved],
    ['try_again', STATES.refused],
    ['order_again', STATES.needs_decision],
    ['it_exists', STATES.needs_decision],
    ['give_up', STATES.needs_decision],
  ] as const)('%s: whoever it is for does not decide either', (verb, state) => {
    expect(forLin(verb, state, lin)).toBe('beneficiary');
    expect(forLin(verb, state, lee)).toBe('may');
  });

  test('whoever asked is alone in taking it back and in editing it', () => {
    expect(forLin('withdraw', STATES.awaiting_approval, lin)).toBe('not_requester');
    expect(forLin('edit', STATES.sent_back, lin)).toBe('not_requester');
    expect(forLin('edit', STATES.sent_back, erin)).toBe('may');
  });
});

describe('once it has escalated', () => {
  const HOUR = 3_600_000;
  const director = { kind: 'user', id: 'U0OLGA', name: 'Olga' } as const;
  const escalating = (hours: number): Rule => ({
    ...rule,
    escalate: { afterHours: hours, approvers: [director] },
  });
  const decides = (then: Rule, now: Rule, hours: number, escalatedAt: number | null) =>
    permission('approve', request({ rule: then, escalatedAt }), olga, LEADS, {
      rule: now,
      at: AT + hours * HOUR,
    }).kind;

  test('those whom the rule escalates to decide too, from then on', () => {
    expect(decides(escalating(24), escalating(24), 30, null)).toBe('not_entitled');
    expect(decides(escalating(24), escalating(24), 30, AT + 24 * HOUR)).toBe('may');
  });

  test('under the rule of now they do at the age at which it would have', () => {
    expect(decides(escalating(24), escalating(48), 30, AT + 24 * HOUR)).toBe('not_entitled');
    expect(decides(escalating(24), escalating(48), 48, AT + 24 * HOUR)).toBe('may');
    expect(decides(escalating(24), rule, 48, AT + 24 * HOUR)).toBe('not_entitled');
  });

  test('who could decide is named with them', () => {
    const asked = request({ rule: escalating(24), escalatedAt: AT + 24 * HOUR });
    const denied = permission('approve', asked, { id: 'U0MAX' }, LEADS, {
      rule: escalating(24),
      at: AT + 30 * HOUR,
    });
    expect(denied).toMatchObject({
      kind: 'not_entitled',
      rule: { approvers: [{ name: 'net-leads' }, { name: 'Olga' }] },
    });
  });

  test('they are enough to reach the quorum', () => {
    const asked = (escalatedAt: number | null) =>
      request({ rule: { ...escalating(24), quorum: 3 }, escalatedAt });
    const now = { rule: escalating(24), at: AT + 30 * HOUR };
    expect(isReachable(asked(null), LEADS, now)).toBe(false);
    expect(isReachable(asked(AT + 24 * HOUR), LEADS, now)).toBe(true);
  });
});

test('a vote is taken back by whoever has cast it, whatever groups they have left meanwhile', () => {
  expect(may('take_back', STATES.awaiting_approval, olga, members([]))).toBe('may');
});
