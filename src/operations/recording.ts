import type { Logger } from 'pino';
import { SECOND } from '../domain/time.ts';
import { StoreUnavailableError } from '../interfaces/errors.ts';
import type { Store } from '../interfaces/store.ts';

/** A commit of so long ago shows that the next one would come through. */
const PROOF_MS = 2 * SECOND;
/** So long nothing has to fail before the database counts as back: what comes and goes is told once. */
const QUIET_MS = 1 * SECOND;

/** Whether anything can be recorded in the store. */
export interface Recording {
  /** The store, watched. */
  store: Store;
  /** Runs a write of no other use. While nothing can be recorded, its commit alone shows that this is over. */
  tries<T>(write: () => Promise<T>): Promise<T>;
  /** Whether a write comes through: by a commit of a moment ago, or by one try of `write` for all who ask meanwhile. */
  isPossible(write: () => Promise<unknown>): Promise<boolean>;
  /** What is wrong and what to do, in one line; undefined while nothing is. */
  trouble(): string | undefined;
  /** Tells of an error, unless it is the store's own: that was told when it began. */
  unlessTold(error: unknown, tell: () => void): void;
}

/**
 * Watches what the store answers. The log gets one line when nothing can be recorded any more and one when it can again,
 * however much fails in between: whoever meets a StoreUnavailableError need not log it.
 */
export function watchRecording(
  watched: Store,
  { monotonic, log }: { monotonic: () => number; log: Pick<Logger, 'error' | 'warn'> },
): Recording {
  let provenAt = Number.NEGATIVE_INFINITY;
  let failedAt = Number.NEGATIVE_INFINITY;
  let away: { since: number; failures: number; by: StoreUnavailableError } | undefined;
  let trying: Promise<boolean> | undefined;

  const fails = (error: StoreUnavailableError) => {
    failedAt = monotonic();
    if (!away || saidOf(away.by) !== saidOf(error))
      log.error({ code: codeOf(error), err: error.cause ?? error }, saidOf(error).logged);
    away = { since: away?.since ?? failedAt, failures: (away?.failures ?? 0) + 1, by: error };
  };
  const noting = async <T>(answer: Promise<T>): Promise<T> => {
    try {
      return await answer;
    } catch (error) {
      if (isSure(error)) fails(error);
      throw error;
    }
  };
  const tries = async <T>(write: () => Promise<T>): Promise<T> => {
    const result = await write().catch((error: unknown) => {
      // That of all writes shows it, whatever it says; what is sure was noted as it passed through the store.
      if (error instanceof StoreUnavailableError && !isSure(error)) fails(error);
      throw error;
    });
    const now = monotonic();
    provenAt = now;
    if (away && now - failedAt >= QUIET_MS) {
      const { since, failures } = away;
      away = undefined;
      log.warn({ away_ms: Math.round(now - since), failures }, 'the database can be written again');
    }
    return result;
  };
  const tryNow = async (write: () => Promise<unknown>): Promise<boolean> => {
    try {
      await tries(write);
      return away === undefined;
    } catch (error) {
      if (error instanceof StoreUnavailableError) return false;
      throw error;
    } finally {
      trying = undefined;
    }
  };
  watched.onWork(() => {
    provenAt = monotonic();
  });
  return {
    store: {
      ...watched,
      transaction: (work, limitMs) => noting(watched.transaction(work, limitMs)),
      read: (work) => noting(watched.read(work)),
    },
    tries,
    async isPossible(write) {
      if (!away && monotonic() - provenAt < PROOF_MS) return true;
      trying ??= tryNow(write);
      return trying;
    },
    unlessTold(error, tell) {
      if (!(error instanceof StoreUnavailableError) || !(away || isSure(error))) tell();
    },
    trouble: () => away && `${saidOf(away.by).told} (${codeOf(away.by)}): ${saidOf(away.by).todo}`,
  };
}

/** Whether it shows that nothing can be recorded, whatever was asked; else a write of no other use has to show it. */
function isSure(error: unknown): error is StoreUnavailableError {
  return error instanceof StoreUnavailableError && error.general;
}

const SAID = {
  away: {
    logged: "the database doesn't answer: nothing is recorded",
    told: "The database doesn't answer",
    todo: 'nothing can be recorded until it does. Look at it, and at the way to it.',
  },
  full: {
    logged: "the database's disk is full: nothing is recorded",
    told: "The database's disk is full",
    todo: 'nothing can be recorded until there is room. Make some.',
  },
  readOnly: {
    logged: 'the database takes no writes: nothing is recorded',
    told: 'The database takes no writes',
    todo: 'nothing can be recorded until it does. A standby has to be promoted, or DATABASE_URL to name its primary; a file has to belong to the bot.',
  },
  unflushed: {
    logged:
      "the database's disk failed to keep what was written: nothing is recorded until the bot is started again",
    told: "The database's disk failed to keep what was written",
    todo: 'nothing is recorded until the bot is started again. See to the disk first.',
  },
} as const;

function saidOf({ diskFull, readOnly, unflushed }: StoreUnavailableError): (typeof SAID)[keyof typeof SAID] {
  if (unflushed) return SAID.unflushed;
  return diskFull ? SAID.full : readOnly ? SAID.readOnly : SAID.away;
}

/** A code where there is one; what pg says of a connection that broke has none, and names nobody. */
function codeOf({ cause }: StoreUnavailableError): string {
  if (!(cause instanceof Error)) return 'not in time';
  if ('errcode' in cause) return `SQLite ${cause.errcode}`;
  return 'code' in cause ? String(cause.code) : cause.message;
}
