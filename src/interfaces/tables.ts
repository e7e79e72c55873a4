import type { AuditEntry, AuditRow, HouseEntry, HouseRow } from '../domain/audit.ts';
import type { BotProcess } from '../domain/bot-process.ts';
import type { RegionCatalog } from '../domain/catalog/catalog.ts';
import type { Person } from '../domain/person.ts';
import type { Alarm, AlarmKey, AlarmKind } from '../domain/port/alarm.ts';
import type { FollowedPort } from '../domain/port/followed-port.ts';
import type { LastListing } from '../domain/port/listing.ts';
import type { LoaWish } from '../domain/port/loa.ts';
import type { Port } from '../domain/port/port.ts';
import type { Rhythm } from '../domain/port/rhythm.ts';
import type { Attempt } from '../domain/request/attempt.ts';
import type { Destination, Line, QueuedLine, StoredFile } from '../domain/request/line.ts';
import type { Outcome } from '../domain/request/outcome.ts';
import type { Request, Status } from '../domain/request/request.ts';
import type { RequestWork } from '../domain/request/status.ts';
import type { StatusMessage } from '../domain/request/status-message.ts';
import type { Vote } from '../domain/request/vote.ts';
import type { Freeze } from '../domain/rules/freeze.ts';
import type { Where } from '../domain/where.ts';

// What can be done to each table within a transaction. What a `...Reads` has only reads, and locks nothing.

/** A worker's hold on a request or a port: every write it makes names the token, which only ever goes up. */
export interface Lease {
  token: number;
  /** Epoch milliseconds of the store's clock; a write renews the lease until then, null gives it back. */
  until: number | null;
}

export interface RequestReads {
  /** A request as it stands, to show it: nothing may be written on the strength of it. */
  read(id: string): Promise<Request | undefined>;
  /** The same of several; those that nobody knows are left out. Throws UnreadableRowError. */
  readAll(ids: readonly string[]): Promise<Request[]>;
  /** The request that was made by one sent form; Slack may deliver that form twice. */
  bySubmission(submissionId: string): Promise<Request | undefined>;
  /** How many have not ended. */
  countOpen(): Promise<number>;
  /** A few of those that ask for a port of this name still, by ID. */
  openNamed(interconnectName: string): Promise<string[]>;
  /** All that ask for something still: neither ordered nor over. Throws UnreadableRowError. */
  allOpen(): Promise<Request[]>;
  /** Where each of them stands; those that nobody knows are left out. */
  statuses(ids: readonly string[]): Promise<ReadonlyMap<string, Status>>;
}

export interface Requests extends RequestReads {
  /** Reads a request and locks it until the transaction ends. */
  lock(id: string): Promise<Request | undefined>;
  /**
   * The same of several, in the order of their IDs. Throws UnreadableRowError; and RowsHeldError where somebody else holds
   * one of several.
   */
  lockAll(ids: readonly string[]): Promise<Request[]>;
  /** False where a request of this submission is there already. */
  add(request: Request): Promise<boolean>;
  /** Writes a request that was read in this transaction; throws LeaseLostError if the token is not the row's. */
  put(request: Request, lease?: Lease): Promise<Request>;
  /** The same of several, in one statement. */
  putAll(requests: readonly Request[], lease?: Lease): Promise<Request[]>;
  /** Takes this worker's longest-waiting due request that nobody holds. */
  claim(
    worker: RequestWork,
    leaseMs: number,
    /** `rehearsals`: of approved requests only those that are stamped DRY_RUN. */
    only?: 'rehearsals',
  ): Promise<{ request: Request; token: number } | undefined>;
  /** Keeps a claimed request for longer; throws LeaseLostError if another holds it by now. */
  renew(id: string, token: number, leaseMs: number): Promise<void>;
  /** Gives a claimed request back, unless another holds it by now. */
  release(id: string, token: number): Promise<void>;
  /** Lets a request that nobody holds rest, so that it doesn't stand first in line. */
  setAside(id: string, forMs: number): Promise<void>;
  /**
   * How many of this person's requests are neither over nor ordered. Until the transaction ends nobody else gets to
   * count them, so that two forms at once can't both be the last that was allowed.
   */
  countOpenOf(userId: string): Promise<number>;
  /** Makes approved requests that wait for the end of a freeze due at once. */
  wakeApproved(): Promise<void>;
}

export interface VoteReads {
  /** In the order they were cast. */
  of(requestId: string, revision: number, attempt: number): Promise<Vote[]>;
}

