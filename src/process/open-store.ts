import type { Logger } from 'pino';
import { UnfitStoreError } from '../interfaces/errors.ts';
import type { Store } from '../interfaces/store.ts';
import { SettingError } from '../settings/setting-error.ts';
import type { Settings } from '../settings/settings.ts';
import { mayPass } from '../store/database-errors.ts';
import { isForeign } from '../store/foreign.ts';
import { openStore } from '../store/open.ts';
import { UnencryptedError } from '../store/postgres-tls.ts';
import { unlessStopped } from './stopped-early.ts';

/** Between two tries of a database that doesn't answer yet; milliseconds. */
const AGAIN_MS = 500;

interface Waiting {
  log: Pick<Logger, 'warn'>;
  monotonic: () => number;
  pause: (ms: number) => Promise<unknown>;
  /** Answers operators from the first wait on, until what comes back is called. */
  answer: (operators: Settings['operators']) => Promise<() => Promise<void>>;
  /** Ends the wait at once, with StoppedEarly. */
  stopping: Promise<unknown>;
}

/**
 * Opens the store. A database that doesn't answer is waited for as long as is set, which the log says once; what no
 * waiting mends is refused at once. Throws SettingError, with what the database said.
 */
export async function openStoreInTime(settings: Settings, waiting: Waiting): Promise<Store> {
  let answered: (() => Promise<void>) | undefined;
  try {
    return await opened(settings, waiting, async () => {
      answered ??= await waiting.answer(settings.operators);
    });
  } finally {
    await answered?.();
  }
}

/** `beforeWaiting` is called before each wait. */
async function opened(
  { databaseUrl: url, databaseTls: tls, databaseWaitMs }: Settings,
  { log, monotonic, pause, stopping }: Waiting,
  beforeWaiting: () => Promise<void>,
): Promise<Store> {
  const until = monotonic() + databaseWaitMs;
  let isTold = false;
  for (;;) {
    const tried = await unlessStopped(
      openStore({ url, tls }).catch((error: unknown) => ({ error })),
      stopping,
    );
    if (!('error' in tried)) return tried;
    const { error } = tried;
    if (!mayPass(error)) throw refusal(error);
    if (!url.startsWith('file:') && (await isForeign(url)))
      throw new SettingError(
        'DATABASE_URL',
        'what answers there is no PostgreSQL.',
        'Check host and port.',
        error,
      );
    if (monotonic() + AGAIN_MS > until) throw tooLate(error, databaseWaitMs);
    if (!isTold)
      log.warn(
        { why: reasonOf(error), wait_seconds: databaseWaitMs / 1_000 },
        "the database doesn't answer yet: the start waits for it",
      );
    isTold = true;
    await beforeWaiting();
    await unlessStopped(pause(AGAIN_MS), stopping);
  }
}

function refusal(error: unknown): SettingError {
  if (error instanceof UnfitStoreError)
    return new SettingError('DATABASE_URL', `${error.message}.`, error.todo, error);
  if (error instanceof UnencryptedError) {
    return new SettingError(
      'DATABASE_URL',
      `${error.message}.`,
      'Take its sslmode out, or set DATABASE_TLS=off if the network encrypts by itself.',
      error,
    );
  }
  return new SettingError(
    'DATABASE_URL',
    `the database can't be used (${reasonOf(error)}).`,
    'Check the path, the address and the rights.',
    error,
  );
}

function tooLate(error: unknown, waitedMs: number): SettingError {
  return new SettingError(
    'DATABASE_URL',
    `the database didn't answer within ${waitedMs / 1_000} s (${reasonOf(error)}).`,
    'Check that it runs, and the address; DATABASE_WAIT_SECONDS says how long a start waits for it.',
    error,
  );
}

/** Code and message of what a database said beneath the store's error; where a name has several addresses there is no message. */
export function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) return String(cause);
  const code = 'code' in cause ? String(cause.code) : '';
  return [code, cause.message].filter((part) => part !== '').join(': ');
}
