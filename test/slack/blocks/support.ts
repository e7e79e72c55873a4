import fc from 'fast-check';
import { expect } from 'vitest';
import { checkMessageBlocks, totalText, weightOf } from '../../../sandbox/workspace/blocks/check.ts';
import { SLACKS_LIMITS } from '../../../sandbox/workspace/limits.ts';
import type {
  Lag,
  ListedInterconnect,
  Location,
  RegionCatalog,
} from '../../../src/domain/catalog/catalog.ts';
import type { Person } from '../../../src/domain/person.ts';
import type { AlarmKind, Raised } from '../../../src/domain/port/alarm.ts';
import type { PortChange } from '../../../src/domain/port/changes.ts';
import type { Line } from '../../../src/domain/request/line.ts';
import type {
  Hold,
  LookedUp,
  Request,
  RequestState,
  Status,
  TaggedPort,
} from '../../../src/domain/request/request.ts';
import type { Vote } from '../../../src/domain/request/vote.ts';
import type { Approver, Rule } from '../../../src/domain/rules/policy.ts';
import { BUDGET, weight } from '../../../src/slack/blocks/budget.ts';
import type { Message } from '../../../src/slack/blocks/message.ts';
import { AT, HOSTILE, hostileText, request } from '../../domain/support.ts';

/** Starts every word that a person or AWS wrote, so that it is recognised wherever it turns up. */
export const MARK = 'Ж';

/** A person's or AWS's word, from empty to 10,000 characters. */
export const word = fc.oneof(hostileText, fc.constantFrom(...HOSTILE)).map((text) => `${MARK}${text}`);

export const person: fc.Arbitrary<Person> = fc.record({
  id: fc.stringMatching(/^U[A-Z0-9]{8}$/),
  name: word,
});
const people = fc.array(person, { minLength: 1, maxLength: 4 });
export const time = fc.integer({ min: AT, max: AT + 90 * 86_400_000 });
const approver: fc.Arbitrary<Approver> = fc.record({
  kind: fc.constantFrom('user' as const, 'group' as const),
  id: fc.stringMatching(/^[US][A-Z0-9]{10}$/),
  name: word,
});
const approvers = fc.oneof(
  fc.array(approver, { minLength: 1, maxLength: 3 }),
  fc.array(approver, { minLength: 300, maxLength: 300 }),
);
const rule: fc.Arbitrary<Rule> = fc.record({
  name: word,
  approvers,
  quorum: fc.integer({ min: 1, max: 20 }),
  expiryHours: fc.constant(72),
});
const hold: fc.Arbitrary<Hold> = fc.record({
  kind: fc.constantFrom(
    'frozen',
    'could_not_look',
    'not_sent',
    'throttled',
    'wrong_account',
    'unchecked',
    'rules_differ',
  ),
  code: word,
  message: word,
});
/** IDs of ports; AWS allows ten at one location. */
const candidates = fc.array(fc.stringMatching(/^dxcon-[a-z0-9]{8}$/), { maxLength: 10 });
const looked: fc.Arbitrary<LookedUp> = fc.constantFrom('not_there', 'could_not_look');
const attempt = fc.integer({ min: 1, max: 99 });
const approval = { votesFor: fc.nat(3), told: fc.constant<string[]>([]), accepted: candidates };
const tagged: fc.Arbitrary<TaggedPort[]> = fc.array(
  fc.record({
    interconnectId: word,
    why: fc.constantFrom('differs', 'was_there', 'taken', 'several'),
    differences: fc.array(word, { maxLength: 5 }),
  }),
  { maxLength: 5 },
);
const lagLinks = fc.option(fc.record({ before: fc.nat(4), now: fc.nat(4) }));

