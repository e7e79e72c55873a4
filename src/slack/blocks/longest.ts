import type { HomeView, KnownBlock, ModalView } from '@slack/types';
import type { AllThere } from '../../actions/following/unfollowed.ts';
import type { Accounts } from '../../domain/account.ts';
import type { ListedInterconnect, RegionCatalog } from '../../domain/catalog/catalog.ts';
import type { Person } from '../../domain/person.ts';
import type { Alarm, Raised } from '../../domain/port/alarm.ts';
import type { PortChange } from '../../domain/port/changes.ts';
import type { Maintenance } from '../../domain/port/maintenance.ts';
import type { JudgedPair } from '../../domain/port/pair.ts';
import type { Port } from '../../domain/port/port.ts';
import type { Attempt } from '../../domain/request/attempt.ts';
import type { Line } from '../../domain/request/line.ts';
import type { Request, RequestState, Status, TaggedPort } from '../../domain/request/request.ts';
import { isOpen } from '../../domain/rules/permission.ts';
import { PEOPLES_TAGS_MAX } from '../../domain/tags.ts';
import { HOUR } from '../../domain/time.ts';
import type { RequestView } from '../../interfaces/chat.ts';
import { besideText } from '../../words/pair.ts';
import { card } from './card.ts';
import { approveModal, rejectModal, sendBackModal } from './decision-modals.ts';
import { detailsModal } from './details.ts';
import { directMessage } from './direct-message.ts';
import { followAllModal } from './follow-all.ts';
import { form } from './form.ts';
import { filledForm } from './form-state.ts';
import { loaModal } from './loa-modal.ts';
import { longestLooking } from './longest-looking.ts';
import { itExistsConfirmModal, itExistsModal, sentModal, withdrawModal } from './modals.ts';
import { notice } from './notice.ts';
import { threadLine } from './thread-line.ts';

/** One of the bot's messages or modals, drawn from the longest that can be in it. */
export type Longest = { name: string } & ({ blocks: KnownBlock[] } | { view: ModalView | HomeView });

/** More than any place has room for: what is drawn is what the bot itself cuts it to. */
const LONG = 'W'.repeat(3_000);
/** As long as a choice of the form gets. */
const CHOICE = 'W'.repeat(100);
const AT = Date.UTC(2026, 0, 1);
const PERSON: Person = { id: 'U0123456789', name: LONG };
const PEOPLE = [PERSON, PERSON, PERSON];
/** AWS allows ten interconnects at a location. */
const CANDIDATES = Array.from({ length: 10 }, (_, index) => `dxcon-fg12345${index}`);

const TAGGED: TaggedPort[] = CANDIDATES.map((interconnectId) => ({
  interconnectId,
  why: 'differs',
  differences: [LONG, LONG],
}));
/** A difference for everything that is compared. */
const DIFFERENCES = Array.from({ length: 7 }, () => LONG);
const LAG_LINKS = { before: 3, now: 4 };
const APPROVAL = { votesFor: 99, told: [], accepted: CANDIDATES };

const BY = { by: PEOPLE, at: AT };
const BY_ONE = { by: PERSON, at: AT };
const TROUBLE = { code: LONG, message: LONG };
const STATES: { [S in Status]: Extract<RequestState, { status: S }> } = {
  awaiting_approval: { status: 'awaiting_approval' },
  sent_back: { status: 'sent_back', ...BY_ONE, reason: LONG },
  rejected: { status: 'rejected', ...BY_ONE, reason: LONG },
  withdrawn: { status: 'withdrawn', ...BY_ONE },
  expired: { status: 'expired', cause: 'not_placed', at: AT },
  approved: {
    status: 'approved',
    ...BY,
    tries: 99,
    hold: { kind: 'could_not_look', ...TROUBLE },
    ...APPROVAL,
  },
  rehearsed: { status: 'rehearsed', ...BY },
  placing: { status: 'placing', ...BY, approvedAt: AT, tries: 99, attempt: 99, ...APPROVAL },
  refused: { status: 'refused', ...BY, attempt: 99, ...TROUBLE },
  unsettled: { status: 'unsettled', ...BY, attempt: 99, code: LONG, until: AT },
  needs_decision: {
    status: 'needs_decision',
    ...BY,
    attempt: 99,
    looked: 'not_there',
    candidates: CANDIDATES,
    tagged: TAGGED,
    lagLinks: LAG_LINKS,
    lateUntil: AT,
  },
  ordered: { status: 'ordered', ...BY, attempt: 99, interconnectId: LONG, portState: LONG },
  abandoned: { status: 'abandoned', ...BY_ONE },
  closed: { status: 'closed', interconnectId: LONG, at: AT },
};

