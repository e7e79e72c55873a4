import { differences, isGone, showsTag } from '../port/port.ts';
import { notified } from '../rules/notified.ts';
import { REQUEST_TAG } from '../tags.ts';
import { ownDm } from './destination.ts';
import type { Fact, RaisedFor, Waiting } from './fact.ts';
import type { Destination, Line, PortFacts } from './line.ts';
import type { Request } from './request.ts';

/** One line that a fact makes, and where it is told. */
export interface Said {
  destination: Destination;
  line: Line;
}

/** What a fact happened to, and what else is known of it. */
export interface About {
  before: Request;
  /** The same as `before` where the fact moves nothing. */
  after: Request;
  awsRequestId: string | undefined;
  /** Where the fact stands in the request's trail. */
  head: { seq: number; hash: string };
}

/** What people are told of a fact: at most one line a place. The only rule for it; nothing else says a word. */
export function linesOf(fact: Fact, about: About): Said[] {
  const { before, after } = about;
  const line: Line = { kind: 'step', state: after.state };
  const step: Said = { destination: 'dm', line };
  const steps: Said[] = [step, ...forInformation(after, line)];
  switch (fact.type) {
    case 'approved':
    case 'rejected':
    case 'expired':
    case 'rehearsed':
    case 'given_up':
      return steps;
    case 'sent_back':
      return [step];
    case 'withdrawn':
      return forInformation(after, line);
    case 'resubmitted':
      return called(fact, { kind: 'resubmitted', revision: after.revision, changed: fact.changed });
    case 'submitted':
      return fact.beneficiary ? [inThread({ kind: 'asked_for', beneficiary: fact.beneficiary })] : [];
    case 'reminded':
      return called(fact, { kind: 'reminder', ...waiting(fact) });
    case 'nudged':
      return called(fact, { kind: 'reminder', by: fact.by, ...waiting(fact) });
    case 'escalated': {
      const { to, nobody } = fact;
      return called(fact, { kind: 'escalated', to, nobody, ...waiting(fact) });
    }
    case 'held':
      return fact.told ? [inThread({ kind: 'held', hold: fact.hold })] : [];
    case 'attempt_not_sent':
    case 'attempt_throttled':
      return before.state.status === 'placing' && before.state.tries === 0
        ? [inThread({ kind: 'held', hold: fact.hold })]
        : [];
    case 'attempt_refused':
      return [inThread({ kind: 'refused', code: fact.code, message: fact.message }), step];
    case 'still_unknown':
      return [inThread({ kind: 'unknown', code: fact.code, until: fact.until }), step];
    case 'created':
    case 'found':
    case 'named':
      // One that is gone already is told about in the fact that follows.
      return [inThread(taken(fact, about)), ...(isGone(fact.seen.state) ? [] : steps)];
    case 'not_settled': {
      const { type: _, at: __, attempt: ___, lateUntil: ____, direct: _____, ...found } = fact;
      return [...called(fact, { kind: 'not_settled', ...found }), ...(isNews(before.state) ? [step] : [])];
    }
    case 'approval_lapsed': {
      const decision = 'votesFor' in before.state && before.state.votesFor > 0;
      return [...called(fact, { kind: 'lapsed', why: fact.why, decision }), step];
    }
    case 'tried_again':
      return [inThread({ kind: 'tried_again', by: fact.by })];
    case 'ordered_again':
      return [inThread({ kind: 'ordered_again', by: fact.by })];
    case 'port_changed':
      if (fact.untold) return [];
      return besideAlarm(fact, moved(fact, about), withLight(fact, about, step));
    case 'port_gone':
      return 'seen' in fact ? besideAlarm(fact, moved(fact, about), steps) : steps;
    case 'port_altered':
      return besideAlarm(fact, altered(fact, about), endedBy(fact));
    case 'still_waiting': {
      const { interconnectId, wait } = fact;
      return [inThread({ kind: 'waiting', interconnectId, wait })];
    }
    case 'port_stable': {
      const { type: _, alarm, ...stable } = fact;
      const line = { kind: 'stable', ...stable } as const;
      return besideAlarm(fact, { ...line, ...(alarm ? { alarm: alarm.alarm } : {}) }, [
        { destination: 'dm', line: { ...line, direct: true } },
      ]);
    }
    case 'followed':
      return [inThread(followed(fact, about))];
    case 'handed_over':
      return [inThread(line), ...steps];
    case 'device_seen':
      return [inThread({ kind: 'facts', ...portFacts(fact.seen, about) })];
    case 'stray_seen': {
      const { interconnectId, own, open } = fact;
      return [inThread({ kind: 'stray', interconnectId, own: own ?? undefined, open })];
    }
    case 'port_missing': {
      const { type: _, ...missing } = fact;
      return [inThread({ kind: 'missing', ...missing })];
    }
    case 'port_listed_again': {
      const { interconnectId, state } = fact;
      const again = { kind: 'listed_again', interconnectId, state } as const;
      return [inThread(again), { destination: 'dm', line: { ...again, direct: true } }];
    }
    case 'alarm_raised': {
      const { interconnectId, alarm } = fact;
      return alarming(fact, { kind: 'alarm', interconnectId, alarm });
    }
    case 'alarm_taken': {
      const { interconnectId, alarm, by } = fact;
      return [inThread({ kind: 'alarm_taken', interconnectId, about: alarm.kind, by })];
    }
    case 'maintenance_told': {
      const { type: _, eventArn: __, ...news } = fact;
      return [inThread({ kind: 'maintenance', ...news })];
    }
    case 'deletion_traced': {
      const { interconnectId, by, deletedAt: at } = fact;
      return [inThread({ kind: 'deleted_by', interconnectId, by, at })];
    }
    case 'pair_judged': {
      const { type: _, ...judged } = fact;
      return [inThread({ kind: 'pair', ...judged })];
    }
    case 'loa_fetched': {
      const { interconnectId, by, issuedAt, sha256, bytes } = fact;
      return withDm({ kind: 'loa', interconnectId, by, issuedAt, sha256, bytes });
    }
    case 'loa_filed':
      return [inThread({ kind: 'file', fileId: fact.fileId, title: fact.title })];
    case 'cross_connect_drafted': {
      const { type: _, ...drafted } = fact;
      return [inThread({ kind: 'cross_connect', ...drafted })];
    }
    case 'loa_refused': {
      const { type: _, wish: __, told, ...refused } = fact;
      return told ? [inThread({ kind: 'loa_refused', ...refused })] : [];
    }
    case 'loa_given_up': {
      const { type: _, wish: __, ...given } = fact;
      return withDm({ kind: 'loa_given_up', region: after.order.region, ...given });
    }
    case 'loa_wished':
    case 'loa_asked':
    case 'loa_dropped':
    case 'attempt_committed':
    // Nobody is called by what the first looks may clear up.
    case 'attempt_unknown':
    case 'asked_again':
    case 'pair_asked':
    case 'voted':
    case 'vote_taken_back':
    case 'voted_to_order_again':
    case 'voted_it_exists':
    case 'votes_voided':
      return [];
  }
}

