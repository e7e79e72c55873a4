import type { ListedInterconnect, RegionCatalog } from '../domain/catalog/catalog.ts';
import type { Person } from '../domain/person.ts';
import type { Port } from '../domain/port/port.ts';
import type { Destination, Line } from '../domain/request/line.ts';
import type { Order } from '../domain/request/order.ts';
import type { Outcome } from '../domain/request/outcome.ts';
import type { Request, Status } from '../domain/request/request.ts';
import type { RequestWork } from '../domain/request/status.ts';
import type { Choice } from '../domain/request/vote.ts';
import type { CouldNotLook, Offer, Session } from './direct-connect.ts';

export type { Session } from './direct-connect.ts';
export type { Directory, Unchecked } from './directory.ts';

/** One person's standing choice on one revision and attempt. */
export interface Vote {
  requestId: string;
  revision: number;
  /** 0 for the approval itself; n where it is about what to do after attempt n. */
  attempt: number;
  voter: Person;
  choice: Choice;
  /** Of the order that was voted on. */
  fingerprint: string;
  at: number;
}

/** One CreateInterconnect, committed before it is sent; `outcome` is null while it is open. */
export interface Attempt {
  requestId: string;
  number: number;
  accountId: string | null;
  region: string;
  endpoint: string;
  token: number;
  committedAt: number;
  deadlineAt: number;
  /** Interconnects that already bore the name before the call. */
  sameNameIds: string[];
  /** Every interconnect that was listed before the call; null in attempts of older versions. */
  listedIds: string[] | null;
  /** The order as it was sent; null in attempts of older versions. */
  sent: Order | null;
  /** Links of the order's LAG before the call; null where there is none. */
  lagLinks: number | null;
  outcome: Outcome['kind'] | null;
  closedAt: number | null;
  awsRequestId: string | null;
  errorName: string | null;
  errorMessage: string | null;
}

/** What an action adds to the audit; the store numbers, times and chains it. */
interface AuditEntry {
  requestId: string;
  /** Null where the bot itself acted. */
  actor: Person | null;
  event: string;
  revision: number;
  fingerprint: string;
  errorCode?: string | undefined;
  awsRequestId?: string | undefined;
  detail: Record<string, unknown>;
}

export interface AuditRow extends Omit<AuditEntry, 'errorCode' | 'awsRequestId'> {
  seq: number;
  at: number;
  errorCode: string | null;
  awsRequestId: string | null;
  previousHash: string;
  hash: string;
}

/** What the house's own trail keeps: freezing, settings and reloads, which concern no single request. */
interface HouseEntry {
  /** Null where the bot itself acted. */
  actor: Person | null;
  event: string;
  detail: Record<string, unknown>;
}

export interface HouseRow extends HouseEntry {
  seq: number;
  at: number;
  previousHash: string;
  hash: string;
}

/** Where a chain ends: it stands in the log and in the thread too, so that a trail that is rewritten shows. */
export interface AuditHead {
  /** Null for the house's own trail. */
  requestId: string | null;
  seq: number;
  hash: string;
}

/** A worker's hold on a request: every write it makes names the token, which only ever goes up. */
export interface Lease {
  token: number;
  /** Epoch milliseconds of the store's clock; a write renews the lease until then, null gives it back. */
  until: number | null;
}

/** A message of ours that shows a request as it stands: the card in the channel, or the one in the DM. */
export interface Surface {
  requestId: string;
  destination: Destination;
  /** Where it is: for a DM null until the conversation was opened. */
  channel: string | null;
  ts: string | null;
  /** `sending`: a first post was under way; only then is it searched for before it is posted again. */
  posting: 'not_posted' | 'sending' | 'posted';
  /** What stood there before its present post, if anything did: no search needs to look further back. */
  lastTs: string | null;
  /** What its present post is sent with, so that it can be told from a forged one; null before. */
  nonce: string | null;
  wanted: number;
  drawn: number;
  /** What Slack was last seen to show of it; null where nobody knows. */
  shown: string | null;
  failures: number;
  /** Not to be drawn, and its lines not to be told, before then; epoch milliseconds. */
  drawAfter: number;
  tellAfter: number;
}

export interface QueuedLine {
  id: number;
  requestId: string;
  destination: Destination;
  seq: number;
  line: Line;
  /** `given_up`: Slack refused it for good, in every shape; its code was reported. */
  state: 'waiting' | 'sending' | 'sent' | 'given_up';
  /** What it is sent with, so that it can be told from a forged one; null before. */
  nonce: string | null;
  /** The line told before it in the same place: no search needs to look further back. */
  after: string | null;
}

/** A document that goes into a thread. */
export interface StoredFile {
  id: string;
  requestId: string;
  name: string;
  bytes: Uint8Array;
  /** Slack's ID for its upload, committed before the upload is shown anywhere. */
  slackId: string | null;
  /** When Slack was last asked to show it; epoch milliseconds. */
  askedAt: number | null;
}

