import {
  DescribeTagsCommand,
  type DirectConnectClient,
  DirectConnectClientException,
} from '@aws-sdk/client-direct-connect';
import type { ListedInterconnect } from '../../domain/catalog/catalog.ts';
import type { Tag } from '../../domain/tags.ts';
import type { CouldNotLook, Listing } from '../../interfaces/direct-connect.ts';
import type { Identity } from '../calls/account.ts';
import { looking } from './looking.ts';

/** DescribeTags takes at most this many ARNs at once. */
const ARNS_MAX = 20;
/** All questions of one look together. */
const TAGS_MS = 10_000;

/** The ARNs of an account's interconnects in a Region, by their IDs. */
export function arnsIn(region: string, { partition, accountId }: Identity): (id: string) => string {
  return (id) => `arn:${partition}:directconnect:${region}:${accountId}:dxcon/${id}`;
}

/**
 * Asks for the tags of the entries that `needed` says yes to and that show none: a listing may show `[]` for a port that
 * has tags. An ARN that AWS leaves out is asked for once more, alone; left out again, its entry is `untold`, its tags
 * undefined. `arnOf` takes an interconnect's ID.
 */
export function completeTags(
  client: DirectConnectClient,
  interconnects: readonly ListedInterconnect[],
  needed: (entry: ListedInterconnect) => boolean,
  arnOf: (id: string) => string,
): Promise<Listing | CouldNotLook> {
  const bare = interconnects.filter((entry) => !entry.tags?.length && needed(entry));
  const ids = bare.map(({ interconnectId }) => interconnectId);
  return looking(TAGS_MS, 'Asking for tags', async () => {
    const told = new Map<string, Tag[]>();
    const ask = async (some: readonly string[]) => {
      const resourceArns = some.map(arnOf);
      const { resourceTags = [] } = await client.send(new DescribeTagsCommand({ resourceArns }));
      for (const id of some) {
        const answer = resourceTags.find(({ resourceArn }) => resourceArn === arnOf(id));
        if (answer)
          told.set(
            id,
            (answer.tags ?? []).map(({ key = '', value = '' }) => ({ key, value })),
          );
      }
    };
    // AWS may refuse a question for one of its ARNs: that one alone stays untold then.
    const tryAsking = (some: readonly string[]) =>
      ask(some).catch((error: unknown) => {
        if (!(error instanceof DirectConnectClientException)) throw error;
      });
    for (let start = 0; start < ids.length; start += ARNS_MAX)
      await tryAsking(ids.slice(start, start + ARNS_MAX));
    for (const id of ids) if (!told.has(id)) await tryAsking([id]);
    const asked = new Set(ids);
    return {
      kind: 'listed',
      interconnects: interconnects.map((entry) =>
        asked.has(entry.interconnectId) ? { ...entry, tags: told.get(entry.interconnectId) } : entry,
      ),
      untold: ids.filter((id) => !told.has(id)),
    };
  });
}
