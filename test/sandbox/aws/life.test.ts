import {
  CreateInterconnectCommand,
  type CreateInterconnectCommandInput,
  DescribeInterconnectsCommand,
  DescribeLoaCommand,
} from '@aws-sdk/client-direct-connect';
import { describe, expect, it } from 'vitest';
import { flapping } from '../../../sandbox/aws/flapping.ts';
import type { Happening, StoredInterconnect } from '../../../sandbox/aws/types.ts';
import { aws, directConnect, failureOf, ORDER } from './support.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A port that lives this life, at an AWS whose clock stands still but for the test. */
async function living(life: Happening[], order: Partial<CreateInterconnectCommandInput> = {}) {
  const embedded = await aws();
  embedded.clock.speed(0);
  const client = directConnect(embedded);
  const { interconnectId = '' } = await client.send(new CreateInterconnectCommand({ ...ORDER, ...order }));
  embedded.live(interconnectId, life);
  const listed = async () => (await client.send(new DescribeInterconnectsCommand({}))).interconnects ?? [];
  const look = async () => (await listed())[0];
  /** What is seen of a member at each of these times after the order. */
  const seen = async (member: 'interconnectState', ...times: number[]) => {
    const made = embedded.interconnects[0]?.createdAt ?? 0;
    const values: (string | undefined)[] = [];
    for (const time of times) {
      embedded.clock.set(made + time);
      values.push((await look())?.[member]);
    }
    return values;
  };
  const lag = (id: string) => embedded.lags.find(({ lagId }) => lagId === id)?.numberOfConnections;
  return { embedded, client, interconnectId, listed, look, seen, lag };
}

const state = (after: number, interconnectState: string): Happening => ({ after, interconnectState });

