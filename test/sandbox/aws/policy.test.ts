import { DescribeInterconnectsCommand } from '@aws-sdk/client-direct-connect';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { startAws } from '../../../sandbox/aws/index.ts';
import { type Call, type Document, MARK, order, refusalOf, SHIPPED } from './iam-calls.ts';
import { aws, directConnect, failureOf, sts } from './support.ts';

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
