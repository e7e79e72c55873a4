import { html } from 'htm/preact/standalone';
import type { View } from '../../../control/view.ts';
import { keep, kept } from '../kept.ts';
import { shared, useShared } from '../kit/shared.ts';

const step = shared<number | undefined>(kept<number>('tour', 'window'));

/** Begins the tour. */
export function TourButton() {
  return html`<button type="button" onClick=${() => go(0)}>Tour</button>`;
}

/** The present mark of the tour, if one is being taken. */
export function Tour(_: { view: View }) {
  const at = useShared(step);
  if (at === undefined) return null;
  return html`<aside class="tour" aria-label="Tour"></aside>`;
}

function go(to: number | undefined): void {
  keep('tour', to, 'window');
  step.set(to);
}
