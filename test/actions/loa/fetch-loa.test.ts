import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { followPort } from '../../../src/actions/following/follow-port.ts';
import { fetchLoa, type LoaDeps } from '../../../src/actions/loa/fetch-loa.ts';
import { addWishes } from '../../../src/actions/loa/wish-loa.ts';
import type { LoaSender } from '../../../src/interfaces/direct-connect.ts';
import { StoreUnavailableError } from '../../../src/interfaces/errors.ts';
import { ACCOUNT, LEE, REGION } from '../../store/support/samples.ts';
import { putByHand } from '../../support/by-hand.ts';
import { useDesk } from '../support/desk.ts';
import { useLoa } from './support.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const desk = useDesk();
const loa = useLoa(desk);
const { list, leftRequested, changeTo, wishes, fetchAll, answered, sendingBy } = loa;

/** Somebody wishes for the letter once more. */
const wishAgain = async () => {
  const { request } = await desk.view();
  await desk.deps.store.transaction(async (tx) => {
    await tx.requests.lock(request.id);
    const port = await tx.ports.of(request.id);
    if (port) await addWishes(tx, [{ request, port }], LEE, null);
  });
};
const loaLines = async () => (await desk.lines()).filter(({ kind }) => kind.startsWith('loa'));

describe('the LOA-CFA of a port that has left requested', () => {
  test('is fetched once, and told with its file and an order to copy', async () => {
    await leftRequested();
    expect(await wishes()).toMatchObject([{ number: 1, by: null, boundTo: null, state: 'open' }]);
    expect(await fetchLoa(desk.deps)).toBe(true);
    const { sha256, content } = await loa.letterAtAws();
    const { now: issuedAt } = desk.database.clock;
    const [id = ''] = desk.aws.interconnects.map(({ interconnectId }) => interconnectId);
    const fileId = `loa:${desk.id}:1`;
    expect(await wishes()).toMatchObject([
      { state: 'answered', asked: 1, letter: { issuedAt, sha256, bytes: content.length, fileId } },
    ]);
    const [file] = await loa.files();
    const day = new Date(issuedAt).toISOString().slice(0, 10);
    expect(file?.name).toBe(`LOA-CFA ${id} dc2-core-01 ${day}.pdf`);
    expect(Buffer.from(file?.bytes as Uint8Array).equals(content)).toBe(true);
    const told = (await desk.lines()).slice(-3);
    expect(told).toMatchObject([
      { kind: 'loa', interconnectId: id, by: null, issuedAt, sha256 },
      { kind: 'file', fileId, title: file?.name },
      { kind: 'cross_connect', interconnectId: id, issuedAt, fileName: file?.name, site: null },
    ]);
    expect((await desk.lines('dm')).at(-1)).toMatchObject({ kind: 'loa', direct: true });
    expect((await desk.events()).slice(-6)).toEqual([
      'port_changed',
      'loa_wished',
      'loa_asked',
      'loa_fetched',
      'loa_filed',
      'cross_connect_drafted',
    ]);
    // One call was ours.
    expect(answered()).toBe(2);
    expect(await fetchLoa(desk.deps)).toBe(false);
  });

  test('is asked for the port by its ID, with the provider that was ordered', async () => {
    await leftRequested();
    await fetchAll();
    const [call] = desk.aws.calls('DescribeLoa');
    expect(call?.input).toEqual({
      connectionId: desk.aws.interconnects[0]?.interconnectId,
      loaContentType: 'application/pdf',
    });
  });

  test('is not wished for again, whatever the port does', async () => {
    await leftRequested();
    await fetchAll();
    for (const state of ['requested', 'pending', 'down', 'available', 'requested', 'down']) {
      changeTo(state);
      await list();
      desk.travel(DAY);
      await fetchAll();
    }
    expect(await wishes()).toHaveLength(1);
    expect(answered()).toBe(1);
  });

  test('is told with what the rules file knows of the own end', async () => {
    await leftRequested();
    const site = { desk: 'hands@example.com', cage: 'C12' };
    await fetchAll({ ...desk.deps, sites: () => ({ EqDC2: site }) });
    expect((await desk.lines()).at(-1)).toMatchObject({ kind: 'cross_connect', site });
  });

  test('rests while AWS says nothing of the port, and is fetched once it does', async () => {
    await desk.placed();
    await list();
    changeTo('unknown');
    await list();
    expect(await wishes()).toEqual([]);
    changeTo('pending');
    await list();
    changeTo('unknown');
    await list();
    expect(await wishes()).toMatchObject([{ state: 'open' }]);
    await fetchAll();
    desk.travel(DAY);
    await fetchAll();
    expect(answered()).toBe(0);
    changeTo('down');
    await list();
    desk.travel(5 * MINUTE);
    await fetchAll();
    expect(answered()).toBe(1);
  });

  test('is not fetched where the port is deleted before', async () => {
    await leftRequested();
    changeTo('deleted');
    await list();
    await fetchAll();
    expect(await wishes()).toMatchObject([{ state: 'given_up' }]);
    expect(desk.calls('DescribeLoa')).toBe(0);
    expect((await desk.events()).at(-1)).toBe('loa_dropped');
  });
});