const SEEN: ListedInterconnect = {
  interconnectId: LONG,
  name: LONG,
  state: LONG,
  location: LONG,
  bandwidth: LONG,
  lagId: LONG,
  device: LONG,
  logicalDevice: LONG,
  jumboFrames: true,
  redundancy: LONG,
  encryption: LONG,
  providerName: LONG,
  loaIssueTime: AT,
  macSecKeys: [{ secretARN: LONG, ckn: LONG, state: LONG, startOn: LONG }],
};
const PLACED = { interconnectId: LONG, location: LONG, device: LONG, logicalDevice: LONG };
const JUDGED: JudgedPair = { verdict: 'diverse', own: PLACED, other: PLACED };
const AUDIT = { seq: 999, hash: 'a1b2c3d4'.repeat(8) };
const MANY_PEOPLE = Array.from({ length: 100 }, () => PERSON);
/** More than any mention line has room for. */
const APPROVERS = Array.from(
  { length: 100 },
  () => ({ kind: 'group', id: 'S0123456789', name: LONG }) as const,
);
const WAITING = {
  approvals: 99,
  quorum: 99,
  from: LONG,
  waited: 999 * HOUR,
  expiresAt: AT,
  call: APPROVERS,
};
/** The alarm with the most words. */
const FLAPPING: Raised = { kind: 'flapping', episode: AT, step: 9, since: AT, times: 999 };
/** A change of everything that is compared, and more keys than AWS takes. */
const CHANGES: PortChange[] = [
  { what: 'loaIssueTime', from: AT, to: AT },
  ...Array.from({ length: 6 }, () => ({ what: 'macSecKey', ckn: LONG, from: LONG, to: LONG }) as const),
  ...Array.from({ length: 12 }, () => ({ what: 'redundancy', from: LONG, to: LONG }) as const),
];
const LINES: { [K in Exclude<Line['kind'], 'file'>]: Extract<Line, { kind: K }> } = {
  port_state: {
    kind: 'port_state',
    interconnectId: LONG,
    state: LONG,
    lostLight: false,
    days: 999,
    adopted: true,
    namedBy: PERSON,
    differences: DIFFERENCES,
    maintenance: { startsAt: AT, endsAt: AT },
    changes: CHANGES,
    alarm: FLAPPING,
    facts: { seen: SEEN, region: 'us-gov-east-1', awsRequestId: LONG, macsec: true, audit: AUDIT },
  },
  facts: {
    kind: 'facts',
    seen: SEEN,
    region: 'us-gov-east-1',
    awsRequestId: LONG,
    macsec: true,
    audit: AUDIT,
  },
  different: { kind: 'different', interconnectId: LONG, differences: [LONG, LONG] },
  refused: { kind: 'refused', ...TROUBLE },
  unknown: { kind: 'unknown', code: LONG, until: AT },
  adopted: { kind: 'adopted', interconnectId: LONG, found: 'settling' },
  not_settled: {
    kind: 'not_settled',
    looked: 'not_there',
    minutes: 20,
    candidates: CANDIDATES,
    untold: CANDIDATES,
    tagged: TAGGED,
    lagLinks: LAG_LINKS,
    reason: LONG,
    attempts: CANDIDATES.map((_, number) => ({ number, at: AT, code: LONG })),
  },
  lapsed: { kind: 'lapsed', why: LONG, decision: false },
  missing: { kind: 'missing', interconnectId: LONG, region: 'us-gov-east-1', since: AT, listings: 99 },
  listed_again: { kind: 'listed_again', interconnectId: LONG, state: LONG },
  maintenance: {
    kind: 'maintenance',
    step: 'announced',
    interconnectId: LONG,
    code: LONG,
    planned: true,
    startsAt: AT,
    endsAt: AT,
    words: LONG,
    before: { startsAt: AT, endsAt: AT },
    portState: LONG,
    lostLight: true,
  },
  deleted_by: { kind: 'deleted_by', interconnectId: LONG, by: LONG, at: AT },
  stray: { kind: 'stray', interconnectId: LONG, own: LONG },
  alarm: { kind: 'alarm', interconnectId: LONG, alarm: FLAPPING, changes: CHANGES },
  altered: {
    kind: 'altered',
    interconnectId: LONG,
    changes: CHANGES,
    listedAgain: true,
    alarm: FLAPPING,
    facts: { seen: SEEN, region: 'us-gov-east-1', awsRequestId: LONG, macsec: true },
  },
  waiting: {
    kind: 'waiting',
    interconnectId: LONG,
    wait: { for: 'light', state: LONG, since: AT, passed: 999 * HOUR, urgentAt: null, expiredAt: AT },
  },
  stable: {
    kind: 'stable',
    interconnectId: LONG,
    state: LONG,
    since: AT,
    times: 999,
    calm: HOUR,
    alarm: FLAPPING,
  },
  alarm_taken: { kind: 'alarm_taken', interconnectId: LONG, about: 'requested', by: PERSON },
  reminder: { kind: 'reminder', by: PERSON, ...WAITING },
  escalated: { kind: 'escalated', to: APPROVERS, nobody: true, ...WAITING },
  held: { kind: 'held', hold: { kind: 'could_not_look', ...TROUBLE } },
  resubmitted: {
    kind: 'resubmitted',
    revision: 999,
    changed: [
      { field: 'reason', from: LONG, to: LONG },
      ...Array.from({ length: PEOPLES_TAGS_MAX }, () => ({
        field: 'tag' as const,
        key: LONG,
        from: LONG,
        to: LONG,
      })),
    ],
  },
  asked_for: { kind: 'asked_for', beneficiary: PERSON },
  tried_again: { kind: 'tried_again', by: PERSON },
  ordered_again: { kind: 'ordered_again', by: PEOPLE },
  named: { kind: 'named', by: PERSON, interconnectId: LONG },
  step: { kind: 'step', state: STATES.rejected },
  loa: { kind: 'loa', interconnectId: LONG, by: PERSON, issuedAt: AT, sha256: AUDIT.hash, bytes: 5_000_000 },
  cross_connect: {
    kind: 'cross_connect',
    interconnectId: LONG,
    name: LONG,
    accountId: '123456789012',
    region: 'us-gov-east-1',
    location: CHOICE,
    locationName: LONG,
    bandwidth: CHOICE,
    provider: LONG,
    issuedAt: AT,
    fileName: LONG,
    site: { desk: LONG, cage: LONG, patchPanel: LONG, optics: { [CHOICE]: LONG } },
  },
  loa_refused: {
    kind: 'loa_refused',
    interconnectId: LONG,
    how: 'not_asked',
    code: 'AccessDeniedException',
    message: LONG,
    askAt: AT,
  },
  loa_given_up: {
    kind: 'loa_given_up',
    interconnectId: LONG,
    region: 'us-gov-east-1',
    how: 'not_asked',
    code: LONG,
    message: LONG,
  },
  pair: { kind: 'pair', pair: 'ic-0123456789', ...JUDGED },
};

