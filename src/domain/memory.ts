/** Values by name, made once each. */
export interface Memory<T> {
  /** What is remembered under a name, else what `make` makes of it. */
  of(name: string, make: () => T): T;
  known(name: string): T | undefined;
}

/** Once `most` values are remembered, the next one begins anew: it is for what is made again at any time. */
export function createMemory<T>(most: number): Memory<T> {
  const values = new Map<string, T>();
  return {
    of(name, make) {
      const known = values.get(name);
      if (known !== undefined) return known;
      const made = make();
      if (values.size >= most) values.clear();
      values.set(name, made);
      return made;
    },
    known: (name) => values.get(name),
  };
}
