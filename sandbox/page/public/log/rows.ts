import { html, useEffect, useLayoutEffect, useRef, useState } from 'htm/preact/standalone';
import type { JournalEntry, Subject } from '../../../control/view.ts';
import { day } from '../kit/when.ts';
import { Row } from './row.ts';

/** Whoever is so near the end, in pixels, sees what comes. */
const NEAR = 40;

interface RowsProps {
  shown: readonly JournalEntry[];
  /** Shows more, where there is more. */
  earlier: (() => void) | undefined;
  /** Narrows the timeline to a subject. */
  narrow: (about: Subject) => void;
}

/** The rows, of which the Tab key stops at one and arrows rove; the end is followed by whoever is at it. */
export function Rows({ shown, earlier, narrow }: RowsProps) {
  const list = useRef<HTMLOListElement>(null);
  const follows = useRef(true);
  const [opened, open] = useState<ReadonlySet<number>>(new Set());
  const [at, stopAt] = useState<number | undefined>(undefined);
  const stop = shown.some(({ n }) => n === at) ? at : shown.at(-1)?.n;
  const follow = () => {
    const here = list.current;
    if (here && follows.current && !here.contains(document.activeElement)) here.scrollTop = here.scrollHeight;
  };
  useLayoutEffect(follow, [shown]);
  useEffect(() => {
    const watched = new ResizeObserver(follow);
    if (list.current) watched.observe(list.current);
    return () => watched.disconnect();
  }, []);
  const scrolled = ({ currentTarget: here }: { currentTarget: Element }) => {
    if (here.clientHeight > 0)
      follows.current = here.scrollHeight - here.scrollTop - here.clientHeight < NEAR;
  };
  const toggle = (n: number) => {
    stopAt(n);
    open(opened.has(n) ? new Set([...opened].filter((one) => one !== n)) : new Set([...opened, n]));
  };
  return html`
    <ol ref=${list} class="bare entries" aria-label="What happened" onScroll=${scrolled} onKeyDown=${rove}>
      ${earlier && html`<li key="earlier"><button type="button" onClick=${earlier}>Show earlier</button></li>`}
      ${shown.map(
        (entry, index) => html`
          <${Row}
            key=${entry.n}
            entry=${entry}
            day=${dayAfter(shown[index - 1], entry)}
            open=${opened.has(entry.n)}
            stop=${entry.n === stop}
            toggle=${() => toggle(entry.n)}
            narrow=${() => narrow(entry.about)}
          />
        `,
      )}
    </ol>
  `;
}

/** The day of an entry, where the one before it is of another. */
function dayAfter(before: JournalEntry | undefined, { at }: JournalEntry): string | undefined {
  return before && day(before.at) !== day(at) ? day(at) : undefined;
}

/** Arrows go from row to row, Home and End to the first and the last. */
function rove(event: KeyboardEvent & { currentTarget: Element }): void {
  const lines = [...event.currentTarget.querySelectorAll<HTMLElement>('.line')];
  const at = lines.indexOf(event.target as HTMLElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: lines.length - 1 }[event.key];
  if (at < 0 || to === undefined) return;
  event.preventDefault();
  lines[to]?.focus();
}