const REQUEST: Request = {
  id: 'ic-0123456789',
  submissionId: 'V0123456789',
  revision: 999,
  version: 1,
  requester: PERSON,
  beneficiary: PERSON,
  reason: LONG,
  order: {
    region: 'us-gov-east-1',
    location: CHOICE,
    bandwidth: CHOICE,
    interconnectName: LONG,
    lagId: CHOICE,
    providerName: CHOICE,
    requestMACSec: true,
    tags: Array.from({ length: PEOPLES_TAGS_MAX }, (_, index) => ({
      key: `${index}${CHOICE}`,
      value: CHOICE,
    })),
  },
  locationName: LONG,
  warnings: [LONG, LONG, LONG],
  accountId: '123456789012',
  fingerprint: 'a1b2c3d4'.repeat(8),
  rule: {
    name: LONG,
    approvers: APPROVERS,
    quorum: 99,
    expiryHours: 999,
    notify: APPROVERS,
  },
  dryRun: true,
  createdAt: AT,
  askedAt: AT,
  reminded: 9,
  nudgedAt: AT,
  escalatedAt: AT,
  expiresAt: AT,
  trace: null,
  dueAt: null,
  state: STATES.awaiting_approval,
};

const PORT: Port = {
  requestId: REQUEST.id,
  accountId: REQUEST.accountId,
  region: REQUEST.order.region,
  interconnectId: LONG,
  state: LONG,
  stateSince: AT,
  orderedAt: AT,
  firstAvailableAt: AT + HOUR,
  seen: SEEN,
  listedAt: AT,
  missing: { since: AT, listings: 99, told: true },
  history: {
    darkSince: AT,
    encrypted: true,
    plain: { since: AT, told: true },
    losses: [AT, AT],
    flapping: { since: AT, times: 999, changedAt: AT },
    unsettled: true,
    quiet: true,
    early: true,
  },
  toldUntil: AT,
  dueAt: null,
};

