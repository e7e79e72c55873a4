/** How many requests are stored, in words. */
export function many(size: number): string {
  return size === 0 ? 'empty store' : `${size.toLocaleString('en')} requests`;
}
