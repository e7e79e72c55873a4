import type { Timed } from './timed.ts';

/**
 * Some words of a line; those with a time in them are given how their reader sees times, or are `timed` where AWS's
 * words stand beside one; `small` ones stand below the others, and `next` says the one thing to do, if there is one:
 * neither is on a lock screen; `code` is to be copied.
 */
export type Words =
  | string
  | ((when: (at: number) => string) => string)
  | { timed: Timed }
  | { small: string }
  | { next: string }
  | { code: string };
