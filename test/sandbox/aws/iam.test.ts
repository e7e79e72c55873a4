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
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { shippedPolicy } from '../../../src/sandbox/aws/iam/shipped.ts';
import { startAws } from '../../../src/sandbox/aws/index.ts';
import type { StoredInterconnect } from '../../../src/sandbox/aws/types.ts';
import { aws, directConnect, failureOf, ORDER, sts } from './support.ts';

interface Statement {
  Action: string | string[];
  Resource: string;
  Condition?: Record<string, Record<string, string>>;
}

interface Document {
  Statement: Statement[];
}

const SHIPPED = shippedPolicy() as Document;
const MARK = { key: 'interconnect-bot:request-id', value: 'ic-0000000001' };
const OTHER = { key: 'team', value: 'net' };
const arn = (type: string, id: string) => `arn:aws:directconnect:us-east-1:123456789012:${type}/${id}`;
const order = (tags?: { key: string; value: string }[], lagId?: string) =>
  new CreateInterconnectCommand({ ...ORDER, tags, lagId });
const tag = (resourceArn: string, ...tags: { key: string; value: string }[]) =>
  new TagResourceCommand({ resourceArn, tags });

type Call = (client: DirectConnectClient) => Promise<unknown>;

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
  DescribeLoa: (client) => client.send(new DescribeLoaCommand({ connectionId: 'dxcon-marked01' })),
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
async function refusalOf(policy: Document, call: Call): Promise<Error | undefined> {
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
async function missing(policy: Document): Promise<string[]> {
  const refusals = await Promise.all(Object.values(NEEDED).map((call) => refusalOf(policy, call)));
  return refusals.flatMap((error) => (error ? [`${error.name}: ${error.message}`] : []));
}

/** What gets past the policy though nobody may do it; what fails for another reason got past it too. */
async function tooMuch(policy: Document): Promise<string[]> {
  const refusals = await Promise.all(
    Object.entries(FORBIDDEN).map(async ([what, call]) => [what, await refusalOf(policy, call)] as const),
  );
  return refusals.filter(([, error]) => error?.name !== 'AccessDeniedException').map(([what]) => what);
}

function changed(change: (statements: Statement[]) => void): Document {
  const document = structuredClone(SHIPPED);
  change(document.Statement);
  return document;
}

const at = (statements: Statement[], index: number): Statement => {
  const statement = statements[index];
  if (!statement) throw new Error(`no statement ${index}`);
  return statement;
};
const actionsOf = ({ Action }: Statement) => [Action].flat();

describe('The shipped policy', () => {
  it('is the one that the embedded AWS goes by, for an order with the mark and none without it', async () => {
    const embedded = await aws({ policy: undefined });
    const client = directConnect(embedded);
    const { interconnectId = '', tags } = await client.send(order([MARK]));
    expect(tags).toEqual([MARK]);
    const error = await failureOf(client.send(order([OTHER])));
    expect(error.name).toBe('AccessDeniedException');
    expect(error.$metadata?.httpStatusCode).toBe(400);
    expect(error.message).toBe(
      'User: arn:aws:sts::123456789012:assumed-role/interconnect-bot/sandbox is not authorized to perform: ' +
        'directconnect:CreateInterconnect on resource: * because no identity-based policy allows the ' +
        'directconnect:CreateInterconnect action',
    );
    expect((await failureOf(client.send(tag(arn('dxcon', interconnectId), MARK)))).message).toContain(
      `directconnect:TagResource on resource: ${arn('dxcon', interconnectId)} because`,
    );
    expect(embedded.interconnects).toHaveLength(1);
    expect(embedded.calls().map(({ outcome }) => outcome)).toEqual([
      'ok',
      'AccessDeniedException',
      'AccessDeniedException',
    ]);
  });

  it('grants what the bot needs, and nothing that it must not', async () => {
    expect(await missing(SHIPPED)).toEqual([]);
    expect(await tooMuch(SHIPPED)).toEqual([]);
  });

  const statements = SHIPPED.Statement.map((statement, index) => ({ statement, index }));
  const actions = statements.flatMap(({ statement, index }) =>
    actionsOf(statement).map((action) => ({ action, index })),
  );

  it.each(actions)('without $action refuses what needs it', async ({ action, index }) => {
    const without = changed((all) => {
      const statement = at(all, index);
      statement.Action = actionsOf(statement).filter((other) => other !== action);
    });
    const refused = await missing(without);
    expect(refused).not.toEqual([]);
    for (const refusal of refused) expect(refusal).toMatch(/^AccessDeniedException: /);
    expect(refused.every((refusal) => refusal.includes(`to perform: ${action} on resource: `))).toBe(true);
  });

  it.each(statements)('without statement $index refuses what needs it', async ({ statement, index }) => {
    const refused = await missing(changed((all) => all.splice(index, 1)));
    for (const action of actionsOf(statement)) {
      expect(refused.some((refusal) => refusal.includes(`to perform: ${action} on`))).toBe(true);
    }
  });

  const lines = statements.flatMap(({ statement, index }) =>
    Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
      Object.keys(keys).map((key) => ({ sid: actionsOf(statement)[0], operator, key, index })),
    ),
  );

  it.each(lines)('without $operator $key lets $sid do too much', async ({ operator, key, index }) => {
    const without = changed((all) => {
      delete at(all, index).Condition?.[operator]?.[key];
    });
    expect(await missing(without)).toEqual([]);
    expect(await tooMuch(without)).not.toEqual([]);
  });

  it.each(statements.filter(({ statement }) => statement.Resource !== '*'))(
    'with every resource in statement $index lets it do too much',
    async ({ index }) => {
      const widened = changed((all) => {
        at(all, index).Resource = '*';
      });
      expect(await tooMuch(widened)).toEqual(['marking a LAG']);
    },
  );

  it.each(['Version', 'Statement'])('is no policy without %s', async (member) => {
    const { [member as keyof Document]: _gone, ...rest } = SHIPPED;
    await expect(startAws({ policy: rest })).rejects.toThrow('IAM policy:');
  });

  it.each(
    statements.flatMap(({ index }) =>
      (['Effect', 'Action', 'Resource'] as const).map((member) => ({ index, member })),
    ),
  )('is no policy without $member in statement $index', async ({ index, member }) => {
    const without = changed((all) => {
      delete (at(all, index) as unknown as Record<string, unknown>)[member];
    });
    await expect(startAws({ policy: without })).rejects.toThrow('IAM policy:');
  });
});

