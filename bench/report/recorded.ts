import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../finding.ts';
import type { Form } from '../form.ts';
import type { Machine } from './machine.ts';

/** What is kept in the repository of one form of the run. */
export interface Recorded {
  machine: Machine;
  findings: (Finding & { commit: string })[];
}

const FOLDER = join(import.meta.dirname, '../recorded');

/** Undefined where this form was never recorded. */
export function readRecorded(form: Form['name']): Recorded | undefined {
  const file = join(FOLDER, `${form}.json`);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Recorded) : undefined;
}

/** Keeps the findings. Those of other measures stay, of the same machine, unless this was a whole run. */
export function record(
  form: Form['name'],
  machine: Machine,
  commit: string,
  findings: readonly Finding[],
  whole: boolean,
): Recorded {
  const now = { machine, findings: findings.map((one) => ({ ...one, commit })) };
  const recorded = whole ? now : merged(readRecorded(form), now);
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, `${form}.json`), `${JSON.stringify(recorded, rounded, 2)}\n`);
  return recorded;
}

/** What was recorded before, with what is new in its place; nothing of another machine. */
export function merged(before: Recorded | undefined, now: Recorded): Recorded {
  const same = before && JSON.stringify(before.machine) === JSON.stringify(now.machine);
  if (!same) return now;
  const fresh = new Map(now.findings.map((finding) => [finding.key, finding]));
  const kept = before.findings.map((finding) => fresh.get(finding.key) ?? finding);
  const known = new Set(before.findings.map(({ key }) => key));
  return { machine: now.machine, findings: [...kept, ...now.findings.filter(({ key }) => !known.has(key))] };
}

/** Three decimals say all that a run can tell. */
function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Math.round(value * 1000) / 1000 : value;
}
