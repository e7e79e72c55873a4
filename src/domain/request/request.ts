import type { Person } from '../person.ts';
import type { Rule } from '../rules/policy.ts';
import type { Trace } from '../trace.ts';
import type { Changed } from './changed.ts';
import type { Order } from './order.ts';

/** Why an approved request is not placed yet. */
export interface Hold {
  kind:
    | 'frozen'
    | 'could_not_look'
    | 'not_sent'
    | 'throttled'
    | 'wrong_account'
    /** Who may approve can't be checked now. */
    | 'unchecked'
    /** The processes of this store run with different rules. */
    | 'rules_differ';
  code: string;
  message: string;
}

/** A port that bears a request's tag and is not taken over by itself: people decide. */
export interface TaggedPort {
  interconnectId: string;
  why: /** It is not what was ordered: `differences` says in what. */
    | 'differs'
    /** It was there before the first attempt, or no attempt was ever made. */
    | 'was_there'
    /** Another request holds it. */
    | 'taken'
    /** There is more than one that could be it. */
    | 'several';
  differences: string[];
}

/** How many links the order's LAG had before the first call, and has now. */
export interface LagLinks {
  before: number;
  now: number;
}

/** What an approval carries along, through attempts that came to nothing. */
export interface Approval {
  /** The votes that made it: 0 for the approval itself, n for Order again after attempt n, whose outcome is unknown. */
  votesFor: number;
  /** Codes of the holds that the thread was told of, each once. */
  told: string[];
  /** Ports of the same name that people have looked at before they ordered again. */
  accepted: string[];
}

/** Where a request stands. `at` is epoch milliseconds. Ended states never change again. */
export type RequestState =
  /**
   * `changed`: what the present revision changed of the one before, where it was edited. `after`: the request that had
   * ended and in whose place it is asked for.
   */
  | { status: 'awaiting_approval'; changed?: Changed[]; after?: string }
  /** The requester edits it; every vote is void. `by` is null where the bot sent it back, else `reason` is a question. */
  | { status: 'sent_back'; by: Person | null; reason: string; at: number }
  | { status: 'rejected'; by: Person; reason: string; at: number }
  | { status: 'withdrawn'; by: Person; at: number }
  | { status: 'expired'; cause: 'undecided' | 'not_placed'; at: number }
  /** Enough people said yes, at `at`; `tries` counts attempts that never reached AWS. */
  | ({ status: 'approved'; by: Person[]; at: number; tries: number; hold: Hold | null } & Approval)
  /** DRY_RUN: everything but the call. */
  | { status: 'rehearsed'; by: Person[]; at: number }
  /** An attempt is committed: from here on only AWS's answer tells whether a port exists. */
  | ({
      status: 'placing';
      by: Person[];
      at: number;
      approvedAt: number;
      tries: number;
      attempt: number;
    } & Approval)
  /** AWS made nothing, and said why. No attempt before had an unknown outcome, else people decide. */
  | { status: 'refused'; by: Person[]; at: number; attempt: number; code: string; message: string }
  /** Nobody knows; it is looked up until `until`, and never sent again by itself. */
  | {
      status: 'unsettled';
      by: Person[];
      at: number;
      attempt: number;
      code: string;
      until: number;
      /** False until the first looks have found nothing: nobody was called yet. An older version called at once. */
      called?: boolean;
    }
  | ({ status: 'needs_decision'; by: Person[]; at: number; attempt: number } & Finding)
  | {
      status: 'ordered';
      by: Person[];
      at: number;
      attempt: number;
      interconnectId: string;
      portState: string;
    }
  | { status: 'abandoned'; by: Person; at: number }
  /** The port is gone from AWS; or, `to` another request, it turned out to be that one's. */
  | { status: 'closed'; interconnectId: string; to?: string; at: number };

export type Status = RequestState['status'];

/** What the look-up at the end of the settling window could say. */
export type LookedUp = 'not_there' | 'could_not_look';

/** What people decide by where nobody knows whether a port was made. */
export interface Finding {
  looked: LookedUp;
  /** New ports of the same name. */
  candidates: string[];
  /** Ports that could be it and whose tags AWS did not tell. */
  untold?: string[];
  /** Ports with the request's own tag; while there are any, nothing is ordered again. */
  tagged: TaggedPort[];
  /** Where the order went into a LAG. */
  lagLinks: LagLinks | null;
  /** Until when AWS might still take the last call. Epoch milliseconds. */
  lateUntil: number;
}

/** One person's request for one port. */
export interface Request {
  id: string;
  /** The form that made or last changed it, as Slack names it. */
  submissionId: string;
  /** Goes up with every edit; votes count for one revision only. */
  revision: number;
  /** Goes up with every write; guards people's changes. */
  version: number;
  requester: Person;
  /** For whom they ask, where that is somebody else; neither of the two decides. */
  beneficiary: Person | null;
  reason: string;
  order: Order;
  /** The location's name when it was asked for. */
  locationName: string;
  warnings: string[];
  /** Pinned once known; null while AWS has not told. */
  accountId: string | null;
  /** What the account was called when the port was asked for; absent where nobody had named it. */
  accountLabel?: string | undefined;
  /** SHA-256 of the canonical order, hexadecimal. */
  fingerprint: string;
  rule: Rule;
  dryRun: boolean;
  createdAt: number;
  /** When the present revision was asked: reminders and escalation count from it. */
  askedAt: number;
  /** How many of the rule's reminders were told of this revision. */
  reminded: number;
  /** When its requester last had people reminded. */
  nudgedAt: number | null;
  /** Since when the rule's second group may decide too. */
  escalatedAt: number | null;
  /** When an undecided or unplaced request expires. */
  expiresAt: number;
  /** The earliest time its state calls for work; null when only people can move it. */
  dueAt: number | null;
  /** Where its trace goes on; null where no click is known, as for what an older version wrote. */
  trace: Trace | null;
  state: RequestState;
}
