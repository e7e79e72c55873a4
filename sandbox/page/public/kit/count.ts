/** `1 port`, `2 ports`, `0 ports`. */
export function count(number: number, noun: string): string {
  return `${number} ${plural(number, noun)}`;
}

/** The noun as it stands after the number. */
export function plural(number: number, noun: string): string {
  return number === 1 ? noun : `${noun}s`;
}