/** Everything a transaction can do. Nothing else may be awaited inside one: no Slack, no AWS. */
export interface Tx {
  /** The store's clock at the start of this transaction, epoch milliseconds. */
  readonly now: number;
  /** Reads a request and locks it until the transaction ends. */
  request(id: string): Promise<Request | undefined>;
  /** Reads a request as it stands, to show it: nothing may be written on the strength of it. */
  peekRequest(id: string): Promise<Request | undefined>;
  /** The request that was made by one sent form; Slack may deliver that form twice. */
  requestOf(submissionId: string): Promise<Request | undefined>;
  /** False where a request of this submission is there already. */
  addRequest(request: Request): Promise<boolean>;
  /** Writes a request that was read in this transaction; throws LeaseLostError if the token is not the row's. */
  putRequest(request: Request, lease?: Lease): Promise<Request>;
  /** Takes this worker's longest-waiting due request that nobody holds. */
  claimRequest(
    worker: RequestWork,
    leaseMs: number,
    /** `rehearsals`: of approved requests only those that are stamped DRY_RUN. */
    only?: 'rehearsals',
  ): Promise<{ request: Request; token: number } | undefined>;
  /** Keeps a claimed request for longer; throws LeaseLostError if another holds it by now. */
  renewRequest(id: string, token: number, leaseMs: number): Promise<void>;
  /** Gives a claimed request back, unless another holds it by now. */
  releaseRequest(id: string, token: number): Promise<void>;
  openRequests(): Promise<number>;
  /**
   * How many of this person's requests are neither over nor ordered. Until the transaction ends nobody else gets to
   * count them, so that two forms at once can't both be the last that was allowed.
   */
  openRequestsOf(userId: string): Promise<number>;
  /** One person's choice, in place of an earlier one; false where it is the same as before. */
  castVote(vote: Vote): Promise<boolean>;
  /** Takes votes on an attempt back: all of them, or those of some people. */
  voidVotes(requestId: string, revision: number, attempt: number, voters?: readonly string[]): Promise<void>;
  votes(requestId: string, revision: number, attempt: number): Promise<Vote[]>;
  addAttempt(attempt: Attempt): Promise<void>;
  closeAttempt(requestId: string, number: number, outcome: Outcome): Promise<void>;
  attempts(requestId: string): Promise<Attempt[]>;
  /** False where the interconnect already belongs to a request. */
  addPort(port: Port): Promise<boolean>;
  putPort(port: Port): Promise<void>;
  port(requestId: string): Promise<Port | undefined>;
  portsIn(region: string): Promise<Port[]>;
  /** The IDs of all interconnects of a Region that some request holds, whatever became of it. */
  heldIn(region: string): Promise<Set<string>>;
  /** Gives ports whose account was not known the one that a complete listing of theirs was for. */
  nameAccount(region: string, interconnectIds: readonly string[], accountId: string): Promise<void>;
  /** Notes a complete listing, that began at `at`. */
  noteListing(listing: LastListing): Promise<void>;
  listings(): Promise<LastListing[]>;
  /** Requests with a call to this Region since then that may have made a port though nobody was told so. */
  unclearIn(region: string, since: number): Promise<string[]>;
  /** Regions with ordered ports, or with an order sent since `since`, whose call might still land late. */
  regionsSince(since: number): Promise<string[]>;
  /** Notes a port that bears a request's tag and isn't its port; false where it was noted before. */
  addOrphan(orphan: { region: string; interconnectId: string; requestId: string }): Promise<boolean>;
  audit(entry: AuditEntry): Promise<void>;
  auditTrail(requestId: string): Promise<AuditRow[]>;
  /** The end of a request's chain; undefined while it has no rows. */
  auditHead(requestId: string): Promise<{ seq: number; hash: string } | undefined>;
  /** Adds to the house's own trail, numbered, timed and chained like a request's. */
  houseAudit(entry: HouseEntry): Promise<void>;
  /** The latest row of this kind in the house's own trail. */
  lastHouse(event: string): Promise<HouseRow | undefined>;
  houseTrail(): Promise<HouseRow[]>;
  addSurface(requestId: string, destination: Destination, channel: string | null): Promise<void>;
  surfaces(requestId: string): Promise<Surface[]>;
  /** The request's message that stands there, if one does. */
  surfaceAt(channel: string, ts: string): Promise<Surface | undefined>;
  /** Asks for this request's messages, or for one of them, to be drawn again from its state. */
  redraw(requestId: string, destination?: Destination): Promise<void>;
  /** Whatever a message was last seen to show, it may show something else. */
  forgetShown(requestId: string, destination: Destination): Promise<void>;
  say(requestId: string, destination: Destination, line: Line): Promise<void>;
  claimSurface(leaseMs: number): Promise<{ surface: Surface; token: number } | undefined>;
  /** Writes what became of a claimed surface and renews the lease; throws LeaseLostError if it went to another. */
  putSurface(surface: Surface, token: number, leaseMs: number): Promise<void>;
  /** Gives a surface back; it is due again when its drawing or its lines may go on, if something is left of them. */
  releaseSurface(surface: Surface, token: number): Promise<void>;
  nextLine(requestId: string, destination: Destination): Promise<QueuedLine | undefined>;
  putLine(id: number, state: QueuedLine['state'], ts?: string): Promise<void>;
  /** Notes what a line is sent with, before it is. */
  putNonce(lineId: number, nonce: string): Promise<void>;
  /** How far a line has come, and where it stands in Slack. */
  lineAt(id: number): Promise<{ state: QueuedLine['state']; ts: string | null } | undefined>;
  addFile(file: Omit<StoredFile, 'slackId' | 'askedAt'>): Promise<void>;
  file(id: string): Promise<StoredFile | undefined>;
  putSlackFile(id: string, slackId: string | null, askedAt: number | null): Promise<void>;
  /** True for one process per `everyMs` and name. */
  takeDuty(name: string, everyMs: number): Promise<boolean>;
  /** The stored freeze, to show it. */
  freeze(): Promise<Freeze | null>;
  /** The stored freeze, held until this transaction ends: nobody freezes meanwhile. */
  holdFreeze(): Promise<Freeze | null>;
  putFreeze(freeze: Freeze | null): Promise<void>;
  /** How many orders are on their way to AWS. */
  openAttempts(): Promise<number>;
  /** Asks for the messages of all requests in these states to be drawn again. */
  redrawAll(statuses: readonly Status[]): Promise<void>;
  /** Makes approved requests that wait for the end of a freeze due at once. */
  wakeApproved(): Promise<void>;
  /** Notes that a process runs, and with what. */
  putProcess(process: Omit<BotProcess, 'seenAt'>): Promise<void>;
  removeProcess(id: string): Promise<void>;
  /** The processes that were seen within so many milliseconds. */
  processes(withinMs: number): Promise<BotProcess[]>;
  /** Every process of a host, however long ago it was seen. */
  processesOf(host: string): Promise<BotProcess[]>;
}

