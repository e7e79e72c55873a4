import type { JournalEntry, Subject } from '../../../control/view.ts';

export type Side = JournalEntry['side'];

/** What the timeline is narrowed to. */
export interface Filter {
  /** These sides are left out. */
  without: Side[];
  /** Whether what the bot only reads is there too. */
  lookUps: boolean;
  onlyFailed: boolean;
  /** Words that an entry has to have in it. */
  search: string;
  /** What an entry has to be about. */
  about: Subject | undefined;
}

/** Every side, as people call it. */
export const SIDES: { side: Side; words: string }[] = [
  { side: 'person', words: 'People' },
  { side: 'bot', words: 'Bot' },
  { side: 'slack', words: 'Slack' },
  { side: 'aws', words: 'AWS' },
  { side: 'fault', words: 'Faults' },
  { side: 'demo', words: 'Demo' },
];

/** Nothing is left out. */
export const ALL: Filter = { without: [], lookUps: true, onlyFailed: false, search: '', about: undefined };

/** What tells the story: of what the bot only reads, what failed. */
export const STORY: Filter = { ...ALL, lookUps: false };

const LOOK_UP =
  /^(Describe|Get|Lookup|auth\.|blocks\.|bots\.|users\.|usergroups\.|conversations\.(info|history|replies))/;

/** Whether an entry is shown. */
export function passes({ side, ok, who, what, about }: JournalEntry, filter: Filter): boolean {
  if (filter.without.includes(side) || (filter.onlyFailed && ok)) return false;
  if (!filter.lookUps && ok && LOOK_UP.test(what)) return false;
  const { request, port } = filter.about ?? {};
  if (filter.about && about.request !== (request ?? '') && about.port !== (port ?? '')) return false;
  const wanted = filter.search.trim().toLowerCase();
  return wanted === '' || [who, what, about.request, about.port].join(' ').toLowerCase().includes(wanted);
}

/** What a subject is called. */
export function subjectWords({ request, port }: Subject): string {
  return [request, port].filter((one) => one !== undefined).join(', ');
}