describe('The life of a port that was written for it', () => {
  it('is lived by the clock, in the order of the times, whichever is written first', async () => {
    const life = [
      state(3 * DAY, 'available'),
      state(2 * DAY, 'pending'),
      state(4 * DAY, 'unknown'),
      state(5 * DAY, 'quarantined'),
    ];
    const { seen } = await living(life);
    expect(
      await seen('interconnectState', 0, 2 * DAY - 1, 2 * DAY, 3 * DAY, 4 * DAY, 5 * DAY, 99 * DAY),
    ).toEqual(['requested', 'requested', 'pending', 'available', 'unknown', 'quarantined', 'quarantined']);
  });

  it('passes as a whole where the clock jumps over it', async () => {
    const { embedded, seen } = await living([state(DAY, 'pending'), state(2 * DAY, 'deleted')], {
      lagId: 'dxlag-fgroom24',
    });
    expect(await seen('interconnectState', 50 * DAY)).toEqual(['deleted']);
    expect(embedded.lags.find(({ lagId }) => lagId === 'dxlag-fgroom24')?.numberOfConnections).toBe(2);
  });

  it('may be that of light that comes and goes', async () => {
    const light = flapping({ from: DAY, times: 2, downMs: 2 * MINUTE, upMs: 3 * MINUTE });
    const { seen } = await living([state(HOUR, 'available'), ...light]);
    const times = [0, 2, 5, 7, 60].map((minutes) => DAY + minutes * MINUTE);
    expect(await seen('interconnectState', DAY - 1, ...times)).toEqual([
      'available',
      'down',
      'available',
      'down',
      'available',
      'available',
    ]);
  });

  it('may have its keys changed, its encryption lost and back', async () => {
    const key = (ckn: string, word: string) => ({
      secretARN: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:directconnect!prod/us-east-1/1',
      ckn,
      state: word,
      startOn: '2026-01-05T09:00:00.000Z',
    });
    const up = { portEncryptionStatus: 'Encryption Up', encryptionMode: 'must_encrypt' };
    const { embedded, look, interconnectId } = await living([], {
      bandwidth: '100Gbps',
      lagId: 'dxlag-fgmacsec',
      requestMACSec: true,
    });
    embedded.live(interconnectId, [
      { after: HOUR, interconnectState: 'available', ...up, macSecKeys: [key('01', 'associated')] },
      {
        after: 2 * HOUR,
        interconnectState: 'pending',
        macSecKeys: [key('01', 'disassociating'), key('02', 'associating')],
      },
      { after: 3 * HOUR, interconnectState: 'available', macSecKeys: [key('02', 'associated')] },
      { after: 4 * HOUR, portEncryptionStatus: 'Encryption Down' },
      { after: 5 * HOUR, portEncryptionStatus: 'Encryption Up' },
    ]);
    expect(await look()).toMatchObject({
      portEncryptionStatus: 'Encryption Down',
      encryptionMode: 'no_encrypt',
      macSecKeys: [],
    });
    const seen: unknown[] = [];
    for (let hour = 1; hour <= 5; hour += 1) {
      embedded.clock.jump(HOUR);
      const { interconnectState, portEncryptionStatus, macSecKeys = [] } = (await look()) ?? {};
      const keys = macSecKeys.map(({ ckn, state: word }) => `${ckn} ${word}`);
      seen.push([interconnectState, portEncryptionStatus, ...keys]);
    }
    expect(seen).toEqual([
      ['available', 'Encryption Up', '01 associated'],
      ['pending', 'Encryption Up', '01 disassociating', '02 associating'],
      ['available', 'Encryption Up', '02 associated'],
      ['available', 'Encryption Down', '02 associated'],
      ['available', 'Encryption Up', '02 associated'],
    ]);
  });

  it.each<[string, Partial<StoredInterconnect>, object]>([
    [
      'device',
      { awsDevice: 'EqDC2-1a2b' },
      { awsDevice: 'EqDC2-1a2b', awsDeviceV2: 'EqDC2-1a2b', awsLogicalDeviceId: 'EqDC2-1a2b' },
    ],
    ['provider', { providerName: 'Lumen' }, { providerName: 'Lumen' }],
    ['redundancy', { hasLogicalRedundancy: 'no' }, { hasLogicalRedundancy: 'no' }],
    ['jumbo frames', { jumboFrameCapable: false }, { jumboFrameCapable: false }],
    ['name', { interconnectName: 'renamed' }, { interconnectName: 'renamed' }],
  ])('may give it another %s', async (_what, change, shown) => {
    const { embedded, look } = await living([state(1, 'available'), { after: HOUR, ...change }]);
    embedded.clock.jump(HOUR - 1);
    expect(await look()).not.toMatchObject(shown);
    embedded.clock.jump(1);
    expect(await look()).toMatchObject(shown);
  });

  it('may take it out of its LAG and into another, whose links then count so', async () => {
    const life = [
      { after: HOUR, lagId: undefined },
      { after: 2 * HOUR, lagId: 'dxlag-fgnohost' },
    ];
    const { embedded, look, lag } = await living(life, { lagId: 'dxlag-fgroom24' });
    const counts = async () => [(await look())?.lagId, lag('dxlag-fgroom24'), lag('dxlag-fgnohost')];
    expect(await counts()).toEqual(['dxlag-fgroom24', 3, 1]);
    embedded.clock.jump(HOUR);
    expect(await counts()).toEqual([undefined, 2, 1]);
    embedded.clock.jump(HOUR);
    expect(await counts()).toEqual(['dxlag-fgnohost', 2, 2]);
  });

  it('is over once the port was put into a state by hand', async () => {
    const { embedded, interconnectId, seen } = await living([state(DAY, 'pending')]);
    embedded.setState(interconnectId, 'down');
    expect(embedded.next()).toBeUndefined();
    expect(await seen('interconnectState', 2 * DAY)).toEqual(['down']);
    expect(() => embedded.live('dxcon-nowhere1', [])).toThrow('dxcon-nowhere1');
  });
});

describe('What happens next', () => {
  it('is the nearest of all ports, until nothing does', async () => {
    const { embedded, client, interconnectId } = await living([state(DAY, 'pending')]);
    embedded.lifecycle = { requested: HOUR, pending: 3 * DAY, down: Number.POSITIVE_INFINITY };
    const made = embedded.clock.now();
    const { interconnectId: other } = await client.send(new CreateInterconnectCommand(ORDER));
    const steps: unknown[] = [];
    for (let next = embedded.next(); next; next = embedded.next()) {
      steps.push([next.at - made, next.port.interconnectId]);
      embedded.clock.set(next.at);
    }
    expect(steps).toEqual([
      [HOUR, other],
      [DAY, interconnectId],
      [3 * DAY + HOUR, other],
    ]);
  });
});

