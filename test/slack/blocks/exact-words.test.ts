import { describe, expect, test } from 'vitest';
import type { Raised } from '../../../src/domain/port/alarm.ts';
import type { PortChange } from '../../../src/domain/port/changes.ts';
import type { Attempt } from '../../../src/domain/request/attempt.ts';
import type { Line } from '../../../src/domain/request/line.ts';
import type { RequestState } from '../../../src/domain/request/request.ts';
import type { Vote } from '../../../src/domain/request/vote.ts';
import type { RequestView } from '../../../src/interfaces/chat.ts';
import { card } from '../../../src/slack/blocks/card.ts';
import { directMessage } from '../../../src/slack/blocks/direct-message.ts';
import { threadLine } from '../../../src/slack/blocks/thread-line.ts';
import { AT, erin, lee, lin, listed, order, request, STATES, STATUSES } from '../../domain/support.ts';
import { linesShown } from './lines-shown.ts';

// Word for word, so that a word that changes is seen: what stands on each message, a line each, its `text` first.

const MINUTE = 60_000;
const vote: Vote = {
  requestId: 'ic-0123456789',
  revision: 1,
  attempt: 0,
  voter: lee,
  choice: 'approve',
  fingerprint: 'a',
  comment: null,
  at: AT,
};
const attempt: Attempt = {
  requestId: 'ic-0123456789',
  number: 1,
  accountId: '123456789012',
  region: 'us-east-1',
  endpoint: 'https://directconnect.us-east-1.amazonaws.com',
  token: 1,
  committedAt: AT - 20 * MINUTE,
  deadlineAt: AT - 19 * MINUTE,
  sameNameIds: [],
  listedIds: [],
  sent: null,
  lagLinks: null,
  outcome: 'unknown',
  closedAt: AT - 19 * MINUTE,
  awsRequestId: null,
  errorName: 'TimeoutError',
  errorMessage: 'No answer',
};
const view = (state: RequestState, changes: Partial<RequestView> = {}): RequestView => ({
  request: request({ state }),
  votes: state.status === 'awaiting_approval' ? [] : [vote],
  card: undefined,
  quorum: 1,
  freeze: undefined,
  rehearsing: false,
  attempts: [attempt],
  now: AT,
  ...changes,
});
const cardShown = (given: RequestView, mention = false) =>
  linesShown(card(given, { deploymentLabel: undefined, mention }));

describe('the card', () => {
  test.each(STATUSES)('%s', (status) => {
    expect(cardShown(view(STATES[status]))).toMatchSnapshot();
  });

  test('posted first, with all that can be unusual, whom it is for, its price and its label', () => {
    const given = view(STATES.awaiting_approval, { quorum: 2 });
    given.request = request({
      reason: `${'A long reason. '.repeat(20)}The end.`,
      beneficiary: lin,
      dryRun: true,
      revision: 2,
      warnings: [
        'The first port at EqDC2.',
        'dxlag-fg1234ab is full after this (4 of 4 links).',
        'dxlag-fg1234ab has 3 of 4 links before this order.',
      ],
      order: order({
        lagId: 'dxlag-fg1234ab',
        providerName: 'Equinix',
        requestMACSec: true,
        tags: [
          { key: 'team', value: 'net' },
          { key: 'cost-center', value: '4711' },
        ],
      }),
    });
    const options = { deploymentLabel: 'staging', mention: true, price: '2.25 USD per port hour' };
    expect(linesShown(card(given, options))).toMatchSnapshot();
  });

  test('on hold: who has frozen it', () => {
    const hold = { kind: 'frozen', code: 'FROZEN', message: 'x' } as const;
    const freeze = { by: lin, reason: 'Audit week' };
    expect(cardShown(view({ ...STATES.approved, hold }, { freeze }))).toMatchSnapshot();
    expect(cardShown(view(STATES.approved, { rehearsing: true }))).toMatchSnapshot();
  });

  test('needs a decision, while the first order could still arrive', () => {
    const state = { ...STATES.needs_decision, lateUntil: AT + MINUTE, candidates: ['dxcon-b'] };
    expect(cardShown(view(state))).toMatchSnapshot();
  });

  test('needs a decision, once it no longer can', () => {
    const state = { ...STATES.needs_decision, lateUntil: AT, lagLinks: { before: 2, now: 3 } };
    expect(cardShown(view(state))).toMatchSnapshot();
  });

  test('needs a decision: could not be searched, a port with its tag is there, nothing was sent', () => {
    const tagged = [
      { interconnectId: 'dxcon-a', why: 'differs' as const, differences: ['The name is b, ordered was a.'] },
    ];
    const blind = { ...STATES.needs_decision, looked: 'could_not_look' as const, untold: ['dxcon-c'] };
    expect(cardShown(view(blind))).toMatchSnapshot();
    expect(cardShown(view({ ...STATES.needs_decision, tagged }))).toMatchSnapshot();
    const unsent = { ...STATES.needs_decision, tagged, attempt: 0 };
    expect(cardShown(view(unsent, { attempts: [] }))).toMatchSnapshot();
  });

  test('closed: who deleted its port', () => {
    const deletion = { by: 'net-admin/<@U1>', at: AT };
    expect(cardShown(view(STATES.closed, { deletion }))).toMatchSnapshot();
  });

  test('ended, and what came after it', () => {
    const again = { id: 'ic-9876543210', card: { channel: 'C1', ts: '1.2' } };
    const drawn = card(view(STATES.rejected, { askedAgain: again }), {
      deploymentLabel: undefined,
      mention: false,
      afterLink: 'https://example.slack.com/archives/C1/p12',
    });
    expect(linesShown(drawn)).toMatchSnapshot();
  });
});

