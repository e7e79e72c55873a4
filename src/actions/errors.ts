/** A worker's write came too late: another holds the lease now, and decides. */
export class LeaseLostError extends Error {
  readonly code = 'LEASE_LOST';
  constructor(what: string) {
    super(`The lease on ${what} has gone to another worker.`);
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

/** The store did not answer in time or at all; nothing was recorded. */
export class StoreUnavailableError extends Error {
  readonly code = 'STORE_UNAVAILABLE';
  constructor(cause: unknown) {
    super("The database didn't answer.", { cause });
  }
}

/** Slack could not be asked; carries Slack's error code and keeps the cause. */
export class SlackReadError extends Error {
  readonly code: string;
  constructor(code: string, cause: unknown) {
    super(`Slack didn't answer as expected (${code}).`, { cause });
    this.code = code;
  }
}
