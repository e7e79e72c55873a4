import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

/** The last line of a signed file of heads. */
export interface Signature {
  /** Ed25519 over the SHA-256 of every byte before this line, in base64. */
  signature: string;
  /** The first 16 digits of the SHA-256 of the public key as DER (SPKI). */
  key_id: string;
}

/** Signs a SHA-256; `key` is a private Ed25519 key. */
export function signDigest(digest: Buffer, key: KeyObject): Signature {
  return { signature: sign(null, digest, key).toString('base64'), key_id: keyId(key) };
}

/** Whether this key's owner signed a SHA-256; `key` is a public Ed25519 key. */
export function isSigned(digest: Buffer, { signature }: Signature, key: KeyObject): boolean {
  return verify(null, digest, key, Buffer.from(signature, 'base64'));
}

/** How a key is called, by its public half. */
export function keyId(key: KeyObject): string {
  const pub = key.type === 'public' ? key : createPublicKey(key);
  return createHash('sha256')
    .update(pub.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16);
}
