import type { AuditRow } from '../../../src/domain/audit.ts';
import type { ListedInterconnect } from '../../../src/domain/catalog/catalog.ts';
import type { Person } from '../../../src/domain/person.ts';
import type { AlarmKey, Raised } from '../../../src/domain/port/alarm.ts';
import { differences, isGone } from '../../../src/domain/port/port.ts';
import type { Changed } from '../../../src/domain/request/changed.ts';
import type { RequestEvent } from '../../../src/domain/request/fact.ts';
import type { Destination, Line, PortFacts } from '../../../src/domain/request/line.ts';
import type { Hold, Request, RequestState } from '../../../src/domain/request/request.ts';
import { transition } from '../../../src/domain/request/transition.ts';

const DAY = 86_400_000;

/** What a request's threads have to say, in order. */
export type Derived = Record<Place, Line[]>;
type Place = Extract<Destination, 'channel' | 'dm'>;

/** What the trail has told so far. */
interface Story {
  state: RequestState;
  /** The port as it was seen last, when it was ordered, and whether it was ever available. */
  seen: ListedInterconnect | undefined;
  orderedAt: number;
  wasAvailable: boolean;
}

/**
 * Every line of a request, from its audit alone: the judge of what was told. It knows the rules a second time on
 * purpose, and asks nobody what was queued.
 */
export function derivedLines(trail: readonly AuditRow[], request: Request): Derived {
  const lines: Derived = { channel: [], dm: [] };
  let story: Story = {
    state: { status: 'awaiting_approval' },
    seen: undefined,
    orderedAt: 0,
    wasAvailable: false,
  };
  for (const row of trail) {
    const next = after(story, row);
    for (const [destination, line] of saidAbout(row, story, next, request)) lines[destination].push(line);
    story = next;
  }
  return lines;
}

/** Rows that tell of people or ports without moving the request. */
export const NO_EVENTS: ReadonlySet<string> = new Set([
  'submitted',
  'voted',
  'vote_taken_back',
  'voted_to_order_again',
  'voted_it_exists',
  'votes_voided',
  'stray_seen',
  'device_seen',
  'port_altered',
  'still_waiting',
  'port_stable',
  'port_listed_again',
  'port_missing',
  'alarm_raised',
  'alarm_taken',
  'maintenance_told',
  'deletion_traced',
  'asked_again',
  'pair_asked',
  'pair_judged',
  'loa_wished',
  'loa_asked',
  'loa_fetched',
  'loa_filed',
  'cross_connect_drafted',
  'loa_refused',
  'loa_given_up',
  'loa_dropped',
]);
const ORDERED = new Set(['created', 'found', 'named']);

function after(story: Story, row: AuditRow): Story {
  const event = { ...row.detail, type: row.event, at: row.at } as RequestEvent;
  const state = NO_EVENTS.has(row.event) ? story.state : transition(story.state, event);
  if (!state) throw new Error(`${row.requestId}: ${row.event} can't follow ${story.state.status}.`);
  const seen = seenIn(row) ?? story.seen;
  return {
    state,
    seen,
    orderedAt: ORDERED.has(row.event) ? row.at : story.orderedAt,
    wasAvailable: story.wasAvailable || seen?.state === 'available',
  };
}

function seenIn({ detail }: AuditRow): ListedInterconnect | undefined {
  return detail.seen as ListedInterconnect | undefined;
}

type Said = [Place, Line][];