/** Any state of each status; a new status doesn't compile until it is here. */
const states: { [S in Status]: fc.Arbitrary<Extract<RequestState, { status: S }>> } = {
  awaiting_approval: fc.record({ status: fc.constant('awaiting_approval') }),
  sent_back: fc.record({ status: fc.constant('sent_back'), by: fc.option(person), reason: word, at: time }),
  rejected: fc.record({ status: fc.constant('rejected'), by: person, reason: word, at: time }),
  withdrawn: fc.record({ status: fc.constant('withdrawn'), by: person, at: time }),
  expired: fc.record({
    status: fc.constant('expired'),
    cause: fc.constantFrom('undecided', 'not_placed'),
    at: time,
  }),
  approved: fc.record({
    status: fc.constant('approved'),
    by: people,
    at: time,
    tries: fc.nat(9),
    hold: fc.option(hold),
    ...approval,
  }),
  rehearsed: fc.record({ status: fc.constant('rehearsed'), by: people, at: time }),
  placing: fc.record({
    status: fc.constant('placing'),
    by: people,
    at: time,
    approvedAt: time,
    tries: fc.nat(9),
    attempt,
    ...approval,
  }),
  refused: fc.record({
    status: fc.constant('refused'),
    by: people,
    at: time,
    attempt,
    code: word,
    message: word,
  }),
  unsettled: fc.record({
    status: fc.constant('unsettled'),
    by: people,
    at: time,
    attempt,
    code: word,
    until: time,
  }),
  needs_decision: fc.record({
    status: fc.constant('needs_decision'),
    by: people,
    at: time,
    attempt,
    looked,
    candidates,
    tagged,
    lagLinks,
    lateUntil: time,
  }),
  ordered: fc.record({
    status: fc.constant('ordered'),
    by: people,
    at: time,
    attempt,
    interconnectId: word,
    portState: word,
  }),
  abandoned: fc.record({ status: fc.constant('abandoned'), by: person, at: time }),
  closed: fc.record({ status: fc.constant('closed'), interconnectId: word, at: time }),
};
const anyState: fc.Arbitrary<RequestState> = fc.oneof(...Object.values(states));

/** A request in any state, with any words in every place where people or AWS can put some. */
export const anyRequest: fc.Arbitrary<Request> = fc
  .record({
    state: anyState,
    requester: person,
    beneficiary: fc.option(person),
    reason: word,
    locationName: word,
    warnings: fc.array(word, { maxLength: 4 }),
    accountId: fc.constantFrom(null, '123456789012'),
    rule,
    dryRun: fc.boolean(),
    revision: fc.integer({ min: 1, max: 99 }),
    expiresAt: time,
    order: fc.record({
      region: fc.constant('us-east-1'),
      location: word,
      bandwidth: word,
      interconnectName: word,
      lagId: word,
      providerName: word,
      requestMACSec: fc.boolean(),
      tags: fc.array(fc.record({ key: word, value: word }), { maxLength: 5 }),
    }),
  })
  .map((changes) => request(changes));

/** Votes on any request; more than a card has room for. */
export const anyVotes: fc.Arbitrary<Vote[]> = fc.array(
  fc.record({
    requestId: fc.constant('ic-0123456789'),
    revision: fc.constant(1),
    attempt: fc.constant(0),
    voter: person,
    choice: fc.constantFrom('approve' as const, 'reject' as const, 'exists:dxcon-fg1234ab' as const),
    fingerprint: fc.constant('a1b2c3d4'),
    comment: fc.option(word),
    at: time,
  }),
  { maxLength: 20 },
);

export const seen: fc.Arbitrary<ListedInterconnect> = fc.record({
  interconnectId: word,
  name: word,
  state: word,
  location: word,
  bandwidth: word,
  lagId: word,
  device: word,
  logicalDevice: word,
  jumboFrames: fc.boolean(),
  redundancy: word,
  encryption: word,
});

const placed = fc.record({ interconnectId: word, location: word, device: word, logicalDevice: word });

const waiting = {
  approvals: fc.nat(99),
  quorum: fc.nat(99),
  from: word,
  waited: fc.nat(400 * 86_400_000),
  expiresAt: time,
  call: approvers,
};
const WAITING = Object.keys(waiting) as (keyof typeof waiting)[];

