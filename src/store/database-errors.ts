const SQLITE_BUSY = 5;
const SQLITE_CONSTRAINT = 19;
const DEADLOCK_DETECTED = '40P01';

/** Whether nothing has happened, and asking again may help. */
export function isBusy(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('errcode' in error) return (Number(error.errcode) & 0xff) === SQLITE_BUSY;
  return 'code' in error && error.code === DEADLOCK_DETECTED;
}

/** What pg says of a connection that broke or never came about; these errors carry no code. */
const CONNECTION_LOST =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Query read timeout|The server does not support SSL|There was an error establishing an SSL)/;

/** The socket's and the resolver's codes, and what Node says of TLS and certificates. */
const SOCKET_CODE = /^E[A-Z]+(_AGAIN)?$|^ERR_(SSL|TLS)_|CERT|^UNABLE_TO_VERIFY/;

/** A write that the schema forbids: the database answered, and the mistake is in the code. */
function isRefusedWrite(error: Error): boolean {
  if ('errcode' in error) return (Number(error.errcode) & 0xff) === SQLITE_CONSTRAINT;
  return 'severity' in error && 'code' in error && /^(22|23|42|P0001)/.test(String(error.code));
}

/**
 * Whether it is the database that failed, and not the code.
 * `errcode`; pg's a SQLSTATE, a code of the socket's, or only words. */
export function isDatabaseError(error: unknown): boolean {
  if (!(error instanceof Error) || isRefusedWrite(error)) return false;
  if ('errcode' in error || 'severity' in error || CONNECTION_LOST.test(error.message)) return true;
  return 'code' in error && SOCKET_CODE.test(String(error.code));
}