/** Ordering is frozen for every process of this store, until somebody unfreezes it. */
export interface Freeze {
  by: Person;
  reason: string;
  at: number;
}

/** One process that runs on this store. */
export interface BotProcess {
  id: string;
  host: string;
  pid: number;
  /** Hash of the settings that decide: two that differ place nothing. */
  rulesHash: string;
  /** It runs with FREEZE. */
  frozen: boolean;
  dryRun: boolean;
  /** Connections to Slack that it holds. */
  connections: number;
  seenAt: number;
}

/** The last complete listing of an account's Region. */
export interface LastListing {
  accountId: string;
  region: string;
  /** When it began; epoch milliseconds of the store's clock. */
  at: number;
}

/** How things stand, for operators. */
export interface Counts {
  requests: Record<string, number>;
  /** By outcome; `open` while nobody has an answer. */
  attempts: Record<string, number>;
  linesWaiting: number;
  linesGivenUp: number;
  strays: number;
  listings: LastListing[];
}

/** What a commit left to do, so that nobody has to poll for it. */
export type Work = RequestWork | 'deliver';

export interface Store {
  /**
   * Runs `work` in one transaction; throws what it throws, rolled back. `work` may run again after a rollback,
   * so it changes nothing but the store. With a limit, in milliseconds, it ends by then: undone, or with an error that
   * says that it may be recorded where only the commit's answer is missing.
   */
  transaction<T>(work: (tx: Tx) => Promise<T>, limitMs?: number): Promise<T>;
  /** Called after each commit that left work of a kind. */
  onWork(listener: (work: Work) => void): void;
  /** Called after each commit, once for each row that it added to a trail. */
  onAudit(listener: (head: AuditHead) => void): void;
  /** How things stand, counted beside all transactions and holding none of them up; rejects where it takes too long. */
  counts(): Promise<Counts>;
  close(): Promise<void>;
}

/** The monotonic clock, in milliseconds. Deadlines of calls use nothing else. */
export type Monotonic = () => number;

/** The answer to "is it there?": a look that wasn't complete is never "not there". */
export type LookUp = { kind: 'listed'; interconnects: ListedInterconnect[] } | CouldNotLook;

export type AccountAnswer =
  | { kind: 'known'; accountId: string }
  | { kind: 'not_known'; code: string; message: string };

/** Direct Connect, any Region. Only a session can order. */
export interface DirectConnect {
  /** Whose credentials the bot has now; for what is shown. */
  account(): Promise<AccountAnswer>;
  /** Every page of DescribeInterconnects as it is, for what is shown. */
  interconnects(region: string): Promise<LookUp>;
  /** What the Region offers; throws AwsReadError. */
  offer(region: string): Promise<Offer>;
  /**
   * Resolves credentials, asks whose they are, and returns what works with exactly these. Credentials that end within
   * `validForMs` are resolved anew.
   */
  open(region: string, validForMs: number): Promise<{ kind: 'open'; session: Session } | CouldNotLook>;
}

/** The catalog as it stands in memory; never waits. */
export interface Catalog {
  region(region: string): RegionCatalog;
}