function saidAbout(row: AuditRow, before: Story, { state }: Story, request: Request): Said {
  const { detail } = row;
  const step: Said[number] = ['dm', { kind: 'step', state }];
  const held: Said[number] = ['channel', { kind: 'held', hold: detail.hold as Hold }];
  const inThread = (line: Line): Said => [['channel', line]];
  switch (row.event) {
    case 'approved':
    case 'rejected':
    case 'expired':
    case 'rehearsed':
    case 'sent_back':
    case 'given_up':
      return [step];
    case 'reminded':
    case 'nudged': {
      const { step: _, direct: __, ...said } = detail;
      return inThread({ kind: 'reminder', ...said } as Line);
    }
    case 'escalated': {
      const { direct: _, ...said } = detail;
      return inThread({ kind: 'escalated', ...said } as Line);
    }
    case 'held':
      return detail.told ? [held] : [];
    case 'attempt_not_sent':
    case 'attempt_throttled':
      return before.state.status === 'placing' && before.state.tries === 0 ? [held] : [];
    case 'attempt_refused':
      return [
        ...inThread({ kind: 'refused', code: String(detail.code), message: String(detail.message) }),
        step,
      ];
    case 'still_unknown':
      return [...inThread({ kind: 'unknown', code: String(detail.code), until: Number(detail.until) }), step];
    case 'not_settled': {
      const { lateUntil: _, attempt: __, direct: ___, ...said } = detail;
      const line: Said = inThread({ kind: 'not_settled', ...said } as Line);
      const { state: was } = before;
      const isNews = was.status === 'approved' || (was.status === 'unsettled' && was.called === false);
      return isNews ? [...line, step] : line;
    }
    case 'approval_lapsed': {
      const decision = state.status === 'needs_decision';
      return [...inThread({ kind: 'lapsed', why: String(detail.why), decision }), step];
    }
    case 'still_waiting':
      return inThread({ kind: 'waiting', ...detail } as Line);
    case 'port_stable': {
      const line = { kind: 'stable', ...detail } as Alarming;
      return alarmed(row, line, [['dm', { ...line, direct: true } as Line]]);
    }
    case 'port_altered': {
      const { seen: _, newDevice: __, changes = [], ...said } = detail;
      const { interconnectId } = seenIn(row) ?? {};
      const line = { kind: 'altered', interconnectId, changes, ...said } as Alarming;
      return alarmed(row, { ...line, ...named(row, request) }, ended(line));
    }
    case 'port_listed_again': {
      const line = { kind: 'listed_again', ...detail } as Line;
      return [...inThread(line), ['dm', { ...line, direct: true } as Line]];
    }
    case 'port_missing':
      return inThread({ kind: 'missing', ...detail } as Line);
    case 'alarm_raised': {
      const { interconnectId, alarm } = detail;
      return [
        ['channel', { kind: 'alarm', interconnectId, alarm } as Line],
        ['dm', { kind: 'alarm', interconnectId, alarm, direct: true } as Line],
      ];
    }
    case 'alarm_taken': {
      const { kind } = detail.alarm as AlarmKey;
      const { interconnectId, by } = detail;
      return inThread({ kind: 'alarm_taken', interconnectId, about: kind, by } as Line);
    }
    case 'maintenance_told': {
      const { eventArn: _, ...news } = detail;
      return inThread({ kind: 'maintenance', ...news } as Line);
    }
    case 'deletion_traced': {
      const { deletedAt: at, ...rest } = detail;
      return inThread({ kind: 'deleted_by', ...rest, at } as Line);
    }
    case 'pair_judged':
      return inThread({ kind: 'pair', ...detail } as Line);
    case 'loa_fetched': {
      const { interconnectId, by, issuedAt, sha256, bytes } = detail;
      const line = { kind: 'loa', interconnectId, by, issuedAt, sha256, bytes } as Line;
      return [
        ['channel', line],
        ['dm', { ...line, direct: true } as Line],
      ];
    }
    case 'loa_filed':
      return inThread({ kind: 'file', fileId: String(detail.fileId), title: String(detail.title) });
    case 'cross_connect_drafted':
      return inThread({ kind: 'cross_connect', ...detail } as Line);
    case 'loa_refused': {
      const { wish: _, told, ...refused } = detail;
      return told ? inThread({ kind: 'loa_refused', ...refused } as Line) : [];
    }
    case 'loa_given_up': {
      const { wish: _, ...given } = detail;
      const line = { kind: 'loa_given_up', region: request.order.region, ...given } as Line;
      return [
        ['channel', line],
        ['dm', { ...line, direct: true } as Line],
      ];
    }
    case 'tried_again':
      return inThread({ kind: 'tried_again', by: detail.by as Person });
    case 'ordered_again':
      return inThread({ kind: 'ordered_again', by: detail.by as Person[] });
    case 'resubmitted':
      return inThread({ kind: 'resubmitted', revision: row.revision, changed: detail.changed as Changed[] });
    case 'submitted':
      return detail.beneficiary
        ? inThread({ kind: 'asked_for', beneficiary: detail.beneficiary as Person })
        : [];
    case 'stray_seen':
      return inThread({
        kind: 'stray',
        interconnectId: String(detail.interconnectId),
        own: (detail.own as string | null) ?? undefined,
        open: detail.open as boolean,
      });
    case 'created':
    case 'found':
    case 'named':
      return ordered(row, step, request);
    case 'device_seen':
      return inThread({ kind: 'facts', ...facts(row, request) });
    case 'port_changed':
    case 'port_gone':
      return moved(row, before, step, request);
    default:
      return [];
  }
}