export interface Votes extends VoteReads {
  /** One person's choice, in place of an earlier one; false where it is the same as before. */
  cast(vote: Vote): Promise<boolean>;
  /** Takes votes on an attempt back: all of them, or those of some people. */
  void(requestId: string, revision: number, attempt: number, voters?: readonly string[]): Promise<void>;
}

export interface AttemptReads {
  /** By number. */
  of(requestId: string): Promise<Attempt[]>;
  /** Requests with a call to this Region since then that may have made a port though nobody was told so. */
  unclearIn(where: Where, since: number): Promise<string[]>;
  /** Whether an order was sent there since then, whose call might still land late. */
  anySince(where: Where, since: number): Promise<boolean>;
  /** Where orders were sent to since then. */
  placesSince(since: number): Promise<Where[]>;
  /** How many orders are on their way to AWS. */
  countOpen(): Promise<number>;
}

export interface Attempts extends AttemptReads {
  add(attempt: Attempt): Promise<void>;
  close(requestId: string, number: number, outcome: Outcome): Promise<void>;
}

/** The request that holds an interconnect. */
export interface Holder {
  requestId: string;
  /** It hasn't ordered the port, and gives it up to the request that has. */
  followsOnly: boolean;
}

export interface PortReads {
  of(requestId: string): Promise<Port | undefined>;
  /** The same of several; throws UnreadableRowError. */
  ofAll(requestIds: readonly string[]): Promise<Port[]>;
  /** This account's ports there that are not gone, and that no listing showed which began after `at`. */
  followedIn(where: Where & { accountId: string }, at: number): Promise<FollowedPort[]>;
  /** Whether there are any of ordered requests; one whose account is not known counts too. */
  isFollowed(where: Where): Promise<boolean>;
  /** Where there are any. */
  places(): Promise<Where[]>;
  /** Which requests hold these interconnects, whatever became of them; those that nobody holds are left out. */
  holders(where: Where, interconnectIds: readonly string[]): Promise<ReadonlyMap<string, Holder>>;
}

export interface Ports extends PortReads {
  /** False where the interconnect already belongs to a request. */
  add(port: Port): Promise<boolean>;
  /** Takes a request's port away, as its lock lets one; the port as it was. */
  remove(requestId: string): Promise<Port | undefined>;
  /** Writes a port as its request's lock lets one; throws LeaseLostError if the token is not the row's. */
  put(port: Port, lease?: Lease): Promise<void>;
  /** The same of several, in one statement. */
  putAll(ports: readonly Port[]): Promise<void>;
  /** Takes the longest-waiting due port that nobody holds. */
  claim(leaseMs: number): Promise<{ port: Port; token: number } | undefined>;
  /** Lets a port that nobody holds rest, so that it doesn't stand first in line. */
  setAside(requestId: string, forMs: number): Promise<void>;
  /** Makes those of a place due at once that are due within so many milliseconds. */
  hurry(where: Where, withinMs: number): Promise<void>;
  /** Gives ports whose account was not known the one that a complete listing of theirs was for. */
  nameAccount(where: Where, interconnectIds: readonly string[]): Promise<void>;
}

export interface AlarmReads {
  /** All of these requests' ports, the earliest first. */
  of(requestIds: readonly string[]): Promise<Alarm[]>;
}

export interface Alarms extends AlarmReads {
  /** Raises alarms; answers those of them that were not raised before. */
  add(alarms: readonly NewAlarm[]): Promise<NewAlarm[]>;
  /** Says that those alarms of these kinds are over that still stand; answers how many that were. */
  clear(requestIds: readonly string[], kinds: readonly AlarmKind[]): Promise<number>;
  /** Notes who looks after an alarm, unless somebody does already; the alarm as it is then, undefined where there is none. */
  take(requestId: string, key: AlarmKey, by: Person): Promise<Alarm | undefined>;
}

/** An alarm that is to be raised. */
export type NewAlarm = Pick<Alarm, 'requestId' | 'kind' | 'episode' | 'step' | 'told'>;

export interface LoaReads {
  /** A request's wishes for its port's LOA-CFA, by number. */
  of(requestId: string): Promise<LoaWish[]>;
  /** Those of several. */
  ofAll(requestIds: readonly string[]): Promise<LoaWish[]>;
}

