import {
  DescribeInterconnectsCommand,
  DescribeTagsCommand,
  type DirectConnectClient,
  type Interconnect,
} from '@aws-sdk/client-direct-connect';
import type { LookUp } from '../actions/ports.ts';
import type { ListedInterconnect } from '../domain/catalog.ts';
import { toWireSpeed } from '../domain/speed.ts';
import { trouble } from './failure.ts';

/** DescribeInterconnects answers at most this many. */
const PAGE = 100;
/** More pages than any account has; a listing that goes on is not a listing. */
const PAGES_MAX = 1_000;
/** DescribeTags takes at most this many ARNs at once. */
const ARNS_MAX = 20;

/** Every page of a Region's interconnects, or could_not_look: a page that is missing is never "not there". */
export async function listInterconnects(client: DirectConnectClient): Promise<LookUp> {
  const found: ListedInterconnect[] = [];
  let nextToken: string | undefined;
  try {
    for (let page = 0; page < PAGES_MAX; page++) {
      const answer = await client.send(new DescribeInterconnectsCommand({ maxResults: PAGE, nextToken }));
      if (!answer.interconnects) return unusable('the answer has no list');
      for (const entry of answer.interconnects) {
        if (!entry.interconnectId) return unusable('an entry has no ID');
        found.push(toListed(entry, entry.interconnectId));
      }
      if (!answer.nextToken) return { kind: 'listed', interconnects: found };
      if (answer.nextToken === nextToken) return unusable('a page led to itself');
      nextToken = answer.nextToken;
    }
    return unusable('it did not end');
  } catch (error) {
    const { code, message } = trouble(error);
    return { kind: 'could_not_look', code, message };
  }
}

function unusable(why: string): LookUp {
  return { kind: 'could_not_look', code: 'IncompleteListing', message: `DescribeInterconnects: ${why}.` };
}

/** Asks for the tags of entries that showed none. Without them nobody can say that a tag is not there. */
export async function completeTags(
  client: DirectConnectClient,
  listed: LookUp,
  region: string,
  accountId: string | undefined,
): Promise<LookUp> {
  if (listed.kind !== 'listed') return listed;
  const bare = listed.interconnects.filter((port) => port.tags === undefined);
  if (bare.length === 0) return listed;
  if (accountId === undefined) {
    const message = `${bare.length} interconnects were listed without tags, and the account is not known.`;
    return { kind: 'could_not_look', code: 'TagsUnknown', message };
  }
  const arnOf = (id: string) => `arn:aws:directconnect:${region}:${accountId}:dxcon/${id}`;
  try {
    for (let start = 0; start < bare.length; start += ARNS_MAX) {
      const some = bare.slice(start, start + ARNS_MAX);
      const resourceArns = some.map((port) => arnOf(port.interconnectId));
      const { resourceTags } = await client.send(new DescribeTagsCommand({ resourceArns }));
      for (const port of some) {
        const entry = resourceTags?.find(({ resourceArn }) => resourceArn === arnOf(port.interconnectId));
        port.tags = (entry?.tags ?? []).map(({ key = '', value = '' }) => ({ key, value }));
      }
    }
    return listed;
  } catch (error) {
    const { code, message } = trouble(error);
    return { kind: 'could_not_look', code, message };
  }
}

/** AWS's entry in the bot's words; unknown states pass through. */
export function toListed(entry: Interconnect, interconnectId: string): ListedInterconnect {
  return {
    interconnectId,
    name: entry.interconnectName ?? '',
    state: entry.interconnectState ?? 'unknown',
    location: entry.location ?? '',
    bandwidth: toWireSpeed(entry.bandwidth ?? ''),
    lagId: entry.lagId,
    providerName: entry.providerName,
    device: entry.awsDeviceV2 ?? entry.awsDevice,
    logicalDevice: entry.awsLogicalDeviceId,
    jumboFrames: entry.jumboFrameCapable,
    redundancy: entry.hasLogicalRedundancy,
    macsecCapable: entry.macSecCapable,
    encryption: entry.portEncryptionStatus ?? entry.encryptionMode,
    tags: entry.tags?.map(({ key = '', value = '' }) => ({ key, value })),
  };
}
