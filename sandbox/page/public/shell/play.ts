import { html, useRef, useState } from 'htm/preact/standalone';
import { complain } from '../live.ts';
import { playAll } from './story.ts';

/** Plays one order from the command to the approval, as everybody who takes part; a second press stops it. */
export function PlayButton() {
  const [playing, set] = useState(false);
  const ending = useRef<AbortController | undefined>(undefined);
  const press = async () => {
    if (ending.current) return ending.current.abort();
    ending.current = new AbortController();
    const { signal } = ending.current;
    set(true);
    try {
      await playAll(signal);
    } catch (error) {
      if (!signal.aborted) complain(error);
    }
    ending.current = undefined;
    set(false);
  };
  return html`<button type="button" onClick=${press}>${playing ? 'Stop playing' : 'Play it for me'}</button>`;
}
