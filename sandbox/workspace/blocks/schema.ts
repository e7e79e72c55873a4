import { escaped, tidied } from '../escape.ts';
import { isJson } from '../json.ts';
import type { LimitName, Limits } from '../limits.ts';

/** Looks at a value; answers Slack's complaints about it, none if it is fine. */
export type Check = (value: unknown, path: string, limits: Limits) => string[];

/** Checks by member name or by `type`. */
export type Checks = Record<string, Check>;

/** A complaint, with the place that Slack names. */
export function complaint(line: string, path: string): string[] {
  return [`${line} [json-pointer:${path}]`];
}

/** Whatever it is. */
export const anything: Check = () => [];

/** True or false. */
export const bool: Check = (value, path) =>
  typeof value === 'boolean' ? [] : complaint('must be a boolean', path);

/** Any number. */
export const number: Check = (value, path) =>
  typeof value === 'number' ? [] : complaint('must be a number', path);

/** Any string that isn't empty. */
export const text: Check = (value, path) => measured(value, path, Number.POSITIVE_INFINITY, 1, (one) => one);

/** A string of no more code points than the limit says. */
export function string(limit: LimitName, min = 0): Check {
  return (value, path, limits) => measured(value, path, limits[limit], min, (text) => text);
}

/** The text of a text object, measured as Slack keeps it: an ampersand counts as the five characters of `&amp;`. */
export function keptText(limit: LimitName, type: 'plain_text' | 'mrkdwn'): Check {
  const kept = type === 'plain_text' ? escaped : tidied;
  return (value, path, limits) => measured(value, path, limits[limit], 1, kept);
}

function measured(
  value: unknown,
  path: string,
  max: number,
  min: number,
  kept: (text: string) => string,
): string[] {
  if (typeof value !== 'string') return complaint('must be a string', path);
  const length = [...kept(value)].length;
  if (length > max) return complaint(`must be less than ${max + 1} characters`, path);
  if (length < min) return complaint(`must be more than ${min - 1} characters`, path);
  return [];
}

/** A string of this form. */
export function form(pattern: RegExp, what: string): Check {
  return (value, path) =>
    typeof value === 'string' && pattern.test(value) ? [] : complaint(`must be ${what}`, path);
}

/** A whole number between two bounds. */
export function integer(min: number, max: number | LimitName): Check {
  return (value, path, limits) => {
    if (!Number.isInteger(value)) return complaint('must be an integer', path);
    const [number, most] = [Number(value), typeof max === 'number' ? max : limits[max]];
    return number >= min && number <= most ? [] : complaint(`must be between ${min} and ${most}`, path);
  };
}

/** One of some words. */
export function oneOf(...words: string[]): Check {
  return (value, path) =>
    words.includes(String(value)) ? [] : complaint(`must be one of ${words.join(', ')}`, path);
}

/** A list of so many items. */
export function list(item: Check, limit: LimitName | number, min = 1): Check {
  return (value, path, limits) => {
    const max = typeof limit === 'number' ? limit : limits[limit];
    if (!Array.isArray(value)) return complaint('must be an array', path);
    if (value.length > max) return complaint(`no more than ${max} items allowed`, path);
    if (value.length < min) return complaint(`no fewer than ${min} items allowed`, path);
    return value.flatMap((one, index) => item(one, `${path}/${index}`, limits));
  };
}

/** An object with these members and no others. */
export function members(required: Checks, optional: Checks = {}): Check {
  return (value, path, limits) => {
    if (!isJson(value)) return complaint('must be an object', path);
    const missing = Object.keys(required)
      .filter((key) => value[key] === undefined)
      .flatMap((key) => complaint(`missing required field: ${key}`, path));
    const wrong = Object.entries(value).flatMap(([key, member]) => {
      const check = required[key] ?? optional[key];
      if (check === undefined) return complaint(`invalid additional property: ${key}`, path);
      return member === undefined ? [] : check(member, `${path}/${key}`, limits);
    });
    return [...missing, ...wrong];
  };
}

/** An object whose `type` picks its check. */
export function byType(checks: Checks): Check {
  return (value, path, limits) => {
    if (!isJson(value)) return complaint('must be an object', path);
    if (value.type === undefined) return complaint('missing required field: type', path);
    const check = checks[String(value.type)];
    return (
      check?.(value, path, limits) ?? complaint(`unsupported type: ${String(value.type)}`, `${path}/type`)
    );
  };
}

/** The check, and these as well once it is content. */
export function and(check: Check, ...more: Check[]): Check {
  return (value, path, limits) => {
    const errors = check(value, path, limits);
    return errors.length > 0 ? errors : more.flatMap((one) => one(value, path, limits));
  };
}
