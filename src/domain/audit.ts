import type { Person } from './person.ts';

/** What an action adds to the audit; the store numbers, times and chains it. */
export interface AuditEntry {
  requestId: string;
  /** Null where the bot itself acted. */
  actor: Person | null;
  event: string;
  revision: number;
  fingerprint: string;
  errorCode?: string | undefined;
  awsRequestId?: string | undefined;
  detail: Record<string, unknown>;
  /** For the log alone: no part of the trail. */
  correlation?: string | undefined;
}

export interface AuditRow extends Omit<AuditEntry, 'errorCode' | 'awsRequestId' | 'correlation'> {
  seq: number;
  at: number;
  errorCode: string | null;
  awsRequestId: string | null;
  previousHash: string;
  hash: string;
}

/** What the house's own trail keeps: freezing, settings and reloads, which concern no single request. */
export interface HouseEntry {
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
