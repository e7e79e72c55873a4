import { randomBytes } from 'node:crypto';

/** What nobody records has a name too: the log goes by it. */
export function newTraceparent(): string {
  const random = randomBytes(24).toString('hex');
  return `00-${random.slice(0, 32)}-${random.slice(32)}-00`;
}
