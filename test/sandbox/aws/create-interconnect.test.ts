import {
  CreateInterconnectCommand,
  DescribeInterconnectsCommand,
  DescribeLagsCommand,
} from '@aws-sdk/client-direct-connect';
import { describe, expect, it } from 'vitest';
import { aws, directConnect, failureOf, ORDER } from './support.ts';

type Order = ConstructorParameters<typeof CreateInterconnectCommand>[0];

/** The text with which an order is refused, as a DirectConnectClientException that made nothing. */
async function refusal(order: Partial<Order>, region?: string): Promise<string> {
  const embedded = await aws();
  const client = directConnect(embedded, region ? { region } : {});
  const error = await failureOf(client.send(new CreateInterconnectCommand({ ...ORDER, ...order })));
  expect(error.name).toBe('DirectConnectClientException');
  expect(error.$metadata?.httpStatusCode).toBe(400);
  expect(embedded.interconnects).toEqual([]);
  return error.message;
}

describe('CreateInterconnect', () => {
  it('answers the interconnect itself, requested, without a device', async () => {
    const embedded = await aws();
    const tags = [{ key: 'Team', value: 'Netze + Leitungen' }];
    const answer = await directConnect(embedded).send(
      new CreateInterconnectCommand({ ...ORDER, tags, providerName: 'Lumen' }),
    );
    expect(answer).toMatchObject({
      ...ORDER,
      tags,
      region: 'us-east-1',
      interconnectState: 'requested',
      providerName: 'Lumen',
      hasLogicalRedundancy: 'unknown',
      macSecCapable: false,
    });
    expect(answer.interconnectId).toMatch(/^dxcon-[a-z0-9]{8}$/);
    expect(answer.awsDeviceV2).toBeUndefined();
    expect(answer.$metadata.requestId).toBeTruthy();
    expect(embedded.calls('CreateInterconnect')).toMatchObject([
      { region: 'us-east-1', input: ORDER, outcome: 'ok', interconnectId: answer.interconnectId },
    ]);
  });

  it('has every member of an interconnect on the wire', async () => {
    const embedded = await aws();
    const issued = Date.UTC(2026, 0, 5, 9);
    const secretARN = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:directconnect!prod/us-east-1/1';
    const key = { secretARN, ckn: '0011', state: 'associated', startOn: '2026-01-05T09:00:00.000Z' };
    embedded.setNewPorts({ interconnectState: 'pending', loaIssueTime: issued, macSecKeys: [key] });
    const tags = [{ key: 'a', value: '1' }];
    const order = {
      ...ORDER,
      bandwidth: '100Gbps',
      lagId: 'dxlag-fgmacsec',
      requestMACSec: true,
      providerName: 'Lumen',
      tags,
    };
    const client = directConnect(embedded);
    const { $metadata: _metadata, ...answer } = await client.send(new CreateInterconnectCommand(order));
    const device = expect.stringMatching(/^EqDC2-[0-9a-f]{13}$/);
    expect(answer).toEqual({
      interconnectId: embedded.interconnects[0]?.interconnectId,
      interconnectName: 'ashburn-1',
      interconnectState: 'pending',
      region: 'us-east-1',
      location: 'EqDC2',
      bandwidth: '100Gbps',
      loaIssueTime: new Date(issued),
      lagId: 'dxlag-fgmacsec',
      awsDevice: device,
      awsDeviceV2: device,
      awsLogicalDeviceId: device,
      jumboFrameCapable: true,
      hasLogicalRedundancy: 'yes',
      tags,
      providerName: 'Lumen',
      macSecCapable: true,
      portEncryptionStatus: 'Encryption Down',
      encryptionMode: 'no_encrypt',
      macSecKeys: [key],
    });
    const { interconnects } = await client.send(new DescribeInterconnectsCommand({}));
    expect(interconnects).toEqual([answer]);
  });

  it('makes a second port of the same name: nothing is idempotent', async () => {
    const embedded = await aws();
    const client = directConnect(embedded);
    await client.send(new CreateInterconnectCommand(ORDER));
    await client.send(new CreateInterconnectCommand(ORDER));
    expect(new Set(embedded.interconnects.map((port) => port.interconnectId)).size).toBe(2);
  });

  it('may answer with another code for the location', async () => {
    const embedded = await aws();
    const client = directConnect(embedded, { region: 'us-west-2' });
    const seattle = embedded.locations.find((site) => site.locationCode === 'EqSe2');
    const bandwidth = `${seattle?.availablePortSpeeds[0]}bps`;
    const answer = await client.send(
      new CreateInterconnectCommand({ ...ORDER, location: 'EqSe2', bandwidth }),
    );
    expect(answer.location).toBe('EqSe2-EQ');
  });

  it('refuses an account that is no partner in the Region', async () => {
    const embedded = await aws();
    embedded.setPartnerRegions(['eu-west-1']);
    const error = await failureOf(directConnect(embedded).send(new CreateInterconnectCommand(ORDER)));
    expect(error.message).toBe(
      `Account ${embedded.accountId} is not an authorized Direct Connect partner in us-east-1.`,
    );
  });

  it.each([
    ['a missing name', { interconnectName: undefined }, 'interconnectName is required.'],
    ['a location of another Region', { location: 'TIVIT' }, 'Location TIVIT is not available in us-east-1.'],
    ['a speed that is not offered', { bandwidth: '400Gbps' }, 'Bandwidth 400Gbps is not offered at EqDC2.'],
    ["the catalog's word for a speed", { bandwidth: '10G' }, 'Bandwidth 10G is not offered at EqDC2.'],
    ['an unknown provider', { providerName: 'Nobody' }, 'Provider Nobody is not available at EqDC2.'],
    [
      'MACsec where the site has none',
      { requestMACSec: true, bandwidth: '1Gbps' },
      'MACsec is not offered at EqDC2 for 1Gbps.',
    ],
  ])('refuses %s', async (_what, order, text) => {
    expect(await refusal(order)).toBe(text);
  });

  it('refuses the eleventh port at a location', async () => {
    const embedded = await aws();
    const client = directConnect(embedded);
    for (let made = 0; made < 10; made += 1) await client.send(new CreateInterconnectCommand(ORDER));
    const error = await failureOf(client.send(new CreateInterconnectCommand(ORDER)));
    expect(error.message).toBe('The limit of 10 connections at EqDC2 is reached.');
  });
});

