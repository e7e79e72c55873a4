import type { Exchange } from '../../aws/types.ts';
import type { Called } from '../../workspace/traffic.ts';
import type { Delivery, Person } from '../../workspace/types.ts';
import type { ControlOptions } from '../types.ts';

/** One way in which a visitor may try to make the bot order twice. */
export interface Plot {
  id: string;
  title: string;
  /** What goes wrong. */
  words: string;
  /** What the visitor does once it is armed. */
  todo: string;
  /** Whether it can be played here; it can everywhere unless set. */
  fits?: (options: ControlOptions) => boolean;
  arm: (armed: Armed) => Trap;
  /** Whether the card alone shows what the bot made of it: lines may come minutes later. */
  isToldByCard?: boolean;
  /** What came of it, in one sentence. */
  verdict: (facts: Facts) => string;
}

/** What a plot works with once it is armed. */
export interface Armed {
  options: ControlOptions;
  /** To be called when it has really struck, with the request that it struck, if that is known. */
  struck(request: string | undefined): void;
  /** Notes in the journal what could not be played. */
  note(what: string): void;
}

/** What is set, and what is done when something happens while it is. */
export interface Trap {
  /** Takes back whatever is still set. */
  undo(): void;
  /** False while what it set going still goes on. */
  isOver?: () => boolean;
  /** A person is about to press Approve. */
  beforeApproval?: (click: Click) => void;
  /** That press is over, whether anything came of it or not. */
  afterApproval?: (click: Click) => void;
  /** An approval has just gone to the bot. */
  onApproval?: (approval: Approval) => void;
  onExchange?: (exchange: Exchange) => void;
  onCall?: (call: Called) => void;
}

/** A press of Approve, as the person did it. */
export interface Click {
  person: Person;
  message: { channel: string; ts: string };
  value: string | undefined;
}

/** The same as it goes to the bot. */
interface Approval {
  user: string;
  request: string | undefined;
  message: { channel: string; ts: string } | undefined;
  /** How often it is delivered. */
  times: number;
  done: Promise<Delivery>;
}

/** What Slack and AWS know of one request. */
export interface Facts {
  /** People whose press of Approve was not turned down. */
  approvals: number;
  /** CreateInterconnect calls that bear its tag, and those of them that made no port. */
  calls: number;
  madeNothing: number;
  ports: number;
  /** The bot has named its port on the card, and in a line under it. */
  isOnCard: boolean;
  isInThread: boolean;
  /** The bot waits for people to decide. */
  asksPeople: boolean;
  /** Nothing is ordered any more: it was rejected, withdrawn or rehearsed, say. */
  isOver: boolean;
}
