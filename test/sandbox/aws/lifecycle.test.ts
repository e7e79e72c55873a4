import {
  CreateInterconnectCommand,
  DeleteInterconnectCommand,
  DescribeInterconnectsCommand,
  DescribeLoaCommand,
} from '@aws-sdk/client-direct-connect';
import { describe, expect, it } from 'vitest';
import { aws, clock, directConnect, failureOf, ORDER } from './support.ts';

async function orderedPort(order = {}, requested = 1000) {
  const time = clock();
  const embedded = await aws({ now: time.now, lifecycle: { requested, pending: 2000, down: 4000 } });
  const client = directConnect(embedded);
  const made = await client.send(new CreateInterconnectCommand({ ...ORDER, ...order }));
  const { interconnectId = '' } = made;
  const look = async () => {
    const { interconnects } = await client.send(new DescribeInterconnectsCommand({ interconnectId }));
    return interconnects?.[0];
  };
  return { time, embedded, client, interconnectId, look };
}

describe('The life of a port', () => {
  it('goes from requested over pending and down to available, by the clock', async () => {
    const { time, embedded, look } = await orderedPort();
    expect((await look())?.interconnectState).toBe('requested');
    time.tick(1000);
    expect((await look())?.interconnectState).toBe('pending');
    time.tick(2000);
    expect((await look())?.interconnectState).toBe('down');
    time.tick(3999);
    expect((await look())?.interconnectState).toBe('down');
    time.tick(1);
    expect((await look())?.interconnectState).toBe('available');
    expect(embedded.interconnects[0]?.interconnectState).toBe('available');
  });

  it('gets its device and capabilities once AWS has looked at it', async () => {
    const { time, look } = await orderedPort();
    const before = await look();
    expect(before).toMatchObject({ hasLogicalRedundancy: 'unknown' });
    expect(before).not.toHaveProperty('awsLogicalDeviceId');
    time.tick(1000);
    expect(await look()).toMatchObject({
      awsDeviceV2: expect.stringMatching(/^EqDC2-[0-9a-f]{13}$/),
      awsLogicalDeviceId: expect.stringMatching(/^EqDC2-/),
      hasLogicalRedundancy: 'yes',
      jumboFrameCapable: true,
    });
  });

  it('is left alone by the clock once it was set by hand', async () => {
    const { time, embedded, interconnectId, look } = await orderedPort();
    time.tick(7000);
    embedded.setState(interconnectId, 'down');
    time.tick(100_000);
    expect((await look())?.interconnectState).toBe('down');
    expect(() => embedded.setState('dxcon-nowhere1', 'down')).toThrow('dxcon-nowhere1');
  });

  it('ends as deleted, still listed, its place in the LAG free again', async () => {
    const { embedded, client, interconnectId, look } = await orderedPort({ lagId: 'dxlag-fgroom24' });
    const answer = await client.send(new DeleteInterconnectCommand({ interconnectId }));
    expect(answer.interconnectState).toBe('deleted');
    expect((await look())?.interconnectState).toBe('deleted');
    expect(embedded.lags.find((lag) => lag.lagId === 'dxlag-fgroom24')?.numberOfConnections).toBe(2);
    const again = await failureOf(client.send(new DeleteInterconnectCommand({ interconnectId })));
    expect(again.message).toBe(`Connection ${interconnectId} is in a transitioning state.`);
  });
});

describe('A port that nobody answers for', () => {
  const WEEK = 7 * 24 * 3_600_000;

  it('is deleted after seven days, its place in the LAG free again', async () => {
    const { time, embedded, look } = await orderedPort({ lagId: 'dxlag-fgroom24' }, Number.POSITIVE_INFINITY);
    const links = () => embedded.lags.find((lag) => lag.lagId === 'dxlag-fgroom24')?.numberOfConnections;
    time.tick(WEEK - 1);
    expect((await look())?.interconnectState).toBe('requested');
    expect(links()).toBe(3);
    time.tick(1);
    expect((await look())?.interconnectState).toBe('deleted');
    time.tick(WEEK);
    expect((await look())?.interconnectState).toBe('deleted');
    expect(links()).toBe(2);
  });

  it('is deleted in time even if nobody looked until long after', async () => {
    const { time, look } = await orderedPort({}, 10 * WEEK);
    time.tick(20 * WEEK);
    expect((await look())?.interconnectState).toBe('deleted');
  });

  it('lives on if it was answered within seven days, or held by hand', async () => {
    const answered = await orderedPort({}, WEEK);
    answered.time.tick(WEEK);
    expect((await answered.look())?.interconnectState).toBe('pending');
    const held = await orderedPort({}, 2 * WEEK);
    held.embedded.setState(held.interconnectId, 'requested');
    held.time.tick(3 * WEEK);
    expect((await held.look())?.interconnectState).toBe('requested');
  });
});

describe('DescribeLoa', () => {
  it('is refused while the port is requested', async () => {
    const { client, interconnectId } = await orderedPort();
    const error = await failureOf(client.send(new DescribeLoaCommand({ connectionId: interconnectId })));
    expect(error.name).toBe('DirectConnectClientException');
  });

  it('answers a PDF, and dates the letter anew at every call', async () => {
    const { time, embedded, client, interconnectId, look } = await orderedPort();
    time.tick(1500);
    expect((await look())?.loaIssueTime).toBeUndefined();
    const input = { connectionId: interconnectId, loaContentType: 'application/pdf' as const };
    const answer = await client.send(new DescribeLoaCommand(input));
    const file = Buffer.from(answer.loaContent ?? []).toString('latin1');
    expect(answer.loaContentType).toBe('application/pdf');
    expect(Buffer.from(embedded.interconnects[0]?.letter ?? []).toString('latin1')).toBe(file);
    expect(file).toMatch(/^%PDF-1\.4\n.*%%EOF\n$/s);
    expect(file).toContain(interconnectId);
    const startxref = Number(/startxref\n(\d+)/.exec(file)?.[1]);
    expect(file.slice(startxref, startxref + 4)).toBe('xref');
    expect((await look())?.loaIssueTime?.getTime()).toBe(time.now());
    time.tick(250);
    await client.send(new DescribeLoaCommand(input));
    expect((await look())?.loaIssueTime?.getTime()).toBe(time.now());
  });

  it('knows only ports of its Region', async () => {
    const { client } = await orderedPort();
    const error = await failureOf(client.send(new DescribeLoaCommand({ connectionId: 'dxcon-nowhere1' })));
    expect(error.message).toBe('Could not find Connection with ID dxcon-nowhere1');
  });
});