describe('An order into a LAG', () => {
  it('takes a place in it', async () => {
    const embedded = await aws();
    const client = directConnect(embedded);
    const order = { ...ORDER, lagId: 'dxlag-fgroom24' };
    const answer = await client.send(new CreateInterconnectCommand(order));
    expect(answer.lagId).toBe('dxlag-fgroom24');
    expect(embedded.lags.find((lag) => lag.lagId === 'dxlag-fgroom24')?.numberOfConnections).toBe(3);
  });

  it('takes a MACsec LAG when MACsec is asked for, until its two links of 100G are there', async () => {
    const embedded = await aws();
    const client = directConnect(embedded);
    const order = { ...ORDER, bandwidth: '100Gbps', lagId: 'dxlag-fgmacsec', requestMACSec: true };
    const answer = await client.send(new CreateInterconnectCommand(order));
    expect(answer).toMatchObject({ macSecCapable: true, portEncryptionStatus: 'Encryption Down' });
    const error = await failureOf(client.send(new CreateInterconnectCommand(order)));
    expect(error.message).toBe('dxlag-fgmacsec has its maximum of 2 connections.');
  });

  it.each([
    ['does not exist', { lagId: 'dxlag-nowhere1' }, 'Could not find Lag with ID dxlag-nowhere1'],
    ['is of another speed', { lagId: 'dxlag-fgmacsec' }, 'dxlag-fgmacsec takes 100Gbps, not 10Gbps.'],
    ['does not host', { lagId: 'dxlag-fgnohost' }, 'dxlag-fgnohost does not allow hosted connections.'],
    ['is full', { lagId: 'dxlag-fgfull44' }, 'dxlag-fgfull44 has its maximum of 4 connections.'],
    [
      'has no MACsec',
      { lagId: 'dxlag-fgroom24', requestMACSec: true },
      'dxlag-fgroom24 and its links must agree on MACsec.',
    ],
  ])('is refused if the LAG %s', async (_what, order, text) => {
    expect(await refusal(order)).toBe(text);
  });

  it('is accepted under an alias of its location', async () => {
    const embedded = await aws();
    const client = directConnect(embedded, { region: 'us-west-2' });
    const answer = await client.send(
      new CreateInterconnectCommand({ ...ORDER, location: 'EqSe2', lagId: 'dxlag-fgalias1' }),
    );
    expect(answer).toMatchObject({ lagId: 'dxlag-fgalias1', location: 'EqSe2-EQ' });
  });

  it("gets the LAG's location, whatever was asked", async () => {
    const embedded = await aws();
    const client = directConnect(embedded);
    const order = { ...ORDER, location: 'EqDA2', lagId: 'dxlag-fgroom24' };
    const { interconnectId, location } = await client.send(new CreateInterconnectCommand(order));
    expect(location).toBe('EqDC2');
    const { interconnects } = await client.send(new DescribeInterconnectsCommand({ interconnectId }));
    expect(interconnects?.[0]?.location).toBe('EqDC2');
  });

  it('is accepted by a LAG that does not say whether it hosts', async () => {
    const embedded = await aws();
    const lag = embedded.lags.find(({ lagId }) => lagId === 'dxlag-fgnohost');
    if (!lag) throw new Error('no LAG');
    lag.allowsHostedConnections = undefined;
    const client = directConnect(embedded);
    const { lags } = await client.send(new DescribeLagsCommand({ lagId: lag.lagId }));
    expect(lags?.[0]).not.toHaveProperty('allowsHostedConnections');
    const answer = await client.send(new CreateInterconnectCommand({ ...ORDER, lagId: lag.lagId }));
    expect(answer.lagId).toBe(lag.lagId);
  });
});
