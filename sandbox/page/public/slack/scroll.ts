import { useLayoutEffect, useRef, useState } from 'htm/preact/standalone';
import { keep, kept } from '../kept.ts';

const NEAR_PX = 40;

/**
 * Keeps a list at its newest end, unless the reader has scrolled up; where it was outlives a reload. `name` says which
 * list it is, `newest` what stands last in it; `isSeen` is told when the end comes into sight.
 */
export function useScroll(name: string, newest: string | undefined, isSeen: () => void) {
  const ref = useRef<HTMLDivElement>(null);
  const at = useRef<number | undefined>(undefined);
  const [isBehind, setBehind] = useState(false);
  const last = useRef(newest);

  const settle = () => {
    const { current } = ref;
    if (!current || current.clientHeight === 0) return;
    current.scrollTop = at.current ?? current.scrollHeight;
    if (at.current === undefined) isSeen();
  };
  useLayoutEffect(() => {
    at.current = kept<number | null>(`scroll.${name}`, 'window') ?? undefined;
    last.current = newest;
    setBehind(false);
    settle();
  }, [name]);
  useLayoutEffect(() => {
    if (at.current === undefined) settle();
    else if (newest !== last.current) setBehind(true);
    last.current = newest;
  }, [newest]);
  // What folds out, a pane that comes to the front, a thread beside it: the end stays the end. Elsewhere the browser
  // keeps what is read in its place, but forgets it while the list is hidden.
  const wasHidden = useRef(false);
  const again = useRef(() => {});
  again.current = () => {
    if (at.current === undefined || wasHidden.current) settle();
    wasHidden.current = ref.current?.clientHeight === 0;
  };
  useLayoutEffect(() => {
    const observer = new ResizeObserver(() => again.current());
    const { current } = ref;
    if (current) for (const one of [current, ...current.children]) observer.observe(one);
    return () => observer.disconnect();
  }, []);

  const onScroll = () => {
    const { current } = ref;
    if (!current || current.clientHeight === 0) return;
    const isAtEnd = current.scrollHeight - current.scrollTop - current.clientHeight < NEAR_PX;
    at.current = isAtEnd ? undefined : current.scrollTop;
    keep(`scroll.${name}`, at.current ?? null, 'window');
    if (!isAtEnd) return;
    setBehind(false);
    isSeen();
  };
  const toEnd = () => {
    at.current = undefined;
    keep(`scroll.${name}`, null, 'window');
    setBehind(false);
    settle();
  };
  return { ref, onScroll, isBehind, toEnd };
}
