import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';

/** Fills `env` up from `.env` in the working directory, if it is there; what is set stays. */
export function fillFromDotEnv(env: Record<string, string | undefined>): void {
  if (!existsSync('.env')) return;
  for (const [name, value] of Object.entries(parseEnv(readFileSync('.env', 'utf8')))) env[name] ??= value;
}
