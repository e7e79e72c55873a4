import type { ListedInterconnect } from '../catalog/catalog.ts';
import { sameAs } from './same.ts';

/** As much of a port as a listing is compared with, since that is done with every one of them at every listing. */
export interface FollowedPort {
  requestId: string;
  interconnectId: string;
  /** Since when complete listings don't show it, epoch milliseconds; null while they do. */
  missingSince: number | null;
  /** What it was last seen as, in the very text that is stored. */
  seen: string;
}

/** Whether a listing's entry shows something new of a port: then all of it has to be read, and written. */
export function isNews(port: FollowedPort, entry: ListedInterconnect): boolean {
  // Nearly always they are the same, and a text is compared far sooner than it is read.
  if (port.missingSince !== null) return true;
  if (JSON.stringify(entry) === port.seen) return false;
  const seen = seenOf(port);
  return seen === undefined || !sameAs(seen, entry);
}

/** What it was last seen as; undefined where that can't be read, which whoever reads all of it finds out. */
export function seenOf({ seen }: FollowedPort): ListedInterconnect | undefined {
  try {
    return JSON.parse(seen) as ListedInterconnect;
  } catch {
    return undefined;
  }
}
