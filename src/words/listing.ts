import type { Entry } from '../actions/showing/entry.ts';
import type { ListName, RequestList } from '../actions/showing/list.ts';
import type { PlaceFill, PortEntry, PortList } from '../actions/showing/ports.ts';
import { cityOf } from '../domain/catalog/city.ts';
import { PORT_QUOTA } from '../domain/catalog/quota.ts';
import type { Request } from '../domain/request/request.ts';
import { clip } from '../domain/text.ts';
import { askedBy } from './asked-by.ts';
import { statusText } from './status.ts';
import { span } from './time.ts';
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
export function portText({ request, state, since, missingSince, lag }: PortEntry): Timed {
  const missing = missingSince === null ? '' : timed`, not listed by AWS since ${{ at: missingSince }}`;
  const links = lag
    ? ` · ${clip(lag.lagId, WORD_MAX)}${lag.fill ? `, ${clip(lag.fill, WORD_MAX)}` : ''}`
    : '';
  return timed`${clip(state, WORD_MAX)} since ${{ at: since }}${missing} · ${whatFor(request)} · ${request.order.region}${links}`;
}

/**
 * How many ports of the account there are at a place, and how many more AWS's quota allows: all that AWS lists, followed
 * or not. `7 of 10 at EqDC2, us-east-1, by the last listing: 3 free.`
 */
function placeText({ region, location, ports, newer, age }: PlaceFill): string {
  const place = `${clip(location, WORD_MAX)}, ${region}`;
  if (ports === undefined) return `At ${place}: how many ports there are is not known now.`;
  const listing = age === undefined ? 'the last listing' : `a listing of ${span(age)} ago`;
  const all = ports + newer;
  const by = `by ${listing}${newer > 0 ? ` and ${newer} newer` : ''}`;
  if (all > PORT_QUOTA) return `${all} at ${place}, ${by}: more than AWS's usual ${PORT_QUOTA}.`;
  return `${all} of ${PORT_QUOTA} at ${place}, ${by}: ${PORT_QUOTA - all} free.`;
}

/** What the places' numbers count. */
export const COUNTED =
  "Counted is every port of the account that AWS lists there, followed or not, with a LAG's links. AWS may have raised the quota of 10.";

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
export function portWords({ entries, page, more, places }: PortList): ReturnType<typeof listWords> {
  const words = { some: 'Ports, the latest ordered or followed first:', none: 'The bot follows no port.' };
  return {
    head: head(words, entries.length, page),
    lines: entries.map((entry) => ({ id: entry.interconnectId, text: portText(entry), card: entry.card })),
    foot: [...placeLines(places), ...[foot(page, more) ?? []].flat()].join('\n') || undefined,
  };
}

/** A line for each place, and what its number counts. */
export function placeLines(places: readonly PlaceFill[]): string[] {
  return places.length === 0 ? [] : [...places.map(placeText), COUNTED];
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
