import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './imports.ts';

// Part of the lint step: a package under terms that nobody has looked at stops it.

/** Of what the image is made from: they ask for their notice, which the image has in THIRD-PARTY-LICENCES. */
const IMAGE = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT'];
/** Of tools besides, which are used as they are and given to nobody. */
const TOOLS = [...IMAGE, 'MPL-2.0'];

/** The packages of a lock file by their folder. */
type Packages = Record<string, { license?: string; dev?: true; version?: string }>;

/** The packages whose licence is not one that was looked at, a line each. */
export function licenceProblems(packages: Packages): string[] {
  return Object.entries(packages).flatMap(([folder, { license, dev, version }]) => {
    const name = folder.split('node_modules/').at(-1);
    // The project itself.
    if (!name || holds(license, dev ? TOOLS : IMAGE)) return [];
    return `${name} ${version}: ${license ?? 'none'}`;
  });
}

/** Whether terms in SPDX's words can be kept by those that are allowed. Where some hold at once, all that are named have to be. */
function holds(license: string | undefined, allowed: readonly string[]): boolean {
  const named = license?.replace(/[()]/g, '').split(/ OR | AND /) ?? [];
  const isAllowed = (one: string) => allowed.includes(one);
  return license?.includes(' AND ') ? named.every(isAllowed) : named.some(isAllowed);
}

if (import.meta.main) {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Packages;
  };
  const problems = licenceProblems(packages);
  for (const problem of problems) process.stderr.write(`Licence that nobody has looked at: ${problem}\n`);
  process.exitCode = problems.length > 0 ? 1 : 0;
}