describe('the direct message', () => {
  test.each(STATUSES)('%s', (status) => {
    const link = 'https://example.slack.com/archives/C1/p1';
    expect(linesShown(directMessage(view(STATES[status]), link))).toMatchSnapshot();
  });
});

const DAY = 24 * 3_600_000;
const HOUR = 3_600_000;
const WHICH = { episode: AT, step: 1 };
const LOST: Raised = { kind: 'light_lost', ...WHICH, since: AT };
const ALARMS: Raised[] = [
  { kind: 'maintenance_pair', ...WHICH, other: 'dxcon-b', startsAt: AT, endsAt: AT + 4 * HOUR },
  { kind: 'requested', ...WHICH, since: AT, passed: 3 * DAY },
  { kind: 'unanswered', ...WHICH, since: AT, passed: 5 * DAY, deletedAt: AT + 7 * DAY },
  { kind: 'loa', ...WHICH, issuedAt: AT, passed: 60 * DAY, endsAt: AT + 90 * DAY },
  { kind: 'loa', episode: AT, step: 3, issuedAt: AT, passed: 90 * DAY, endsAt: AT + 90 * DAY },
  LOST,
  { kind: 'flapping', ...WHICH, since: AT, times: 3 },
  { kind: 'encryption_lost', ...WHICH, since: AT, mode: 'should_encrypt' },
  { kind: 'missing', ...WHICH, region: 'us-east-1', since: AT, listings: 10 },
  { kind: 'deleted', ...WHICH, region: 'us-east-1', from: 'requested', since: AT, to: 'deleted' },
];
const WAITS = [
  ['requested', 'aws'],
  ['pending', 'cross_connect'],
  ['pending', 'keys'],
  ['down', 'light'],
  ['down', 'outage'],
] as const;
const CHANGES: PortChange[] = [
  { what: 'name', from: 'a', to: 'b' },
  { what: 'bandwidth', from: '1Gbps', to: '10Gbps' },
  { what: 'location', from: 'EqDC2', to: 'EqDC2-EQ' },
  { what: 'device', from: 'EqDC2-1', to: 'EqDC2-2' },
  { what: 'logicalDevice', from: 'EqDC2-1a', to: 'EqDC2-2a' },
  { what: 'lagId', from: null, to: 'dxlag-a' },
  { what: 'providerName', from: 'Zayo', to: 'Lumen' },
  { what: 'jumboFrames', from: 'yes', to: 'no' },
  { what: 'redundancy', from: 'yes', to: 'no' },
  { what: 'loaIssueTime', from: AT - DAY, to: AT },
];
const KEY_CHANGES: PortChange[] = [
  { what: 'macsecCapable', from: 'no', to: 'yes' },
  { what: 'encryptionMode', from: 'no_encrypt', to: 'must_encrypt' },
  { what: 'portEncryptionStatus', from: 'Encryption Down', to: 'Encryption Up', after: 7 * HOUR },
  { what: 'macSecKey', ckn: 'c1', from: null, to: 'associating' },
  { what: 'macSecKey', ckn: 'c2', from: 'associated', to: 'disassociating' },
  { what: 'macSecKey', ckn: 'c3', from: 'associated', to: null },
];

