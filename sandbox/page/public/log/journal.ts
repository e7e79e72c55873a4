import type { JournalEntry } from '../../../control/view.ts';
import { shared } from '../kit/shared.ts';
import { newest } from '../live.ts';
import { journalAfter } from '../server.ts';

/** The oldest ones beyond these are let go. */
const KEPT = 3000;

/** What happened, oldest first. */
export const entries = shared<readonly JournalEntry[]>([]);

/** What keeps the journal from being followed; empty if nothing does. */
export const journalProblem = shared('');

let fetching = false;

/** Follows the journal; answers what ends that. */
export function followJournal(): () => void {
  void fetchNew();
  return newest.on(() => void fetchNew());
}

async function fetchNew(): Promise<void> {
  if (fetching) return;
  fetching = true;
  let problem = '';
  try {
    let known: number;
    do {
      known = newest.get();
      await fetchAfter(entries.get().at(-1)?.n ?? 0);
    } while (newest.get() !== known);
  } catch {
    problem = 'The journal does not answer. What was missed is fetched with what comes next.';
  }
  journalProblem.set(problem);
  fetching = false;
}

async function fetchAfter(after: number): Promise<void> {
  const { entries: more, last } = await journalAfter(after);
  // A demo that was started anew counts from one again.
  if (last < after) {
    entries.set([]);
    return fetchAfter(0);
  }
  if (more.length > 0) entries.set([...entries.get(), ...more].slice(-KEPT));
}
