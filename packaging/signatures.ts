import { spawnSync } from 'node:child_process';
import { ROOT } from './imports.ts';

// `npm run signatures`: whether the registry's signatures of all packages hold, where it offers any.

const INSTEAD =
  'What holds all the same: npm ci checks every package against its SHA-512 in package-lock.json.';

/** What npm's check came to: its own words, or that nothing was checked and why; 0 good, 1 wrong, 2 not checked. */
export function verdictOn(status: number | null, said: string): { code: number; text: string } {
  if (status === 0) return { code: 0, text: said };
  if (said.includes('found no dependencies to audit'))
    return { code: 2, text: `Not checked: the registry offers no keys for signatures. ${INSTEAD}` };
  const [, network] =
    /code (ENOTFOUND|EAI_AGAIN|ECONN\w+|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)/.exec(said) ?? [];
  if (network !== undefined)
    return {
      code: 2,
      text: `Not checked: the keys for signatures can not be fetched from here (${network}). ${INSTEAD}`,
    };
  return { code: 1, text: said };
}

if (import.meta.main) {
  // Its errors are what is judged, and `npm run --silent` would keep them back.
  const args = ['audit', 'signatures', '--fetch-retries=1', '--loglevel=error'];
  const { status, stdout, stderr, error } = spawnSync('npm', args, { cwd: ROOT, encoding: 'utf8' });
  if (error) throw error;
  const { code, text } = verdictOn(status, stdout + stderr);
  process.stdout.write(`${text.trim()}\n`);
  process.exitCode = code;
}