describe('A listing', () => {
  it('may show what is to come, and what is over', async () => {
    const { embedded, look } = await living([
      state(DAY, 'pending'),
      state(2 * DAY, 'down'),
      state(3 * DAY, 'available'),
    ]);
    embedded.clock.jump(2 * DAY);
    const shown = async (offset: number) => {
      embedded.setListingOffset(offset);
      return (await look())?.interconnectState;
    };
    expect(await shown(0)).toBe('down');
    expect([await shown(DAY), await shown(-DAY), await shown(-2 * DAY)]).toEqual([
      'available',
      'pending',
      'requested',
    ]);
    expect(embedded.interconnects[0]?.interconnectState).toBe('down');
  });

  it('may show a port twice, at the end as it was before, on a later page as well', async () => {
    const { embedded, client, interconnectId } = await living([
      state(DAY, 'pending'),
      state(2 * DAY, 'down'),
    ]);
    const { interconnectId: other } = await client.send(new CreateInterconnectCommand(ORDER));
    embedded.setState(other ?? '', 'available');
    embedded.clock.jump(2 * DAY);
    for (const port of embedded.interconnects.slice(0, 1)) port.shown = 'twice';
    const pages: unknown[] = [];
    let nextToken: string | undefined;
    do {
      const page = await client.send(new DescribeInterconnectsCommand({ maxResults: 1, nextToken }));
      for (const port of page.interconnects ?? []) pages.push([port.interconnectId, port.interconnectState]);
      nextToken = page.nextToken;
    } while (nextToken);
    expect(pages).toEqual([
      [interconnectId, 'down'],
      [other, 'available'],
      [interconnectId, 'pending'],
    ]);
    const alone = await client.send(new DescribeInterconnectsCommand({ interconnectId }));
    expect(alone.interconnects).toMatchObject([{ interconnectState: 'down' }]);
  });

  it('may break where a page is turned', async () => {
    const { embedded, client } = await living([]);
    await client.send(new CreateInterconnectCommand(ORDER));
    embedded.fault('DescribeInterconnects, a later page', {
      kind: 'error',
      name: 'DirectConnectServerException',
      status: 500,
    });
    const page = (nextToken?: string) =>
      client.send(new DescribeInterconnectsCommand({ maxResults: 1, nextToken }));
    const { nextToken } = await page();
    expect((await failureOf(page(nextToken))).name).toBe('DirectConnectServerException');
    expect((await page(nextToken)).interconnects).toHaveLength(1);
  });

  it('may be another one than it should: empty, in whole or in part, or another account’s', async () => {
    const { embedded, listed, interconnectId } = await living([]);
    for (const answer of [{}, { interconnects: [] }, { interconnects: [], nextToken: null }]) {
      embedded.fault('DescribeInterconnects', { kind: 'instead', answer });
      expect(await listed()).toEqual([]);
    }
    embedded.fault('DescribeInterconnects', { kind: 'account', accountId: '210987654321' });
    expect(await listed()).toEqual([]);
    expect(await listed()).toMatchObject([{ interconnectId }]);
    expect(embedded.struck()).toEqual({ instead: 3, account: 1 });
  });
});

describe('Dates at AWS', () => {
  it('come from its clock: of ports, letters, calls and answers', async () => {
    const { embedded, client, interconnectId, look } = await living([state(DAY, 'pending')]);
    const start = Date.UTC(2031, 5, 6, 7, 8, 9);
    embedded.clock.set(start);
    await client.send(new DescribeLoaCommand({ connectionId: interconnectId }));
    expect((await look())?.loaIssueTime?.getTime()).toBe(start);
    expect(embedded.calls('DescribeLoa')[0]?.at).toBe(start);
    embedded.clock.jump(90 * DAY);
    const answer = await fetch(embedded.url, { method: 'POST' });
    expect(Date.parse(answer.headers.get('date') ?? '')).toBe(start + 90 * DAY);
  });

  it('are those that signatures are judged by, once anybody looks at them', async () => {
    const embedded = await aws();
    const client = directConnect(embedded, { maxAttempts: undefined });
    embedded.clock.jump(16 * MINUTE);
    embedded.fault('DescribeInterconnects', { kind: 'error', name: 'AccessDeniedException', status: 400 });
    const denied = () => client.send(new DescribeInterconnectsCommand({}));
    expect((await failureOf(denied())).name).toBe('AccessDeniedException');
    expect(client.config.systemClockOffset).toBe(0);
    embedded.setClockOffset(0);
    await denied();
    const outcomes = embedded.calls().map(({ outcome }) => outcome);
    expect(outcomes).toEqual(['AccessDeniedException', 'InvalidSignatureException', 'ok']);
    expect(Math.abs(client.config.systemClockOffset - 16 * MINUTE)).toBeLessThan(5_000);
  });
});