export interface Loa extends LoaReads {
  /** Adds open wishes of different requests; answers those that were added: not where one is open, nor a second of the bot's own. */
  add(wishes: readonly Omit<LoaWish, 'number'>[]): Promise<LoaWish[]>;
  /** Takes the longest-waiting due wish that nobody holds. */
  claim(leaseMs: number): Promise<{ wish: LoaWish; token: number } | undefined>;
  /**
   * Writes a wish as its request's lock lets one; throws LeaseLostError if the token is not the row's. One that isn't open
   * any more is nobody's.
   */
  put(wish: LoaWish, lease?: Lease): Promise<void>;
}

export interface ListingReads {
  all(): Promise<LastListing[]>;
  /**
   * When the last complete listing there began, and how far AWS's clock was ahead of the store's then, null where nobody
   * was told; undefined before the first.
   */
  last(where: {
    accountId: string;
    region: string;
  }): Promise<{ at: number; skew: number | null } | undefined>;
}

export interface Listings extends ListingReads {
  /** Notes a complete listing, that began at `at`, and how far AWS's clock was ahead then; milliseconds. */
  note(listing: LastListing, skew?: number | null): Promise<void>;
}

export interface OrphanReads {
  /** The IDs of all that were noted in a Region. */
  notedIn(region: string): Promise<Set<string>>;
  /** The request whose tag such a port bears; undefined where none of this ID was noted. */
  taggedFor(interconnectId: string): Promise<string | undefined>;
}

export interface CatalogReads {
  /** What was kept of each Region: of this account, or where that is undefined, of the one that was read last. */
  latest(accountId: string | undefined): Promise<RegionCatalog[]>;
}

export interface Catalogs extends CatalogReads {
  /** Keeps what was read there, if anything was. */
  put(where: Where, catalog: RegionCatalog): Promise<void>;
}

export interface Orphans extends OrphanReads {
  /** Notes a port that bears a request's tag and isn't its port; false where it was noted before. */
  add(orphan: { region: string; interconnectId: string; requestId: string }): Promise<boolean>;
}

export interface AuditReads {
  trail(requestId: string): Promise<AuditRow[]>;
  /** The latest rows of a trail, or those of some events, so many at most, the oldest of them first. */
  latest(requestId: string, most: number, events?: readonly string[]): Promise<AuditRow[]>;
  /** The end of a request's chain; undefined while it has no rows. */
  head(requestId: string): Promise<{ seq: number; hash: string } | undefined>;
}

export interface Audit extends AuditReads {
  /** Adds entries in this order, and answers where each stands. */
  add(entries: readonly AuditEntry[]): Promise<{ seq: number; hash: string }[]>;
}

export interface HouseReads {
  /** The latest row of this kind. */
  last(event: string): Promise<HouseRow | undefined>;
  trail(): Promise<HouseRow[]>;
}

export interface House extends HouseReads {
  /** Adds to the house's own trail, numbered, timed and chained like a request's. */
  add(entry: HouseEntry): Promise<void>;
}

export interface MessageReads {
  of(requestId: string): Promise<StatusMessage[]>;
  /** The same of several. */
  ofAll(requestIds: readonly string[]): Promise<StatusMessage[]>;
  /** The request's message that stands there, if one does. */
  at(channel: string, ts: string): Promise<StatusMessage | undefined>;
}

/** Until when a message is not to be drawn, and its lines not to be told; epoch milliseconds. */
export type Pauses = Pick<StatusMessage, 'drawAfter' | 'tellAfter'>;

export interface Messages extends MessageReads {
  /**
   * Asks for a message; it is posted after `waitMs`, or once a redraw is asked for or a line to be told; but whatever is
   * asked for rests for `restMs` first.
   */
  add(
    requestId: string,
    destination: Destination,
    channel: string | null,
    waitMs?: number,
    restMs?: number,
  ): Promise<void>;
  /** Asks for the messages of a request or of several, or for those in one place, to be drawn again from the state. */
  redraw(requestIds: string | readonly string[], destination?: Destination): Promise<void>;
  /** Asks for the messages of all requests in these states to be drawn again. */
  redrawAll(statuses: readonly Status[]): Promise<void>;
  /** Whatever a message was last seen to show, it may show something else. */
  forgetShown(requestId: string, destination: Destination): Promise<void>;
  /**
   * Takes a due message that nobody holds, as it was. From then on it counts as being posted (with `nonce`), if it
   * wasn't, and nobody knows what it shows, if it is to be drawn: until whoever took it writes what became of it.
   * One of which `pauseOf` says that it has to wait isn't taken: it rests until then, and the next is looked at.
   */
  claim(
    leaseMs: number,
    nonce: string,
    pauseOf?: (message: StatusMessage) => Promise<Pauses | undefined>,
  ): Promise<{ message: StatusMessage; token: number } | undefined>;
  /** Lets a message that nobody holds rest, so that it doesn't stand first in line. */
  setAside(requestId: string, destination: Destination, forMs: number): Promise<void>;
  /** Writes what became of a claimed message and renews the lease; throws LeaseLostError if it went to another. */
  put(message: StatusMessage, token: number, leaseMs: number): Promise<void>;
  /**
   * Writes as `put` does, and gives the message back; it is due again when its drawing or its lines may go on, if
   * something is left of them.
   */
  release(message: StatusMessage, token: number): Promise<void>;
}

