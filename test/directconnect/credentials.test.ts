import { expect, test } from 'vitest';
import { createCredentials, type Keys, type Provider } from '../../src/directconnect/calls/credentials.ts';

const LIMIT_MS = 20;
const SECOND = 1_000;
const KEYS: Keys = { accessKeyId: 'AKID', secretAccessKey: 'secret' };
const never: Provider = () => new Promise(() => undefined);

/** Providers as they are made, one after the other, and a clock. */
function withProviders(...providers: Provider[]) {
  const time = { now: 0 };
  const made: Provider[] = [];
  const make = () => {
    const provider = providers[Math.min(made.length, providers.length - 1)] ?? never;
    made.push(provider);
    return provider;
  };
  return { credentials: createCredentials(make, () => time.now, LIMIT_MS), made, time };
}

test('a provider that hangs is left in time, and told by a code of its own', async () => {
  const { credentials } = withProviders(never);
  await expect(credentials.resolve(0)).rejects.toMatchObject({
    code: 'CREDENTIALS_TIMEOUT',
    message: 'Resolving credentials took longer than 0.02 s.',
  });
});

test('a provider that has hung for a minute makes room for a new one, and no sooner', async () => {
  const { credentials, made, time } = withProviders(never, async () => KEYS);
  await expect(credentials.resolve(0)).rejects.toThrow();
  time.now = 59 * SECOND;
  await expect(credentials.resolve(0)).rejects.toThrow();
  expect(made).toHaveLength(1);
  time.now = 60 * SECOND;
  expect(await credentials.resolve(0)).toBe(KEYS);
  expect(made).toHaveLength(2);
});

test('what a provider says goes on with its own name', async () => {
  const error = Object.assign(new Error('Nothing found.'), { name: 'CredentialsProviderError' });
  const { credentials } = withProviders(() => Promise.reject(error));
  await expect(credentials.resolve(0)).rejects.toMatchObject({
    code: 'CredentialsProviderError',
    message: 'Nothing found.',
    cause: error,
  });
});

test('where fresh ones end early too, they are the best there is', async () => {
  const expiration = new Date(SECOND);
  const { credentials, made } = withProviders(async (options) => ({
    ...KEYS,
    expiration,
    accessKeyId: options?.forceRefresh ? 'fresh' : 'old',
  }));
  expect(await credentials.resolve(500)).toMatchObject({ accessKeyId: 'old' });
  expect(await credentials.resolve(2 * SECOND)).toMatchObject({ accessKeyId: 'fresh' });
  expect(made).toHaveLength(1);
});

test.each([
  ['ExpiredToken', 2],
  ['SignatureDoesNotMatch', 2],
  ['AccessDeniedException', 1],
  ['ThrottlingException', 1],
])('%s makes %i providers in all', (name, count) => {
  const { credentials, made } = withProviders(async () => KEYS);
  credentials.stale(Object.assign(new Error(name), { name }));
  expect(made).toHaveLength(count);
});