describe('a line', () => {
  const port = { kind: 'port_state', interconnectId: 'dxcon-a', lostLight: false, days: 3 } as const;
  const facts = {
    seen: listed({ interconnectId: 'dxcon-a', device: 'EqDC2-1', jumboFrames: true }),
    region: 'us-east-1',
    awsRequestId: '0f0f',
    macsec: false,
    audit: { seq: 5, hash: 'ab'.repeat(32) },
  };
  const news = {
    kind: 'maintenance',
    step: 'announced',
    interconnectId: 'dxcon-a',
    code: 'AWS_DIRECTCONNECT_MAINTENANCE_SCHEDULED',
    planned: true,
    startsAt: AT,
    endsAt: AT + 240 * MINUTE,
    words: 'A router is replaced <@U1> & *more*.',
    portState: 'available',
    lostLight: false,
  } as const;
  test.each<[string, Line]>([
    ['requested', { ...port, state: 'requested', facts }],
    ['found by its tag', { ...port, state: 'requested', adopted: true, facts }],
    ['named', { ...port, state: 'requested', namedBy: lee, facts }],
    ['not what was ordered', { ...port, state: 'requested', differences: ['The name is b.'], facts }],
    ['pending', { ...port, state: 'pending' }],
    ['down', { ...port, state: 'down' }],
    ['light lost', { ...port, state: 'down', lostLight: true }],
    ['available', { ...port, state: 'available' }],
    ['deleted', { ...port, state: 'deleted' }],
    [
      'deleted before AWS had made it',
      {
        ...port,
        state: 'deleted',
        alarm: {
          kind: 'deleted',
          ...WHICH,
          region: 'us-east-1',
          from: 'requested',
          since: AT,
          to: 'deleted',
        },
      },
    ],
    ['available again', { ...port, state: 'available', lit: true, outage: 2.5 * HOUR }],
    [
      'available again, in a direct message',
      { ...port, state: 'available', lit: true, outage: 2.5 * HOUR, direct: true },
    ],
    ['pending for its keys', { ...port, state: 'pending', lit: true }],
    ['unknown', { ...port, state: 'unknown', lit: true }],
    ['in a state from the future', { ...port, state: 'rerouting' }],
    ['still dark', { ...port, state: 'down', lostLight: true, lit: true, dark: 3 * DAY }],
    [
      'listed again, and not flapping',
      { ...port, state: 'pending', listedAgain: true, flapped: { since: AT, times: 4 } },
    ],
    ['light lost, as an alarm', { ...port, state: 'down', lostLight: true, lit: true, alarm: LOST }],
    ['changes', { kind: 'altered', interconnectId: 'dxcon-a', changes: CHANGES }],
    ['changes of keys', { kind: 'altered', interconnectId: 'dxcon-a', changes: KEY_CHANGES }],
    [
      'encryption lost',
      {
        kind: 'altered',
        interconnectId: 'dxcon-a',
        changes: [{ what: 'portEncryptionStatus', from: 'Encryption Up', to: 'Encryption Down' }],
        alarm: { kind: 'encryption_lost', episode: AT, step: 1, since: AT, mode: 'must_encrypt' },
      },
    ],
    [
      'stable',
      { kind: 'stable', interconnectId: 'dxcon-a', state: 'available', since: AT, times: 9, calm: HOUR },
    ],
    ...ALARMS.map((alarm): [string, Line] => [
      `the alarm: ${alarm.kind} ${alarm.step}`,
      { kind: 'alarm', interconnectId: 'dxcon-a', alarm },
    ]),
    ['an alarm in a direct message', { kind: 'alarm', interconnectId: 'dxcon-a', alarm: LOST, direct: true }],
    [
      'an alarm that somebody took',
      { kind: 'alarm_taken', interconnectId: 'dxcon-a', about: 'loa', by: erin },
    ],
    ...WAITS.map(([state, what]): [string, Line] => [
      `no news of a port that is ${state}, for ${what}`,
      {
        kind: 'waiting',
        interconnectId: 'dxcon-a',
        wait: {
          for: what,
          state,
          since: AT,
          passed: 3 * DAY,
          urgentAt: what === 'outage' ? null : AT + 9 * DAY,
        },
      },
    ]),
    [
      'no news of a port whose LOA-CFA has expired',
      {
        kind: 'waiting',
        interconnectId: 'dxcon-a',
        wait: {
          for: 'light',
          state: 'down',
          since: AT,
          passed: 98 * DAY,
          urgentAt: null,
          expiredAt: AT + 90 * DAY,
        },
      },
    ],
    [
      'no news of a port that AWS may delete',
      {
        kind: 'waiting',
        interconnectId: 'dxcon-a',
        wait: { for: 'aws', state: 'requested', since: AT, passed: 4 * DAY, urgentAt: AT + 7 * DAY },
      },
    ],
    ['refused', { kind: 'refused', code: 'AccessDeniedException', message: 'No' }],
    ['refused for what nobody knows', { kind: 'refused', code: 'Odd', message: 'No' }],
    ['outcome unknown', { kind: 'unknown', code: 'TimeoutError', until: AT }],
    [
      'needs a decision',
      {
        kind: 'not_settled',
        looked: 'not_there',
        minutes: 20,
        candidates: [],
        attempts: [{ number: 1, at: AT, code: 'TimeoutError' }],
      },
    ],
    ['approval lapsed', { kind: 'lapsed', why: 'Lee has left net-leads.', decision: false }],
    ['a second port', { kind: 'stray', interconnectId: 'dxcon-b', own: 'dxcon-a' }],
    [
      'light lost during maintenance',
      { ...port, state: 'down', lostLight: true, maintenance: { startsAt: AT, endsAt: AT + 240 * MINUTE } },
    ],
    ['maintenance announced', news],
    ['maintenance without an end', { ...news, endsAt: null }],
    ['maintenance moved', { ...news, step: 'moved', before: { startsAt: AT - MINUTE, endsAt: AT } }],
    ['maintenance near', { ...news, step: 'reminded' }],
    ['maintenance called off', { ...news, step: 'called_off' }],
    ['maintenance over', { ...news, step: 'ended' }],
    [
      'maintenance over, and light still lost',
      { ...news, step: 'ended', portState: 'down', lostLight: true },
    ],
    ['an issue', { ...news, planned: false, code: 'AWS_DIRECTCONNECT_OPERATIONAL_ISSUE', endsAt: null }],
    ['an issue that is over', { ...news, planned: false, code: 'AWS_DIRECTCONNECT_X', step: 'ended' }],
    ['deleted by somebody', { kind: 'deleted_by', interconnectId: 'dxcon-a', by: 'net-admin/erin', at: AT }],
    ['a step', { kind: 'step', state: STATES.approved }],
    ['tried again', { kind: 'tried_again', by: erin }],
  ])('%s', (_, line) => {
    expect(linesShown(threadLine(line, request()))).toMatchSnapshot();
  });

  test('no news of a port that is only followed: nobody knows whether it has carried light', () => {
    const wait = { for: 'light', state: 'down', since: AT, passed: DAY, urgentAt: null } as const;
    const followed = request({ submissionId: 'follow:123456789012:us-east-1:dxcon-a' });
    const line: Line = { kind: 'waiting', interconnectId: 'dxcon-a', wait };
    const unanswered: Line = {
      kind: 'alarm',
      interconnectId: 'dxcon-a',
      alarm: { kind: 'unanswered', ...WHICH, since: AT, passed: 5 * DAY, deletedAt: AT + 7 * DAY },
    };
    expect(linesShown(threadLine(unanswered, followed))).toMatchSnapshot();
    expect(linesShown(threadLine(line, followed))).toMatchSnapshot();
  });
});
