/** What can be chosen of each dimension. */
type Dimensions = Record<string, readonly string[]>;

/** One of each dimension. */
type Chosen<D extends Dimensions> = { [K in keyof D]: D[K][number] };

/**
 * Few choices in which each two of different dimensions meet at least once: each next one is grown from a pair that hasn't
 * met yet, with whatever of the other dimensions makes most new pairs. Always the same for the same dimensions.
 */
export function pairwise<D extends Dimensions>(dimensions: D): Chosen<D>[] {
  const names = Object.keys(dimensions);
  const open = new Map<string, Chosen<Dimensions>>();
  names.forEach((one, index) => {
    for (const other of names.slice(index + 1))
      for (const a of dimensions[one] ?? [])
        for (const b of dimensions[other] ?? []) open.set(pairOf(one, a, other, b), { [one]: a, [other]: b });
  });
  const all: Chosen<Dimensions>[] = [];
  for (const [, pair] of open) {
    let choice = pair;
    for (const name of names) {
      if (choice[name] !== undefined) continue;
      const tried = (dimensions[name] ?? []).map((value) => ({ ...choice, [name]: value }));
      choice = tried.reduce((best, next) => (met(next, open) > met(best, open) ? next : best));
    }
    for (const key of pairsOf(choice)) open.delete(key);
    all.push(choice);
  }
  return all as Chosen<D>[];
}

function met(choice: Chosen<Dimensions>, open: ReadonlyMap<string, unknown>): number {
  return pairsOf(choice).filter((key) => open.has(key)).length;
}

function pairsOf(choice: Chosen<Dimensions>): string[] {
  const all = Object.entries(choice);
  return all.flatMap(([one, a], index) =>
    all.slice(index + 1).flatMap(([other, b]) => [pairOf(one, a, other, b), pairOf(other, b, one, a)]),
  );
}

function pairOf(one: string, a: string, other: string, b: string): string {
  return JSON.stringify([one, a, other, b]);
}
