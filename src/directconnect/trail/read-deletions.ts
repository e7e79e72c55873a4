import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import type { Deletion } from '../../domain/port/deletion.ts';
import type { Clients, Way } from '../calls/clients.ts';
import { NOTING } from '../calls/clients.ts';
import { allPages } from '../reading/all-pages.ts';
import { deletionIn } from './deletion-in.ts';

/** At most so many events a page. Source: CloudTrail API reference, LookupEvents. */
const PAGE = 50;

/**
 * Every deletion of an interconnect since then (epoch milliseconds) in one Region, by the port's ID. They are asked for
 * by the call's name, since CloudTrail may not know Direct Connect's ports as resources.
 */
export async function readDeletions(
  clients: Pick<Clients, 'settings' | 'noting'>,
  way: Way,
  since: number,
): Promise<Map<string, Deletion>> {
  const client = new CloudTrailClient(clients.settings(way));
  client.middlewareStack.add(clients.noting(client.config, way.credentials), NOTING);
  const events = await allPages('LookupEvents', async (NextToken) => {
    const { Events, NextToken: nextToken } = await client.send(
      new LookupEventsCommand({
        LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'DeleteInterconnect' }],
        StartTime: new Date(since),
        MaxResults: PAGE,
        NextToken,
      }),
    );
    return { items: Events, nextToken };
  });
  // The latest comes first, and holds.
  return new Map(events.toReversed().flatMap(({ CloudTrailEvent }) => deletionIn(CloudTrailEvent) ?? []));
}