describe('a listing that shows a letter’s new date', () => {
  const strangers = async () => (await desk.said()).filter((said) => said.includes('not by the bot'));

  test.each([
    ['that the bot has fetched', undefined],
    ['whose answer was lost', { kind: 'cut' } as const],
  ])('%s says nothing of it', async (_whose, fault) => {
    await leftRequested();
    if (fault) desk.aws.fault('DescribeLoa', fault);
    await fetchAll();
    await list();
    await list();
    expect((await desk.deps.store.read((at) => at.ports.of(desk.id)))?.seen.loaIssueTime).toBeDefined();
    expect(await strangers()).toEqual([]);
  });

  test('that somebody had fetched elsewhere says so', async () => {
    await leftRequested();
    await fetchAll();
    await list();
    desk.travel(HOUR);
    await loa.letterAtAws();
    await list();
    expect(await strangers()).toHaveLength(1);
  });
});

describe('nobody wishes by themselves for the LOA-CFA of a port', () => {
  test('that was not seen in requested', async () => {
    desk.aws.setNewPorts({ interconnectState: 'pending' });
    await desk.placed();
    changeTo('down');
    await list();
    expect(await wishes()).toEqual([]);
  });

  test('whose LOA-CFA was fetched before', async () => {
    await desk.placed();
    await list();
    const [port] = desk.aws.interconnects;
    if (port) port.loaIssueTime = desk.database.clock.now;
    changeTo('pending');
    await list();
    expect(await wishes()).toEqual([]);
  });

  test('that goes', async () => {
    await desk.placed();
    await list();
    changeTo('deleting');
    await list();
    expect(await wishes()).toEqual([]);
  });

  test('that is only followed', async () => {
    putByHand(desk.aws, {
      accountId: ACCOUNT,
      region: REGION,
      interconnectId: 'dxcon-old00001',
      interconnectName: 'dc2-old-01',
      interconnectState: 'requested',
      createdAt: desk.database.clock.now,
    });
    const deps = { ...desk.deps, approvalChannel: 'C0APPROVALS' };
    const places = [{ accountId: null, region: REGION }];
    const begun = await followPort(deps, { interconnectId: 'dxcon-old00001', by: LEE, places });
    desk.id = begun.kind === 'followed' ? begun.requestId : '';
    await list();
    changeTo('pending');
    await list();
    expect((await desk.view()).request.state).toMatchObject({ portState: 'pending' });
    expect(await wishes()).toEqual([]);
  });
});

