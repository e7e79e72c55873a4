import { useEffect, useState } from 'htm/preact/standalone';

/** A value that several components draw from. */
export interface Shared<T> {
  get(): T;
  set(value: T): void;
  on(listener: () => void): () => void;
}

/** Makes a shared value. */
export function shared<T>(initial: T): Shared<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(wanted) {
      if (Object.is(wanted, value)) return;
      value = wanted;
      for (const listener of [...listeners]) listener();
    },
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The value as it is, and a new drawing whenever it changes. */
export function useShared<T>(source: Shared<T>): T {
  const [, draw] = useState({});
  useEffect(() => source.on(() => draw({})), [source]);
  return source.get();
}