const which = { episode: time, step: fc.integer({ min: 1, max: 9 }) };
const since = { ...which, since: time };
const passed = fc.nat(100 * 86_400_000);
/** Any alarm of each kind; a new kind doesn't compile until it is here. */
const alarms: { [K in AlarmKind]: fc.Arbitrary<Extract<Raised, { kind: K }>> } = {
  requested: fc.record({ kind: fc.constant('requested'), ...since, passed }),
  unanswered: fc.record({ kind: fc.constant('unanswered'), ...since, passed, deletedAt: time }),
  loa: fc.record({ kind: fc.constant('loa'), ...which, issuedAt: time, passed, endsAt: time }),
  light_lost: fc.record({ kind: fc.constant('light_lost'), ...since }),
  maintenance_pair: fc.record({
    kind: fc.constant('maintenance_pair'),
    ...which,
    other: word,
    startsAt: time,
    endsAt: fc.option(time),
  }),
  flapping: fc.record({ kind: fc.constant('flapping'), ...since, times: fc.nat(99) }),
  encryption_lost: fc.record({ kind: fc.constant('encryption_lost'), ...since, mode: word }),
  missing: fc.record({
    kind: fc.constant('missing'),
    ...since,
    region: fc.constant('us-east-1'),
    listings: fc.nat(99),
  }),
  deleted: fc.record({
    kind: fc.constant('deleted'),
    ...since,
    region: fc.constant('us-east-1'),
    from: word,
    to: fc.constantFrom('deleting', 'deleted'),
  }),
};
const ALARM_KINDS = Object.keys(alarms) as AlarmKind[];
const anyAlarm = fc.oneof(...Object.values(alarms)) as fc.Arbitrary<Raised>;

const value = fc.option(word);
const changes = fc.array(
  fc.oneof(
    fc.record({
      what: fc.constantFrom('device', 'jumboFrames', 'lagId', 'encryptionMode'),
      from: value,
      to: value,
    }),
    fc.record({
      what: fc.constant('portEncryptionStatus'),
      from: value,
      to: fc.oneof(word, fc.constantFrom('Encryption Up', 'Encryption Down')),
      after: passed,
    }),
    fc.record({ what: fc.constant('macSecKey'), ckn: word, from: value, to: value }),
    fc.record({ what: fc.constant('loaIssueTime'), from: fc.option(time), to: time }),
  ),
  { maxLength: 8 },
) as fc.Arbitrary<PortChange[]>;
const again = fc.constant(true);

