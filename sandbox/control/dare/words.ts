/** `1 port`, `2 ports`, `no ports`. */
export function count(number: number, noun: string): string {
  if (number === 0) return `no ${noun}`;
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
