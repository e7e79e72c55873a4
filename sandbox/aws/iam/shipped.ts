import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The policy that the project ships for the bot's role. */
export function shippedPolicy(): unknown {
  const path = join(import.meta.dirname, '../../../docs/iam-policy.json');
  return JSON.parse(readFileSync(path, 'utf8'));
}
