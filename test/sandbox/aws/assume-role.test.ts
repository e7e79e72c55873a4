import { DescribeInterconnectsCommand } from '@aws-sdk/client-direct-connect';
import {
  AssumeRoleCommand,
  type AssumeRoleCommandInput,
  GetCallerIdentityCommand,
} from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import type { EmbeddedAws } from '../../../sandbox/aws/types.ts';
import { aws, clock, directConnect, failureOf, orderAt, sts } from './support.ts';

const ROLE = 'arn:aws:iam::210987654321:role/interconnect-bot';
const ASK = { RoleArn: ROLE, RoleSessionName: 'bot-1', ExternalId: 'net-42' };

const assume = (embedded: EmbeddedAws, more: Partial<AssumeRoleCommandInput> = {}) =>
  sts(embedded).send(new AssumeRoleCommand({ ...ASK, ...more }));

async function session(embedded: EmbeddedAws) {
  const {
    Credentials: { AccessKeyId: accessKeyId = '', SecretAccessKey, SessionToken: sessionToken = '' } = {},
  } = await assume(embedded);
  expect(SecretAccessKey).toMatch(/^secret-/);
  return { accessKeyId, sessionToken };
}

async function withRole(options?: Parameters<typeof aws>[0]): Promise<EmbeddedAws> {
  const embedded = await aws(options);
  embedded.setRole({ roleArn: ROLE, externalId: 'net-42' });
  return embedded;
}

describe('A role of another account', () => {
  it('gives a session that is that account, and is told apart by its name', async () => {
    const embedded = await withRole();
    await orderAt(embedded);
    const keys = await session(embedded);
    const { Account, Arn } = await sts(embedded, keys).send(new GetCallerIdentityCommand({}));
    expect([Account, Arn]).toEqual([
      '210987654321',
      'arn:aws:sts::210987654321:assumed-role/interconnect-bot/bot-1',
    ]);
    const list = new DescribeInterconnectsCommand({});
    expect((await directConnect(embedded, keys).send(list)).interconnects).toEqual([]);
    expect((await directConnect(embedded).send(list)).interconnects).toHaveLength(1);
    expect(embedded.calls('DescribeInterconnects')[0]).toMatchObject({ accountId: '210987654321' });
  });

  it.each<[string, Partial<AssumeRoleCommandInput>]>([
    ['without the external ID', { ExternalId: undefined }],
    ['with another external ID', { ExternalId: 'net-43' }],
    ['that is not there', { RoleArn: ROLE.replace('bot', 'boss') }],
  ])('is refused %s, in the same words', async (_, more) => {
    const error = await failureOf(assume(await withRole(), more));
    expect([error.name, error.$metadata?.httpStatusCode]).toEqual(['AccessDenied', 403]);
    expect(error.message).toMatch(
      /^User: arn:aws:sts::123456789012:assumed-role\/interconnect-bot\/sandbox is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::210987654321:role\/interconnect-bo/,
    );
  });

  it('is refused to accounts that it does not trust, and to keys whose policy does not allow it', async () => {
    const embedded = await withRole();
    embedded.setRole({ roleArn: ROLE, trusts: ['999988887777'] });
    expect((await failureOf(assume(embedded))).name).toBe('AccessDenied');
    embedded.setRole({ roleArn: ROLE, trusts: ['123456789012'] });
    await assume(embedded);
    const narrow = { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: `${ROLE}-2` };
    const other = await withRole({ policy: { Version: '2012-10-17', Statement: narrow } });
    expect((await failureOf(assume(other))).name).toBe('AccessDenied');
    // By the policy that is shipped.
    await assume(await withRole({ policy: undefined }));
  });

  it.each<[string, Partial<AssumeRoleCommandInput>]>([
    ['more than the hour of a role that a role assumes', { DurationSeconds: 3601 }],
    ['less than a quarter of an hour', { DurationSeconds: 899 }],
    ['a name with spaces', { RoleSessionName: 'the bot' }],
    ['something that is no role', { RoleArn: 'interconnect-bot' }],
  ])('is not to be had for %s', async (_, more) => {
    const error = await failureOf(assume(await withRole(), more));
    expect([error.name, error.$metadata?.httpStatusCode]).toEqual(['ValidationError', 400]);
  });

  it('lasts as long as was asked, or until it is revoked', async () => {
    const { now, tick } = clock();
    const embedded = await withRole({ now });
    const list = (keys: object) => directConnect(embedded, keys).send(new DescribeInterconnectsCommand({}));
    const first = await session(embedded);
    await list(first);
    tick(3_599_999);
    await list(first);
    tick(1);
    expect((await failureOf(list(first))).name).toBe('ExpiredTokenException');
    const second = await session(embedded);
    embedded.removeRole(ROLE);
    await list(second);
    embedded.endSessions(ROLE);
    expect((await failureOf(list(second))).name).toBe('ExpiredTokenException');
    expect((await failureOf(assume(embedded))).name).toBe('AccessDenied');
  });
});