function ordered(row: AuditRow, step: Said[number], request: Request): Said {
  const seen = seenIn(row);
  if (!seen) throw new Error(`${row.requestId}: ${row.event} names no port.`);
  const { interconnectId, state } = seen;
  const { how, by } = row.detail;
  const different = differences(request.order, seen);
  const tag = 'interconnect-bot:request-id';
  if (seen.tags && !seen.tags.some(({ key, value }) => key === tag && value === row.requestId)) {
    different.push(`AWS shows it without the tag ${tag}.`);
  }
  const line: Line = {
    kind: 'port_state',
    interconnectId,
    state,
    lostLight: false,
    days: 0,
    ...(how === 'settling' || how === 'before_placing' ? { adopted: true } : {}),
    ...(how === 'named' ? { namedBy: by as Person } : {}),
    ...(different.length > 0 ? { differences: different } : {}),
    facts: { ...facts(row, request), audit: { seq: row.seq, hash: row.hash } },
  };
  // One that is gone already is told about in the row that follows.
  return [['channel', line], ...(isGone(state) ? [] : [step])];
}

function facts(row: AuditRow, request: Request): PortFacts {
  const seen = seenIn(row);
  if (!seen) throw new Error(`${row.requestId}: ${row.event} names no port.`);
  const { region, requestMACSec: macsec } = request.order;
  return { seen, region, awsRequestId: row.awsRequestId ?? undefined, macsec };
}

function moved(row: AuditRow, before: Story, step: Said[number], request: Request): Said {
  const seen = seenIn(row);
  // Gone before anybody saw it anywhere else: the order's own lines have said so.
  if (!seen) return [step];
  const { untold, lit, outage, dark, flapped, listedAgain, changes, alarm, maintenance } = row.detail;
  if (untold) return [];
  const { interconnectId, state } = seen;
  const wasDark = dark !== undefined || outage !== undefined;
  if (lit !== before.wasAvailable || (wasDark && !before.wasAvailable))
    throw new Error(`${row.requestId}: ${row.event} knows of light that nobody saw.`);
  const line = {
    kind: 'port_state',
    interconnectId,
    state,
    lostLight: state === 'down' && before.wasAvailable,
    days: Math.floor((row.at - before.orderedAt) / DAY),
    ...given({ lit, outage, dark, flapped, changes, listedAgain, alarm, maintenance }),
    ...(before.seen?.device ? {} : named(row, request)),
  } as Alarming;
  return alarmed(row, line, isGone(state) ? [step] : state === 'available' ? lightFor(line, step) : []);
}

/** First light is a step; of light that comes back whoever asked hears for how long it was away. */
function lightFor(line: Alarming, step: Said[number]): Said {
  if (line.kind !== 'port_state' || !line.lit) return [step];
  if (line.outage === undefined) return [];
  const { facts: _, changes: __, ...said } = line;
  return [['dm', { ...said, direct: true }]];
}

/** That a port is listed again, or encrypted again, is told to whoever was alarmed by it. */
function ended(line: Alarming): Said {
  if (line.kind !== 'altered') return [];
  const changes = line.changes.filter(
    (change) => change.what === 'portEncryptionStatus' && change.after !== undefined,
  );
  if (!line.listedAgain && changes.length === 0) return [];
  const { facts: _, alarm: __, ...said } = line;
  return [['dm', { ...said, changes, direct: true }]];
}

type Alarming = Extract<Line, { kind: 'port_state' | 'altered' | 'stable' }>;

/** A line, and where people are alarmed by it, what stands in the place of whoever asked's own. */
function alarmed(row: AuditRow, line: Alarming, more: Said = []): Said {
  const raised = row.detail.alarm as { interconnectId: string; alarm: Raised } | undefined;
  if (!raised) return [['channel', line], ...more];
  const { interconnectId, alarm } = raised;
  const own = { kind: 'alarm', interconnectId, alarm } as const;
  const changes = 'changes' in line && line.changes ? { changes: line.changes } : {};
  return [
    ['channel', alarm.kind === 'flapping' ? { ...own, ...changes } : { ...line, alarm }],
    ['dm', { ...own, direct: true }],
  ];
}

/** The facts of a port whose device AWS has named only now. */
function named(row: AuditRow, request: Request): { facts?: PortFacts } {
  return row.detail.newDevice ? { facts: facts(row, request) } : {};
}

function given(members: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
