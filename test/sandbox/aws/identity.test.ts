import { DescribeLocationsCommand, DescribeVirtualGatewaysCommand } from '@aws-sdk/client-direct-connect';
import { GetCallerIdentityCommand, GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { aws, directConnect, failureOf, sts } from './support.ts';

describe('STS', () => {
  it('says which account the key belongs to', async () => {
    const embedded = await aws({ accountId: '210987654321' });
    const answer = await sts(embedded, { region: 'eu-west-1' }).send(new GetCallerIdentityCommand({}));
    expect(answer.Account).toBe('210987654321');
    expect(answer.Arn).toContain(':210987654321:');
    expect(embedded.calls()).toMatchObject([{ operation: 'GetCallerIdentity', region: 'eu-west-1' }]);
  });

  it('refuses another key and any other action', async () => {
    const embedded = await aws();
    const stranger = sts(embedded, { accessKeyId: 'AKIDSTRANGER' });
    const error = await failureOf(stranger.send(new GetCallerIdentityCommand({})));
    expect(error.name).toBe('InvalidClientTokenId');
    expect(error.$metadata?.httpStatusCode).toBe(403);
    const action = await failureOf(sts(embedded).send(new GetSessionTokenCommand({})));
    expect(action.name).toBe('InvalidAction');
  });

  it('refuses a call without a signature', async () => {
    const { url } = await aws();
    const body = new URLSearchParams({ Action: 'GetCallerIdentity', Version: '2011-06-15' });
    const answer = await fetch(url, { method: 'POST', body });
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('<Code>MissingAuthenticationToken</Code>');
  });

  it('can be made to fail too', async () => {
    const embedded = await aws();
    embedded.fault('GetCallerIdentity', { kind: 'error', name: 'Throttling', status: 400, message: 'a < b' });
    const error = await failureOf(sts(embedded).send(new GetCallerIdentityCommand({})));
    expect(error).toMatchObject({ name: 'Throttling', message: 'a < b' });
  });
});

describe('Direct Connect', () => {
  it('refuses another key', async () => {
    const embedded = await aws();
    const client = directConnect(embedded, { accessKeyId: 'AKIDSTRANGER' });
    const error = await failureOf(client.send(new DescribeLocationsCommand({})));
    expect(error.name).toBe('UnrecognizedClientException');
    expect(embedded.calls()).toMatchObject([
      { operation: 'DescribeLocations', outcome: 'UnrecognizedClientException' },
    ]);
  });

  it('refuses an operation it does not have, a request without a signature, and a body that is no JSON', async () => {
    const embedded = await aws();
    const error = await failureOf(directConnect(embedded).send(new DescribeVirtualGatewaysCommand({})));
    expect(error.name).toBe('UnknownOperationException');
    const headers = { 'x-amz-target': 'OvertureService.DescribeLags' };
    const unsigned = await fetch(embedded.url, { method: 'POST', headers, body: '{}' });
    expect(unsigned.status).toBe(403);
    const scope = `${embedded.accessKeyId}/20260105/us-east-1/directconnect/aws4_request`;
    const garbled = await fetch(embedded.url, {
      method: 'POST',
      headers: { ...headers, authorization: `AWS4-HMAC-SHA256 Credential=${scope}` },
      body: '[',
    });
    expect(await garbled.json()).toMatchObject({ __type: 'SerializationException' });
  });
});
