import { type DestinationStream, type Logger, pino } from 'pino';
import pretty from 'pino-pretty';

/** JSON lines, or readable ones on a terminal. Whatever looks like a credential is cut out wherever it stands. */
export function createLog(level: string, terminal: boolean): Logger {
  const destination: DestinationStream = terminal
    ? pretty({ colorize: true, sync: true })
    : pino.destination({ fd: 2, sync: true });
  return pino(
    { level, base: null, serializers: { err: errorFields }, hooks: { streamWrite: redact } },
    destination,
  );
}

const SECRETS = /\b(xox[a-z]-|xapp-)[A-Za-z0-9-]+|(postgres(?:ql)?:\/\/[^:/\s]*:)[^@\s]+@/g;

/** Code, message and causes: never the whole error, whose requests and configs carry tokens. */
export function errorFields(error: unknown, depth = 0): object {
  if (!(error instanceof Error)) return { message: redact(String(error)) };
  const { code, cause } = error as Error & { code?: unknown };
  return {
    name: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    message: redact(error.message),
    ...(depth === 0 && error.stack ? { stack: redact(error.stack) } : {}),
    ...(cause && depth < 3 ? { cause: errorFields(cause, depth + 1) } : {}),
  };
}

export function redact(text: string): string {
  return text.replace(SECRETS, (_, slack?: string, postgres?: string) =>
    slack ? `${slack}***` : `${postgres ?? ''}***@`,
  );
}
