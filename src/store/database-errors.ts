import { StoreUnavailableError } from '../interfaces/errors.ts';
import { FlushError } from './flushing.ts';

const SQLITE_BUSY = 5;
const SQLITE_READONLY = 8;
const SQLITE_FULL = 13;
/** ERROR, TOOBIG, CONSTRAINT, MISMATCH, MISUSE and RANGE: of what was asked, whatever the disk is like. */
const SQLITE_OF_THE_CODE = [1, 18, 19, 20, 21, 25];
const SQLITE_IOERR_SHMSIZE = 4_874;
const DEADLOCK_DETECTED = '40P01';
const DISK_FULL = '53100';
const READ_ONLY = '25006';
const INSUFFICIENT_PRIVILEGE = '42501';

/**
 * What may fail behind a commit's last frame: SQLite's own flush (IOERR_FSYNC, IOERR_DIR_FSYNC), and the index of the WAL
 * (IOERR_SHMSIZE, IOERR_SHMMAP, IOERR_NOMEM, NOMEM). SQLite takes it back, but a crash right after may find it.
 * Source: walFrames() in SQLite's wal.c.
 */
const MAY_BE_FOUND = new Set([1_034, 1_290, SQLITE_IOERR_SHMSIZE, 5_386, 3_082, 7]);

/** Whether a COMMIT that failed so may have been recorded all the same. */
export function mayHaveCommitted(error: unknown): boolean {
  if (!(error instanceof Error)) return true;
  if ('errcode' in error) return MAY_BE_FOUND.has(Number(error.errcode));
  // PostgreSQL has undone what it answers with an ERROR. In other languages, and where it ends, nobody knows.
  return !('severity' in error && error.severity === 'ERROR');
}

/** Whether the database has no room left on its disk. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('errcode' in error) return [SQLITE_FULL, SQLITE_IOERR_SHMSIZE].includes(Number(error.errcode));
  return 'code' in error && error.code === DISK_FULL;
}

/** Whether the database answers and lets nobody write: a standby, or a file that isn't ours to change. */
export function isReadOnly(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('errcode' in error) return (Number(error.errcode) & 0xff) === SQLITE_READONLY;
  return 'code' in error && error.code === READ_ONLY;
}

/** Whether the disk failed to keep what was written to it: until the next start nobody knows what it has. */
export function isUnflushed(error: unknown): boolean {
  return error instanceof FlushError;
}

/** Whether PostgreSQL's user has no right to what was asked. */
export function isForbidden(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === INSUFFICIENT_PRIVILEGE;
}

/** Whether somebody else held a lock for as long as it was to be waited for. */
export function isHeld(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === LOCK_NOT_AVAILABLE;
}

/** Whether nothing has happened, and asking again may help. */
export function isBusy(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('errcode' in error) return (Number(error.errcode) & 0xff) === SQLITE_BUSY;
  return 'code' in error && error.code === DEADLOCK_DETECTED;
}

const LOCK_NOT_AVAILABLE = '55P03';
/** A lock that somebody else held, and a statement that took too long. */
const OF_ONE_STATEMENT = [LOCK_NOT_AVAILABLE, '57014'];
/** A connection, or an answer, that was waited for. */
const NOT_IN_TIME = /^(timeout exceeded when trying to connect|Query read timeout)/;

/** Whether a database's error says that whatever is asked of it would fail. */
export function isGeneral(error: unknown): boolean {
  if (!(error instanceof Error) || isBusy(error)) return false;
  if ('errcode' in error) return true;
  return (
    !NOT_IN_TIME.test(error.message) && !('code' in error && OF_ONE_STATEMENT.includes(String(error.code)))
  );
}

/** What pg says of a connection that broke or never came about; these errors carry no code. */
const CONNECTION_LOST =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Query read timeout|The server does not support SSL|There was an error establishing an SSL)/;

/** The socket's and the resolver's codes, and what Node says of TLS and certificates. */
const SOCKET_CODE = /^E[A-Z]+(_AGAIN)?$|^ERR_(SSL|TLS)_|CERT|^UNABLE_TO_VERIFY/;

/** On its way up or down, out of connections, or a standby for now. */
const NOT_NOW = /^(08|57P0)|^53300$|^25006$/;
/** Nobody is there, or no way leads there, or the name isn't known yet. */
const NOT_THERE =
  /^(ECONN(REFUSED|RESET|ABORTED)|ETIMEDOUT|EPIPE|ENOENT|ENOTFOUND|EAI_(AGAIN|FAIL)|E(HOST|NET)(UNREACH|DOWN))$/;
const NOT_ANSWERED =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Query read timeout)/;

/** Whether a database that could not be opened may be there in a moment, with nobody mending a setting; given the store's error. */
export function mayPass(error: unknown): boolean {
  if (!(error instanceof StoreUnavailableError)) return false;
  const { cause } = error;
  if (!(cause instanceof Error) || isBusy(cause)) return true;
  if ('errcode' in cause) return false;
  if ('severity' in cause && 'code' in cause) return NOT_NOW.test(String(cause.code));
  return NOT_ANSWERED.test(cause.message) || ('code' in cause && NOT_THERE.test(String(cause.code)));
}

/** What the database refused to do, a write that the schema forbids for one: it answered, and the mistake is in the code. */
function isRefused(error: Error): boolean {
  if ('errcode' in error) return SQLITE_OF_THE_CODE.includes(Number(error.errcode) & 0xff);
  return 'severity' in error && 'code' in error && /^(22|23|42|P0001)/.test(String(error.code));
}

/**
 * Whether it is the database that failed, and not the code.
 * `errcode`; pg's a SQLSTATE, a code of the socket's, or only words. */
export function isDatabaseError(error: unknown): boolean {
  if (!(error instanceof Error) || isRefused(error)) return false;
  if (isUnflushed(error)) return true;
  if ('errcode' in error || 'severity' in error || CONNECTION_LOST.test(error.message)) return true;
  return 'code' in error && SOCKET_CODE.test(String(error.code));
}