const MAINTENANCE: Maintenance = {
  eventArn: LONG,
  requestId: REQUEST.id,
  interconnectId: LONG,
  code: LONG,
  planned: false,
  status: 'open',
  startsAt: AT,
  endsAt: AT,
  words: LONG,
  told: { step: 'moved', startsAt: AT, endsAt: AT, at: AT },
};

/** More than a card has room for; half of them somebody looks after. */
const ALARMS: Alarm[] = [null, null, { by: PERSON, at: AT }, { by: PERSON, at: AT }, null].map(
  (got, step) => ({
    ...FLAPPING,
    requestId: REQUEST.id,
    step,
    raisedAt: AT,
    told: true,
    clearedAt: null,
    got,
  }),
);

/** What a request shows of its port. */
const OF_A_PORT: Pick<RequestView, 'port' | 'alarms' | 'loa' | 'maintenance'> = {
  port: PORT,
  alarms: ALARMS,
  loa: { fetched: 9, issuedAt: AT, fetching: true },
  maintenance: [MAINTENANCE, MAINTENANCE, MAINTENANCE],
};

const ATTEMPTS: Attempt[] = CANDIDATES.map((_, number) => ({
  requestId: REQUEST.id,
  number,
  accountId: REQUEST.accountId,
  region: REQUEST.order.region,
  endpoint: LONG,
  token: 1,
  committedAt: AT,
  deadlineAt: AT,
  sameNameIds: CANDIDATES,
  listedIds: CANDIDATES,
  sent: REQUEST.order,
  lagLinks: 4,
  outcome: 'unknown',
  closedAt: AT,
  awsRequestId: LONG,
  errorName: LONG,
  errorMessage: LONG,
}));

const CATALOG: RegionCatalog = {
  region: 'us-gov-east-1',
  locations: [
    {
      code: CHOICE,
      name: LONG,
      region: 'us-gov-east-1',
      speeds: [CHOICE],
      macsecSpeeds: [CHOICE],
      providers: [CHOICE],
    },
  ],
  lags: [],
  interconnects: [],
  readAt: 0,
  refusal: undefined,
};

/** More ports than a modal can show, each of which is another deployment's, and more of nobody's. */
function longestFound(): AllThere {
  const port = (index: number, tag: { requestId: string; known: boolean } | undefined) => ({
    there: {
      kind: 'there' as const,
      place: { accountId: null, region: 'us-gov-east-1' },
      accountId: '123456789012',
      seen: { ...SEEN, interconnectId: `dxcon-${String(index).padStart(8, '0')}` },
    },
    standing: { kind: 'free' as const, tag },
  });
  return {
    ports: Array.from({ length: 999 }, (_, index) =>
      port(index, index < 500 ? { requestId: LONG, known: false } : undefined),
    ),
    failed: [{ accountId: '123456789012', region: 'us-gov-west-1', code: LONG }],
  };
}

