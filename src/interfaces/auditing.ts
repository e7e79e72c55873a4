import type { AuditHead, AuditRow } from '../domain/audit.ts';

/** An entry of a request's trail or of the house's, as it stands in the store, whoever put it there. */
export interface StoredEntry extends Omit<AuditRow, 'requestId' | 'revision' | 'fingerprint'> {
  /** Null for the house's own trail, which has neither a revision nor a fingerprint. */
  requestId: string | null;
  revision: number | null;
  fingerprint: string | null;
  /** The hash of what stands there; null where no bot can have written it, and `detail` may be empty then. */
  rightHash: string | null;
}

/** Where an entry stands among all of the requests' trails, which are read in the order of their requests' IDs. */
export interface Place {
  requestId: string;
  seq: number;
}

/** Where a chain ends, and when it began, in epoch milliseconds. */
interface ChainHead extends Place {
  hash: string;
  begunAt: number;
}

/** What stands of a request in other tables, to be compared with its trail. */
export interface Kept {
  id: string;
  status: string;
  revision: number;
  accountId: string | null;
  region: string;
  votes: { revision: number; attempt: number; voterId: string }[];
  attempts: { number: number; outcome: string | null; awsRequestId: string | null }[];
  interconnectId: string | null;
  /** The heads that its lines told people. */
  told: { seq: number; hash: string }[];
}

/** What auditors read, in pages, of any number of requests; it locks nothing. */
export interface Auditing {
  /** The requests' entries after a place, so many at most. */
  entries(after: Place, most: number): Promise<StoredEntry[]>;
  /** The house's entries, those after this number, so many at most. */
  houseEntries(afterSeq: number | undefined, most: number): Promise<StoredEntry[]>;
  /** The heads of the chains of requests after this ID, so many at most. */
  heads(after: string, most: number): Promise<ChainHead[]>;
  /** The head of the house's chain; undefined while it has no entries. */
  houseHead(): Promise<{ seq: number; hash: string } | undefined>;
  /** What stands at these places, of a few requests and of the house; those where nothing stands are left out. */
  at(places: readonly Pick<AuditHead, 'requestId' | 'seq'>[]): Promise<AuditHead[]>;
  /** What is kept of a few requests beside their trails; those that aren't there are left out. */
  kept(requestIds: readonly string[]): Promise<Kept[]>;
  /** The requests after this ID, so many at most, and whether they have a trail. */
  requests(after: string, most: number): Promise<{ id: string; hasTrail: boolean }[]>;
}
