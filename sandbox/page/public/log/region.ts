import { html, useEffect, useMemo, useState } from 'htm/preact/standalone';
import type { Subject } from '../../../control/view.ts';
import { useKept } from '../kept.ts';
import { useShared } from '../kit/shared.ts';
import { type Filter, passes, STORY } from './filter.ts';
import { Filters } from './filters.ts';
import { entries, followJournal, journalProblem } from './journal.ts';
import { Rows } from './rows.ts';

/** So many are drawn at first, and more each time when asked for. */
const DRAWN = 200;

/** All that happened, in one order, the newest last. */
export function LogRegion() {
  const all = useShared(entries);
  const [filter, set] = useKept<Filter>('timeline', STORY);
  const problem = useShared(journalProblem);
  const [drawn, draw] = useState(DRAWN);
  useEffect(followJournal, []);
  const passing = useMemo(() => all.filter((entry) => passes(entry, filter)), [all, filter]);
  // The page is drawn more often than something new happens.
  const rows = useMemo(() => {
    const narrow = (about: Subject) => set({ ...filter, about });
    const earlier = passing.length > drawn ? () => draw(drawn + DRAWN) : undefined;
    return html`<${Rows} shown=${passing.slice(-drawn)} earlier=${earlier} narrow=${narrow} />`;
  }, [passing, drawn]);
  return html`
    <section class="log-region" aria-labelledby="log-title">
      <h2 id="log-title" class="on-phones">Timeline</h2>
      <${Filters} filter=${filter} set=${set} shown=${passing.length} all=${all.length} />
      ${all.length === 0 && html`<p class="muted">What people, bot, Slack and AWS do appears here, in one order.</p>`}
      ${problem !== '' && html`<p class="loud">${problem}</p>`} ${rows}
    </section>
  `;
}
