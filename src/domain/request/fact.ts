import type { ListedInterconnect } from '../catalog/catalog.ts';
import type { Person } from '../person.ts';
import type { AlarmKey, Raised } from '../port/alarm.ts';
import type { PortChange } from '../port/changes.ts';
import type { CrossConnect } from '../port/cross-connect.ts';
import type { Letter, LoaFailure } from '../port/loa.ts';
import type { MaintenanceStep, Window } from '../port/maintenance.ts';
import type { JudgedPair } from '../port/pair.ts';
import type { PortMove } from '../port/sight.ts';
import type { Wait } from '../port/wait.ts';
import type { Approver, PersonOrGroup, Rule } from '../rules/policy.ts';
import type { Changed } from './changed.ts';
import type { Order } from './order.ts';
import type { Finding, Hold } from './request.ts';
import type { Choice } from './vote.ts';

/** By which rule and which of its entries somebody decided: kept for good, since groups and settings change. */
export interface Entitlement {
  rule: string;
  via: Approver | null;
  ruleNow: string | null;
  viaNow: Approver | null;
}

/** A port as it was when its request took it. */
interface Taken {
  interconnectId: string;
  portState: string;
  seen: ListedInterconnect;
}

/** What a listing showed of a port otherwise than the one before. Facts of older versions have fewer members. */
interface Altered {
  seen: ListedInterconnect;
  /** AWS has named its device only now. */
  newDevice: boolean;
  changes?: PortChange[];
  /** Listings had lost it, and that was told. */
  listedAgain?: true;
  /** People are alarmed about it. */
  alarm?: RaisedFor;
  /** Nobody is: AWS's maintenance is on it. */
  maintenance?: Window;
}

/** What a listing showed of a port that was in another state before. */
type Moved = Altered & Pick<PortMove, 'lostLight' | 'days'> & Partial<PortMove>;

/** A call to AWS, as people are reminded of it. */
export interface Tried {
  number: number;
  at: number;
  code: string;
}

/** How far a request is that waits for people, as they are told when they are called. */
export interface Waiting {
  approvals: number;
  quorum: number;
  /** Who decides, by name. */
  from: string;
  /** Milliseconds since it was asked. */
  waited: number;
  expiresAt: number;
  /** Who can still decide, and is mentioned in the thread. */
  call: PersonOrGroup[];
}

/** A call to those who can still decide; `direct`: who hears of it in a direct message, since they can't see the thread. */
type Called = Waiting & { direct: string[] };

/** An alarm about a request's port. */
export interface RaisedFor {
  interconnectId: string;
  alarm: Raised;
  /** Those in whose place it is told. */
  passed: AlarmKey[];
  /** As in Called. */
  direct: string[];
}

/** Something that happened and moves a request; each is written to the audit by this name. */
export type RequestEvent =
  | { type: 'approved'; by: Person[]; at: number }
  | ({ type: 'rejected'; by: Person; reason: string; at: number } & Entitlement)
  | { type: 'withdrawn'; by: Person; at: number }
  | { type: 'expired'; at: number }
  /** With an entitlement where an approver did it. */
  | ({ type: 'sent_back'; by: Person | null; reason: string; at: number } & Partial<Entitlement>)
  /** `direct` as in Called; facts of older versions have none. */
  | {
      type: 'resubmitted';
      order: Order;
      reason: string;
      changed: Changed[];
      beneficiary?: Person;
      direct?: string[];
      at: number;
    }
  /** `step`: how many of the rule's reminders are over by it. */
  | ({ type: 'reminded'; step: number; at: number } & Called)
  /** Its requester had people reminded. */
  | ({ type: 'nudged'; by: Person; at: number } & Called)
  /** Who may decide too from now on; `nobody`: no one is known to be among them. */
  | ({ type: 'escalated'; to: Approver[]; nobody: boolean; at: number } & Called)
  /** `told`: the thread is told of it, which each code is once per approval. */
  | { type: 'held'; hold: Hold; told: boolean; at: number }
  | { type: 'rehearsed'; at: number }
  /** `by`: whose votes stood when it was committed. */
  | {
      type: 'attempt_committed';
      attempt: number;
      accountId: string;
      by: Person[];
      votesFor: number;
      at: number;
    }
  | { type: 'attempt_not_sent'; hold: Hold; at: number }
  | { type: 'attempt_throttled'; hold: Hold; at: number }
  | { type: 'attempt_refused'; code: string; message: string; finding: Finding; at: number }
  | { type: 'attempt_unknown'; code: string; until: number; at: number }
  /** The first looks after an unknown outcome have found nothing: now people are called. */
  | { type: 'still_unknown'; code: string; until: number; at: number }
  | ({ type: 'created'; how: 'answer'; at: number } & Taken)
  | ({ type: 'found'; how: 'late_answer' | 'settling' | 'before_placing'; at: number } & Taken)
  /** `reason`: why it is asked, where it isn't an unknown outcome alone. `direct` as in Called. */
  | ({
      type: 'not_settled';
      attempt: number;
      minutes: number;
      attempts: Tried[];
      reason?: string;
      direct?: string[];
      at: number;
    } & Finding)
  /** Not enough of those who approved may still approve; or, after an Order again, it took too long. `direct` as in Called. */
  | { type: 'approval_lapsed'; why: string; finding: Finding; direct?: string[]; at: number }
  | { type: 'tried_again'; by: Person; at: number }
  | { type: 'ordered_again'; by: Person[]; accepted: string[]; at: number }
  | ({ type: 'named'; how: 'named'; by: Person; at: number } & Taken)
  | ({ type: 'given_up'; by: Person; at: number } & Entitlement)
  | ({ type: 'port_changed'; portState: string; at: number } & Moved)
  /** Without more where it was gone already when its request took it. */
  | ({ type: 'port_gone'; at: number } & (Moved | object))
  /** The port that was only followed is another request's. */
  | { type: 'handed_over'; to: string; at: number };