/** Whether whoever asked has heard nothing but "approved" so far. */
function isNews(state: Request['state']): boolean {
  return state.status === 'approved' || (state.status === 'unsettled' && state.called === false);
}

function inThread(line: Line): Said {
  return { destination: 'channel', line };
}

/** In the thread, and to whoever asked for the port. */
function withDm(line: Extract<Line, { kind: 'loa' | 'loa_given_up' }>): Said[] {
  return [inThread(line), { destination: 'dm', line: { ...line, direct: true } }];
}

/** To those whom the rule lets know: that it was decided, ordered, or has ended. */
function forInformation(request: Request, line: Line): Said[] {
  return notified(request).map((id) => ({ destination: ownDm('notified', id), line }));
}

type Call = Extract<Fact, { type: 'reminded' | 'nudged' | 'escalated' }>;

/** In the thread, and to those who can't see it. */
function called({ direct = [] }: { direct?: string[] }, line: Extract<Line, { direct?: true }>): Said[] {
  const own: Line = { ...line, direct: true };
  return [inThread(line), ...direct.map((id) => ({ destination: ownDm('approver', id), line: own }))];
}

/** In the thread, to whoever asked, and to those who can't see the thread. */
function alarming(fact: { direct: string[] }, line: Extract<Line, { kind: 'alarm' }>): Said[] {
  return [...called(fact, line), { destination: 'dm', line: { ...line, direct: true } }];
}

/** How far a request is that waits for people. */
function waiting({ approvals, quorum, from, waited, expiresAt, call }: Call): Waiting {
  return { approvals, quorum, from, waited, expiresAt, call };
}

/** A request's new port: how it came, its state, whatever is not as ordered, and what AWS answered. */
function taken(fact: Extract<Fact, { type: 'created' | 'found' | 'named' }>, about: About): Line {
  const { seen, how, interconnectId } = fact;
  const { order, id } = about.after;
  const different = differences(order, seen);
  if (!showsTag(seen, REQUEST_TAG, id)) different.push(`AWS shows it without the tag ${REQUEST_TAG}.`);
  return {
    kind: 'port_state',
    interconnectId,
    state: seen.state,
    lostLight: false,
    days: 0,
    ...(how === 'settling' || how === 'before_placing' ? { adopted: true } : {}),
    ...(fact.type === 'named' ? { namedBy: fact.by } : {}),
    ...(different.length > 0 ? { differences: different } : {}),
    facts: { ...portFacts(seen, about), audit: about.head },
  };
}

