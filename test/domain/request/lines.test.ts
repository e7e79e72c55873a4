import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PortChange } from '../../../src/domain/port/changes.ts';
import type { Fact } from '../../../src/domain/request/fact.ts';
import { linesOf } from '../../../src/domain/request/lines.ts';
import type { Request } from '../../../src/domain/request/request.ts';
import { transition } from '../../../src/domain/request/transition.ts';
import { EVENT_TYPES, EVENTS, lee, lin, listed, request, rule, STATES, STATUSES } from '../support.ts';

const head = { seq: 5, hash: 'f'.repeat(64) };

/** What is told of a fact about a request in some state. */
function told(fact: Fact, before: Request = request(), awsRequestId?: string) {
  const state =
    'at' in fact ? transition(before.state, fact as (typeof EVENTS)[keyof typeof EVENTS]) : undefined;
  const after = state ? { ...before, state } : before;
  return linesOf(fact, { before, after, awsRequestId, head });
}

test('one fact gives at most one line a place, wherever it can happen', () => {
  fc.assert(
    fc.property(fc.constantFrom(...STATUSES), fc.constantFrom(...EVENT_TYPES), (status, type) => {
      if (!transition(STATES[status], EVENTS[type])) return;
      const places = told(EVENTS[type], request({ state: STATES[status] })).map(
        ({ destination }) => destination,
      );
      expect(new Set(places).size).toBe(places.length);
    }),
  );
});

describe('a new port', () => {
  const placing = request({ state: STATES.placing });

  test('is one line: its state, its ID, what AWS answered, and where the trail stood', () => {
    expect(told(EVENTS.created, placing, 'aws-1')).toEqual([
      {
        destination: 'channel',
        line: {
          kind: 'port_state',
          interconnectId: 'dxcon-fg1234ab',
          state: 'requested',
          lostLight: false,
          days: 0,
          facts: { seen: listed(), region: 'us-east-1', awsRequestId: 'aws-1', macsec: false, audit: head },
        },
      },
      { destination: 'dm', line: { kind: 'step', state: expect.objectContaining({ status: 'ordered' }) } },
    ]);
  });

  test.each([
    ['found by its tag', EVENTS.found, { adopted: true }],
    ['named by somebody', EVENTS.named, { namedBy: lee }],
    [
      'not as it was ordered',
      { ...EVENTS.created, seen: listed({ bandwidth: '1Gbps' }) },
      { differences: ['The bandwidth is 1Gbps, ordered was 10Gbps.'] },
    ],
    [
      'without its tag',
      { ...EVENTS.created, seen: listed({ tags: [] }) },
      { differences: ['AWS shows it without the tag interconnect-bot:request-id.'] },
    ],
  ] as const)('that is %s says so in the same line', (_name, fact, said) => {
    const state = fact.type === 'created' ? STATES.placing : STATES.needs_decision;
    expect(told(fact, request({ state }))[0]?.line).toMatchObject({ kind: 'port_state', ...said });
  });

  test('that is deleted already is told as that to its requester by the fact that follows', () => {
    const gone = { ...EVENTS.found, portState: 'deleted', seen: listed({ state: 'deleted' }) };
    expect(told(gone, request({ state: STATES.unsettled })).map(({ destination }) => destination)).toEqual([
      'channel',
    ]);
    expect(told({ type: 'port_gone', at: 0 }, request({ state: STATES.ordered }))).toEqual([
      { destination: 'dm', line: { kind: 'step', state: expect.objectContaining({ status: 'closed' }) } },
    ]);
  });
});

test.each([0, 1])('a call that has to be repeated is told of once per approval: after %i tries', (tries) => {
  const before = request({ state: { ...STATES.placing, tries } });
  expect(told(EVENTS.attempt_throttled, before)).toHaveLength(tries === 0 ? 1 : 0);
});

test.each([
  ['pending', []],
  ['available', ['dm']],
])('a port that is %s is told in the thread, and to its requester where it carries light', (state, more) => {
  const fact = { ...EVENTS.port_changed, portState: state, seen: listed({ state }) };
  const places = told(fact, request({ state: STATES.ordered })).map(({ destination }) => destination);
  expect(places).toEqual(['channel', ...more]);
});

test.each([
  [
    'after an outage, with how long it was',
    { lit: true, outage: 5 },
    [{ kind: 'port_state', outage: 5, direct: true }],
  ],
  ['after another word of AWS, not at all', { lit: true }, []],
])('to its requester light that came back is told %s', (_, move, direct) => {
  const fact = {
    ...EVENTS.port_changed,
    portState: 'available',
    seen: listed({ state: 'available' }),
    ...move,
  };
  const beside = told(fact, request({ state: STATES.ordered })).filter(
    ({ destination }) => destination === 'dm',
  );
  expect(beside.map(({ line }) => line)).toMatchObject(direct);
});

