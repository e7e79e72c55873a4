import {
  CreateInterconnectCommand,
  DeleteInterconnectCommand,
  DescribeInterconnectsCommand,
  DescribeLagsCommand,
} from '@aws-sdk/client-direct-connect';
import { describe, expect, it } from 'vitest';
import { aws, clock, directConnect, failureOf, ORDER } from './support.ts';

const LAG = 'dxlag-fgroom24';
const TAGS = [{ key: 'a', value: '1' }];

/** A port in a LAG that had two links before. */
async function member() {
  const time = clock();
  const embedded = await aws({ now: time.now });
  const client = directConnect(embedded);
  const order = () => client.send(new CreateInterconnectCommand({ ...ORDER, lagId: LAG, tags: TAGS }));
  const lag = async () => {
    const { lags } = await client.send(new DescribeLagsCommand({ lagId: LAG }));
    const [one] = lags ?? [];
    if (!one) throw new Error('no LAG');
    return one;
  };
  const listed = async (interconnectId?: string) => {
    const { interconnects } = await client.send(new DescribeInterconnectsCommand({ interconnectId }));
    return interconnects?.map((port) => port.interconnectId);
  };
  return { time, embedded, client, order, lag, listed };
}

describe('The links of a LAG', () => {
  it('are as many as it says, each with an ID of its own, and none is a port that was not ordered', async () => {
    const { embedded, lag, listed } = await member();
    const { connections = [], numberOfConnections } = await lag();
    expect(numberOfConnections).toBe(2);
    expect(connections).toHaveLength(2);
    expect(new Set(connections.map(({ connectionId }) => connectionId)).size).toBe(2);
    for (const link of connections) {
      expect(link.connectionId).toMatch(/^dxcon-[a-z0-9]{8}$/);
      expect(link).toMatchObject({ lagId: LAG, location: 'EqDC2', bandwidth: '10Gbps', region: 'us-east-1' });
    }
    expect(await listed()).toEqual([]);
    expect((await lag()).connections).toEqual(connections);
    expect(embedded.interconnects).toEqual([]);
  });

  it('show what was ordered into it, as a connection', async () => {
    const { embedded, order, lag, listed } = await member();
    const { interconnectId } = await order();
    const { connections = [], numberOfConnections } = await lag();
    expect([numberOfConnections, connections.length]).toEqual([3, 3]);
    expect(connections.at(-1)).toMatchObject({
      connectionId: interconnectId,
      connectionName: ORDER.interconnectName,
      connectionState: 'requested',
      ownerAccount: embedded.accountId,
      region: 'us-east-1',
      location: 'EqDC2',
      bandwidth: '10Gbps',
      lagId: LAG,
      tags: TAGS,
    });
    expect(await listed()).toEqual([interconnectId]);
  });

  it('may be missing from DescribeInterconnects, asked for by ID too', async () => {
    const { embedded, client, order, lag, listed } = await member();
    const { interconnectId = '' } = await order();
    const { interconnectId: alone } = await client.send(new CreateInterconnectCommand(ORDER));
    embedded.setLagMembers('by_id');
    expect([await listed(), await listed(interconnectId)]).toEqual([[alone], [interconnectId]]);
    embedded.setLagMembers('nowhere');
    expect(await listed()).toEqual([alone]);
    expect((await failureOf(listed(interconnectId))).message).toContain('Could not find Connection');
    expect((await lag()).connections?.map(({ connectionId }) => connectionId)).toContain(interconnectId);
    embedded.setLagMembers('listed');
    expect(await listed()).toEqual([interconnectId, alone]);
  });

  it('count before they show, and not once they are deleted', async () => {
    const { time, embedded, client, order, lag } = await member();
    embedded.setVisibilityDelay(5000);
    const { interconnectId = '' } = await order();
    const ids = async () => {
      const { connections = [], numberOfConnections } = await lag();
      return [
        numberOfConnections,
        connections.length,
        connections.some((one) => one.connectionId === interconnectId),
      ];
    };
    expect(await ids()).toEqual([3, 2, false]);
    time.tick(5000);
    expect(await ids()).toEqual([3, 3, true]);
    await client.send(new DeleteInterconnectCommand({ interconnectId }));
    expect(await ids()).toEqual([2, 2, false]);
  });
});
