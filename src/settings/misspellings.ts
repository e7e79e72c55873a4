import { withinOneEdit } from '../domain/near.ts';

/** Variables that look like a slip of one of ours: one edit away, and not ours themselves. */
export function nearMisspellings(
  found: readonly string[],
  ours: readonly string[],
): { found: string; meant: string }[] {
  const known = new Set(ours);
  return found.flatMap((name) => {
    if (known.has(name) || name.length < 5) return [];
    const meant = ours.find((our) => our.length > 5 && withinOneEdit(name, our));
    return meant ? [{ found: name, meant }] : [];
  });
}