/** A port that is followed from here on: its state and what AWS shows of it; what it was before nobody knows. */
function followed({ seen, interconnectId }: Extract<Fact, { type: 'followed' }>, about: About): Line {
  const { state } = seen;
  const facts = { ...portFacts(seen, about), audit: about.head };
  return { kind: 'port_state', interconnectId, state, lostLight: false, days: 0, followed: true, facts };
}

/**
 * What is told in the thread, and beside it an alarm in the direct messages, in the place of whatever else they would be
 * told. That a port comes and goes is told in the place of what has just become of it.
 */
function besideAlarm({ alarm: raised }: { alarm?: RaisedFor }, line: Line, more: Said[]): Said[] {
  if (!raised) return [inThread(line), ...more];
  const { interconnectId, alarm } = raised;
  const changes = 'changes' in line && line.changes ? { changes: line.changes } : {};
  const own = { kind: 'alarm' as const, interconnectId, alarm };
  const direct = alarming(raised, own).filter(({ destination }) => destination !== 'channel');
  const places = new Set(direct.map(({ destination }) => destination));
  return [
    inThread(alarm.kind === 'flapping' ? { ...own, ...changes } : line),
    ...direct,
    ...more.filter(({ destination }) => !places.has(destination)),
  ];
}

/** Whoever asked is told of its first light as a step, and of light that came back with how long it was away. */
function withLight(fact: Extract<Fact, { type: 'port_changed' }>, about: About, step: Said): Said[] {
  if (fact.seen.state !== 'available') return [];
  if (!fact.lit) return [step];
  // They have not heard of anything else that it comes back from.
  if (fact.outage === undefined) return [];
  const { facts: _, changes: __, ...line } = moved(fact, about);
  return [{ destination: 'dm', line: { ...line, direct: true } }];
}

/** Whoever asked was told that it was missing, or had lost its encryption: that this is over they are told too. */
function endedBy({ seen, listedAgain, changes = [] }: Extract<Fact, { type: 'port_altered' }>): Said[] {
  const ended = changes.filter((one) => one.what === 'portEncryptionStatus' && one.after !== undefined);
  if (!listedAgain && ended.length === 0) return [];
  const { interconnectId } = seen;
  const again = listedAgain ? { listedAgain } : {};
  return [
    { destination: 'dm', line: { kind: 'altered', interconnectId, changes: ended, ...again, direct: true } },
  ];
}

/** AWS names the device only after `requested`; two ports on one device are no diversity. */
function moved(
  fact: Extract<Fact, { type: 'port_changed' }> | Moved,
  about: About,
): Extract<Line, { kind: 'port_state' }> {
  const { seen, lostLight, days, lit, outage, dark, flapped } = fact;
  const { interconnectId, state } = seen;
  return {
    kind: 'port_state',
    interconnectId,
    state,
    lostLight,
    days,
    ...(lit === undefined ? {} : { lit }),
    ...(outage === undefined ? {} : { outage }),
    ...(dark === undefined ? {} : { dark }),
    ...(flapped ? { flapped } : {}),
    ...(fact.changes && fact.changes.length > 0 ? { changes: fact.changes } : {}),
    ...(fact.maintenance ? { maintenance: fact.maintenance } : {}),
    ...alsoSeen(fact, about),
  };
}

function altered(
  fact: Extract<Fact, { type: 'port_altered' }>,
  about: About,
): Extract<Line, { kind: 'altered' }> {
  const { seen, changes = [] } = fact;
  return { kind: 'altered', interconnectId: seen.interconnectId, changes, ...alsoSeen(fact, about) };
}

/** What a line about a port says beside what is otherwise. */
function alsoSeen({ seen, newDevice, listedAgain, alarm }: Omit<Altered, 'type'>, about: About) {
  return {
    ...(listedAgain ? { listedAgain } : {}),
    ...(alarm ? { alarm: alarm.alarm } : {}),
    ...(newDevice ? { facts: portFacts(seen, about) } : {}),
  };
}

type Altered = Extract<Fact, { type: 'port_altered' }>;

type Moved = Extract<Fact, { type: 'port_gone'; newDevice: boolean }>;

function portFacts(seen: PortFacts['seen'], { after, awsRequestId }: About): PortFacts {
  const { region, requestMACSec: macsec } = after.order;
  return { seen, region, awsRequestId, macsec };
}
