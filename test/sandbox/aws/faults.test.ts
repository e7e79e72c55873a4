import { CreateInterconnectCommand, DescribeInterconnectsCommand } from '@aws-sdk/client-direct-connect';
import { describe, expect, it } from 'vitest';
import type { AwsFault } from '../../../sandbox/aws/types.ts';
import { aws, directConnect, failureOf, ORDER } from './support.ts';

const create = () => new CreateInterconnectCommand(ORDER);

describe.each([false, true])('A CreateInterconnect that goes wrong, made: %s', (made) => {
  it.each<[AwsFault, string | RegExp, number | undefined]>([
    [
      { kind: 'error', name: 'DirectConnectServerException', status: 500, made },
      'DirectConnectServerException',
      500,
    ],
    [{ kind: 'error', name: 'ThrottlingException', status: 400, made }, 'ThrottlingException', 400],
    [{ kind: 'html', status: 502, made }, 'SyntaxError', 502],
    [{ kind: 'reset', made }, 'TimeoutError', undefined],
    [{ kind: 'cut', made }, 'Error', 200],
    [{ kind: 'truncated', made }, 'SyntaxError', 200],
  ])('%o', async (fault, name, status) => {
    const embedded = await aws();
    embedded.fault('CreateInterconnect', fault);
    const client = directConnect(embedded);
    const error = await failureOf(client.send(create()));
    expect(error.name).toMatch(name);
    expect(error.$metadata?.httpStatusCode).toBe(status);
    expect(embedded.interconnects).toHaveLength(made ? 1 : 0);
    expect(embedded.calls('CreateInterconnect')).toMatchObject([
      {
        outcome: fault.kind === 'error' ? fault.name : fault.kind,
        interconnectId: embedded.interconnects[0]?.interconnectId,
      },
    ]);
    await client.send(create());
    expect(embedded.interconnects).toHaveLength(made ? 2 : 1);
  });

  it('empty: resolves without an ID', async () => {
    const embedded = await aws();
    embedded.fault('CreateInterconnect', { kind: 'empty', made });
    const answer = await directConnect(embedded).send(create());
    expect(answer.interconnectId).toBeUndefined();
    expect(embedded.interconnects).toHaveLength(made ? 1 : 0);
  });

  it('hang: nothing comes until the caller leaves', async () => {
    const embedded = await aws();
    embedded.fault('CreateInterconnect', { kind: 'hang', made });
    const leaving = new AbortController();
    embedded.on(() => leaving.abort());
    const error = await failureOf(directConnect(embedded).send(create(), { abortSignal: leaving.signal }));
    expect(error.name).toBe('AbortError');
    expect(embedded.interconnects).toHaveLength(made ? 1 : 0);
  });
});

describe('Faults', () => {
  it('a cut answer is ECONNRESET, and the SDK as shipped turns it into three ports', async () => {
    const embedded = await aws();
    embedded.fault('CreateInterconnect', { kind: 'cut', made: true }, 3);
    const asShipped = directConnect(embedded, { maxAttempts: undefined });
    expect(await failureOf(asShipped.send(create()))).toMatchObject({ code: 'ECONNRESET' });
    expect(embedded.calls('CreateInterconnect')).toHaveLength(3);
    expect(embedded.interconnects).toHaveLength(3);
  });

  it('slow: the port is there before the answer', async () => {
    const embedded = await aws();
    embedded.fault('CreateInterconnect', { kind: 'slow', ms: 30 });
    const answering = directConnect(embedded).send(create());
    await embedded.until('a call', () => embedded.calls('CreateInterconnect').length === 1);
    expect(embedded.interconnects).toHaveLength(1);
    expect((await answering).interconnectId).toBe(embedded.interconnects[0]?.interconnectId);
  });

  it('last for so many calls of their operation, in order, or until they are cleared', async () => {
    const embedded = await aws();
    const client = directConnect(embedded);
    const list = new DescribeInterconnectsCommand({});
    embedded.fault('DescribeInterconnects', { kind: 'html', status: 503 }, 2);
    embedded.fault('DescribeInterconnects', { kind: 'truncated' });
    await client.send(create());
    for (let call = 0; call < 3; call += 1) await failureOf(client.send(list));
    expect((await client.send(list)).interconnects).toHaveLength(1);
    embedded.fault('DescribeInterconnects', { kind: 'reset' }, 5);
    embedded.clearFaults();
    await client.send(list);
    expect(embedded.calls('DescribeInterconnects').map((call) => call.outcome)).toEqual([
      'html',
      'html',
      'truncated',
      'ok',
      'ok',
    ]);
  });

  it('until() gives up with its own words, and passes on what the condition throws', async () => {
    const embedded = await aws();
    await expect(embedded.until('a port', () => undefined, 40)).rejects.toThrow('Not within 40 ms: a port');
    const broken = () => {
      throw new Error('broken');
    };
    await expect(embedded.until('a port', broken)).rejects.toThrow('broken');
  });

  it('closing ends what still hangs', async () => {
    const embedded = await aws();
    embedded.fault('CreateInterconnect', { kind: 'hang' });
    const hanging = failureOf(directConnect(embedded).send(create()));
    await embedded.until('a call', () => embedded.calls().length === 1);
    await embedded.close();
    expect((await hanging).name).toBe('TimeoutError');
  });
});
