import { useState } from 'htm/preact/standalone';

/** What outlives a reload: `window` in this window alone, `browser` in all of them. */
type Where = 'window' | 'browser';

const prefix = 'interconnect-demo.';
const stores = { window: sessionStorage, browser: localStorage };

/** What was kept under a name; undefined if nothing was. */
export function kept<T>(name: string, where: Where): T | undefined {
  const text = stores[where].getItem(prefix + name);
  return text === null ? undefined : (JSON.parse(text) as T);
}

/** Keeps something under a name. */
export function keep(name: string, value: unknown, where: Where): void {
  stores[where].setItem(prefix + name, JSON.stringify(value));
}

/** A component's state that outlives a reload. */
export function useKept<T>(name: string, initial: T, where: Where = 'window'): [T, (value: T) => void] {
  const [value, set] = useState<T>(() => kept<T>(name, where) ?? initial);
  return [
    value,
    (wanted) => {
      keep(name, wanted, where);
      set(wanted);
    },
  ];
}
