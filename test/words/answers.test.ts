import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Decided } from '../../src/actions/deciding/decide.ts';
import type { Unsure } from '../../src/actions/deciding/who-may.ts';
import { escaped, plainSection } from '../../src/slack/blocks/blocks.ts';
import { buttonValue, readButtonValue } from '../../src/slack/blocks/button-value.ts';
import {
  askedBackAnswer,
  decidedAnswer,
  givenUpAnswer,
  namedAnswer,
  orderedAgainAnswer,
  takenBackAnswer,
  triedAgainAnswer,
  withdrawnAnswer,
} from '../../src/words/answers.ts';
import { AT, HOSTILE, lee, request, STATES, STATUSES } from '../domain/support.ts';
import { anyRequest, expectFit, word } from '../slack/blocks/support.ts';

const waiting = request();
const UNKNOWN = "This request isn't known here; another deployment may own it.";
const BUSY = "Nothing was recorded: I couldn't check who is in net-leads. Press again in a minute.";

const unchecked = (what: Unsure['unchecked']): Unsure => ({
  kind: 'unchecked',
  unchecked: what,
  groups: ['S0LEADS'],
  users: ['U0LEE', 'U0LIN'],
});

describe('Approve and Reject answer', () => {
  test.each<[string | undefined, Decided]>([
    [undefined, { kind: 'approved', request: waiting }],
    [undefined, { kind: 'rejected', request: waiting }],
    [undefined, { kind: 'counted', request: waiting, missing: 1 }],
    [UNKNOWN, { kind: 'unknown_request' }],
    ['You asked for this port, so someone else has to approve it.', { kind: 'own_request' }],
    ["You can't decide this: it takes net-leads.", { kind: 'not_entitled', rule: waiting.rule }],
    [BUSY, unchecked({ group: 'net-leads' })],
    [
      "Nothing was recorded: I couldn't check who you are. Press again in a minute.",
      unchecked({ person: 'U0LEE' }),
    ],
    [
      "Nothing was recorded: I couldn't check who voted before you. Press again in a minute.",
      unchecked({ person: 'U0LIN' }),
    ],
    [
      "You can't decide this: guests, bots and people of other organisations can't.",
      { kind: 'no_member', standing: 'guest' },
    ],
    [
      'You already approved at 2026-11-02 09:30 UTC. Still needed: 1.',
      { kind: 'already_voted', request: waiting, decision: 'approve', at: AT, missing: 1 },
    ],
    [
      'You already rejected it at 2026-11-02 09:30 UTC. Still needed to end it: 1.',
      { kind: 'already_voted', request: waiting, decision: 'reject', at: AT, missing: 1 },
    ],
    ['This port is asked for you, so someone else has to approve it.', { kind: 'beneficiary' }],
    [
      'Nothing was recorded: the rule default wants a comment with it. Press again.',
      { kind: 'comment_required', request: waiting },
    ],
    [
      'Already sent back by Lee at 2026-11-02 09:30 UTC. Your click changed nothing.',
      { kind: 'already_decided', request: request({ state: { ...STATES.sent_back, by: lee } }), at: AT },
    ],
    [
      'Already approved by Lee at 2026-11-02 09:30 UTC. Your click changed nothing.',
      { kind: 'already_decided', request: request({ state: STATES.ordered }), at: AT },
    ],
    [
      'Already rejected by Lee at 2026-11-02 09:30 UTC. Your click changed nothing.',
      { kind: 'already_decided', request: request({ state: STATES.rejected }), at: AT },
    ],
    [
      'The request was changed after this card was drawn. Look at the card again before you decide.',
      { kind: 'changed', request: waiting },
    ],
  ])('%s', (words, decided) => {
    expect(decidedAnswer(decided)).toBe(words);
  });
});

test('Send back and taking a vote back say what they came to', () => {
  expect(askedBackAnswer({ kind: 'sent_back', request: waiting })).toBeUndefined();
  expect(askedBackAnswer({ kind: 'own_request' })).toBe(
    'You asked for this port, so someone else has to approve it.',
  );
  expect(takenBackAnswer({ kind: 'taken_back', request: waiting, choice: 'approve' })).toBeUndefined();
  expect(takenBackAnswer({ kind: 'no_vote' })).toBe(
    'You have no vote on this that could be taken back. Nothing was changed.',
  );
  expect(takenBackAnswer({ kind: 'changed', request: waiting })).toMatch(/^The request was changed after/);
});

test('Withdraw and Try again say who may', () => {
  expect(withdrawnAnswer({ kind: 'not_requester', request: waiting })).toBe(
    'Only Erin, who asked, can withdraw this.',
  );
  expect(triedAgainAnswer({ kind: 'not_entitled', rule: waiting.rule })).toBe(
    "You can't try this again: it takes whoever asked or net-leads.",
  );
  expect(withdrawnAnswer({ kind: 'unknown_request' })).toBe(UNKNOWN);
  expect(triedAgainAnswer(unchecked({ group: 'net-leads' }))).toBe(BUSY);
});

test.each(STATUSES)('too late on %s: where it stands, and that nothing changed', (status) => {
  const given = request({ state: STATES[status] });
  const late = [
    decidedAnswer({ kind: 'already_decided', request: given, at: AT }),
    withdrawnAnswer({ kind: 'too_late', request: given, at: AT }),
    triedAgainAnswer({ kind: 'too_late', request: given, at: AT }),
  ];
  for (const words of late) expect(words).toMatch(/\. Your click changed nothing\.$/);
});

test('an answer fits and is literal, whatever the request holds', () => {
  fc.assert(
    fc.property(anyRequest, word, (given, typed) => {
      for (const text of [
        decidedAnswer({ kind: 'not_entitled', rule: given.rule }),
        decidedAnswer({ kind: 'already_decided', request: given, at: AT }),
        withdrawnAnswer({ kind: 'not_requester', request: given }),
        triedAgainAnswer({ kind: 'not_entitled', rule: given.rule }),
        orderedAgainAnswer({ kind: 'look_alike', request: given, candidates: [typed, typed] }),
        givenUpAnswer({ kind: 'not_entitled', rule: given.rule }),
        namedAnswer({ kind: 'taken' }, typed),
      ]) {
        expectFit({ text: escaped(text ?? ''), blocks: [plainSection(text ?? '')] });
      }
    }),
  );
});

describe("a button's value", () => {
  test('binds it to what its card showed', () => {
    expect(readButtonValue(buttonValue(waiting))).toEqual({
      requestId: waiting.id,
      revision: 1,
      fingerprint: waiting.fingerprint,
      attempt: 0,
      candidates: [],
    });
    expect(readButtonValue(buttonValue(request({ state: STATES.refused })))?.attempt).toBe(1);
  });

  test('of a card that was drawn before there were attempts is read too', () => {
    expect(readButtonValue('v1|ic-1|1|abc')).toMatchObject({ requestId: 'ic-1', attempt: 0, candidates: [] });
  });

  test.each([
    ...[...HOSTILE, 'v1', 'v1|ic-1', 'v2|ic-1|1|abc|0', undefined],
    ...['x', '1.5', '-1', '', '9999999999'].flatMap((no) => [`v1|ic-1|${no}|abc|0`, `v1|ic-1|1|abc|${no}`]),
  ])('%j is not ours', (value) => {
    expect(readButtonValue(value)).toBeUndefined();
  });
});
