import { describe, expect, test } from 'vitest';
import { attendPort } from '../../../src/actions/following/attend-port.ts';
import { follow } from '../../../src/actions/following/follow.ts';
import { useDesk } from '../support/desk.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('a port that listings lose', () => {
  const desk = useDesk();
  const port = () => desk.deps.store.read((at) => at.ports.of(desk.id));
  const asks = () =>
    desk.aws.calls('DescribeInterconnects').filter(({ input }) => input.interconnectId).length;
  const show = (shown: 'listed' | 'by_id' | 'nowhere') => {
    const [made] = desk.aws.interconnects;
    if (!made) throw new Error('There is no port.');
    made.shown = shown;
  };
  const list = async (times: number) => {
    for (let time = 0; time < times; time++) {
      desk.travel(10_000);
      expect(await follow(desk.deps)).toBe(true);
    }
  };
  /** Ordered, and not in ten listings since. */
  const lost = async (shown: 'by_id' | 'nowhere') => {
    await desk.placed();
    show(shown);
    await list(9);
    expect(await attendPort(desk.deps)).toBe(false);
    await list(1);
  };

  test('is told as missing where AWS does not know its ID either, once', async () => {
    await lost('nowhere');
    expect(asks()).toBe(0);
    expect(await attendPort(desk.deps)).toBe(true);
    expect(asks()).toBe(1);
    expect((await desk.said()).filter((said) => said.includes('is missing'))).toHaveLength(1);
    await list(3);
    expect(await attendPort(desk.deps)).toBe(false);
    show('listed');
    await list(1);
    expect(await port()).toMatchObject({ missing: null });
    expect((await desk.events()).slice(-2)).toEqual(['alarm_raised', 'port_listed_again']);
  });

  test('begins anew where AWS knows it by its ID', async () => {
    await lost('by_id');
    expect(await attendPort(desk.deps)).toBe(true);
    expect(await port()).toMatchObject({ missing: { listings: 0, told: false } });
    await list(9);
    expect(await attendPort(desk.deps)).toBe(false);
    await list(1);
    expect(await attendPort(desk.deps)).toBe(true);
    expect(asks()).toBe(2);
    expect(await desk.said()).toHaveLength(1);
  });

  test('is asked for again where AWS could not be asked', async () => {
    await lost('nowhere');
    desk.aws.fault('DescribeInterconnects', { kind: 'error', name: 'AccessDeniedException', status: 403 });
    expect(await attendPort(desk.deps)).toBe(true);
    expect(await port()).toMatchObject({ missing: { told: false } });
    expect(await attendPort(desk.deps)).toBe(false);
    desk.travel(MINUTE);
    expect(await attendPort(desk.deps)).toBe(true);
    expect(await desk.events()).toContain('alarm_raised');
  });

  test('is nothing to be told of where a listing has shown it meanwhile', async () => {
    await lost('nowhere');
    const { store, alarms } = desk.deps;
    const { directConnect } = desk.deps;
    const listedMeanwhile: typeof directConnect = {
      ...directConnect,
      async open(where, validForMs) {
        show('listed');
        await list(1);
        show('nowhere');
        return directConnect.open(where, validForMs);
      },
    };
    expect(await attendPort({ store, alarms, directConnect: listedMeanwhile })).toBe(true);
    expect(asks()).toBe(1);
    expect(await port()).toMatchObject({ missing: null });
    expect(await desk.events()).not.toContain('alarm_raised');
  });

  test('is one process’s at a time, and the next one’s after a crash', async () => {
    await lost('nowhere');
    const { store, directConnect, alarms } = desk.deps;
    const crashing: typeof directConnect = {
      ...directConnect,
      open: () => Promise.reject(new Error('killed')),
    };
    await expect(attendPort({ store, alarms, directConnect: crashing })).rejects.toThrow('killed');
    expect(await attendPort(desk.deps)).toBe(false);
    desk.travel(2 * MINUTE);
    expect(await attendPort(desk.deps)).toBe(true);
    expect(await desk.events()).toContain('alarm_raised');
  });

  test('is asked about again, and no more, where its row says too early that it is due', async () => {
    await desk.placed();
    const before = await port();
    if (!before) throw new Error('There is no port.');
    await desk.deps.store.transaction((tx) => tx.ports.put({ ...before, dueAt: tx.now - HOUR }));
    expect(await attendPort(desk.deps)).toBe(true);
    // What waits is looked at each hour.
    expect(await port()).toEqual({ ...before, dueAt: before.toldUntil + HOUR });
    expect(await attendPort(desk.deps)).toBe(false);
    expect(asks()).toBe(0);
  });
});
