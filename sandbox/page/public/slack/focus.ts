import { useLayoutEffect, useRef } from 'htm/preact/standalone';

/** For what can be drawn anew while something in it has the focus: if that goes, the whole gets the focus. */
export function useKeptFocus<T extends HTMLElement>() {
  const ref = useRef<T>(null);
  const had = document.activeElement;
  const isInside = had !== null && ref.current !== null && ref.current !== had && ref.current.contains(had);
  useLayoutEffect(() => {
    if (isInside && !had.isConnected) ref.current?.focus({ preventScroll: true });
  });
  return ref;
}
