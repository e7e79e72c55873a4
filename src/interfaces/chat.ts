import type { Person } from '../domain/person.ts';
import type { Alarm } from '../domain/port/alarm.ts';
import type { Deletion } from '../domain/port/deletion.ts';
import type { LettersSeen } from '../domain/port/loa.ts';
import type { Maintenance } from '../domain/port/maintenance.ts';
import type { JudgedPair } from '../domain/port/pair.ts';
import type { Port } from '../domain/port/port.ts';
import type { Attempt } from '../domain/request/attempt.ts';
import type { Destination, Line } from '../domain/request/line.ts';
import type { Request } from '../domain/request/request.ts';
import type { Vote } from '../domain/request/vote.ts';

/** Where threads are, for the tag that leads from a port to its decision. */
export interface Threads {
  /** A thread's link as far as it is known: nobody is asked for it, since an order is about to leave. */
  link(channel: string, ts: string): string;
}

/** One request with all that its messages show of it. */
export interface RequestView {
  request: Request;
  /** Of the current revision: for the approval, or for what is to be done after an attempt. */
  votes: Vote[];
  /** How many it takes now: the larger of the request's rule and the rule of now. */
  quorum: number;
  /** How many rejections end it now: the smaller of the two; 1 where it is left out. */
  rejectQuorum?: number;
  /** Nothing is placed while ordering is frozen; by whom and why. */
  freeze: { by: Person; reason: string } | 'setting' | undefined;
  /** This bot runs with DRY_RUN and places nothing. */
  rehearsing: boolean;
  /** The port that it has, or had. */
  port?: Port | undefined;
  /** What people were alarmed about and still stands, the earliest first. */
  alarms?: Alarm[];
  /** The LOA-CFAs of its port, and whether the bot is about to fetch one; `outside`: somebody else has fetched the last. */
  loa?: LettersSeen & { fetching: boolean; outside?: true };
  /** What AWS has told of its maintenance on the port, as far as people have heard of it and it isn't over. */
  maintenance?: Maintenance[];
  /** Where people decide about an unknown outcome: what was sent, by number, and the time of now; epoch milliseconds. */
  attempts?: Attempt[];
  now?: number;
  /** The request that was asked for in its place once it had ended, or AWS had refused it. */
  askedAgain?: { id: string; card: CardPlace | undefined } | undefined;
  /** Who deleted its port, where it is gone and CloudTrail has told. */
  deletion?: Deletion | undefined;
  /** The other request of its pair, as long as neither has ended. */
  pair?: PairView | undefined;
  /** The card in the approvals channel, once it was posted. */
  card: CardPlace | undefined;
}

/** The other one of two requests whose ports are a pair. */
export interface PairView {
  requestId: string;
  /** Its port, once it has one. */
  port: string | undefined;
  /** The request that is shown was asked for as the second of the two. */
  isSecond: boolean;
  /** Null until AWS has named the devices of both; undefined until both have a port. */
  judged: JudgedPair | null | undefined;
  card: CardPlace | undefined;
}

/** Where a card stands. */
export interface CardPlace {
  channel: string;
  ts: string;
}

/** Where a message is, or goes. */
export interface Place {
  channel: string;
  threadTs?: string | undefined;
}

/** A thread. */
export interface Thread extends Place {
  threadTs: string;
}

/**
 * What a refusal is about: this message, whatever is written in this place, or all that this bot says. `unclear`: a
 * word that nobody has told us about; it may pass.
 */
export type Scope = 'message' | 'place' | 'bot' | 'unclear';

/** Why something was not written; only `unknown` leaves it open whether it was. */
export type NotTold =
  /** Slack asks to wait: so many milliseconds. */
  | { kind: 'later'; ms: number; code: string }
  /** The message, or the thread's first one, was deleted. */
  | { kind: 'gone' }
  /** `details`: Slack's own words about what is wrong. */
  | { kind: 'refused'; scope: Scope; code: string; details?: string[] }
  /** This process slept past the time in which it may send. */
  | { kind: 'not_sent' }
  | { kind: 'unknown'; code: string };

/** How a write ended that names no message. */
type Done = { kind: 'done' } | NotTold;

/** How one write to Slack ended. */
export type Told = { kind: 'told'; ts: string } | NotTold;

/** What a message of ours is found by: its key, and beside it a random word that nobody else can know before. */
export interface Sought {
  key: string;
  /** Null for what was sent by a version that gave none. */
  nonce: string | null;
}

/** One write, and what it is found by; it doesn't leave after `deadline` on the monotonic clock. */
export interface Sending extends Sought {
  deadline: number;
  as: Shape;
}

/** A message as it is, or what is left of one that Slack refuses: a few words with the same buttons, or words alone. */
export type Shape = 'whole' | 'buttons' | 'text';

/** Slack's writing side: one try each, never a retry of its own. */
export interface Messenger {
  /** Milliseconds until Slack's limits let a call leave; 0 takes its turn. What came of an order goes ahead of the rest. */
  turn(method: 'post' | 'update', channel: string, isOutcome?: boolean): number;
  /** As `turn`, for who isn't about to call yet: 0 takes nothing. Known at once, without asking Slack. */
  untilTurn(method: 'post' | 'update', channel: string, isOutcome?: boolean): number;
  /** The conversation with a person; throws SlackReadError. */
  openDm(userId: string): Promise<string>;
  /** What a request's message would show now: the same text for what looks the same. The first mentions people. */
  shows(view: RequestView, destination: Destination, first: boolean): Promise<string>;
  /** Posts a request's message for the first time; mentions whoever can decide. */
  post(view: RequestView, destination: Destination, place: Place, sending: Sending): Promise<Told>;
  update(
    view: RequestView,
    destination: Destination,
    place: Place,
    ts: string,
    sending: Omit<Sending, keyof Sought>,
  ): Promise<Told>;
  say(line: Line, view: RequestView, place: Place, sending: Sending): Promise<Told>;
  /** Sends a file's bytes; nobody sees them before they are shared. A lost answer leaves nothing to look for. */
  upload(file: { name: string; bytes: Uint8Array }): Promise<{ kind: 'uploaded'; slackId: string } | NotTold>;
  /** Shows an uploaded file in a thread. Slack does it a little later: ask `shared` for where it stands. */
  share(slackId: string, title: string, place: Place, sending: Pick<Sending, 'deadline'>): Promise<Done>;
  /** The message in which a file stands in a thread, or alone in its channel; throws SlackReadError. */
  shared(slackId: string, place: Place): Promise<{ ts: string; alone: boolean } | 'deleted' | undefined>;
  /** Whether a thread's first message is still there, and no tombstone; throws SlackReadError. */
  stands(thread: Thread): Promise<boolean>;
  /** Looks for a message of ours other than `except`, on all pages after `oldest` (both a `ts`); throws SlackReadError. */
  find(place: Place, sought: Sought, oldest: string, except?: string): Promise<Found>;
  /** Takes a message of ours away that stands where it should not; throws SlackReadError. */
  remove(channel: string, ts: string): Promise<void>;
}

/** Where an interrupted message is. `thread_gone`: it may stand in the channel itself. */
export type Found = { kind: 'found'; ts: string } | { kind: 'not_found' } | { kind: 'thread_gone' };

/** Something that Slack did not take: for the log, and for whoever runs the bot. */
export interface Trouble {
  scope: Scope | 'passing';
  what: 'conversation' | 'look' | 'post' | 'update' | 'line' | 'message';
  code: string;
  /** Slack's own words about what is wrong. */
  details?: string[];
  requestId: string;
  destination: Destination;
  channel: string | null;
}
