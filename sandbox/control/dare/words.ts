/** What a plot comes to where AWS's side of it is not known or was refused. */
export const ASKED = 'people are asked before anything else.';

/** `1 port`, `2 ports`, `no ports`. */
export function count(number: number, noun: string): string {
  if (number === 0) return `no ${noun}`;
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
