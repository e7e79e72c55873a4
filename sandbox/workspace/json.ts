import type { Json } from './types.ts';

/** Whether a value is a JSON object. */
export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A string member, or undefined. */
export function str(from: Json | undefined, key: string): string | undefined {
  const value = from?.[key];
  return typeof value === 'string' ? value : undefined;
}

/** An object member, or undefined. */
export function obj(from: Json | undefined, key: string): Json | undefined {
  const value = from?.[key];
  return isJson(value) ? value : undefined;
}

/** The objects in a list member; anything else in it is left out. */
export function objs(from: Json | undefined, key: string): Json[] {
  const value = from?.[key];
  return Array.isArray(value) ? value.filter(isJson) : [];
}

/** A flag, however it travelled: `true`, "true" or "1". */
export function flag(from: Json, key: string): boolean {
  const value = from[key];
  return value === true || value === 'true' || value === '1' || value === 1;
}

/** A whole number, however it travelled; undefined if there is none. */
export function int(from: Json, key: string): number | undefined {
  const value = from[key];
  if (value === undefined || value === '') return undefined;
  const number = Number(value);
  return Number.isInteger(number) ? number : undefined;
}

/** The text of a text object (`{ type, text }`), or ''. */
export function label(from: Json | undefined, key: string): string {
  return str(obj(from, key), 'text') ?? '';
}

/** The JSON object that a text holds, or undefined. */
export function parseJson(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJson(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
