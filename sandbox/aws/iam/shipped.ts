import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The policy that the project ships for the bot's role. */
export function shippedPolicy(): unknown {
  return read('iam-policy.json');
}

/** What it ships beside it for whoever switches more on. */
export function optionalPolicy(): unknown {
  return read('iam-policy-optional.json');
}

/** What it ships for the bot's own role where it orders in accounts whose roles it assumes. */
export function accountsPolicy(): unknown {
  return read('iam-policy-accounts.json');
}

function read(name: string): unknown {
  return JSON.parse(readFileSync(join(import.meta.dirname, '../../../docs', name), 'utf8'));
}
