import { createPrivateKey, type KeyObject } from 'node:crypto';
import { SettingError } from './setting-error.ts';

/** A private Ed25519 key as PEM; `\n` may stand for its line ends, since some environments hold one line. It is never shown. */
export function signingKeyLike(value: string, name: string): KeyObject {
  try {
    const key = createPrivateKey(value.replaceAll('\\n', '\n'));
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // What the library says may hold what it was given.
  }
  throw new SettingError(
    name,
    'is no private Ed25519 key as PEM.',
    'Make one with: openssl genpkey -algorithm ed25519',
  );
}
