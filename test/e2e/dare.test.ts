import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Control, startControl } from '../../sandbox/control/index.ts';
import type { Scenario, View } from '../../sandbox/control/view.ts';
import type { Json } from '../../sandbox/workspace/types.ts';
import { allTold, meanwhile, WAIT_MS } from '../support/stage.ts';
import { useStage } from '../support/use-stage.ts';

// The bot as it is, dared by the control API. Time passes faster for it than for the visitor.

const SECOND = 1000;
const SHORT = { CREATE_DEADLINE_SECONDS: '5', SETTLE_WINDOW_SECONDS: '20' };

describe('What is dared', () => {
  const { stage, asked } = useStage({ faults: 'a channel that is archived and a card that is deleted' });
  let control: Control;

  beforeEach(async () => {
    const { now } = stage.aws.clock;
    control = await startControl({
      workspace: stage.slack,
      aws: stage.aws,
      channel: stage.approvals,
      people: [
        { id: stage.cast.erin.id, role: 'engineer' },
        { id: stage.cast.lee.id, role: 'lead' },
        { id: stage.cast.lin.id, role: 'lead' },
      ],
      time: {
        now,
        pace: () => 1,
        setPace: () => {},
        jump: () => {},
        toNext: () => {},
        isJumping: () => false,
      },
      sentence: '',
      steps: [],
    });
  });
  afterEach(() => control.close());

  const post = async (panel: string, body: Json) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${control.url}/api/v1/${panel}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    expect(await answer.json()).toEqual({});
  };
  const view = async () => (await (await fetch(`${control.url}/api/v1/state?as=lee`)).json()) as View;
  const courseOf = async (id: string): Promise<Scenario | undefined> =>
    (await view()).dare.find((one) => one.id === id);

  const ONE = { calls: 1, madeNothing: 0, ports: 1, doubles: 0 };
  test.each<[string, View['invariant'] | object, string, string]>([
    ['answer-lost-port-made', ONE, 'found by its tag and taken over', 'taken over, not ordered again'],
    ['answer-lost-no-port', { ...ONE, madeNothing: 1, ports: 0 }, 'asked people', 'Needs a decision'],
    ['click-twice', ONE, '1 approval, delivered twice: 1 call, 1 port.', 'is requested'],
    ['two-leads', ONE, '2 leads at once: 1 approval, 1 call, 1 port.', 'is requested'],
    [
      'aws-busy',
      { calls: 4, madeNothing: 3, ports: 1, doubles: 0 },
      '1 approval, 4 calls, 1 port: 3 of the calls made nothing.',
      'AWS was busy and made nothing',
    ],
    ['archive-channel', ONE, '1 approval, 1 call, 1 port', 'Ordered: dxcon-'],
    ['delete-card', ONE, 'the card was posted anew', 'Ordered: dxcon-'],
    ['slack-away', ONE, 'told when it was back', 'Ordered: dxcon-'],
  ])('%s', { timeout: 180_000 }, async (scenario, invariant, verdict, line) => {
    const { channel, ts } = await asked(SHORT);
    await post('dare', { kind: 'arm', scenario });
    expect(await courseOf(scenario)).toMatchObject({ stage: 'armed', made: [] });
    await post('act', { as: 'lee', kind: 'press', channel, ts, button: 'Approve' });
    if (scenario === 'archive-channel') {
      await expect.poll(async () => (await courseOf(scenario))?.stage).toBe('struck');
      await post('trouble', { kind: 'unarchive' });
    }
    const settled = expect
      .poll(async () => (await courseOf(scenario))?.stage, { timeout: WAIT_MS })
      .toBe('settled');
    await meanwhile(stage, SECOND, settled);
    const course = await courseOf(scenario);
    expect(course?.verdict).toContain(verdict);
    expect(course?.made.join('\n')).toContain(line);
    expect((await view()).invariant).toEqual(invariant);
    // Lines that Slack's absence held up come later than the card.
    await meanwhile(stage, SECOND, allTold(stage));
  });
});
