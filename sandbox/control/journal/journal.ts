import { Listeners } from '../../listeners.ts';
import type { JournalDetail, JournalEntry } from '../view.ts';

/** Something that has happened, before it stands in the journal. */
export interface Draft extends Pick<JournalEntry, 'at' | 'side' | 'who' | 'what'> {
  /** True unless set. */
  ok?: boolean;
  about?: JournalEntry['about'];
  detail?: Partial<Pick<JournalDetail, 'request' | 'response' | 'curl'>>;
  /** Entries of the same key that follow each other, with nothing but such in between, become one with a count. */
  fold?: string;
}

type Detail = Pick<JournalDetail, 'request' | 'response' | 'curl'>;

/** So many entries are kept, and the payloads of so many. */
const MOST_ENTRIES = 5_000;
const MOST_DETAILS = 1_000;

/** What has happened on all sides, in one order. */
export class Journal {
  readonly #entries: JournalEntry[] = [];
  readonly #details = new Map<number, Detail>();
  readonly #folds = new Map<string, { entry: JournalEntry; what: string; times: number }>();
  readonly #listeners = new Listeners<JournalEntry>();
  #last = 0;

  /** The number of the newest entry; 0 before the first. */
  get last(): number {
    return this.#last;
  }

  /** Writes an entry and answers its number; one that is folded into an earlier one has that one's. */
  add(draft: Draft): number {
    const { fold, detail } = draft;
    if (fold === undefined) this.#folds.clear();
    const again = fold === undefined ? undefined : this.#folds.get(fold);
    if (again) {
      again.times += 1;
      again.entry.what = `${again.what} (${again.times} times)`;
      return again.entry.n;
    }
    this.#last += 1;
    const { at, side, who, what, ok = true, about = {} } = draft;
    const entry = { n: this.#last, at, side, who, what, ok, about, hasDetail: detail !== undefined };
    this.#entries.push(entry);
    if (this.#entries.length > MOST_ENTRIES) this.#entries.shift();
    if (fold !== undefined) this.#folds.set(fold, { entry, what, times: 1 });
    if (detail) this.#keep(entry.n, detail);
    this.#listeners.tell(entry);
    return entry.n;
  }

  /** Adds what was answered to an entry whose payloads are still kept. */
  answered(n: number, response: unknown): void {
    const detail = this.#details.get(n);
    if (detail) detail.response = response;
  }

  /** The entries after that number, oldest first. */
  after(n: number): JournalEntry[] {
    const first = this.#entries[0]?.n ?? 1;
    return this.#entries.slice(Math.max(0, n + 1 - first));
  }

  /** One entry with its payloads, as far as they are kept; undefined if there is none of that number. */
  entry(n: number): JournalDetail | undefined {
    const [entry] = this.after(n - 1);
    if (entry?.n !== n) return undefined;
    const { request, response, curl } = this.#details.get(n) ?? {};
    return { ...entry, request, response, curl };
  }

  /** Tells the listener of every entry from now on, not of what is folded. */
  on(listener: (entry: JournalEntry) => void): () => void {
    return this.#listeners.on(listener);
  }

  #keep(n: number, { request, response, curl }: NonNullable<Draft['detail']>): void {
    this.#details.set(n, { request, response, curl });
    if (this.#details.size <= MOST_DETAILS) return;
    const [oldest = 0] = this.#details.keys();
    this.#details.delete(oldest);
    const [entry] = this.after(oldest - 1);
    if (entry?.n === oldest) entry.hasDetail = false;
  }
}
