import type { Entry } from '../actions/showing/entry.ts';
import type { ListName, RequestList } from '../actions/showing/list.ts';
import type { PortEntry, PortList } from '../actions/showing/ports.ts';
import { cityOf } from '../domain/catalog/city.ts';
import type { Request } from '../domain/request/request.ts';
import { clip } from '../domain/text.ts';
import { askedBy } from './asked-by.ts';
import { statusText } from './status.ts';
import { type Timed, timed, timedText } from './timed.ts';

/** Enough for every word that people use: one request is one line. */
const WORD_MAX = 60;
const STATUS_MAX = 120;

const HEAD: Record<ListName, { some: string; none: string }> = {
  mine: { some: 'Your requests, the latest first:', none: 'You have asked for no port yet.' },
  waiting: { some: 'Waiting for you, the longest first:', none: 'Nothing waits for you.' },
  all: { some: 'Open requests, the latest first:', none: 'No request is open.' },
};

/** One request in a list, without its ID: where it stands, what it is for, and who asks. */
export function entryText({ request, approvals, quorum, rehearsing }: Omit<Entry, 'card'>): Timed {
  const status = clip(statusText(request, { approvals, quorum, rehearsing }), STATUS_MAX);
  return timed`${status} · ${whatFor(request)} · ${askers(request)}, ${{ at: request.createdAt }}`;
}

/** `10Gbps at EqDC2 (Ashburn), dc2-core-01`. */
function whatFor({ order, locationName }: Request): string {
  const place = `${clip(order.location, WORD_MAX)} (${clip(cityOf(locationName), WORD_MAX)})`;
  return `${clip(order.bandwidth, WORD_MAX)} at ${place}, ${clip(order.interconnectName, WORD_MAX)}`;
}

function askers(request: Request): string {
  const { requester, beneficiary } = request;
  const asked = `${askedBy(request).toLowerCase()} ${clip(requester.name, WORD_MAX)}`;
  return beneficiary ? `${asked} for ${clip(beneficiary.name, WORD_MAX)}` : asked;
}

/** One port in a list, without its ID: its state and since when, and what it was ordered as. */
export function portText({ request, state, since, missingSince }: PortEntry): Timed {
  const missing = missingSince === null ? '' : timed`, not listed by AWS since ${{ at: missingSince }}`;
  return timed`${clip(state, WORD_MAX)} since ${{ at: since }}${missing} · ${whatFor(request)} · ${request.order.region}`;
}

/** A list in words: what it is, a line for each request, and whether there are more. */
export function listWords({ which, entries, page, more }: RequestList): {
  head: string;
  lines: { id: string; text: Timed; card: Entry['card'] }[];
  foot: string | undefined;
} {
  return {
    head: head(HEAD[which], entries.length, page),
    lines: entries.map((entry) => ({ id: entry.request.id, text: entryText(entry), card: entry.card })),
    foot: foot(page, more),
  };
}

/** The same of the ports that the bot follows. */
export function portWords({ entries, page, more }: PortList): ReturnType<typeof listWords> {
  const words = { some: 'Ports, the latest ordered first:', none: 'The bot follows no port.' };
  return {
    head: head(words, entries.length, page),
    lines: entries.map((entry) => ({ id: entry.interconnectId, text: portText(entry), card: entry.card })),
    foot: foot(page, more),
  };
}

/** All of it as one text. */
export function listText({ head, lines, foot }: ReturnType<typeof listWords>): string {
  return [head, ...lines.map(({ id, text }) => `${id} · ${timedText(text)}`), ...(foot ? [foot] : [])].join(
    '\n',
  );
}

function head({ some, none }: { some: string; none: string }, count: number, page: number): string {
  if (count > 0) return some;
  return page === 0 ? none : 'There are no more.';
}

function foot(page: number, more: boolean): string | undefined {
  if (more) return `Page ${page + 1}. There are more: page ${page + 2}.`;
  return page > 0 ? `Page ${page + 1}, the last.` : undefined;
}
