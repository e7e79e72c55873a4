import { CreateInterconnectCommand, DescribeLagsCommand } from '@aws-sdk/client-direct-connect';
import { describe, expect, it } from 'vitest';
import type { AwsFault } from '../../../sandbox/aws/types.ts';
import { aws, clock, directConnect, failureOf, ORDER } from './support.ts';

const MINUTE = 60_000;
const create = () => new CreateInterconnectCommand(ORDER);

/** An AWS whose next order is answered so and kept back. */
async function keptBack(fault: AwsFault) {
  const time = clock();
  const embedded = await aws({ now: time.now });
  const client = directConnect(embedded);
  embedded.fault('CreateInterconnect', fault);
  return { time, embedded, client };
}

describe('An order that lands late', () => {
  it.each<[AwsFault, string]>([
    [{ kind: 'reset', made: 'late' }, 'TimeoutError'],
    [
      { kind: 'error', name: 'DirectConnectServerException', status: 500, made: 'late' },
      'DirectConnectServerException',
    ],
    [{ kind: 'html', status: 502, made: 'late' }, 'SyntaxError'],
    [{ kind: 'cut', made: 'late' }, 'Error'],
  ])('is answered by %o at once, and made when told, once', async (fault, name) => {
    const { embedded, client } = await keptBack(fault);
    expect((await failureOf(client.send(create()))).name).toBe(name);
    expect(embedded.interconnects).toEqual([]);
    const [call] = embedded.calls('CreateInterconnect');
    expect(call?.interconnectId).toBeUndefined();
    const landed = embedded.land();
    expect(landed).toEqual(embedded.interconnects.map(({ interconnectId }) => interconnectId));
    expect(landed).toHaveLength(1);
    expect(embedded.interconnects).toMatchObject([ORDER]);
    expect(call?.interconnectId).toBe(landed[0]);
    expect(embedded.land()).toEqual([]);
    expect(embedded.calls('CreateInterconnect')).toHaveLength(1);
    await client.send(create());
    expect(embedded.interconnects).toHaveLength(2);
  });

  it('may not be answered at all', async () => {
    const { embedded, client } = await keptBack({ kind: 'hang', made: 'late' });
    const leaving = new AbortController();
    embedded.on(() => leaving.abort());
    await failureOf(client.send(create(), { abortSignal: leaving.signal }));
    expect(embedded.interconnects).toEqual([]);
    expect(embedded.land()).toHaveLength(1);
    expect(embedded.struck()).toEqual({ 'hang late': 1 });
  });

  it('is made until 15 minutes after it was signed, and dropped from then on', async () => {
    const { time, embedded, client } = await keptBack({ kind: 'reset', made: 'late' });
    await failureOf(client.send(create()));
    // It was under way for up to a second, since signatures are dated in whole seconds.
    time.tick(15 * MINUTE - 5_000);
    expect(embedded.land()).toHaveLength(1);
    embedded.fault('CreateInterconnect', { kind: 'reset', made: 'late' });
    await failureOf(client.send(create()));
    time.tick(15 * MINUTE + 1);
    expect(embedded.land()).toEqual([]);
    time.tick(-15 * MINUTE);
    expect(embedded.land()).toEqual([]);
    expect(embedded.interconnects).toHaveLength(1);
  });

  it('was signed before it came: what it was under way counts', async () => {
    const embedded = await aws();
    const landed = async (after: number) => {
      embedded.fault('CreateInterconnect', { kind: 'reset', made: 'late' });
      // By AWS's clock this machine's signature is ten minutes old.
      embedded.clock.set(Date.now() + 10 * MINUTE);
      embedded.setClockOffset(0);
      await failureOf(directConnect(embedded).send(create()));
      embedded.setClockOffset(undefined);
      embedded.clock.jump(after);
      return embedded.land();
    };
    expect(await landed(4 * MINUTE)).toHaveLength(1);
    expect(await landed(5 * MINUTE + 1)).toEqual([]);
  });

  it('is judged when it lands: what is not allowed any more makes nothing', async () => {
    const { embedded, client } = await keptBack({ kind: 'reset', made: 'late' });
    await failureOf(client.send(create()));
    embedded.setPartnerRegions([]);
    expect(embedded.land()).toEqual([]);
    expect(embedded.interconnects).toEqual([]);
  });

  it('is an order: another operation answers spoilt, and nothing waits', async () => {
    const { embedded, client } = await keptBack({ kind: 'reset', made: 'late' });
    embedded.fault('DescribeLags', { kind: 'truncated', made: 'late' });
    await failureOf(client.send(new DescribeLagsCommand({})));
    expect(embedded.land()).toEqual([]);
  });
});
