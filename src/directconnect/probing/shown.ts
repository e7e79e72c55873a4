import { DescribeLagsCommand, type DirectConnectClient, type Lag } from '@aws-sdk/client-direct-connect';
import { AwsReadError } from '../../interfaces/errors.ts';
import { allPages } from '../reading/all-pages.ts';
import { listInterconnects } from '../reading/interconnects.ts';

/** How AWS shows what an account has in a Region; nobody but AWS knows beforehand. */
export interface Shown {
  /** Ports in the listing, and those of them whose entry has tags. */
  ports: number;
  tagged: number;
  /** IDs of LAGs' members, and those of them that the listing of ports has too. */
  members: string[];
  membersListed: number;
}

/** Reads all ports and all LAGs of a Region; throws AwsReadError where they can't be listed. */
export async function readShown(client: DirectConnectClient): Promise<Shown> {
  const listed = await listInterconnects(client);
  if (listed.kind === 'could_not_look') throw new AwsReadError(listed.code, listed.message, undefined);
  const lags = await allPages<Lag>('DescribeLags', async (nextToken) => {
    const answer = await client.send(new DescribeLagsCommand({ maxResults: 100, nextToken }));
    return { items: answer.lags, nextToken: answer.nextToken };
  });
  const ids = new Set(listed.interconnects.map(({ interconnectId }) => interconnectId));
  const members = lags.flatMap(({ connections = [] }) =>
    connections.flatMap(({ connectionId }) => connectionId ?? []),
  );
  return {
    ports: listed.interconnects.length,
    tagged: listed.interconnects.filter(({ tags }) => tags && tags.length > 0).length,
    members,
    membersListed: members.filter((id) => ids.has(id)).length,
  };
}