/** Any line of each kind; a new kind doesn't compile until it is here. */
const lines: { [K in Line['kind']]: fc.Arbitrary<Extract<Line, { kind: K }>> } = {
  port_state: fc.record(
    {
      kind: fc.constant('port_state'),
      interconnectId: word,
      state: fc.oneof(word, fc.constantFrom('requested', 'pending', 'down', 'available', 'deleted')),
      lostLight: fc.boolean(),
      days: fc.nat(400),
      adopted: fc.constant(true),
      namedBy: person,
      differences: fc.array(word, { maxLength: 7 }),
      maintenance: fc.record({ startsAt: time, endsAt: fc.option(time) }),
      lit: fc.boolean(),
      outage: passed,
      dark: passed,
      flapped: fc.record({ since: time, times: fc.nat(99) }),
      listedAgain: again,
      changes,
      alarm: anyAlarm,
      facts: fc.record({
        seen,
        region: fc.constant('us-east-1'),
        awsRequestId: word,
        macsec: fc.boolean(),
        audit: fc.record({ seq: fc.nat(99), hash: word }),
      }),
    },
    { requiredKeys: ['kind', 'interconnectId', 'state', 'lostLight', 'days'] },
  ),
  facts: fc.record({
    kind: fc.constant('facts'),
    seen,
    region: fc.constant('us-east-1'),
    awsRequestId: fc.option(word, { nil: undefined }),
    macsec: fc.boolean(),
    audit: fc.option(fc.record({ seq: fc.nat(99), hash: word }), { nil: undefined }),
  }),
  different: fc.record({
    kind: fc.constant('different'),
    interconnectId: word,
    differences: fc.array(word, { maxLength: 4 }),
  }),
  refused: fc.record({ kind: fc.constant('refused'), code: word, message: word }),
  unknown: fc.record({ kind: fc.constant('unknown'), code: word, until: time }),
  adopted: fc.record({
    kind: fc.constant('adopted'),
    interconnectId: word,
    found: fc.constantFrom('settling', 'before_placing'),
  }),
  not_settled: fc.record({
    kind: fc.constant('not_settled'),
    looked,
    minutes: fc.nat(1440),
    candidates,
    attempts: fc.array(fc.record({ number: attempt, at: time, code: word }), { maxLength: 5 }),
  }),
  lapsed: fc.record({ kind: fc.constant('lapsed'), why: word, decision: fc.boolean() }),
  missing: fc.record({
    kind: fc.constant('missing'),
    interconnectId: word,
    region: fc.constant('us-east-1'),
    since: time,
    listings: fc.nat(99),
  }),
  alarm: fc.record(
    {
      kind: fc.constant('alarm'),
      interconnectId: word,
      alarm: anyAlarm,
      changes,
      direct: fc.constant(true),
    },
    { requiredKeys: ['kind', 'interconnectId', 'alarm'] },
  ),
  altered: fc.record(
    {
      kind: fc.constant('altered'),
      interconnectId: word,
      changes,
      listedAgain: again,
      alarm: anyAlarm,
    },
    { requiredKeys: ['kind', 'interconnectId', 'changes'] },
  ),
  waiting: fc.record({
    kind: fc.constant('waiting'),
    interconnectId: word,
    wait: fc.record({
      for: fc.constantFrom('aws', 'cross_connect', 'keys', 'light', 'outage'),
      state: word,
      since: time,
      passed,
      urgentAt: fc.option(time),
    }),
  }),
  stable: fc.record(
    {
      kind: fc.constant('stable'),
      interconnectId: word,
      state: word,
      since: time,
      times: fc.nat(99),
      calm: passed,
      alarm: anyAlarm,
    },
    { requiredKeys: ['kind', 'interconnectId', 'state', 'since', 'times', 'calm'] },
  ),
  alarm_taken: fc.record({
    kind: fc.constant('alarm_taken'),
    interconnectId: word,
    about: fc.constantFrom(...ALARM_KINDS),
    by: person,
  }),
  listed_again: fc.record({ kind: fc.constant('listed_again'), interconnectId: word, state: word }),
  maintenance: fc.record({
    kind: fc.constant('maintenance'),
    step: fc.constantFrom('announced', 'moved', 'reminded', 'called_off', 'ended'),
    interconnectId: word,
    code: word,
    planned: fc.boolean(),
    startsAt: time,
    endsAt: fc.option(time),
    words: word,
    before: fc.record({ startsAt: time, endsAt: fc.option(time) }),
    portState: word,
    lostLight: fc.boolean(),
  }),
  deleted_by: fc.record({ kind: fc.constant('deleted_by'), interconnectId: word, by: word, at: time }),
  stray: fc.record({
    kind: fc.constant('stray'),
    interconnectId: word,
    own: fc.option(word, { nil: undefined }),
  }),
  reminder: fc.record(
    { kind: fc.constant('reminder'), by: person, direct: fc.constant(true), ...waiting },
    { requiredKeys: ['kind', ...WAITING] },
  ),
  escalated: fc.record(
    {
      kind: fc.constant('escalated'),
      to: approvers,
      nobody: fc.boolean(),
      direct: fc.constant(true),
      ...waiting,
    },
    { requiredKeys: ['kind', 'to', 'nobody', ...WAITING] },
  ),
  held: fc.record({ kind: fc.constant('held'), hold }),
  resubmitted: fc.record({
    kind: fc.constant('resubmitted'),
    revision: fc.integer({ min: 2, max: 99 }),
    changed: fc.array(
      fc.record({
        field: fc.constantFrom('reason', 'tag', 'name'),
        key: word,
        from: fc.option(word),
        to: fc.option(word),
      }),
      { maxLength: 9 },
    ),
  }),
  asked_for: fc.record({ kind: fc.constant('asked_for'), beneficiary: person }),
  tried_again: fc.record({ kind: fc.constant('tried_again'), by: person }),
  ordered_again: fc.record({ kind: fc.constant('ordered_again'), by: people }),
  named: fc.record({ kind: fc.constant('named'), by: person, interconnectId: word }),
  step: fc.record({ kind: fc.constant('step'), state: anyState }),
  loa: fc.record(
    {
      kind: fc.constant('loa'),
      interconnectId: word,
      by: fc.option(person),
      issuedAt: time,
      sha256: word,
      bytes: fc.nat(),
      direct: fc.constant(true),
    },
    { requiredKeys: ['kind', 'interconnectId', 'by', 'issuedAt', 'sha256', 'bytes'] },
  ),
  cross_connect: fc.record({
    kind: fc.constant('cross_connect'),
    interconnectId: word,
    name: word,
    accountId: fc.option(word),
    region: word,
    location: word,
    locationName: word,
    bandwidth: fc.oneof(word, fc.constant('10Gbps')),
    provider: fc.option(word),
    issuedAt: time,
    fileName: word,
    site: fc.option(
      fc.record(
        {
          desk: word,
          cage: word,
          patchPanel: word,
          optics: fc.dictionary(fc.oneof(word, fc.constant('10Gbps')), word),
        },
        { requiredKeys: [] },
      ),
    ),
  }),
  loa_refused: fc.record({
    kind: fc.constant('loa_refused'),
    interconnectId: word,
    how: fc.constantFrom('refused', 'lost', 'not_asked'),
    code: word,
    message: word,
    askAt: time,
  }),
  loa_given_up: fc.record(
    {
      kind: fc.constant('loa_given_up'),
      interconnectId: word,
      region: word,
      how: fc.constantFrom('refused', 'lost', 'not_asked', 'unusable'),
      code: word,
      message: word,
      direct: fc.constant(true),
    },
    { requiredKeys: ['kind', 'interconnectId', 'region', 'how', 'code', 'message'] },
  ),
  pair: fc.record({
    kind: fc.constant('pair'),
    pair: word,
    verdict: fc.constantFrom('same_device', 'same_logical_device', 'diverse'),
    own: placed,
    other: placed,
  }),
  file: fc.record({ kind: fc.constant('file'), fileId: word, title: word }),
};
export const anyLine: fc.Arbitrary<Line> = fc.oneof(...Object.values(lines));

