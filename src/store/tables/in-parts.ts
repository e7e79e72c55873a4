/** So many IDs are asked for in one statement. */
const IDS_MOST = 500;

/** All rows that `ask` finds for any number of IDs. */
export async function inParts<T>(
  ids: readonly string[],
  ask: (some: readonly string[]) => Promise<T[]>,
): Promise<T[]> {
  const found: T[] = [];
  for (let start = 0; start < ids.length; start += IDS_MOST)
    found.push(...(await ask(ids.slice(start, start + IDS_MOST))));
  return found;
}
