import { lagFill, type RegionCatalog } from '../../domain/catalog/catalog.ts';
import { portsAt } from '../../domain/catalog/quota.ts';
import type { Request } from '../../domain/request/request.ts';
import { MINUTE } from '../../domain/time.ts';
import type { Where } from '../../domain/where.ts';
import type { Listed } from '../../interfaces/lists.ts';
import type { Snapshot } from '../../interfaces/store.ts';
import { type Page, pageAt, toPage } from './page.ts';

/** A listing that is older says so. */
const STALE_MS = 15 * MINUTE;

/** One port that the bot follows. */
export interface PortEntry {
  request: Request;
  interconnectId: string;
  state: string;
  /** Since when it is in that state; epoch milliseconds. */
  since: number;
  /** Since when AWS lists it no more; null while it does. */
  missingSince: number | null;
  /** How full its LAG is, as far as that is known; undefined where it is in none. */
  lag: { lagId: string; fill: string | undefined } | undefined;
  card: { channel: string; ts: string } | undefined;
}

/** How many ports of the account there are where one of the page is, by the last listing of all. */
export interface PlaceFill {
  region: string;
  location: string;
  /** Undefined where nobody knows. */
  ports: number | undefined;
  /** How many of the page's own that listing doesn't show, since they are newer. */
  newer: number;
  /** How old that listing is, if it is not one of the last minutes; milliseconds. */
  age: number | undefined;
}

/** One page of ports, and what is known of the places where they are. */
export interface PortPage extends Page<PortEntry> {
  places: PlaceFill[];
}

/** One page of the ports that the bot follows, the latest ordered first. */
export interface PortList extends PortPage {
  kind: 'ports';
}

/** What was last read of an account's Region; undefined where that is another account's than the bot's. */
export type Known = (where: Where) => RegionCatalog | undefined;

/** Reads one page of the ports. AWS is not asked. */
export async function listPorts(at: Snapshot, known: Known, page: number): Promise<PortList> {
  const rows = await at.lists.read([{ list: 'ports', ...pageAt(page) }], '');
  return { kind: 'ports', ...toPorts(rows, { page, known, now: at.now }) };
}

/** A page of ports out of what was read for it. */
export function toPorts(
  rows: readonly Listed[],
  { page, known, now }: { page: number; known: Known; now: number },
): PortPage {
  const ports = rows.flatMap(({ request, port, card }) => {
    if (!port) return [];
    const { interconnectId, state, since, missingSince } = port;
    return [{ request, interconnectId, state, since, missingSince, lag: lagOf(request, known), card }];
  });
  const shown = toPage(ports, page);
  return { ...shown, places: placesOf(shown.entries, known, now) };
}

function lagOf({ order, accountId }: Request, known: Known): PortEntry['lag'] {
  const { lagId, region } = order;
  if (lagId === undefined) return undefined;
  const lag = known({ accountId, region })?.lags.find((one) => one.lagId === lagId);
  return { lagId, fill: lag && lagFill(lag) };
}

/** Each place once, by Region and code. */
function placesOf(entries: readonly PortEntry[], known: Known, now: number): PlaceFill[] {
  const places = new Map(
    entries.map(({ request: { accountId, order } }) => {
      const { region, location } = order;
      return [JSON.stringify([accountId, region, location]), { accountId, region, location }];
    }),
  );
  const byName = (one: { region: string; location: string }) => `${one.region} ${one.location}`;
  const sorted = [...places.values()].toSorted((one, other) => (byName(one) < byName(other) ? -1 : 1));
  return sorted.map(({ accountId, region, location }) => {
    const catalog = known({ accountId, region });
    const ports = catalog && portsAt(location, catalog);
    const listed = new Set(catalog?.interconnects.map(({ interconnectId }) => interconnectId));
    const newer = entries.filter(
      ({ request: { order, accountId: account }, interconnectId, lag, missingSince }) =>
        account === accountId &&
        order.region === region &&
        order.location === location &&
        !listed.has(interconnectId) &&
        // A LAG's links are counted by their number.
        lag === undefined &&
        missingSince === null,
    ).length;
    const age = now - (catalog?.listedAt ?? now);
    return { region, location, ports, newer, age: age > STALE_MS ? age : undefined };
  });
}
