import { html, useEffect, useRef, useState } from 'htm/preact/standalone';
import type { JournalDetail, JournalEntry } from '../../../control/view.ts';
import { dateTime } from '../kit/when.ts';
import { journalEntry } from '../server.ts';
import { subjectWords } from './filter.ts';

/** What an entry is about and what went over the wire. */
export function Detail({ entry, narrow }: { entry: JournalEntry; narrow: () => void }) {
  const [detail, set] = useState<JournalDetail | undefined>(undefined);
  const [problem, say] = useState('');
  useEffect(() => {
    if (!entry.hasDetail) return;
    journalEntry(entry.n).then(set, () => say('The payloads are not kept any more.'));
  }, [entry.n]);
  const here = useRef<HTMLDivElement>(null);
  useEffect(() => here.current?.closest('li')?.scrollIntoView({ block: 'nearest' }), [detail]);
  const about = subjectWords(entry.about);
  return html`
    <div ref=${here} class="detail">
      <p class="row">
        <span class="muted">${dateTime(entry.at)}</span>
        ${about !== '' && html`<button type="button" onClick=${narrow}>Only what is about ${about}</button>`}
        ${detail?.curl !== undefined && html`<${Copy} text=${detail.curl} />`}
      </p>
      ${problem !== '' && html`<p>${problem}</p>`}
      ${!entry.hasDetail && html`<p class="muted">Nothing went over the wire.</p>`}
      <div class="payloads">
        ${detail && payload('Request', detail.request)} ${detail && payload('Response', detail.response)}
      </div>
    </div>
  `;
}

function payload(words: string, value: unknown) {
  if (value === undefined || value === null) return null;
  return html`
    <figure>
      <figcaption>${words}</figcaption>
      <pre tabindex="0" role="region" aria-label=${words}>${JSON.stringify(value, undefined, 2)}</pre>
    </figure>
  `;
}

function Copy({ text }: { text: string }) {
  const [words, say] = useState('Copy as curl');
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => say('Copied'),
      () => say('The browser lets nothing be copied'),
    );
  return html`<button type="button" onClick=${copy}>${words}</button>`;
}
