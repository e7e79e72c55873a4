import { isJson } from '../json.ts';

/** Looks at a value; answers Slack's complaints about it, none if it is fine. */
export type Check = (value: unknown, path: string) => string[];

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

/** A string of at most `max` characters, counted as code points. */
export function string(max: number, min = 0): Check {
  return (value, path) => {
    if (typeof value !== 'string') return complaint('must be a string', path);
    const length = [...value].length;
    if (length > max) return complaint(`must be less than ${max + 1} characters`, path);
    if (length < min) return complaint(`must be more than ${min - 1} characters`, path);
    return [];
  };
}

/** A whole number between two bounds. */
export function integer(min: number, max: number): Check {
  return (value, path) => {
    if (!Number.isInteger(value)) return complaint('must be an integer', path);
    const number = Number(value);
    return number >= min && number <= max ? [] : complaint(`must be between ${min} and ${max}`, path);
  };
}

/** One of some words. */
export function oneOf(...words: string[]): Check {
  return (value, path) =>
    words.includes(String(value)) ? [] : complaint(`must be one of ${words.join(', ')}`, path);
}

/** A list of so many items. */
export function list(item: Check, max: number, min = 1): Check {
  return (value, path) => {
    if (!Array.isArray(value)) return complaint('must be an array', path);
    if (value.length > max) return complaint(`no more than ${max} items allowed`, path);
    if (value.length < min) return complaint(`no fewer than ${min} items allowed`, path);
    return value.flatMap((one, index) => item(one, `${path}/${index}`));
  };
}

/** An object with these members and no others. */
export function members(required: Checks, optional: Checks = {}): Check {
  return (value, path) => {
    if (!isJson(value)) return complaint('must be an object', path);
    const missing = Object.keys(required)
      .filter((key) => value[key] === undefined)
      .flatMap((key) => complaint(`missing required field: ${key}`, path));
    const wrong = Object.entries(value).flatMap(([key, member]) => {
      const check = required[key] ?? optional[key];
      if (check === undefined) return complaint(`invalid additional property: ${key}`, path);
      return member === undefined ? [] : check(member, `${path}/${key}`);
    });
    return [...missing, ...wrong];
  };
}

/** An object whose `type` picks its check. */
export function byType(checks: Checks): Check {
  return (value, path) => {
    if (!isJson(value)) return complaint('must be an object', path);
    if (value.type === undefined) return complaint('missing required field: type', path);
    const check = checks[String(value.type)];
    return check?.(value, path) ?? complaint(`unsupported type: ${String(value.type)}`, `${path}/type`);
  };
}
