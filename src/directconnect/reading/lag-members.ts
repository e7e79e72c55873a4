import {
  DescribeLagsCommand,
  type DirectConnectClient,
  DirectConnectClientException,
  type Lag,
} from '@aws-sdk/client-direct-connect';
import type { ListedInterconnect } from '../../domain/catalog/catalog.ts';
import type { CouldNotLook } from '../../interfaces/direct-connect.ts';
import { AwsReadError } from '../../interfaces/errors.ts';
import { incomplete, looking } from './looking.ts';
import { readLags } from './offer.ts';
import { toListed } from './to-listed.ts';

const LAG_MS = 10_000;

/** A LAG as DescribeLags shows it; `links` is undefined where AWS doesn't tell. */
export interface LagMembers {
  kind: 'members';
  members: ListedInterconnect[];
  links: number | undefined;
}

/** The connections of one LAG, and how many links it has: a listing of interconnects may lack them. */
export function readLagMembers(
  client: DirectConnectClient,
  lagId: string,
): Promise<LagMembers | CouldNotLook> {
  return looking(LAG_MS, `Reading ${lagId}`, async () => {
    const lag = await readLag(client, lagId);
    if (!lag) return { kind: 'members', members: [], links: undefined };
    const { connections = lag.numberOfConnections === 0 ? [] : undefined } = lag;
    if (!connections) throw incomplete('DescribeLags', `${lagId} has no list of connections`);
    const members = connections.map((connection) => {
      const { connectionId, connectionName, connectionState } = connection;
      if (!connectionId) throw incomplete('DescribeLags', `a connection of ${lagId} has no ID`);
      const entry = { interconnectName: connectionName, interconnectState: connectionState };
      return toListed({ ...connection, ...entry, lagId }, connectionId);
    });
    return { kind: 'members', members, links: lag.numberOfConnections };
  });
}

/** One LAG, or undefined where a complete listing of all LAGs doesn't show it either: it is gone. */
async function readLag(client: DirectConnectClient, lagId: string): Promise<Lag | undefined> {
  try {
    const { lags } = await client.send(new DescribeLagsCommand({ lagId }));
    const lag = lags?.find((entry) => entry.lagId === lagId);
    if (lag) return lag;
  } catch (error) {
    if (!(error instanceof DirectConnectClientException)) throw error;
  }
  const all = await readLags(client);
  if (!all.some((entry) => entry.lagId === lagId)) return undefined;
  throw new AwsReadError('LagNotFound', `DescribeLags did not show ${lagId}.`, undefined);
}

/** A listing with the LAG's members in it, each of them once and as a member, whatever the listing said of it. */
export function withMembers(
  listed: readonly ListedInterconnect[],
  members: readonly ListedInterconnect[],
): ListedInterconnect[] {
  const byId = new Map(members.map((member) => [member.interconnectId, member]));
  const ids = new Set(listed.map(({ interconnectId }) => interconnectId));
  return [
    ...listed.map((entry) => ({ ...entry, lagId: byId.get(entry.interconnectId)?.lagId ?? entry.lagId })),
    ...members.filter(({ interconnectId }) => !ids.has(interconnectId)),
  ];
}
