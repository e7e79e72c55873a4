import type { Request } from '../../domain/request/request.ts';
import type { Listed } from '../../interfaces/lists.ts';
import type { Snapshot } from '../../interfaces/store.ts';
import { type Page, pageAt, toPage } from './page.ts';

/** One port that the bot follows. */
export interface PortEntry {
  request: Request;
  interconnectId: string;
  state: string;
  /** Since when it is in that state; epoch milliseconds. */
  since: number;
  /** Since when AWS lists it no more; null while it does. */
  missingSince: number | null;
  card: { channel: string; ts: string } | undefined;
}

/** One page of the ports that the bot follows, the latest ordered first. */
export interface PortList extends Page<PortEntry> {
  kind: 'ports';
}

/** Reads one page of the ports. */
export async function listPorts(at: Snapshot, page: number): Promise<PortList> {
  const rows = await at.lists.read([{ list: 'ports', ...pageAt(page) }], '');
  return { kind: 'ports', ...toPorts(rows, page) };
}

/** A page of ports out of what was read for it. */
export function toPorts(rows: readonly Listed[], page: number): Page<PortEntry> {
  const ports = rows.flatMap(({ request, port, card }) => {
    if (!port) return [];
    const { interconnectId, state, since, missingSince } = port;
    return [{ request, interconnectId, state, since, missingSince, card }];
  });
  return toPage(ports, page);
}
