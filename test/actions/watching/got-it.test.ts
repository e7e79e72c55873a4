import { beforeEach, describe, expect, test } from 'vitest';
import { clearAlarms } from '../../../src/actions/watching/clear-alarms.ts';
import { gotIt } from '../../../src/actions/watching/got-it.ts';
import { raiseAlarm } from '../../../src/actions/watching/raise-alarm.ts';
import type { Raised } from '../../../src/domain/port/alarm.ts';
import { ownDm } from '../../../src/domain/request/destination.ts';
import { gotItAnswer } from '../../../src/words/answers.ts';
import { START } from '../../store/support/database.ts';
import { ERIN, LEE, LIN } from '../../store/support/samples.ts';
import { OLGA, useDesk } from '../support/desk.ts';

const LOST: Raised = { kind: 'light_lost', episode: START, step: 1, since: START };

describe('an alarm', () => {
  const desk = useDesk();
  const raise = (alarm: Raised = LOST) =>
    desk.deps.store.transaction(async (tx) => {
      const request = await tx.requests.lock(desk.id);
      const port = await tx.ports.of(desk.id);
      if (!request || !port) throw new Error('Nothing was ordered.');
      const passed = [{ kind: 'loa', episode: START, step: 1 }] as const;
      return raiseAlarm(tx, request, { interconnectId: port.interconnectId, alarm, passed });
    });
  const press = (by: { id: string; name: string }) =>
    gotIt(desk.deps, { requestId: desk.id, alarm: LOST, by });
  const kept = () => desk.deps.store.read((at) => at.alarms.of([desk.id]));
  const alarms = async (destination?: Parameters<typeof desk.lines>[0]) =>
    (await desk.lines(destination)).filter(({ kind }) => kind === 'alarm');
  beforeEach(() => desk.placed());

  test('is told once, in the thread and to whoever asked; what it stands for is marked', async () => {
    expect([await raise(), await raise()]).toEqual([true, false]);
    expect(await alarms()).toHaveLength(1);
    expect(await alarms('dm')).toEqual([expect.objectContaining({ direct: true })]);
    expect(await kept()).toEqual([
      expect.objectContaining({ kind: 'light_lost', told: true }),
      expect.objectContaining({ kind: 'loa', told: false }),
    ]);
    expect((await desk.said('dm')).at(-1)).toMatch(/^dc2-core-01, 10Gbps at EqDC2: dxcon-\w+ is down/);
  });

  test('is told in a direct message to approvers who can not see the thread', async () => {
    const own = ownDm('approver', LIN.id);
    await desk.deps.store.transaction((tx) => tx.messages.add(desk.id, own, null));
    await raise();
    expect(await alarms(own)).toEqual([expect.objectContaining({ direct: true })]);
  });

  test('is somebody’s once, who is named with the time to whoever comes later', async () => {
    await raise();
    expect(gotItAnswer(await press(LEE))).toBe(
      'You look after this now: it stays quiet unless it gets worse.',
    );
    expect((await desk.said()).at(-1)).toMatch(/^Lee looks after dxcon-\w+: the lost light\.$/);
    desk.travel(60_000);
    const at = '2027-01-15 08:00 UTC';
    expect(gotItAnswer(await press(ERIN))).toBe(
      `Lee already looks after this, since ${at}. Your click changed nothing.`,
    );
    expect(gotItAnswer(await press(LEE))).toBe(
      `You already look after this, since ${at}. Your click changed nothing.`,
    );
    expect((await kept())[0]?.got).toEqual({ by: LEE, at: START });
    expect(await desk.deps.store.read((at) => at.ports.of(desk.id))).toMatchObject({
      history: { quiet: true },
    });
    expect((await desk.events()).filter((event) => event === 'alarm_taken')).toHaveLength(1);
  });

  test('is nobody’s who may not approve, and none once it is over', async () => {
    await raise();
    expect(gotItAnswer(await press(OLGA))).toBe(
      "You can't take this over: it takes whoever asked or net-leads.",
    );
    await desk.deps.store.transaction((tx) => clearAlarms(tx, desk.id, 'light_lost'));
    expect(gotItAnswer(await press(LEE))).toBe(
      'That was over at 2027-01-15 08:00 UTC. Your click changed nothing.',
    );
  });

  test('that was never raised is not known', async () => {
    expect(await press(LEE)).toEqual({ kind: 'unknown_alarm' });
    const alarm = { kind: 'loa', episode: 1, step: 1 } as const;
    expect(await gotIt(desk.deps, { requestId: 'ic-none', alarm, by: LEE })).toEqual({
      kind: 'unknown_request',
    });
  });
});
