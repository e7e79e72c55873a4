import type { ListedInterconnect } from '../catalog/catalog.ts';
import { sameAs } from './same.ts';

/** As much of a port as a listing is compared with, since that is done with every one of them at every listing. */
export interface FollowedPort {
  requestId: string;
  interconnectId: string;
  /** Null where nobody knew it when the port was made. */
  accountId: string | null;
  /** When the listing began that showed it last; epoch milliseconds. */
  listedAt: number;
  isMissing: boolean;
  /** What it was last seen as, in the very text that is stored. */
  seen: string;
}

/** Whether a listing's entry shows something new of a port: then all of it has to be read, and written. */
export function isNews(port: FollowedPort, entry: ListedInterconnect): boolean {
  // Nearly always they are the same, and a text is compared far sooner than it is read.
  if (!port.isMissing && JSON.stringify(entry) === port.seen) return false;
  const seen = seenOf(port);
  return port.isMissing || seen === undefined || !sameAs(seen, entry);
}

/** What it was last seen as; undefined where that can't be read, which whoever reads all of it finds out. */
export function seenOf({ seen }: FollowedPort): ListedInterconnect | undefined {
  try {
    return JSON.parse(seen) as ListedInterconnect;
  } catch {
    return undefined;
  }
}
