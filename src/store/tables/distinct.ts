/** Every value that is there, one by one, for a column with few values in very many rows: each is a step in an index. */
export async function distinct(
  next: (after: string) => Promise<{ value: string | null } | undefined>,
): Promise<string[]> {
  const found: string[] = [];
  for (let after = ''; ; ) {
    const value = (await next(after))?.value ?? null;
    if (value === null) return found;
    found.push(value);
    after = value;
  }
}
