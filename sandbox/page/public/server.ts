import type { JournalDetail, JournalEntry, View } from '../../control/view.ts';

/** What the control API says of something done: nothing, or what was wrong in words. */
export interface Answer {
  problem?: string;
}

/** The panels that the visitor works, by their path. */
export type Panel = 'act' | 'time' | 'trouble' | 'aws' | 'dare' | 'bot';

let queue: Promise<unknown> = Promise.resolve();

/** Tells the server what the visitor did. One at a time and in order, so that what was typed arrives before it is sent. */
export function tell(panel: Panel, body: object): Promise<Answer> {
  const sent = queue.then(() => post<Answer>(panel, body));
  queue = sent.catch(() => undefined);
  return sent;
}

/** What a select lists for a query; throws what was wrong. */
export async function optionsFor(as: string, block: string, query: string) {
  type Options = Answer & { options?: { text: string; value: string; group?: string }[] };
  const { options = [], problem } = await post<Options>('options', { as, block, query });
  if (problem) throw new Error(problem);
  return options;
}

/** Everything that this person has on screen in this window. */
export function viewFor(as: string, window: string): Promise<View> {
  return get(`state?as=${encodeURIComponent(as)}&window=${encodeURIComponent(window)}`);
}

/** What happened after an entry. */
export function journalAfter(after: number): Promise<{ entries: JournalEntry[]; last: number }> {
  return get(`journal?after=${after}`);
}

/** One entry with its payloads. */
export function journalEntry(n: number): Promise<JournalDetail> {
  return get(`journal/${n}`);
}

async function get<T>(path: string): Promise<T> {
  const answer = await fetch(`/api/v1/${path}`);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return (await answer.json()) as T;
}

async function post<T>(path: string, body: object): Promise<T> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`/api/v1/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  return (await answer.json()) as T;
}
