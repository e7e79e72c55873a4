import { CreateInterconnectCommand, DescribeLocationsCommand } from '@aws-sdk/client-direct-connect';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import type { AwsFault } from '../../../sandbox/aws/types.ts';
import { seeded } from '../../support/seeded.ts';
import { aws, directConnect, failureOf, ORDER, sts } from './support.ts';

const THROTTLED: AwsFault = { kind: 'error', name: 'ThrottlingException', status: 400 };

describe('The weather at AWS', () => {
  it('strikes about its share of the calls, with everything that it has, and makes ports or not', async () => {
    const embedded = await aws();
    embedded.weather({ share: 0.4, random: seeded(2) });
    const client = directConnect(embedded);
    let answered = 0;
    let ports = 0;
    for (let call = 0; call < 200; call += 1) {
      const answer = client.send(new CreateInterconnectCommand(ORDER));
      const id = await answer.then(
        ({ interconnectId }) => interconnectId,
        () => undefined,
      );
      if (id !== undefined) answered += 1;
      ports += embedded.interconnects.length;
      // Out of the way of the quota.
      embedded.interconnects = [];
    }
    const struck = embedded.struck();
    const names = [
      'ThrottlingException',
      'DirectConnectServerException',
      'DirectConnectServerException made',
      'html 502',
      'reset',
      'reset made',
      'cut made',
      'truncated made',
      'empty made',
      'slow',
    ];
    expect(Object.keys(struck).sort()).toEqual(names.sort());
    const all = Object.values(struck).reduce((sum, count) => sum + count, 0);
    expect(all).toBeGreaterThan(55);
    expect(all).toBeLessThan(105);
    const went = 200 - all + (struck.slow ?? 0);
    const hidden = Object.entries(struck).filter(([name]) => name.endsWith(' made'));
    expect(answered).toBe(went);
    expect(ports).toBe(went + hidden.reduce((sum, [, count]) => sum + count, 0));
  });

  it('strikes every operation, STS too, until it ends', async () => {
    const embedded = await aws();
    embedded.weather({ share: 1, faults: [THROTTLED] });
    const [direct, identity] = [directConnect(embedded), sts(embedded)];
    expect((await failureOf(direct.send(new DescribeLocationsCommand({})))).name).toBe('ThrottlingException');
    expect((await failureOf(identity.send(new GetCallerIdentityCommand({})))).name).toBe(
      'ThrottlingException',
    );
    embedded.weather(undefined);
    await direct.send(new DescribeLocationsCommand({}));
    await identity.send(new GetCallerIdentityCommand({}));
    expect(embedded.struck()).toEqual({ ThrottlingException: 2 });
  });

  it('waits for the faults that were set, and goes on when they are cleared', async () => {
    const embedded = await aws();
    const client = directConnect(embedded);
    const list = new DescribeLocationsCommand({});
    embedded.weather({ share: 1, faults: [THROTTLED] });
    embedded.fault('DescribeLocations', { kind: 'cut', made: true }, 2);
    expect(await failureOf(client.send(list))).toMatchObject({ code: 'ECONNRESET' });
    expect(embedded.trouble()).toEqual({
      weather: { share: 1, faults: [THROTTLED] },
      waiting: [{ call: 'DescribeLocations', fault: { kind: 'cut', made: true }, times: 1 }],
    });
    embedded.clearFaults();
    expect((await failureOf(client.send(list))).name).toBe('ThrottlingException');
    expect(embedded.struck()).toEqual({ cut: 1, ThrottlingException: 1 });
  });
});
