import { shown } from '../domain/text.ts';

/** Without what a terminal would obey instead of showing it: people's and others' words are in it. */
export function printable(text: string): string {
  return shown(text).replace(/[^\P{Cc}\n\t]/gu, '');
}
