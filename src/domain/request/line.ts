import type { ListedInterconnect } from '../catalog/catalog.ts';
import type { Person } from '../person.ts';
import type { AlarmKind, Raised } from '../port/alarm.ts';
import type { PortChange } from '../port/changes.ts';
import type { CrossConnect } from '../port/cross-connect.ts';
import type { LoaFailure } from '../port/loa.ts';
import type { Window } from '../port/maintenance.ts';
import type { JudgedPair } from '../port/pair.ts';
import type { Wait } from '../port/wait.ts';
import type { Approver } from '../rules/policy.ts';
import type { Changed } from './changed.ts';
import type { MaintenanceNews, Waiting } from './fact.ts';
import type { Hold, LagLinks, LookedUp, RequestState, TaggedPort } from './request.ts';

/**
 * One line in a thread or direct message, as data; words/ turns it into sentences.
 * Everything it says is in it, so that it reads the same however late it is delivered. Lines that need someone
 * (different, refused, unknown, not_settled, lapsed, stray, missing, resubmitted, alarm, lost light) mention the requester and the
 * approvers, `pending`, `loa_given_up` and maintenance to come the requester; `reminder` and `escalated` those who can still decide. Members that are marked as optional are missing in lines that an older version queued.
 */
export type Line =
  /** A port's state as it is now. `days` since the order, where the port became available. */
  | {
      kind: 'port_state';
      interconnectId: string;
      state: string;
      /** True where `down` means that light was lost. */
      lostLight: boolean;
      days: number;
      /** It was found by its order's tag. */
      adopted?: boolean;
      /** It was at AWS already, and is followed from here on. */
      followed?: true;
      /** Who said that it is this order's port. */
      namedBy?: Person;
      /** It has carried light before. */
      lit?: boolean;
      /** So long it had no light that has it again; milliseconds. */
      outage?: number;
      /** So long it had none already that is seen to be down still; milliseconds. */
      dark?: number;
      /** It came and went until now. */
      flapped?: { since: number; times: number };
      /** Listings had lost it. */
      listedAgain?: true;
      /** What else is otherwise than before. */
      changes?: PortChange[];
      /** People are alarmed about it. */
      alarm?: Raised;
      /** Nobody is: AWS's maintenance is on it. */
      maintenance?: Window;
      /** In what it is not what was ordered. */
      differences?: string[];
      /** Where it is new, or its device is. */
      facts?: PortFacts;
      /** In a direct message. */
      direct?: true;
    }
  /** AWS has named the device of a port that is in the same state as before. */
  | ({ kind: 'facts' } & PortFacts)
  /** Something of a port is otherwise than before, that is in the same state. */
  | {
      kind: 'altered';
      interconnectId: string;
      changes: PortChange[];
      listedAgain?: true;
      alarm?: Raised;
      /** Where AWS has named its device only now. */
      facts?: PortFacts;
      /** In a direct message. */
      direct?: true;
    }
  /** A port still waits for the same as before. */
  | { kind: 'waiting'; interconnectId: string; wait: Wait }
  /** It came and went so often since then, and has stayed in its state for so long now. */
  | {
      kind: 'stable';
      interconnectId: string;
      state: string;
      since: number;
      times: number;
      calm: number;
      alarm?: Raised;
      /** In a direct message. */
      direct?: true;
    }
  | { kind: 'refused'; code: string; message: string }
  | { kind: 'unknown'; code: string; until: number }
  | {
      kind: 'not_settled';
      looked: LookedUp;
      minutes: number;
      candidates: string[];
      untold?: string[];
      tagged?: TaggedPort[];
      lagLinks?: LagLinks | null;
      /** Why it is asked, where it isn't an unknown outcome alone. */
      reason?: string;
      attempts: { number: number; at: number; code: string }[];
      /** In a direct message. */
      direct?: true;
    }
  /** Not enough of those who approved may still approve; `decision`: it was about ordering again. `direct`: in a direct message. */
  | { kind: 'lapsed'; why: string; decision: boolean; direct?: true }
  /**
   * A port with this order's tag that isn't its port: a call that landed late. `own` is the one it has; `open`: the
   * request has not ordered yet.
   */
  | { kind: 'stray'; interconnectId: string; own: string | undefined; open?: boolean }
  /** Complete listings don't show the port any more, and AWS doesn't know its ID; that is not "deleted". */
  | { kind: 'missing'; interconnectId: string; region: string; since: number; listings: number }
  | { kind: 'listed_again'; interconnectId: string; state: string; direct?: true }
  /** What needs somebody at once. `direct`: in a direct message. */
  | { kind: 'alarm'; interconnectId: string; alarm: Raised; changes?: PortChange[]; direct?: true }
  /** Somebody looks after what an alarm is about. */
  | { kind: 'alarm_taken'; interconnectId: string; about: AlarmKind; by: Person }
  /** What AWS Health says of its port. */
  | ({ kind: 'maintenance' } & MaintenanceNews)
  /** Who deleted its port, as CloudTrail has it. */
  | { kind: 'deleted_by'; interconnectId: string; by: string; at: number }
  /** It still waits, and `by` has people reminded where it isn't the bot by itself. `direct`: in a direct message. */
  | ({ kind: 'reminder'; by?: Person; direct?: true } & Waiting)
  /** Who may decide too from now on; `nobody`: no one is known to be among them. */
  | ({ kind: 'escalated'; to: Approver[]; nobody: boolean; direct?: true } & Waiting)
  | { kind: 'held'; hold: Hold }
  /** `direct`: in a direct message. */
  | { kind: 'resubmitted'; revision: number; changed?: Changed[]; direct?: true }
  /** For whom somebody asked, to them. */
  | { kind: 'asked_for'; beneficiary: Person }
  | { kind: 'tried_again'; by: Person }
  | { kind: 'ordered_again'; by: Person[] }
  /** What AWS's devices say of its port and of that of the request `pair`. */
  | ({ kind: 'pair'; pair: string } & JudgedPair)
  | { kind: 'step'; state: RequestState }
  /** A document of the request; `fileId` is the store's. It goes out as a file, under its title. */
  | { kind: 'file'; fileId: string; title: string }
  /** The port's LOA-CFA is there; `by`: who has had it fetched where it isn't the bot by itself. `direct`: in a direct message. */
  | {
      kind: 'loa';
      interconnectId: string;
      by: Person | null;
      issuedAt: number;
      sha256: string;
      bytes: number;
      direct?: true;
    }
  /** A cross-connect order to copy. */
  | ({ kind: 'cross_connect' } & CrossConnect)
  /** AWS gave no LOA-CFA yet; it is asked again at `askAt`. */
  | {
      kind: 'loa_refused';
      interconnectId: string;
      how: LoaFailure;
      code: string;
      message: string;
      askAt: number;
    }
  /** The LOA-CFA isn't asked for any more. `direct`: in a direct message. */
  | {
      kind: 'loa_given_up';
      interconnectId: string;
      region: string;
      how: LoaFailure | 'unusable';
      code: string;
      message: string;
      direct?: true;
    }
  | EarlierLine;