describe('A policy', () => {
  const allow = (members: object) => ({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'directconnect:*', Resource: '*', ...members }],
  });

  it.each([
    ['a denial', allow({ Effect: 'Deny' })],
    ['NotAction', allow({ NotAction: 'directconnect:*' })],
    ['another operator', allow({ Condition: { StringEquals: { 'aws:RequestTag/a': '1' } } })],
    ['a set operator', allow({ Condition: { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['a'] } } })],
    ['another condition key', allow({ Condition: { Null: { 'aws:SourceIp': 'false' } } })],
    ['a Null that is neither true nor false', allow({ Condition: { Null: { 'aws:RequestTag/a': 'no' } } })],
    ['a variable', allow({ Action: ['directconnect:$', '{aws:username}'].join('') })],
    ['a resource that is no ARN', allow({ Resource: 'dxcon/*' })],
    ['another version', { ...allow({}), Version: '2008-10-17' }],
  ])('with %s stops the start: it would not be judged as AWS does', async (_what, policy) => {
    await expect(startAws({ policy })).rejects.toThrow(/^IAM policy: .* is not understood here\./);
  });

  it('may have wildcards, but in an ARN none beyond its segment', async () => {
    const resource = (pattern: string) => allow({ Resource: pattern }) as Document;
    const read: Call = (client) =>
      client.send(new DescribeInterconnectsCommand({ interconnectId: 'dxcon-marked01' }));
    for (const pattern of ['arn:*:directconnect:us-east-?:*:dxcon/*', 'arn:aws:directconnect:*:*:*']) {
      expect(await refusalOf(resource(pattern), read)).toBeUndefined();
    }
    for (const pattern of ['arn:aws:directconnect:us-west-?:*:*', 'arn:aws:*:*:123456789012:dxlag/*']) {
      expect((await refusalOf(resource(pattern), read))?.name).toBe('AccessDeniedException');
    }
    const verb = allow({ Action: 'DirectConnect:describe*' }) as Document;
    expect(await refusalOf(verb, read)).toBeUndefined();
    expect((await refusalOf(verb, (client) => client.send(order([MARK]))))?.message).toContain(
      'to perform: directconnect:CreateInterconnect on',
    );
  });

  it('finds a tag in a condition whatever its case, as IAM does', async () => {
    const shouted = order([{ key: MARK.key.toUpperCase(), value: '1' }]);
    expect(await refusalOf(SHIPPED, (client) => client.send(shouted))).toBeUndefined();
  });

  it('needs to say nothing of STS, and comes after the key', async () => {
    const nothing = { Version: '2012-10-17', Statement: [] };
    const embedded = await aws({ policy: nothing });
    expect((await sts(embedded).send(new GetCallerIdentityCommand({}))).Account).toBe(embedded.accountId);
    const stranger = directConnect(embedded, { accessKeyId: 'AKIDSTRANGER' });
    expect((await failureOf(stranger.send(order()))).name).toBe('UnrecognizedClientException');
  });
});
