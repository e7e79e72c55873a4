import {
  CreateInterconnectCommand,
  DescribeInterconnectsCommand,
  DescribeLagsCommand,
  DescribeTagsCommand,
  TagResourceCommand,
} from '@aws-sdk/client-direct-connect';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import type { AwsCredentials, AwsOptions, Partition } from '../../../sandbox/aws/types.ts';
import { aws, directConnect, failureOf, ORDER, sts } from './support.ts';

const OTHER: AwsCredentials = {
  accessKeyId: 'AKIDOTHER',
  secretAccessKey: 'other-secret',
  accountId: '210987654321',
};
const other = { accessKeyId: OTHER.accessKeyId };

async function twoAccounts(options?: AwsOptions) {
  const embedded = await aws(options);
  embedded.addCredentials(OTHER);
  return embedded;
}

describe('Several accounts', () => {
  it('are told apart by the access key', async () => {
    const embedded = await twoAccounts();
    const ask = new GetCallerIdentityCommand({});
    expect((await sts(embedded).send(ask)).Account).toBe(embedded.accountId);
    expect((await sts(embedded, other).send(ask)).Account).toBe('210987654321');
  });

  it('see their own ports and LAGs, and can touch no others', async () => {
    const embedded = await twoAccounts();
    const [ours, theirs] = [directConnect(embedded), directConnect(embedded, other)];
    const tags = [{ key: 'a', value: '1' }];
    const { interconnectId } = await ours.send(new CreateInterconnectCommand({ ...ORDER, tags }));
    await theirs.send(new CreateInterconnectCommand({ ...ORDER, interconnectName: 'theirs' }));
    const list = new DescribeInterconnectsCommand({});
    const names = async (client: typeof ours) =>
      (await client.send(list)).interconnects?.map(({ interconnectName }) => interconnectName);
    expect(await names(ours)).toEqual(['ashburn-1']);
    expect(await names(theirs)).toEqual(['theirs']);
    expect((await ours.send(new DescribeLagsCommand({}))).lags?.length).toBeGreaterThan(0);
    expect((await theirs.send(new DescribeLagsCommand({}))).lags).toEqual([]);
    const one = new DescribeInterconnectsCommand({ interconnectId });
    expect((await failureOf(theirs.send(one))).message).toContain('Could not find Connection');
    const resourceArn = `arn:aws:directconnect:us-east-1:${embedded.accountId}:dxcon/${interconnectId}`;
    const ask = new DescribeTagsCommand({ resourceArns: [resourceArn] });
    expect((await theirs.send(ask)).resourceTags).toEqual([{ resourceArn, tags: [] }]);
    const mark = new TagResourceCommand({ resourceArn, tags });
    expect((await failureOf(theirs.send(mark))).message).toBe(`Could not find resource ${resourceArn}`);
    expect(embedded.interconnects.map(({ accountId }) => accountId)).toEqual([
      embedded.accountId,
      OTHER.accountId,
    ]);
  });

  it('a key can come to belong to another account in between', async () => {
    const embedded = await twoAccounts();
    const client = sts(embedded);
    const ask = new GetCallerIdentityCommand({});
    const { accessKeyId, secretAccessKey } = embedded;
    expect((await client.send(ask)).Account).toBe(embedded.accountId);
    embedded.addCredentials({ accessKeyId, secretAccessKey, accountId: OTHER.accountId });
    expect((await client.send(ask)).Account).toBe(OTHER.accountId);
  });

  it('the log says who called, with what, and when it was signed', async () => {
    const embedded = await twoAccounts();
    const before = Math.floor(Date.now() / 1000) * 1000;
    await directConnect(embedded, other).send(new DescribeInterconnectsCommand({}));
    await failureOf(
      directConnect(embedded, { accessKeyId: 'AKIDSTRANGER' }).send(new DescribeLagsCommand({})),
    );
    const [ours, stranger] = embedded.calls();
    expect(ours).toMatchObject({ accessKeyId: 'AKIDOTHER', accountId: '210987654321' });
    expect(ours?.userAgent).toContain('aws-sdk-js/3');
    const [, ...parts] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(ours?.amzDate ?? '') ?? [];
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map(Number);
    const signed = Date.UTC(year, month - 1, day, hour, minute, second);
    expect(signed).toBeGreaterThanOrEqual(before);
    expect(signed).toBeLessThanOrEqual(Date.now());
    expect(stranger).toMatchObject({ accessKeyId: 'AKIDSTRANGER', accountId: undefined });
  });
});

describe('Credentials', () => {
  it('that have expired are refused by both services, each in its own words', async () => {
    const embedded = await twoAccounts();
    embedded.addCredentials({ ...OTHER, expired: true });
    const direct = await failureOf(directConnect(embedded, other).send(new CreateInterconnectCommand(ORDER)));
    expect([direct.name, direct.$metadata?.httpStatusCode]).toEqual(['ExpiredTokenException', 400]);
    const identity = await failureOf(sts(embedded, other).send(new GetCallerIdentityCommand({})));
    expect([identity.name, identity.$metadata?.httpStatusCode]).toEqual(['ExpiredToken', 403]);
    expect(embedded.interconnects).toEqual([]);
    embedded.addCredentials(OTHER);
    await directConnect(embedded, other).send(new CreateInterconnectCommand(ORDER));
  });

  it('of a session need its token', async () => {
    const embedded = await aws();
    embedded.addCredentials({ ...OTHER, sessionToken: 'token-1' });
    const call = (options: object) =>
      directConnect(embedded, { ...other, ...options }).send(new DescribeLagsCommand({}));
    await call({ sessionToken: 'token-1' });
    for (const options of [{}, { sessionToken: 'token-2' }]) {
      expect((await failureOf(call(options))).name).toBe('UnrecognizedClientException');
    }
  });
});

describe.each<[Partition, string]>([
  ['aws-us-gov', 'us-gov-west-1'],
  ['aws-cn', 'cn-north-1'],
  ['aws-eusc', 'eusc-de-east-1'],
])('In the partition %s', (partition, region) => {
  it('STS and the tags go by its ARNs, and by no others', async () => {
    const embedded = await aws({ partition });
    const { Arn } = await sts(embedded, { region }).send(new GetCallerIdentityCommand({}));
    expect(Arn).toMatch(new RegExp(`^arn:${partition}:sts::${embedded.accountId}:`));
    const [site] = embedded.locations;
    if (site) embedded.locations = [{ ...site, region }];
    const client = directConnect(embedded, { region });
    const { interconnectId } = await client.send(new CreateInterconnectCommand(ORDER));
    const tail = `directconnect:${region}:${embedded.accountId}:dxcon/${interconnectId}`;
    const resourceArn = `arn:${partition}:${tail}`;
    const tags = [{ key: 'a', value: '1' }];
    await client.send(new TagResourceCommand({ resourceArn, tags }));
    const told = await client.send(new DescribeTagsCommand({ resourceArns: [resourceArn] }));
    expect(told.resourceTags).toEqual([{ resourceArn, tags }]);
    const wrong = `arn:aws:${tail}`;
    const ask = new DescribeTagsCommand({ resourceArns: [wrong] });
    expect((await failureOf(client.send(ask))).message).toBe(`Invalid ARN: ${wrong}`);
  });
});
