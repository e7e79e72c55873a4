import {
  DescribeLagsCommand,
  DescribeLocationsCommand,
  type DirectConnectClient,
} from '@aws-sdk/client-direct-connect';
import { AwsReadError } from '../actions/errors.ts';
import type { Lag, Location } from '../domain/catalog.ts';
import { sortedSpeeds, toWireSpeed } from '../domain/speed.ts';
import { trouble } from './failure.ts';
import { within } from './within.ts';

const PAGE = 100;
const READ_MS = 15_000;

/** What a Region offers: its locations (one page by design) and the account's LAGs (all pages). */
export async function readOffer(
  client: DirectConnectClient,
  region: string,
): Promise<{ locations: Location[]; lags: Lag[] }> {
  try {
    const [locations, lags] = await within(
      READ_MS,
      'Reading what the Region offers',
      Promise.all([readLocations(client, region), readLags(client)]),
    );
    return { locations, lags };
  } catch (error) {
    if (error instanceof AwsReadError) throw error;
    const { code, message } = trouble(error);
    throw new AwsReadError(code, message, error);
  }
}

async function readLocations(client: DirectConnectClient, region: string): Promise<Location[]> {
  const { locations } = await client.send(new DescribeLocationsCommand({}));
  // An empty catalog would send every approved order back to people.
  if (!locations?.length)
    throw new AwsReadError('EmptyCatalog', 'DescribeLocations listed nothing.', undefined);
  return locations
    .filter((entry) => entry.region === undefined || entry.region === region)
    .map((entry) => ({
      code: entry.locationCode ?? '',
      name: entry.locationName ?? entry.locationCode ?? '',
      region,
      speeds: sortedSpeeds(entry.availablePortSpeeds ?? []),
      macsecSpeeds: sortedSpeeds(entry.availableMacSecPortSpeeds ?? []),
      providers: [...new Set(entry.availableProviders ?? [])].sort(),
    }))
    .filter(({ code }) => code !== '')
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

async function readLags(client: DirectConnectClient): Promise<Lag[]> {
  const found: Lag[] = [];
  let nextToken: string | undefined;
  do {
    const answer = await client.send(new DescribeLagsCommand({ maxResults: PAGE, nextToken }));
    for (const lag of answer.lags ?? []) {
      found.push({
        lagId: lag.lagId ?? '',
        name: lag.lagName ?? '',
        location: lag.location ?? '',
        bandwidth: toWireSpeed(lag.connectionsBandwidth ?? ''),
        links: lag.numberOfConnections ?? 0,
        state: lag.lagState ?? 'unknown',
        hostsConnections: lag.allowsHostedConnections ?? false,
        macsec: lag.macSecCapable ?? false,
      });
    }
    if (answer.nextToken && answer.nextToken === nextToken) {
      throw new AwsReadError('IncompleteListing', 'DescribeLags: a page led to itself.', undefined);
    }
    nextToken = answer.nextToken || undefined;
  } while (nextToken);
  return found;
}
