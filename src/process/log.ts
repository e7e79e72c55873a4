import { type DestinationStream, type Logger, pino } from 'pino';
import pretty from 'pino-pretty';
import { logFields } from '../tracing/here.ts';
import { createRedact, type Redact } from './redact.ts';

/**
 * JSON lines, or readable ones on a terminal, each with what it is about (docs/tracing.md). Whatever is a credential is
 * cut out wherever it stands.
 */
export function createLog(level: string, terminal: boolean, redact: Redact = createRedact([])): Logger {
  const destination: DestinationStream = terminal
    ? pretty({ colorize: true, sync: true })
    : pino.destination({ fd: 2, sync: true });
  return pino(
    {
      level,
      base: null,
      mixin: logFields,
      serializers: { err: errorFields },
      hooks: { streamWrite: redact },
    },
    destination,
  );
}

/** Code, message and causes: never the whole error, whose requests and configs carry tokens. Not yet redacted. */
export function errorFields(error: unknown, depth = 0): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { code, errcode, cause } = error as Error & { code?: unknown; errcode?: unknown };
  return {
    name: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    // SQLite's own.
    ...(typeof errcode === 'number' ? { errcode } : {}),
    message: error.message,
    ...(depth === 0 && error.stack ? { stack: error.stack } : {}),
    ...(cause && depth < 3 ? { cause: errorFields(cause, depth + 1) } : {}),
  };
}
