import {
  DescribeLagsCommand,
  DescribeLocationsCommand,
  type DirectConnectClient,
} from '@aws-sdk/client-direct-connect';
import type { Lag, Location } from '../../domain/catalog/catalog.ts';
import { sortedSpeeds, toWireSpeed } from '../../domain/speed.ts';
import { sortedByName } from '../../domain/text.ts';
import type { Offer } from '../../interfaces/direct-connect.ts';
import { AwsReadError } from '../../interfaces/errors.ts';
import { trouble } from '../calls/failure.ts';
import { within } from '../calls/within.ts';

const PAGE = 100;
const READ_MS = 15_000;

/**
 * What a Region offers: its locations (one page by design) and the account's LAGs (all pages), or undefined for the
 * LAGs where AWS doesn't tell: whoever wants none can order all the same. Throws AwsReadError without locations.
 */
export async function readOffer(client: DirectConnectClient, region: string): Promise<Offer> {
  const [locations, lags] = await Promise.allSettled([
    within(READ_MS, 'Reading locations', readLocations(client, region)),
    within(READ_MS, 'Reading LAGs', readLags(client)),
  ]);
  if (locations.status === 'fulfilled') {
    return { locations: locations.value, lags: lags.status === 'fulfilled' ? lags.value : undefined };
  }
  const error: unknown = locations.reason;
  if (error instanceof AwsReadError) throw error;
  const { code, message } = trouble(error);
  throw new AwsReadError(code, message, error);
}

async function readLocations(client: DirectConnectClient, region: string): Promise<Location[]> {
  const { locations } = await client.send(new DescribeLocationsCommand({}));
  // An empty catalog would send every approved order back to people.
  if (!locations?.length)
    throw new AwsReadError('EmptyCatalog', 'DescribeLocations listed nothing.', undefined);
  const here = locations
    .filter((entry) => entry.region === undefined || entry.region === region)
    .map((entry) => ({
      code: entry.locationCode ?? '',
      name: entry.locationName ?? entry.locationCode ?? '',
      region,
      speeds: sortedSpeeds(entry.availablePortSpeeds ?? []),
      macsecSpeeds: sortedSpeeds(entry.availableMacSecPortSpeeds ?? []),
      providers: [...new Set(entry.availableProviders ?? [])].sort(),
    }))
    .filter(({ code }) => code !== '');
  return sortedByName(here);
}

/** All LAGs of the account in a Region, every page. */
export async function readLags(client: DirectConnectClient): Promise<Lag[]> {
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
        // AWS's own sample of an answer lacks it: absent is not false.
        hostsConnections: lag.allowsHostedConnections ?? true,
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
