import { describe, expect, test } from 'vitest';
import { remind } from '../../../src/actions/deciding/remind.ts';
import { withdraw } from '../../../src/actions/deciding/withdraw.ts';
import { remindedAnswer } from '../../../src/words/answers.ts';
import { START } from '../../store/support/database.ts';
import { ERIN, LEE, LIN } from '../../store/support/samples.ts';
import { RULE, useDesk } from '../support/desk.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('Remind', () => {
  const desk = useDesk();
  const pressed = async (by = ERIN) => remindedAnswer(await remind(desk.deps, { requestId: desk.id, by }));

  test('calls those who can still decide, in one line of the thread', async () => {
    desk.rule = { ...RULE, quorum: 2 };
    await desk.approve(await desk.asked(), LEE);
    desk.travel(30 * MINUTE);
    expect(await pressed()).toBe('Reminded. You can do it again at 2027-01-15 09:30 UTC.');
    expect(await desk.said()).toEqual([
      'Erin reminds you. Still waiting for approval: 1 of 2 from net-leads. Asked 30 minutes ago; expires 2027-01-18 08:00 UTC.',
    ]);
    expect(await desk.lines()).toMatchObject([{ call: [{ kind: 'user', id: LIN.id }] }]);
    expect(await desk.events()).toEqual(['submitted', 'voted', 'nudged']);
    expect((await desk.view()).request).toMatchObject({ nudgedAt: START + 30 * MINUTE, reminded: 0 });
  });

  test('once an hour', async () => {
    await desk.asked();
    await pressed();
    desk.travel(HOUR - MINUTE);
    expect(await pressed()).toBe(
      'You had people reminded at 2027-01-15 08:00 UTC; again from 2027-01-15 09:00 UTC on.',
    );
    expect(await desk.said()).toHaveLength(1);
    desk.travel(MINUTE);
    expect(await pressed()).toBe('Reminded. You can do it again at 2027-01-15 10:00 UTC.');
    expect(await desk.said()).toHaveLength(2);
  });

  test('once, however often it is pressed at the same time', async () => {
    await desk.asked();
    const answers = await Promise.all([1, 2, 3, 4].map(() => pressed()));
    expect(answers.filter((answer) => answer.startsWith('Reminded.'))).toHaveLength(1);
    expect(await desk.said()).toHaveLength(1);
  });

  test('is for whoever asked, while it waits', async () => {
    await desk.asked();
    expect(await pressed(LEE)).toBe('Only Erin, who asked, can have people reminded.');
    await withdraw(desk.deps, { requestId: desk.id, by: ERIN });
    expect(await pressed()).toBe(
      'Already withdrawn by Erin at 2027-01-15 08:00 UTC. Your click changed nothing.',
    );
    expect(remindedAnswer(await remind(desk.deps, { requestId: 'ic-none', by: ERIN }))).toMatch(
      /isn't known/,
    );
    expect(await desk.said()).toEqual([]);
  });

  test('of what is over without anybody having noticed ends it', async () => {
    await desk.asked();
    desk.travel(72 * HOUR);
    expect(await pressed()).toBe('Already expired at 2027-01-18 08:00 UTC. Your click changed nothing.');
    expect(await desk.events()).toEqual(['submitted', 'expired']);
  });
});
