import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';

const MANIFEST = resolve(import.meta.dirname, '../../manifest.yml');

/** The bot scopes that the project's manifest asks for: what an app that is installed from it may do. */
export function manifestScopes(): string[] {
  const manifest = parse(readFileSync(MANIFEST, 'utf8')) as { oauth_config: { scopes: { bot: string[] } } };
  return manifest.oauth_config.scopes.bot;
}