describe('an LOA-CFA that AWS refuses', () => {
  const refuse = (times: number) =>
    desk.aws.fault(
      'DescribeLoa',
      { kind: 'error', name: 'DirectConnectClientException', status: 400, message: 'Not yet.' },
      times,
    );

  test('is told once, and asked for again at growing intervals', async () => {
    await leftRequested();
    refuse(3);
    const at: number[] = [];
    const start = desk.database.clock.now;
    for (let minute = 0; minute < 10 * 60; minute++) {
      const before = desk.calls('DescribeLoa');
      await fetchAll();
      if (desk.calls('DescribeLoa') > before) at.push(Math.round((desk.database.clock.now - start) / HOUR));
      desk.travel(MINUTE);
    }
    expect(at).toEqual([0, 1, 3, 7]);
    expect(answered()).toBe(1);
    const refused = { kind: 'loa_refused', how: 'refused', code: 'DirectConnectClientException' };
    expect(await loaLines()).toMatchObject([
      { ...refused, message: 'Not yet.', askAt: start + HOUR },
      { kind: 'loa' },
    ]);
    expect((await desk.events()).filter((event) => event === 'loa_refused')).toHaveLength(3);
  });

  test('is given up after a day, and that is told with what to do', async () => {
    await leftRequested();
    refuse(99);
    for (let hour = 0; hour < 48; hour++) {
      await fetchAll();
      desk.travel(HOUR);
    }
    expect(await wishes()).toMatchObject([{ state: 'given_up', failures: { refused: 6 } }]);
    expect(desk.calls('DescribeLoa')).toBe(6);
    expect((await loaLines()).map(({ kind }) => kind)).toEqual(['loa_refused', 'loa_given_up']);
    const said = (await desk.said()).at(-1);
    expect(said).toContain('is not asked for any more, after a day');
    expect((await desk.lines('dm')).at(-1)).toMatchObject({ kind: 'loa_given_up', direct: true });
  });

  test('for want of rights says which', async () => {
    await leftRequested();
    desk.aws.fault('DescribeLoa', { kind: 'error', name: 'AccessDeniedException', status: 403 });
    await fetchAll();
    expect(await loaLines()).toMatchObject([{ kind: 'loa_refused', code: 'AccessDeniedException' }]);
  });

  test('is never due further ahead than an hour', async () => {
    await leftRequested();
    refuse(2);
    const { now: first } = desk.database.clock;
    await fetchAll({ ...desk.deps, loaRetryMs: () => 5 * HOUR });
    const due = async () => (await desk.database.sql('select due_at from loa_wishes'))[0]?.due_at as number;
    expect(await due()).toBe(first + HOUR);
    desk.travel(HOUR);
    await fetchAll();
    expect(await due()).toBe(first + 2 * HOUR);
    expect(desk.calls('DescribeLoa')).toBe(1);
  });
});

describe('what AWS gives that is no letter', () => {
  const big = new Uint8Array(5 * 1024 * 1024 + 1);
  big.set(new TextEncoder().encode('%PDF'));
  test.each([
    ['nothing', new Uint8Array(), 'it is empty'],
    ['a page', new TextEncoder().encode('<html>'), 'it is no PDF'],
    ['too much', big, `it has ${big.length} bytes, more than 5242880`],
  ])('%s: refused, and said why; another would be dated anew', async (_what, content, message) => {
    await leftRequested();
    const given: LoaSender = { fetch: async () => ({ kind: 'answered', content, awsRequestId: 'aws-1' }) };
    await fetchAll(sendingBy(() => given));
    expect(await wishes()).toMatchObject([{ state: 'answered', letter: null }]);
    expect(await loaLines()).toMatchObject([{ kind: 'loa_given_up', how: 'unusable', message }]);
    expect(await loa.files()).toEqual([]);
    desk.travel(2 * DAY);
    await fetchAll();
    expect(desk.calls('DescribeLoa')).toBe(0);
  });

  test('an empty answer is one of them', async () => {
    await leftRequested();
    desk.aws.fault('DescribeLoa', { kind: 'empty' });
    await fetchAll();
    expect(await loaLines()).toMatchObject([{ how: 'unusable', message: 'it is empty' }]);
  });
});

