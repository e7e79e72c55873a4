import type { Outcome } from '../domain/request/outcome.ts';
import type { NotTold } from './chat.ts';

/** A worker's write came too late: another holds the lease now, and decides. */
export class LeaseLostError extends Error {
  readonly code = 'LEASE_LOST';
  constructor(what: string) {
    super(`The lease on ${what} has gone to another worker.`);
  }
}

/** What is stored in one row is not what it should hold; `key` is the row's ID. */
export class UnreadableRowError extends Error {
  readonly code = 'UNREADABLE_ROW';
  readonly key: string;
  constructor(key: string, cause: unknown) {
    super(`What is stored of ${key} can't be read.`, { cause });
    this.key = key;
  }
}

/** Somebody else holds one of several rows at this moment; nothing has happened. */
export class RowsHeldError extends Error {
  readonly code = 'ROWS_HELD';
  constructor(cause: unknown) {
    super('One of several rows is held by somebody else.', { cause });
  }
}

/** AWS could not be read; carries AWS's error name and keeps the cause. */
export class AwsReadError extends Error {
  readonly code: string;
  constructor(code: string, message: string, cause: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

/** The store did not answer in time or at all, or could not write; keeps what it said. */
export class StoreUnavailableError extends Error {
  readonly code = 'STORE_UNAVAILABLE';
  /** True where the answer to a commit was lost: the work may have been recorded after all. */
  readonly maybeRecorded: boolean;
  /** There is no room left on its disk. */
  readonly diskFull: boolean;
  /** It answers, and lets nobody write. */
  readonly readOnly: boolean;
  /** Its disk failed to keep something: it takes nothing more until it is opened anew. */
  readonly unflushed: boolean;
  /** Whatever is asked would fail now; else it may be one lock, or one wait that was too long. */
  readonly general: boolean;
  constructor(
    cause: unknown,
    { maybeRecorded = false, diskFull = false, readOnly = false, unflushed = false, general = false } = {},
  ) {
    super(diskFull ? "The database's disk is full." : "The database didn't answer.", { cause });
    this.maybeRecorded = maybeRecorded;
    this.diskFull = diskFull;
    this.readOnly = readOnly;
    this.unflushed = unflushed;
    this.general = general;
  }
}

/** What is there is no store for this version of the bot; the message says what it is instead, in the middle of a line. */
export class UnfitStoreError extends Error {
  readonly code = 'UNFIT_STORE';
  /** What to do about it: a sentence. */
  readonly todo: string;
  constructor(message: string, todo: string, cause?: unknown) {
    super(message, { cause });
    this.todo = todo;
  }
}

/** Slack could not be asked; carries what its error means and keeps the cause. */
export class SlackReadError extends Error {
  readonly told: NotTold;
  constructor(told: NotTold, cause: unknown) {
    super("Slack didn't answer as expected.", { cause });
    this.told = told;
  }
}

/** What AWS answered could not be written down; everything needed to find the port is in the message. */
export class OutcomeLostError extends Error {
  readonly code = 'OUTCOME_NOT_RECORDED';
  constructor(requestId: string, attempt: number, outcome: Outcome, cause: unknown) {
    const port = outcome.kind === 'created' ? ` ${outcome.interconnect.interconnectId}` : '';
    const asked = outcome.awsRequestId ? `, AWS request ID ${outcome.awsRequestId}` : '';
    super(
      `Attempt ${attempt} of ${requestId} ended as ${outcome.kind}${port}${asked}, and the database kept nothing.`,
      { cause },
    );
  }
}
