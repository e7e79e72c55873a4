import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** `Interconnect.interconnectState` and all the words that AWS publishes for it. */
export type Words = ReadonlyMap<string, readonly string[]>;

/** The members of a client's structures that have a fixed set of words, by the SDK's own types. */
export function wordsOf(client: string, module: Readonly<Record<string, unknown>>): Words {
  const found = new Map<string, readonly string[]>();
  const types = readFileSync(join(rootOf(client), 'dist-types/models/models_0.d.ts'), 'utf8');
  for (const [, name = '', body = ''] of types.matchAll(/^export interface (\w+) \{\n(.*?)^\}/gms)) {
    for (const [, member = '', type = ''] of body.matchAll(/^ {4}(\w+)\??: (\w+)(?: \| undefined)?;$/gm)) {
      const words = module[type];
      if (isWords(words)) found.set(`${name}.${member}`, Object.values(words));
    }
  }
  return found;
}

function rootOf(client: string): string {
  return dirname(createRequire(import.meta.url).resolve(`${client}/package.json`));
}

function isWords(value: unknown): value is Record<string, string> {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).length > 0 &&
    Object.values(value).every((word) => typeof word === 'string')
  );
}
