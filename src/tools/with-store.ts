import { UnfitStoreError } from '../interfaces/errors.ts';
import type { ReadOnlyStore } from '../interfaces/store.ts';
import { reasonOf } from '../process/open-store.ts';
import type { Env } from '../settings/env.ts';
import { NO_FILE } from '../settings/rules-file.ts';
import { SettingError } from '../settings/setting-error.ts';
import { readValues } from '../settings/values.ts';
import { openReadOnly } from '../store/open-read-only.ts';

/** Reads the store that DATABASE_URL names, changing nothing; throws SettingError where it can't be read. */
export async function withStore<T>(env: Env, work: (store: ReadOnlyStore) => Promise<T>): Promise<T> {
  const { DATABASE_URL: url, DATABASE_TLS: tls } = readValues(['DATABASE_URL', 'DATABASE_TLS'], env, NO_FILE);
  const store = await openReadOnly({ url, tls }).catch((error: unknown) => {
    const [why, todo] =
      error instanceof UnfitStoreError
        ? [error.message, error.todo]
        : [reasonOf(error), 'Check the path, the address and the rights.'];
    throw new SettingError('DATABASE_URL', `nothing can be read there (${why}).`, todo, error);
  });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
