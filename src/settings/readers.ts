import { SettingError } from './setting-error.ts';
import { shown } from './shown.ts';

/** Makes a value of a setting's text, undefined where nobody set it; throws SettingError. */
export type Reader<T> = (text: string | undefined, name: string) => T;

/** What has to be set; `how` says where it comes from. */
export function needed<T>(how: string, read: (text: string, name: string) => T): Reader<T> {
  return (text, name) => {
    if (text === undefined) throw new SettingError(name, 'is missing.', how);
    return read(text, name);
  };
}

/** What may be left out. */
export function optional<T>(read: (text: string, name: string) => T): Reader<T | undefined> {
  return (text, name) => (text === undefined ? undefined : read(text, name));
}

/** What is this when it is left out. */
export function or<T>(fallback: string, read: (text: string, name: string) => T): Reader<T> {
  return (text, name) => read(text ?? fallback, name);
}

/** Any text. */
export const asIs = (text: string): string => text;

/** A whole number, both bounds included. */
export function whole(least: number, most: number): (text: string, name: string) => number {
  return (text, name) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    throw new SettingError(
      name,
      `${shown(text)} is not a whole number from ${least} to ${most}.`,
      'Correct it or leave it out.',
    );
  };
}

/** A number, fractions too. */
export function positive(most: number): (text: string, name: string) => number {
  return (text, name) => {
    const value = Number(text);
    if (/^\d*\.?\d+$/.test(text) && value > 0 && value <= most) return value;
    throw new SettingError(
      name,
      `${shown(text)} is not a number above 0 and at most ${most}.`,
      'Correct it or leave it out.',
    );
  };
}

/** `true` or `false`. */
export function flag(text: string, name: string): boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  throw new SettingError(name, `${shown(text)} is neither true nor false.`, 'Say true or false.');
}

/** A list, by commas. */
export function list<T>(read: (entries: string[], name: string) => T): (text: string, name: string) => T {
  return (text, name) => read(text.split(','), name);
}
