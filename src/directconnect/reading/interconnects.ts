import { DescribeInterconnectsCommand, type DirectConnectClient } from '@aws-sdk/client-direct-connect';
import type { ListedInterconnect } from '../../domain/catalog/catalog.ts';
import type { CouldNotLook } from '../../interfaces/direct-connect.ts';
import { incomplete, looking } from './looking.ts';
import { toListed } from './to-listed.ts';

/** DescribeInterconnects answers at most this many. */
const PAGE = 100;
/** More pages than any account has; a listing that goes on is not a listing. */
const PAGES_MAX = 1_000;
/** All pages of a listing together. */
const LISTING_MS = 20_000;

/** Every page that there is. */
export interface AllPages {
  kind: 'listed';
  interconnects: ListedInterconnect[];
}

/** Every page of a Region's interconnects, or could_not_look: a page that is missing is never "not there". */
export function listInterconnects(client: DirectConnectClient): Promise<AllPages | CouldNotLook> {
  return looking(LISTING_MS, 'Listing interconnects', async () => {
    const interconnects: ListedInterconnect[] = [];
    let nextToken: string | undefined;
    for (let page = 0; page < PAGES_MAX; page++) {
      const answer = await describe(client, { maxResults: PAGE, nextToken });
      interconnects.push(...answer.interconnects);
      if (!answer.nextToken) return { kind: 'listed', interconnects };
      if (answer.nextToken === nextToken) throw incomplete('DescribeInterconnects', 'a page led to itself');
      nextToken = answer.nextToken;
    }
    throw incomplete('DescribeInterconnects', 'it did not end');
  });
}

/** One answer of DescribeInterconnects; throws AwsReadError where it is none that can be relied on. */
export async function describe(
  client: DirectConnectClient,
  input: { maxResults?: number; nextToken?: string | undefined; interconnectId?: string },
): Promise<{ interconnects: ListedInterconnect[]; nextToken: string | undefined }> {
  const { interconnects, nextToken } = await client.send(new DescribeInterconnectsCommand(input));
  if (!interconnects) throw incomplete('DescribeInterconnects', 'the answer has no list');
  const listed = interconnects.map((entry) => {
    if (!entry.interconnectId) throw incomplete('DescribeInterconnects', 'an entry has no ID');
    return toListed(entry, entry.interconnectId);
  });
  return { interconnects: listed, nextToken };
}