test('that it is listed again, or encrypted again, its requester is told too', () => {
  const ordered = request({ state: STATES.ordered });
  const seen = listed({ state: 'available' });
  const back = {
    what: 'portEncryptionStatus',
    from: 'Encryption Down',
    to: 'Encryption Up',
    after: 5,
  } as const;
  const name = { what: 'name', from: 'a', to: 'b' } as const;
  const altered = (changes: PortChange[]) =>
    told({ type: 'port_altered', seen, newDevice: false, changes }, ordered).filter(
      ({ destination }) => destination === 'dm',
    );
  expect(altered([name])).toEqual([]);
  expect(altered([name, back])).toMatchObject([{ line: { kind: 'altered', changes: [back], direct: true } }]);
  const { interconnectId } = seen;
  expect(told({ type: 'port_listed_again', interconnectId, state: 'down' }, ordered)).toMatchObject([
    { destination: 'channel', line: { kind: 'listed_again' } },
    { destination: 'dm', line: { kind: 'listed_again', direct: true } },
  ]);
});

test('what an edit changed is told with it, and for whom somebody asks', () => {
  const changed = [{ field: 'bandwidth' as const, from: '1Gbps', to: '10Gbps' }];
  const back = request({ state: STATES.sent_back });
  expect(told({ ...EVENTS.resubmitted, changed }, back)).toMatchObject([
    { destination: 'channel', line: { kind: 'resubmitted', changed } },
  ]);
  const { order, accountId, reason, rule, dryRun } = request();
  const asked = { type: 'submitted', order, accountId, reason, rule, dryRun } as const;
  expect(told(asked)).toEqual([]);
  expect(told({ ...asked, beneficiary: lin })).toEqual([
    { destination: 'channel', line: { kind: 'asked_for', beneficiary: lin } },
  ]);
});

test('a port that is only followed is told of once, and to whom it turned out to belong', () => {
  const { order, rule } = request();
  const seen = listed({ state: 'available' });
  const { interconnectId } = seen;
  const fact = {
    type: 'followed',
    order,
    accountId: '1',
    rule,
    interconnectId,
    portState: 'available',
    seen,
  } as const;
  const following = request({ submissionId: 'follow:1:us-east-1:dxcon-fg1234ab', state: STATES.ordered });
  const [only, ...more] = told(fact, following);
  expect(more).toEqual([]);
  expect(only).toMatchObject({
    destination: 'channel',
    line: { kind: 'port_state', interconnectId, state: 'available', followed: true, facts: { seen } },
  });
  const to = { kind: 'step', state: { status: 'closed', to: EVENTS.handed_over.to } };
  expect(told(EVENTS.handed_over, following)).toMatchObject([
    { destination: 'channel', line: to },
    { destination: 'dm', line: to },
  ]);
});

describe('people whom the rule lets know', () => {
  const notify = ['U0CFO', 'U0ERIN', 'U0CFO'].map((id) => ({ kind: 'user' as const, id, name: id }));
  const known = (status: keyof typeof STATES) =>
    request({ state: STATES[status], rule: { ...rule, notify } });
  const toCfo = (fact: Fact, status: keyof typeof STATES) =>
    told(fact, known(status)).filter(({ destination }) => destination === 'notified:U0CFO');

  test.each([
    ['decided', EVENTS.approved, 'awaiting_approval', 'approved'],
    ['decided', EVENTS.rejected, 'awaiting_approval', 'rejected'],
    ['over', EVENTS.withdrawn, 'awaiting_approval', 'withdrawn'],
    ['over', EVENTS.expired, 'awaiting_approval', 'expired'],
    ['ordered', EVENTS.created, 'placing', 'ordered'],
    ['ordered', EVENTS.found, 'unsettled', 'ordered'],
    ['over', EVENTS.port_gone, 'ordered', 'closed'],
  ] as const)('hear once that it is %s', (_what, fact, from, to) => {
    expect(toCfo(fact, from)).toEqual([
      {
        destination: 'notified:U0CFO',
        line: { kind: 'step', state: expect.objectContaining({ status: to }) },
      },
    ]);
  });

  test('hear nothing of what others have to do, and whoever asked is told as ever', () => {
    for (const [fact, from] of [
      [EVENTS.reminded, 'awaiting_approval'],
      [EVENTS.attempt_refused, 'placing'],
      [EVENTS.attempt_unknown, 'placing'],
      [EVENTS.not_settled, 'unsettled'],
      [EVENTS.port_changed, 'ordered'],
    ] as const)
      expect(toCfo(fact, from)).toEqual([]);
    const places = told(EVENTS.approved, known('awaiting_approval')).map(({ destination }) => destination);
    expect(places).toEqual(['dm', 'notified:U0CFO']);
  });
});

test('who can not see the thread hears in a direct message what calls them there', () => {
  const called = { ...EVENTS.reminded, direct: ['U0LEE'] };
  expect(told(called)).toEqual([
    { destination: 'channel', line: expect.objectContaining({ kind: 'reminder', waited: called.waited }) },
    { destination: 'approver:U0LEE', line: expect.objectContaining({ kind: 'reminder', direct: true }) },
  ]);
});

test('what people decide by votes is told only once it is decided', () => {
  const voted: Fact = {
    type: 'voted',
    decision: 'approve',
    count: 1,
    quorum: 2,
    rule: 'default',
    via: null,
    ruleNow: null,
    viaNow: null,
  };
  expect(told(voted)).toEqual([]);
});