/** Every message and modal that the bot ever shows, each from the longest that can be in it, drawn when it is taken. */
export function* longestSurfaces(
  deploymentLabel: string | undefined,
  accounts: Accounts,
): Generator<Longest, void> {
  const CARD = { channel: 'C0123456789', ts: '1234567890.123456' };
  const voter = {
    requestId: REQUEST.id,
    revision: 999,
    attempt: 0,
    voter: PERSON,
    choice: 'approve',
    fingerprint: REQUEST.fingerprint,
    comment: LONG,
    at: AT,
  } as const;
  const views: RequestView[] = Object.values(STATES).map((state) => ({
    request: { ...REQUEST, state },
    votes: Array.from({ length: 20 }, () => voter),
    card: undefined,
    quorum: 99,
    freeze: { by: PERSON, reason: LONG },
    rehearsing: false,
    attempts: ATTEMPTS,
    now: AT,
    pair: {
      requestId: REQUEST.id,
      port: LONG,
      isSecond: true,
      judged: state.status === 'ordered' ? JUDGED : undefined,
      card: CARD,
    },
    deletion: { by: LONG, at: AT },
    ...('interconnectId' in state ? OF_A_PORT : {}),
    ...(isOpen('request_again', state) ? { askedAgain: { id: REQUEST.id, card: CARD } } : {}),
  }));
  const link = `https://${'w'.repeat(60)}.slack.com/archives/C0123456789/p1234567890123456`;
  const value = 'W'.repeat(500);
  for (const view of views) {
    const { blocks } = card(view, {
      deploymentLabel,
      mention: true,
      price: LONG,
      afterLink: link,
      pairLink: link,
    });
    yield { name: `the card: ${view.request.state.status}`, blocks };
  }
  for (const view of views) {
    const { blocks } = directMessage(view, link, link);
    yield { name: `the direct message: ${view.request.state.status}`, blocks };
  }
  for (const view of views) {
    const { blocks } = notice(view, link);
    yield { name: `the notice: ${view.request.state.status}`, blocks };
  }
  for (const line of Object.values(LINES)) {
    yield { name: `a line: ${line.kind}`, blocks: threadLine(line, REQUEST).blocks };
  }
  yield {
    name: 'the form',
    view: form(
      filledForm({
        ...REQUEST,
        edits: REQUEST.id,
        beside: { requestId: REQUEST.id, text: besideText({ ...REQUEST, state: STATES.ordered }) },
      }),
      CATALOG,
      {
        accounts,
        accountId: REQUEST.accountId ?? undefined,
        now: AT,
      },
    ),
  };
  yield { name: 'the ports to follow', view: followAllModal(longestFound()) };
  yield { name: 'the form that was sent', view: sentModal(REQUEST, link) };
  yield { name: 'the approval', view: approveModal({ request: REQUEST, approvals: 0, quorum: 99 }, LONG) };
  yield { name: 'the rejection', view: rejectModal(REQUEST) };
  yield { name: 'the question', view: sendBackModal(REQUEST) };
  yield { name: 'the withdrawal', view: withdrawModal(REQUEST, value) };
  const ofPort = { request: REQUEST, port: { interconnectId: LONG }, letters: { fetched: 99, issuedAt: AT } };
  yield { name: 'the LOA', view: loaModal(ofPort) };
  // Of a port there is most to say.
  for (const view of views.filter(({ port }) => port).slice(0, 1)) {
    const details = { view, votes: view.votes, attempts: ATTEMPTS, head: AUDIT };
    yield { name: 'the details', view: detailsModal(details, MANY_PEOPLE) };
  }
  const wrong = { filled: 'W'.repeat(200), wrong: LONG };
  yield { name: 'the port that exists', view: itExistsModal(REQUEST.id, value, wrong) };
  yield {
    name: 'the port that differs',
    view: itExistsConfirmModal(
      { value, interconnectId: 'dxcon-fg123450', accepted: undefined },
      { differences: DIFFERENCES, digest: REQUEST.fingerprint },
    ),
  };
  yield* longestLooking(views, { attempts: ATTEMPTS, long: LONG, link });
}