/** A line to be told, and where. */
interface NewLine {
  requestId: string;
  destination: Destination;
  line: Line;
}

export interface OutboxReads {
  /** The first line that is still to be told in one place. */
  next(requestId: string, destination: Destination): Promise<QueuedLine | undefined>;
  /** How far a line has come, and where it stands in Slack. */
  at(id: number): Promise<{ state: QueuedLine['state']; ts: string | null } | undefined>;
}

export interface Outbox extends OutboxReads {
  /** Adds lines, in this order. */
  add(lines: readonly NewLine[]): Promise<void>;
  put(id: number, state: QueuedLine['state'], ts?: string): Promise<void>;
  /** Notes that a line is being sent, and with what, before it is. */
  announce(id: number, nonce: string): Promise<void>;
}

export interface FileReads {
  read(id: string): Promise<StoredFile | undefined>;
}

export interface Files extends FileReads {
  add(file: Omit<StoredFile, 'slackId' | 'askedAt'>): Promise<void>;
  putSlackId(id: string, slackId: string | null, askedAt: number | null): Promise<void>;
}

export interface Duties {
  /**
   * True for one process per `everyMs` and name; nothing puts it off for longer than `mostMs`, `everyMs` unless set. False
   * once a newer version has changed the schema: its processes take it.
   */
  take(name: string, everyMs: number, mostMs?: number): Promise<boolean>;
  /** Makes a duty due within so many milliseconds, if it isn't; not sooner while it backs off. */
  want(name: string, inMs: number): Promise<void>;
  /** Takes the duty that is due for longest, of those whose names begin so and that nobody holds. */
  claim(prefix: string, leaseMs: number): Promise<TakenDuty | undefined>;
  /** Holds a duty for longer; throws LeaseLostError if the token is not the row's. */
  renew(name: string, token: number, leaseMs: number): Promise<void>;
  /**
   * Gives a duty back, due after so many milliseconds or when it was wanted meanwhile; after those alone where it backs
   * off. Nothing happens where another process holds it.
   */
  giveBack(name: string, token: number, rhythm: Rhythm, inMs: number): Promise<void>;
  /** Lets a duty that nobody holds rest for so long, so that it isn't the first in line; an hour is the most. */
  setAside(name: string, forMs: number): Promise<void>;
  /** Whether it is due now, or somebody is at it. */
  isPending(name: string): Promise<boolean>;
}

/** A duty that a process does, under this token, and how it went so far. */
interface TakenDuty {
  name: string;
  token: number;
  rhythm: Rhythm;
  /** So long it was due already; milliseconds. */
  lateMs: number;
}

export interface FreezeReads {
  /** The stored freeze, to show it. */
  read(): Promise<Freeze | null>;
  /** What freezes ordering now: the stored freeze, or a process seen within so many milliseconds that runs with FREEZE. */
  standing(withinMs: number): Promise<Freeze | 'setting' | null>;
}

export interface Freezing extends FreezeReads {
  /**
   * The stored freeze, held until this transaction ends: nobody freezes meanwhile. `outgrown` where a newer version
   * has changed the schema: one statement for whoever is about to order.
   */
  hold(): Promise<Freeze | 'outgrown' | null>;
  put(freeze: Freeze | null): Promise<void>;
}

export interface ProcessReads {
  /** The processes that were seen within so many milliseconds. */
  recent(withinMs: number): Promise<BotProcess[]>;
  /** Every process of a host, however long ago it was seen. */
  of(host: string): Promise<BotProcess[]>;
}

export interface Processes extends ProcessReads {
  /** Notes that a process runs, and with what. */
  put(process: Omit<BotProcess, 'seenAt'>): Promise<void>;
  remove(id: string): Promise<void>;
}
