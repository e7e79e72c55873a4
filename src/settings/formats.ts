import { z } from 'zod';
import type { Name } from './names.ts';
import { SettingError } from './setting-error.ts';
import { shown } from './shown.ts';

/** Wrong tokens are named without being shown. */
export function tokenLike(name: Name, value: string, prefix: string): string {
  if (value.startsWith(prefix)) return value;
  throw new SettingError(name, `does not start with ${prefix}.`, 'Check that the right token was copied.');
}

/** A channel's ID. */
export function channelLike(value: string): string {
  if (/^[CG][A-Z0-9]+$/.test(value)) return value;
  throw new SettingError(
    'APPROVAL_CHANNEL',
    `${shown(value)} is not an ID.`,
    "Use the channel's ID (C...), at the end of its details in Slack.",
  );
}

/** Whether the approvals channel may be shared with other organisations: only in that very word. */
export function sharedLike(value: string | undefined): boolean {
  if (value === undefined || value === 'allowed') return value !== undefined;
  throw new SettingError('SHARED_CHANNEL', `${shown(value)} means nothing.`, 'Say allowed, or leave it out.');
}

/** A person's ID, or undefined where none is set. */
export function ownerLike(value: string | undefined): string | undefined {
  if (value === undefined || /^[UW][A-Z0-9]+$/.test(value)) return value;
  throw new SettingError(
    'BOT_OWNER',
    `${shown(value)} is not an ID.`,
    "Use the person's ID (U...), in their profile's menu.",
  );
}

/** An address, or undefined where none is set. */
export function urlLike(name: Name, value: string | undefined): string | undefined {
  if (value === undefined || /^https?:\/\//.test(value)) return value;
  throw new SettingError(name, 'is not an http(s) address.', "Leave it out for Slack's own.");
}

const ADDRESS = z.union([z.ipv4(), z.ipv6()]);

/** An address of this machine to listen on. */
export function hostLike(value: string): string {
  if (value === 'localhost' || ADDRESS.safeParse(value).success) return value;
  throw new SettingError(
    'OPERATOR_HOST',
    `${shown(value)} is not an address.`,
    'Write it like 127.0.0.1, or 0.0.0.0 for every network.',
  );
}

/** `file:PATH` or `postgres://...`. */
export function databaseLike(value: string): string {
  if (/^file:.+/.test(value) || /^postgres(ql)?:\/\//.test(value)) return value;
  throw new SettingError(
    'DATABASE_URL',
    'is neither file:PATH nor postgres://....',
    'Correct it or leave it out for file:data/interconnect-bot.db.',
  );
}

/** `required` or `off`; a file has no network to be read on. */
export function databaseTlsLike(value: string, databaseUrl: string): 'required' | 'off' {
  if (value !== 'required' && value !== 'off') {
    throw new SettingError(
      'DATABASE_TLS',
      `${shown(value)} is neither required nor off.`,
      'Say required or off.',
    );
  }
  if (value === 'off' && databaseUrl.startsWith('file:')) {
    throw new SettingError('DATABASE_TLS', 'has no effect on a file.', 'Remove it.');
  }
  return value;
}

/** One of pino's levels. */
export function levelLike(value: string): string {
  const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];
  if (levels.includes(value)) return value;
  throw new SettingError('LOG_LEVEL', `${shown(value)} is not a level.`, `Use one of ${levels.join(', ')}.`);
}

/** `us-east-1`, and those of other partitions: `us-gov-west-1`, `us-isob-east-1`, `eusc-de-east-1`. */
const REGION = /^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/;

/** Whether it is written like a Region, whichever partition it is in. */
export function isRegion(value: string): boolean {
  return REGION.test(value);
}
