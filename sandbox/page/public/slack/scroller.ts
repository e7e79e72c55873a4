import { html } from 'htm/preact/standalone';
import type { ComponentChildren } from 'preact';
import type { Message } from '../../../control/view.ts';
import { markRead } from './read.ts';
import { useScroll } from './scroll.ts';

interface ScrollerProps {
  label: string;
  /** Who reads, and what: a channel or `channel/thread`. */
  as: string;
  name: string;
  messages: Message[];
  children?: ComponentChildren;
}

/** A list of messages that stays at its newest; what has come into sight counts as read. */
export function Scroller({ label, as, name, messages, children }: ScrollerProps) {
  const newest = messages.at(-1)?.ts;
  const seen = () => newest && markRead(as, name, newest);
  const { ref, onScroll, isBehind, toEnd } = useScroll(`${as}.${name}`, newest, seen);
  return html`
    <div class="scroller">
      <div ref=${ref} class="scroll" role="region" aria-label=${label} tabindex="0" onScroll=${onScroll}>
        <div class="messages">${children}</div>
      </div>
      ${isBehind && html`<button type="button" class="newer" onClick=${toEnd}>New messages ↓</button>`}
    </div>
  `;
}
