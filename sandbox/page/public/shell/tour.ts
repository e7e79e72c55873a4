import { html, useEffect } from 'htm/preact/standalone';
import type { View } from '../../../control/view.ts';
import { keep, kept } from '../kept.ts';
import { shared, useShared } from '../kit/shared.ts';
import { useKeptFocus } from '../slack/focus.ts';
import { isReached, MARKS, type Start, startOf } from './marks.ts';

/** Where the tour is, and how things stood when its present mark began. */
interface Way {
  mark: number;
  start: Start;
}

const way = shared<Way | undefined>(kept<Way>('tour', 'window'));

function go(to: Way | undefined): void {
  keep('tour', to ?? null, 'window');
  way.set(to);
}

/** Begins the tour. */
export function TourButton({ view }: { view: View }) {
  return html`<button id="take-tour" type="button" onClick=${() => go({ mark: 0, start: startOf(view) })}>Tour</button>`;
}

/** The present mark of the tour, if one is being taken. It goes on by itself once what it asks for has happened. */
export function Tour({ view }: { view: View }) {
  const aside = useKeptFocus<HTMLElement>();
  const at = useShared(way) ?? undefined;
  const reached = at !== undefined && isReached(at.mark, view, at.start);
  useEffect(() => {
    if (at && reached) go({ mark: at.mark + 1, start: startOf(view) });
  }, [at, reached]);
  const mark = at && MARKS[at.mark];
  if (at === undefined || mark === undefined) return null;
  const last = at.mark === MARKS.length - 1;
  const end = () => {
    document.getElementById('take-tour')?.focus();
    go(undefined);
  };
  return html`
    <aside ref=${aside} tabindex="-1" class="tour" aria-label="Tour">
      <p class="muted">${last ? 'Done' : `Step ${at.mark + 1} of ${MARKS.length - 1}`}</p>
      <div aria-live="polite">
        <h2>${mark.title}</h2>
        <p>${mark.words(view)}</p>
      </div>
      <div class="row">
        ${mark.offer && html`<button type="button" class="primary" onClick=${() => mark.offer?.act(view)}>${mark.offer.words(view)}</button>`}
        ${!last && html`<button type="button" onClick=${() => go({ mark: at.mark + 1, start: startOf(view) })}>Skip this step</button>`}
        <button type="button" onClick=${end}>${last ? 'Close' : 'End the tour'}</button>
      </div>
    </aside>
  `;
}