export type EventType = RequestEvent['type'];

/** What is counted of a vote. */
interface Counted extends Entitlement {
  count: number;
  quorum: number;
}

/** What AWS Health says of a port, as far as it is told now. */
export type MaintenanceNews = Window & {
  interconnectId: string;
  step: MaintenanceStep;
  /** AWS's word for its kind, and whether AWS has planned it. */
  code: string;
  planned: boolean;
  /** AWS's description. */
  words: string;
  /** When it was to be by the last word, where it was moved. */
  before?: Window;
  portState: string;
  /** The port has carried light once, and doesn't now. */
  lostLight: boolean;
};

/** Something that is worth keeping, and moves no request. */
export type Note =
  | {
      type: 'submitted';
      order: Order;
      accountId: string | null;
      reason: string;
      rule: Rule;
      dryRun: boolean;
      beneficiary?: Person;
      /** The request beside whose port it is asked for. */
      beside?: string;
    }
  /** A port that was at AWS already is followed from now on; nobody asked for it, and nobody decides. */
  | ({ type: 'followed'; order: Order; accountId: string; rule: Rule } & Taken)
  | ({ type: 'voted'; decision: 'approve' | 'reject'; comment?: string } & Counted)
  | { type: 'vote_taken_back'; choice: Choice }
  | ({ type: 'voted_to_order_again'; attempt: number } & Counted)
  | ({ type: 'voted_it_exists'; attempt: number; interconnectId: string } & Counted)
  /** `votesFor` as in Approval. */
  | { type: 'votes_voided'; voters: Person[]; votesFor: number; why: string }
  | { type: 'device_seen'; seen: ListedInterconnect }
  /** It is in the same state as before, and otherwise in something else. */
  | ({ type: 'port_altered' } & Altered)
  /** It still waits for the same as before. */
  | { type: 'still_waiting'; interconnectId: string; wait: Wait }
  /** It came and went so often since then, and has stayed in its state for so long now. */
  | {
      type: 'port_stable';
      interconnectId: string;
      state: string;
      since: number;
      times: number;
      calm: number;
      alarm?: RaisedFor;
    }
  /** A port with the request's tag that isn't its port. `own`: the one it has; `open`: it has not ordered yet. */
  | { type: 'stray_seen'; interconnectId: string; own: string | null; open: boolean }
  | { type: 'port_missing'; interconnectId: string; region: string; since: number; listings: number }
  | { type: 'port_listed_again'; interconnectId: string; state: string }
  | ({ type: 'alarm_raised' } & RaisedFor)
  /** Somebody looks after what an alarm is about. */
  | { type: 'alarm_taken'; interconnectId: string; alarm: AlarmKey; by: Person }
  | ({ type: 'maintenance_told'; eventArn: string } & MaintenanceNews)
  /** CloudTrail has said who deleted the port: a user, or a role and its session. */
  | { type: 'deletion_traced'; interconnectId: string; by: string; deletedAt: number }
  /** It had ended, and was asked for once more: as this request. */
  | { type: 'asked_again'; again: string }
  /** A wish for the port's LOA-CFA: the bot's own, or somebody's in view of the one issued then. */
  | { type: 'loa_wished'; wish: number; interconnectId: string; boundTo: number | null }
  /** AWS is about to be asked for it, the n-th time for this wish. */
  | { type: 'loa_asked'; wish: number; times: number; interconnectId: string }
  /** `by`: whose wish it was; null for the bot's own. */
  | ({ type: 'loa_fetched'; wish: number; interconnectId: string; by: Person | null } & Letter)
  /** It goes into the thread as a file. */
  | { type: 'loa_filed'; fileId: string; title: string }
  /** An order to copy, by what is known of both ends. */
  | ({ type: 'cross_connect_drafted' } & CrossConnect)
  /** AWS gave none; it is asked again at `askAt`. `told`: the thread is told of it. */
  | {
      type: 'loa_refused';
      wish: number;
      interconnectId: string;
      how: LoaFailure;
      code: string;
      message: string;
      askAt: number;
      told: boolean;
    }
  /** It isn't asked for any more; `unusable`: what AWS gave is of no use. */
  | {
      type: 'loa_given_up';
      wish: number;
      interconnectId: string;
      how: LoaFailure | 'unusable';
      code: string;
      message: string;
    }
  /** Its port is gone, or another request's by now. */
  | { type: 'loa_dropped'; wish: number }
  /** A second port was asked for beside its own: as this request. */
  | { type: 'pair_asked'; second: string }
  /** AWS has named the devices of its port and of that of `pair`, or has named others. */
  | ({ type: 'pair_judged'; pair: string } & JudgedPair);

/** All that a request's trail can say. */
export type Fact = RequestEvent | Note;

/** What the house's own trail can say: what concerns no single request. */
export type HouseFact =
  | { type: 'frozen'; reason: string }
  | { type: 'unfrozen' }
  /** The heads of all chains were written: of this day in UTC, so many, by this key where they are signed. */
  | { type: 'heads_kept'; day: string; count: number; keyId: string | null }
  /** All of it came from another database by this move: of each table how many rows, and SHA-256 over their values. */
  | { type: 'store_moved'; move: string; tables: Record<string, { rows: number; digest: string }> }
  | { type: 'settings'; settings: Record<string, unknown>; host: string; pid: number };
