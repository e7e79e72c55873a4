import { statSync } from 'node:fs';
import * as z from 'zod';
import { SettingError } from './setting-error.ts';
import { shown } from './shown.ts';

/** Wrong tokens are named without being shown. */
export function tokenLike(prefix: string): (value: string, name: string) => string {
  return (value, name) => {
    if (value.startsWith(prefix)) return value;
    throw new SettingError(name, `does not start with ${prefix}.`, 'Check that the right token was copied.');
  };
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
export function sharedLike(value: string): true {
  if (value === 'allowed') return true;
  throw new SettingError('SHARED_CHANNEL', `${shown(value)} means nothing.`, 'Say allowed, or leave it out.');
}

/** A person's ID. */
export function ownerLike(value: string): string {
  if (/^[UW][A-Z0-9]+$/.test(value)) return value;
  throw new SettingError(
    'BOT_OWNER',
    `${shown(value)} is not an ID.`,
    "Use the person's ID (U...), in their profile's menu.",
  );
}

/** An address. */
export function urlLike(value: string, name: string): string {
  if (/^https?:\/\//.test(value)) return value;
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

/** A folder that is there. */
export function folderLike(value: string, name: string): string {
  if (statSync(value, { throwIfNoEntry: false })?.isDirectory()) return value;
  throw new SettingError(name, `${shown(value)} is no folder.`, 'Make it, or mount it.');
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

/** `required` or `off`. */
export function databaseTlsLike(value: string): 'required' | 'off' {
  if (value === 'required' || value === 'off') return value;
  throw new SettingError(
    'DATABASE_TLS',
    `${shown(value)} is neither required nor off.`,
    'Say required or off.',
  );
}

/** One of pino's levels. */
export function levelLike(value: string): string {
  const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];
  if (levels.includes(value)) return value;
  throw new SettingError('LOG_LEVEL', `${shown(value)} is not a level.`, `Use one of ${levels.join(', ')}.`);
}

/** Slack's IDs: of people U... or W..., of user groups S... */
export const PERSON_OR_GROUP = /^[SUW][A-Z0-9]+$/;

/** `us-east-1`, and those of other partitions: `us-gov-west-1`, `us-isob-east-1`, `eusc-de-east-1`. */
export const REGION = /^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/;

/** A Region. */
export function regionLike(value: string, name: string): string {
  if (isRegion(value)) return value;
  throw new SettingError(name, `${shown(value)} is not a Region.`, 'Write it like us-east-1.');
}

/** Whether it is written like a Region, whichever partition it is in. */
export function isRegion(value: string): boolean {
  return REGION.test(value);
}
