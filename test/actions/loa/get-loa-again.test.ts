import { describe, expect, test } from 'vitest';
import { getLoaAgain, mayGetLoa } from '../../../src/actions/loa/get-loa-again.ts';
import { place } from '../../../src/actions/placing/place.ts';
import type { Person } from '../../../src/domain/person.ts';
import type { LettersSeen } from '../../../src/domain/port/loa.ts';
import { ERIN, LEE, LIN } from '../../store/support/samples.ts';
import { OLGA, useDesk } from '../support/desk.ts';
import { useLoa } from './support.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const desk = useDesk();
const { list, leftRequested, changeTo, wishes, fetchAll, answered } = useLoa(desk);

/** What somebody is shown before they confirm. */
async function shown(by: Person = ERIN): Promise<LettersSeen> {
  const may = await mayGetLoa(desk.deps, { requestId: desk.id, by });
  if (may.kind !== 'may') throw new Error(`It is not shown: ${may.kind}.`);
  return may.letters;
}
const press = (by: Person, seen: LettersSeen) => getLoaAgain(desk.deps, { requestId: desk.id, by, seen });

/** Fetched by the bot, and listed with the date that AWS gave it. */
async function fetched(): Promise<number> {
  await leftRequested();
  await fetchAll();
  const { now } = desk.database.clock;
  await list();
  desk.travel(DAY);
  return now;
}

describe('Get the LOA again', () => {
  test('has it fetched once more, by whoever asked, and says so', async () => {
    const issuedAt = await fetched();
    const seen = await shown();
    expect(seen).toEqual({ fetched: 1, issuedAt });
    expect(await press(ERIN, seen)).toEqual({ kind: 'wished' });
    expect(await wishes()).toMatchObject([{}, { number: 2, by: ERIN, boundTo: issuedAt, state: 'open' }]);
    await fetchAll();
    expect(answered()).toBe(2);
    expect((await desk.said()).at(-3)).toContain('Erin has had it fetched.');
    const trail = await desk.deps.store.read((at) => at.audit.trail(desk.id));
    expect(trail.filter(({ event }) => event === 'loa_wished').map(({ actor }) => actor)).toEqual([
      null,
      ERIN,
    ]);
  });

  test('of two who press at once makes one call, and tells the other the truth', async () => {
    await fetched();
    const seen = await shown();
    const both = await Promise.all([press(ERIN, seen), press(LEE, seen)]);
    expect(both.map(({ kind }) => kind).toSorted()).toEqual(['under_way', 'wished']);
    await fetchAll();
    expect(answered()).toBe(2);
  });

  test('of one who looked before somebody else had it fetched changes nothing', async () => {
    await fetched();
    const seen = await shown(LEE);
    await press(ERIN, seen);
    expect(await press(LEE, seen)).toEqual({ kind: 'under_way' });
    await fetchAll();
    const { now: at } = desk.database.clock;
    for (const listed of [false, true]) {
      if (listed) await list();
      expect(await press(LEE, seen)).toEqual({ kind: 'fetched_since', by: ERIN, at });
    }
    expect(answered()).toBe(2);
    // Whoever looks now sees that one, and may have another.
    expect(await press(LEE, await shown(LEE))).toEqual({ kind: 'wished' });
  });

  test('of one who looked before AWS dated it outside of the bot changes nothing', async () => {
    await fetched();
    const seen = await shown();
    const [port] = desk.aws.interconnects;
    if (port) port.loaIssueTime = desk.database.clock.now;
    await list();
    expect(await press(ERIN, seen)).toEqual({
      kind: 'fetched_since',
      by: 'outside',
      at: port?.loaIssueTime,
    });
    expect(await shown()).toEqual({ fetched: 1, issuedAt: port?.loaIssueTime });
  });

  test('begins where nobody has fetched any, of a port that was not seen in requested', async () => {
    desk.aws.setNewPorts({ interconnectState: 'pending' });
    await desk.placed();
    expect(await press(LIN, await shown(LIN))).toEqual({ kind: 'wished' });
    await fetchAll();
    expect(answered()).toBe(1);
  });

  test('begins anew once it was given up', async () => {
    await leftRequested();
    desk.aws.fault('DescribeLoa', { kind: 'error', name: 'DirectConnectClientException', status: 400 }, 99);
    for (let hour = 0; hour < 30; hour++) {
      await fetchAll();
      desk.travel(HOUR);
    }
    desk.aws.clearFaults();
    expect(await press(ERIN, await shown())).toEqual({ kind: 'wished' });
    await fetchAll();
    expect((await wishes()).map(({ state }) => state)).toEqual(['given_up', 'answered']);
  });

  test('is for whoever asked, for whom it is, and approvers', async () => {
    await desk.asked({ beneficiary: OLGA });
    const request = (await desk.view()).request;
    await desk.approve(request, LEE);
    await place(desk.deps);
    await list();
    desk.travel(HOUR);
    await list();
    await fetchAll();
    for (const by of [ERIN, LEE, LIN, OLGA])
      expect(await mayGetLoa(desk.deps, { requestId: desk.id, by })).toMatchObject({ kind: 'may' });
    const stranger = { id: 'U0NOBODY', name: 'Nobody' };
    expect(await mayGetLoa(desk.deps, { requestId: desk.id, by: stranger })).toMatchObject({
      kind: 'not_entitled',
    });
    expect(await press(stranger, { fetched: 1, issuedAt: null })).toMatchObject({ kind: 'not_entitled' });
  });

  test.each([
    ['requested', 'requested'],
    ['deleting', 'deleting'],
    ['deleted', undefined],
  ])('is nothing for a port that is %s', async (atAws, state) => {
    await fetched();
    const seen = await shown();
    changeTo(atAws);
    await list();
    expect(await press(ERIN, seen)).toEqual({ kind: 'no_letter', state });
  });
});
