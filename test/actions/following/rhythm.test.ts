import { beforeEach, describe, expect, test } from 'vitest';
import { wantFollowingSoon } from '../../../src/actions/following/duty.ts';
import { follow } from '../../../src/actions/following/follow.ts';
import { lookSoon } from '../../../src/actions/following/look-soon.ts';
import { fetchLoa } from '../../../src/actions/loa/fetch-loa.ts';
import { getLoaAgain, mayGetLoa } from '../../../src/actions/loa/get-loa-again.ts';
import { gotIt } from '../../../src/actions/watching/got-it.ts';
import { ACCOUNT, ERIN, REGION } from '../../store/support/samples.ts';
import { useDesk } from '../support/desk.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const HERE = { accountId: ACCOUNT, region: REGION };
const THROTTLED = { kind: 'error', name: 'ThrottlingException', status: 400 } as const;

describe('how often an account’s Region is listed, once a minute as a rule', () => {
  const desk = useDesk();
  let random = 0.5;
  beforeEach(() => {
    random = 0.5;
    desk.deps = { ...desk.deps, statePollMs: MINUTE, random: () => random };
  });
  const port = () => desk.aws.interconnects[0]?.interconnectId ?? '';
  const dueIn = async () => {
    const [row] = await desk.database.sql('select due_at from duties');
    return Number(row?.due_at) - desk.database.clock.now;
  };
  /** After how many seconds the next one is due, once one has been. */
  async function listed(afterMs?: number): Promise<number> {
    desk.travel(afterMs ?? (await dueIn()));
    expect(await follow(desk.deps)).toBe(true);
    return (await dueIn()) / SECOND;
  }
  /** Ordered, with light, and nothing has changed since for longer than a port is watched closely. */
  async function shining(): Promise<void> {
    await desk.placed();
    desk.aws.setState(port(), 'available');
    await listed();
    await listed(5 * MINUTE);
  }

  test('is within seconds of an order, and of a change', async () => {
    await desk.placed();
    expect(await dueIn()).toBe(5 * SECOND);
    expect(await listed()).toBe(15);
    expect(await listed(5 * MINUTE)).toBe(60);
    desk.aws.setState(port(), 'pending');
    expect(await listed()).toBe(15);
    expect(await listed()).toBe(15);
    expect(await listed(5 * MINUTE)).toBe(60);
  });

  test('is as a rule while anything is waited for, however long', async () => {
    await desk.placed();
    desk.aws.setState(port(), 'down');
    await listed();
    expect(await listed(30 * DAY)).toBe(60);
  });

  test('is a fifth of it once nothing has changed for a day and every port has light; and as a rule when one loses it', async () => {
    await shining();
    expect(await listed(DAY - 6 * MINUTE)).toBe(60);
    expect(await listed()).toBe(300);
    expect(await listed()).toBe(300);
    desk.aws.setState(port(), 'down');
    expect(await listed()).toBe(15);
    expect(await listed(DAY)).toBe(60);
    desk.aws.setState(port(), 'available');
    expect(await listed()).toBe(15);
  });

  test('is as a rule while encryption that there should be is lost', async () => {
    await shining();
    const [stored] = desk.aws.interconnects;
    if (!stored) throw new Error('There is no port.');
    const lost = {
      requestMACSec: true,
      encryptionMode: 'should_encrypt',
      portEncryptionStatus: 'Encryption Down',
    };
    Object.assign(stored, lost);
    expect(await listed()).toBe(15);
    expect(await listed(2 * DAY)).toBe(60);
    stored.portEncryptionStatus = 'Encryption Up';
    await listed();
    expect(await listed(2 * DAY)).toBe(300);
  });

  test('is as a rule while a port is missing', async () => {
    await shining();
    expect(await listed(2 * DAY)).toBe(300);
    const [stored] = desk.aws.interconnects;
    if (stored) stored.shown = 'nowhere';
    expect(await listed()).toBe(60);
  });

  test('is within seconds where somebody does something about a port, before a listing or while one is under way', async () => {
    await shining();
    expect(await listed(2 * DAY)).toBe(300);
    await desk.deps.store.transaction((tx) => wantFollowingSoon(tx, HERE));
    expect(await dueIn()).toBe(5 * SECOND);
    desk.meanwhile = () => desk.deps.store.transaction((tx) => wantFollowingSoon(tx, HERE));
    expect(await listed()).toBe(5);
    expect(await listed()).toBe(300);
  });

  test('is within seconds of Got it, of Get the LOA again, and of a look at the card', async () => {
    await desk.placed();
    desk.aws.setState(port(), 'pending');
    await listed();
    while (await fetchLoa(desk.deps)) {}
    desk.aws.setState(port(), 'available');
    await listed();
    desk.aws.setState(port(), 'down');
    await listed();
    expect(await listed(5 * MINUTE)).toBe(60);
    const { id: requestId } = desk;
    const { store } = desk.deps;
    const [lost] = await store.read((at) => at.alarms.of([requestId]));
    if (!lost) throw new Error('Nobody was alarmed.');
    const wish = { requestId, by: ERIN };
    const presses = [
      () => gotIt(desk.deps, { ...wish, alarm: lost }),
      async () => {
        const may = await mayGetLoa(desk.deps, wish);
        if (may.kind !== 'may') throw new Error(may.kind);
        return getLoaAgain(desk.deps, { ...wish, seen: may.letters });
      },
      () => lookSoon(desk.deps, requestId),
    ];
    for (const press of presses) {
      await press();
      expect(await dueIn()).toBe(5 * SECOND);
      expect(await listed(5 * MINUTE)).toBeGreaterThanOrEqual(15);
      if ((await dueIn()) < MINUTE) expect(await listed(5 * MINUTE)).toBe(60);
    }
    desk.aws.setState(port(), 'deleted');
    await listed();
    await lookSoon(desk.deps, requestId);
    expect(await dueIn()).toBeGreaterThan(5 * SECOND);
  });

  test('is less and less where AWS says that it is too often, whatever people do; and as a rule again after a listing', async () => {
    await shining();
    desk.aws.fault('DescribeInterconnects', THROTTLED, 12);
    const seconds: number[] = [];
    for (let times = 0; times < 6; times++) {
      seconds.push(await listed());
      await desk.deps.store.transaction((tx) => wantFollowingSoon(tx, HERE));
      expect(await dueIn()).toBe((seconds.at(-1) ?? 0) * SECOND);
    }
    expect(seconds).toEqual([120, 240, 480, 600, 600, 600]);
    // Another failure says nothing about that.
    desk.aws.fault('DescribeInterconnects', { kind: 'reset' }, 2);
    expect(await listed()).toBe(600);
    expect(await listed()).toBe(60);
  });

  test('is never quite regular, by a tenth', async () => {
    await shining();
    random = 0;
    expect(await listed()).toBe(54);
    random = 0.999;
    expect(await listed()).toBe(65.988);
    desk.aws.fault('DescribeInterconnects', THROTTLED, 2);
    expect(await listed()).toBeCloseTo(131.976, 1);
  });
});