/** Whether a line says what came of an order, or of its port: what people wait for, and what may cost money. */
export function isOutcome(line: Line): boolean {
  switch (line.kind) {
    case 'refused':
    case 'unknown':
    case 'not_settled':
    case 'stray':
      return true;
    // A new port's first line has its facts. Nobody waits for those that are only followed, of which there may be many.
    case 'port_state':
      return line.facts !== undefined && line.followed === undefined;
    default:
      return false;
  }
}

/** What older versions told apart from the port's state; some may still be queued. */
type EarlierLine =
  | { kind: 'different'; interconnectId: string; differences: string[] }
  | { kind: 'adopted'; interconnectId: string; found: 'settling' | 'before_placing' }
  | { kind: 'named'; by: Person; interconnectId: string };

/** What AWS answered that matters later. */
export interface PortFacts {
  seen: ListedInterconnect;
  region: string;
  awsRequestId: string | undefined;
  macsec: boolean;
  /** Where the request's trail stood then: whoever rewrites what came before doesn't get that hash again. */
  audit?: { seq: number; hash: string };
}

/**
 * Where a request is told of: its card and thread, its requester's direct message, and that of anybody else, by ID:
 * approvers who can't see the channel, and people whom the rule lets know.
 */
export type Destination = 'channel' | 'dm' | `approver:${string}` | `notified:${string}`;

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