describe('an answer that is lost', () => {
  test.each(['cut', 'truncated', 'reset'] as const)(
    '%s: is asked for again within half a minute',
    async (kind) => {
      await leftRequested();
      desk.aws.fault('DescribeLoa', { kind });
      await fetchAll();
      expect(await wishes()).toMatchObject([{ state: 'open', failures: { lost: 1 }, awaits: false }]);
      desk.travel(30 * SECOND);
      await fetchAll();
      expect(desk.calls('DescribeLoa')).toBe(2);
      expect(await loaLines()).toMatchObject([{ kind: 'loa' }]);
    },
  );

  test('again is told, and asked for at growing intervals', async () => {
    await leftRequested();
    desk.aws.fault('DescribeLoa', { kind: 'reset' }, 5);
    const start = desk.database.clock.now;
    const at: number[] = [];
    for (let step = 0; step < 4 * 60 * 6; step++) {
      const before = desk.calls('DescribeLoa');
      await fetchAll();
      if (desk.calls('DescribeLoa') > before) at.push((desk.database.clock.now - start) / SECOND);
      desk.travel(10 * SECOND);
    }
    expect(at).toEqual([0, 10, 310, 910, 2_110, 4_510]);
    expect((await loaLines()).map(({ kind }) => kind)).toEqual(['loa_refused', 'loa']);
  });

  test.each([
    ['between commit and call', 0],
    ['between call and commit', 1],
  ])('by a crash %s: another process asks within half a minute, once', async (_when, before) => {
    await leftRequested();
    const killed = sendingBy((real) => ({
      async fetch(...asked) {
        if (before > 0) await real.fetch(...asked);
        throw new Error('killed');
      },
    }));
    await expect(fetchLoa(killed)).rejects.toThrow('killed');
    expect(await fetchLoa(desk.deps)).toBe(false);
    desk.travel(20 * SECOND);
    await fetchAll();
    expect(await wishes()).toMatchObject([{ state: 'answered', asked: 2, failures: { lost: 1 } }]);
    expect(answered()).toBe(before + 1);
    expect((await loaLines()).map(({ kind }) => kind)).toEqual(['loa']);
    expect(await loa.files()).toHaveLength(1);
  });

  test('that arrives after another process has taken over is taken, and nobody asks again', async () => {
    await leftRequested();
    const slept = sendingBy((real) => ({
      async fetch(...asked) {
        const outcome = await real.fetch(...asked);
        desk.travel(21 * SECOND);
        // Another process finds the attempt without an end.
        expect(await fetchLoa(desk.deps)).toBe(true);
        return outcome;
      },
    }));
    expect(await fetchLoa(slept)).toBe(true);
    desk.travel(HOUR);
    await fetchAll();
    expect(answered()).toBe(1);
    expect(await wishes()).toMatchObject([{ state: 'answered', failures: { lost: 1 } }]);
  });

  test('that comes once the letter is there and another is wished for ends that wish not', async () => {
    await leftRequested();
    const slept = sendingBy((real) => ({
      async fetch(...asked) {
        const outcome = await real.fetch(...asked);
        desk.travel(21 * SECOND);
        await fetchAll();
        await wishAgain();
        return outcome;
      },
    }));
    expect(await fetchLoa(slept)).toBe(true);
    expect((await wishes()).map(({ state }) => state)).toEqual(['answered', 'open']);
    await fetchAll();
    expect((await loaLines()).map(({ kind }) => kind)).toEqual(['loa', 'loa']);
  });

  test('never: whoever stood still before it asked leaves the next wish to whoever has that', async () => {
    await leftRequested();
    const { directConnect } = desk.deps;
    const [entered, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const other = sendingBy((real) => ({
      async fetch(...asked) {
        entered.resolve();
        await gate.promise;
        return real.fetch(...asked);
      },
    }));
    let asking: Promise<boolean> | undefined;
    const slept: LoaDeps['directConnect'] = {
      ...directConnect,
      async open(...asked) {
        desk.travel(21 * SECOND);
        await fetchAll();
        await wishAgain();
        asking = fetchLoa(other);
        await entered.promise;
        return directConnect.open(...asked);
      },
    };
    expect(await fetchLoa({ ...desk.deps, directConnect: slept })).toBe(true);
    gate.resolve();
    expect(await asking).toBe(true);
    expect(answered()).toBe(2);
    expect(await wishes()).toMatchObject([{ asked: 1 }, { asked: 1, state: 'answered' }]);
  });

  test('by a store that is away is kept once that is back', async () => {
    await leftRequested();
    let away = 0;
    const { store } = desk.deps;
    const given = sendingBy((real) => ({
      async fetch(...asked) {
        const outcome = await real.fetch(...asked);
        away = 3;
        return outcome;
      },
    }));
    const failing = {
      ...store,
      transaction: <T>(work: Parameters<typeof store.transaction<T>>[0]) =>
        away-- > 0 ? Promise.reject<T>(new StoreUnavailableError(undefined)) : store.transaction(work),
    };
    expect(await fetchLoa({ ...given, store: failing })).toBe(true);
    expect(await wishes()).toMatchObject([{ state: 'answered' }]);
    expect(answered()).toBe(1);
  });
});

describe('an AWS that can not be asked', () => {
  test('by credentials of another account is not asked', async () => {
    await leftRequested();
    await desk.database.sql(`update ports set account_id = '999988887777'`);
    await fetchAll();
    desk.travel(30 * SECOND);
    await fetchAll();
    expect(desk.calls('DescribeLoa')).toBe(0);
    expect(await wishes()).toMatchObject([{ state: 'open', asked: 0, failures: { not_asked: 2 } }]);
    const lines = await loaLines();
    expect(lines).toMatchObject([{ kind: 'loa_refused', how: 'not_asked', code: 'WRONG_ACCOUNT' }]);
  });

  test('for a moment is nothing to be told of', async () => {
    await leftRequested();
    desk.aws.fault('DescribeLoa', { kind: 'error', name: 'ThrottlingException', status: 400 });
    await fetchAll();
    desk.travel(30 * SECOND);
    await fetchAll();
    expect((await loaLines()).map(({ kind }) => kind)).toEqual(['loa']);
  });
});

test('whatever goes wrong, a wish comes to one letter that is kept and told, or to none', async () => {
  const trouble = fc.constantFrom('reset', 'cut', 'refused', 'throttled', 'killed before', 'killed after');
  await leftRequested();
  await fetchAll();
  let number = 1;
  await fc.assert(
    fc.asyncProperty(fc.array(trouble, { maxLength: 6 }), async (troubles) => {
      await wishAgain();
      number += 1;
      for (const one of troubles) {
        if (one === 'reset' || one === 'cut') desk.aws.fault('DescribeLoa', { kind: one });
        if (one === 'refused' || one === 'throttled') {
          const name = one === 'refused' ? 'DirectConnectClientException' : 'ThrottlingException';
          desk.aws.fault('DescribeLoa', { kind: 'error', name, status: 400 });
        }
        const dies = sendingBy((real) => ({
          async fetch(...asked) {
            if (one === 'killed after') await real.fetch(...asked);
            throw new Error('killed');
          },
        }));
        if (!one.startsWith('killed')) await fetchLoa(desk.deps);
        else await fetchLoa(dies).catch(() => undefined);
        desk.travel(HOUR / 2);
      }
      desk.aws.clearFaults();
      for (let hour = 0; hour < 26; hour++) {
        await fetchAll();
        desk.travel(HOUR);
      }
      const wish = (await wishes()).at(-1);
      expect(wish).toMatchObject({ number, awaits: false });
      expect(wish?.state).not.toBe('open');
      const events = (await desk.deps.store.read((at) => at.audit.trail(desk.id))).filter(
        ({ detail }) => (detail as { wish?: number }).wish === number,
      );
      const fetched = events.filter(({ event }) => event === 'loa_fetched').length;
      expect(fetched).toBe(wish?.letter ? 1 : 0);
      expect(fetched + events.filter(({ event }) => event === 'loa_given_up').length).toBe(1);
      const asked = events.filter(({ event }) => event === 'loa_asked').length;
      expect(wish?.asked).toBe(asked);
    }),
    { numRuns: 25 },
  );
  expect(await loa.files()).toHaveLength((await wishes()).filter(({ letter }) => letter).length);
});
