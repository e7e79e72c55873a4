import {
  CreateInterconnectCommand,
  DeleteInterconnectCommand,
  DescribeCustomerMetadataCommand,
  DescribeInterconnectsCommand,
  DescribeLagsCommand,
  DescribeLoaCommand,
  DescribeLocationsCommand,
  DescribeTagsCommand,
  type DirectConnectClient,
  TagResourceCommand,
} from '@aws-sdk/client-direct-connect';
import { shippedPolicy } from '../../../sandbox/aws/iam/shipped.ts';
import type { StoredInterconnect } from '../../../sandbox/aws/types.ts';
import { aws, directConnect, ORDER } from './support.ts';

export interface Statement {
  Action: string | string[];
  Resource: string;
  Condition?: Record<string, Record<string, string>>;
}

export interface Document {
  Statement: Statement[];
}

export const SHIPPED = shippedPolicy() as Document;
export const MARK = { key: 'interconnect-bot:request-id', value: 'ic-0000000001' };
export const OTHER = { key: 'team', value: 'net' };
export const arn = (type: string, id: string) => `arn:aws:directconnect:us-east-1:123456789012:${type}/${id}`;
export const order = (tags?: { key: string; value: string }[], lagId?: string) =>
  new CreateInterconnectCommand({ ...ORDER, tags, lagId });
export const tag = (resourceArn: string, ...tags: { key: string; value: string }[]) =>
  new TagResourceCommand({ resourceArn, tags });

export type Call = (client: DirectConnectClient) => Promise<unknown>;

/** What the bot does. */
const NEEDED: Record<string, Call> = {
  'an order with the mark': (client) => client.send(order([OTHER, MARK])),
  'an order with the mark into a LAG': (client) => client.send(order([MARK], 'dxlag-fgroom24')),
  DescribeInterconnects: (client) => client.send(new DescribeInterconnectsCommand({})),
  'DescribeInterconnects by ID': (client) =>
    client.send(new DescribeInterconnectsCommand({ interconnectId: 'dxcon-marked01' })),
  DescribeLags: (client) => client.send(new DescribeLagsCommand({})),
  'DescribeLags of one': (client) => client.send(new DescribeLagsCommand({ lagId: 'dxlag-fgroom24' })),
  DescribeLocations: (client) => client.send(new DescribeLocationsCommand({})),
  DescribeTags: (client) =>
    client.send(new DescribeTagsCommand({ resourceArns: [arn('dxcon', 'dxcon-marked01')] })),
  DescribeLoa: (client) => client.send(new DescribeLoaCommand({ connectionId: 'dxcon-foreign1' })),
};

/** What nobody may do in the bot's name. */
const FORBIDDEN: Record<string, Call> = {
  'an order without tags': (client) => client.send(order()),
  'an order with other tags': (client) => client.send(order([OTHER])),
  'an order with a tag that begins like the mark': (client) =>
    client.send(order([{ key: `${MARK.key}s`, value: '1' }])),
  'marking a marked port anew': (client) => client.send(tag(arn('dxcon', 'dxcon-marked01'), MARK)),
  'another tag for a marked port': (client) => client.send(tag(arn('dxcon', 'dxcon-marked01'), OTHER)),
  'another tag for any port': (client) => client.send(tag(arn('dxcon', 'dxcon-foreign1'), OTHER)),
  'marking a LAG': (client) => client.send(tag(arn('dxlag', 'dxlag-fgroom24'), MARK)),
  DeleteInterconnect: (client) =>
    client.send(new DeleteInterconnectCommand({ interconnectId: 'dxcon-marked01' })),
  'the LOA of a LAG': (client) => client.send(new DescribeLoaCommand({ connectionId: 'dxlag-fgroom24' })),
  DescribeCustomerMetadata: (client) => client.send(new DescribeCustomerMetadataCommand({})),
};

function port(interconnectId: string, tags: { key: string; value: string }[]): StoredInterconnect {
  return {
    ...ORDER,
    accountId: '123456789012',
    region: 'us-east-1',
    interconnectId,
    interconnectState: 'available',
    lagId: undefined,
    providerName: undefined,
    requestMACSec: false,
    tags,
    createdAt: 0,
    loaIssueTime: undefined,
  };
}

/** What a call comes to under a policy, at an account with a marked port and one of somebody else. */
export async function refusalOf(policy: Document, call: Call): Promise<Error | undefined> {
  const embedded = await aws({ policy });
  embedded.interconnects = [port('dxcon-marked01', [MARK]), port('dxcon-foreign1', [])];
  try {
    await call(directConnect(embedded));
    return undefined;
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
}

/** What is refused of what the bot needs, in AWS's words. */
export async function missing(policy: Document): Promise<string[]> {
  const refusals = await Promise.all(Object.values(NEEDED).map((call) => refusalOf(policy, call)));
  return refusals.flatMap((error) => (error ? [`${error.name}: ${error.message}`] : []));
}

/** What gets past the policy though nobody may do it; what fails for another reason got past it too. */
export async function tooMuch(policy: Document): Promise<string[]> {
  const refusals = await Promise.all(
    Object.entries(FORBIDDEN).map(async ([what, call]) => [what, await refusalOf(policy, call)] as const),
  );
  return refusals.filter(([, error]) => error?.name !== 'AccessDeniedException').map(([what]) => what);
}
