import { randomInt } from 'node:crypto';

/** Crockford's base32: no I, L, O or U to misread on a phone. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** `ic-` and ten random characters: 50 bits, never sequential, so that a second store never meets another's tag. */
export function newRequestId(): string {
  return `ic-${Array.from({ length: 10 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')}`;
}
