import { html } from 'htm/preact/standalone';
import { work } from '../live.ts';
import type { Panel } from '../server.ts';

interface DoProps {
  /** What the button says. */
  words: string;
  /** What is worked, and how. */
  panel: Panel;
  body: object;
  /** `primary` or `danger`. */
  look?: string;
  /** What it says to those who do not see where it stands. */
  label?: string;
  /** It cannot be done now; the button keeps the focus all the same. */
  off?: boolean;
}

/** A button that works a panel. */
export function Do({ words, panel, body, look, label, off = false }: DoProps) {
  return html`
    <button
      type="button"
      class=${look}
      aria-label=${label}
      aria-disabled=${off ? 'true' : undefined}
      onClick=${() => off || work(panel, body)}
    >
      ${words}
    </button>
  `;
}