const location: fc.Arbitrary<Location> = fc.record({
  code: word,
  name: word,
  region: fc.constant('us-east-1'),
  speeds: fc.oneof(fc.array(word, { maxLength: 3 }), fc.constantFrom<string[]>(['1Gbps', '10Gbps'])),
  macsecSpeeds: fc.constantFrom([], ['10Gbps']),
  providers: fc.array(word, { maxLength: 3 }),
});
const lag: fc.Arbitrary<Lag> = fc.record({
  lagId: word,
  name: word,
  location: word,
  bandwidth: fc.oneof(word, fc.constant('10Gbps')),
  links: fc.nat(5),
  state: fc.constantFrom('available', 'deleted'),
  hostsConnections: fc.boolean(),
  macsec: fc.boolean(),
});

/** A Region as AWS might describe it, from nothing to more locations than a list holds. */
export const anyCatalog: fc.Arbitrary<RegionCatalog> = fc.record({
  region: fc.constant('us-east-1'),
  locations: fc.oneof(
    fc.array(location, { maxLength: 4 }),
    location.map((one) => Array.from({ length: 150 }, (_, index) => ({ ...one, code: `Loc${index}` }))),
  ),
  lags: fc.array(lag, { maxLength: 4 }),
  interconnects: fc.constant([]),
  readAt: fc.option(time, { nil: undefined }),
  refusal: fc.option(word, { nil: undefined }),
});

/** Every mrkdwn object's text, wherever it stands. */
export function mrkdwnIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('type' in value && value.type === 'mrkdwn' && 'text' in value) return [String(value.text)];
  return Object.values(value).flatMap(mrkdwnIn);
}

/** What Slack takes in chat.update's text and in all of a message's blocks together. */
const TEXT_MAX = 4_000;
const BLOCKS_MAX = 11_300;

/** Slack would take the message whole, and show people's and AWS's words as nothing but words. */
export function expectFit({ text, blocks }: Message): void {
  const json = JSON.parse(JSON.stringify(blocks)) as Record<string, unknown>[];
  expect(checkMessageBlocks(json)).toEqual([]);
  expect(weight(blocks)).toBeLessThanOrEqual(BUDGET);
  expect(totalText(json)).toBeLessThanOrEqual(BLOCKS_MAX);
  expect(weightOf(json)).toBeLessThanOrEqual(SLACKS_LIMITS['message.weight']);
  expect([...text].length).toBeLessThanOrEqual(TEXT_MAX);
  expect(text).not.toMatch(/[<>]|&(?!(amp|lt|gt);)/);
  expectLiteral(json);
}

export function expectLiteral(blocks: unknown): void {
  for (const text of mrkdwnIn(blocks)) expect(text).not.toContain(MARK);
}
