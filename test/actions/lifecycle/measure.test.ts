import { expect, test } from 'vitest';
import { measuredBy } from '../../../src/actions/lifecycle/measure.ts';
import type { RequestEvent } from '../../../src/domain/request/fact.ts';
import { anApproved, aRequest, ERIN, LEE } from '../../store/support/samples.ts';

const asked = { ...aRequest('ic-00'), askedAt: 1_000 };
const approved = anApproved('ic-01');
const approvedAt = approved.state.status === 'approved' ? approved.state.at : Number.NaN;
const entitled = { rule: 'default', via: null, ruleNow: null, viaNow: null };
const commit = (at: number): RequestEvent => ({
  type: 'attempt_committed',
  attempt: 1,
  accountId: '1',
  by: [LEE],
  votesFor: 0,
  at,
});

test.each<RequestEvent>([
  { type: 'approved', by: [LEE], at: 61_000 },
  { type: 'rejected', by: LEE, reason: 'No', at: 61_000, ...entitled },
  { type: 'withdrawn', by: ERIN, at: 61_000 },
  { type: 'sent_back', by: LEE, reason: 'Which?', at: 61_000 },
  { type: 'expired', at: 61_000 },
])('a request that is $type was decided so long after it was asked', (event) => {
  expect(measuredBy(asked, event)).toEqual([{ kind: 'decided', decision: event.type, ms: 60_000 }]);
});

test('the first order counts from its approval', () => {
  expect(measuredBy(approved, commit(approvedAt + 25))).toEqual([{ kind: 'creating', ms: 25 }]);
});

test.each([
  ['one that AWS had put off before', { tries: 1 }],
  ['one that people ordered again', { votesFor: 1 }],
])('%s does not', (_, changes) => {
  const request = { ...approved, state: { ...approved.state, ...changes } } as typeof approved;
  expect(measuredBy(request, commit(approvedAt + 25))).toEqual([]);
});

test('nothing else is counted', () => {
  expect(measuredBy(approved, { type: 'rehearsed', at: 61_000 })).toEqual([]);
});
