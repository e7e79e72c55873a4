import {
  DescribeInterconnectsCommand,
  DescribeLagsCommand,
  DescribeLoaCommand,
  DescribeLocationsCommand,
  DescribeTagsCommand,
  type DirectConnectClient,
  DirectConnectClientException,
} from '@aws-sdk/client-direct-connect';
import { trouble } from '../calls/failure.ts';
import { arnsIn } from '../reading/tags.ts';
import type { Caller } from './caller.ts';

/** What became of one call. `answered`: AWS let it through, whatever it made of what was asked. */
export type Tried = { action: string } & (
  | { kind: 'answered' }
  | { kind: 'denied' | 'failed'; code: string; message: string }
);

/** Not of the form that AWS gives its ports: there is never one, so that no letter is dated anew. */
const NO_PORT = 'dxcon-asked-by-doctor';
const DENIED = new Set(['AccessDeniedException', 'AccessDenied', 'UnauthorizedOperation']);

/** Makes each call that the bot makes and that changes nothing; about one port where the bot asks about one. */
export function tryActions(
  client: DirectConnectClient,
  { region, ...caller }: Caller & { region: string },
): Promise<Tried[]> {
  const resourceArns = [arnsIn(region, caller)(NO_PORT)];
  return Promise.all([
    tried('DescribeLocations', () => client.send(new DescribeLocationsCommand({}))),
    tried('DescribeInterconnects', () => client.send(new DescribeInterconnectsCommand({ maxResults: 1 }))),
    tried('DescribeLags', () => client.send(new DescribeLagsCommand({ maxResults: 1 }))),
    aboutNoPort('DescribeTags', () => client.send(new DescribeTagsCommand({ resourceArns }))),
    aboutNoPort('DescribeLoa', () => client.send(new DescribeLoaCommand({ connectionId: NO_PORT }))),
  ]);
}

/** AWS judges rights before it looks for the port: that there is none is an answer. */
function aboutNoPort(action: string, send: () => Promise<unknown>): Promise<Tried> {
  return tried(action, () =>
    send().catch((error: unknown) => {
      if (!(error instanceof DirectConnectClientException)) throw error;
    }),
  );
}

async function tried(action: string, send: () => Promise<unknown>): Promise<Tried> {
  try {
    await send();
    return { action, kind: 'answered' };
  } catch (error) {
    const { code, message } = trouble(error);
    return { action, kind: DENIED.has(code) ? 'denied' : 'failed', code, message };
  }
}
