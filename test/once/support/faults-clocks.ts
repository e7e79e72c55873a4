import { expect } from 'vitest';
import { found, ordered, orderedAgain, type Row } from './faults-endings.ts';
import { stopped } from './faults-outside.ts';
import { PAUSE_MS, type Scene } from './faults-scene.ts';

const HOUR = 3_600_000;

const atTheCall = (scene: Scene, ...jumps: number[]) =>
  scene.atCall('CreateInterconnect', () => {
    for (const ms of jumps) scene.jump(ms);
  });

/** Clocks that jump, and a process that stands still. */
export const CLOCKS: Row[] = [
  {
    name: 'the clock jumps six hours ahead during a slow call: no second call, and its answer is believed',
    quick: true,
    fault(scene) {
      scene.stage.aws.fault('CreateInterconnect', { kind: 'slow', ms: 700 });
      scene.stage.aws.setVisibilityDelay(10 * HOUR);
      atTheCall(scene, 6 * HOUR);
    },
    async ends(scene) {
      await scene.lost('INTERRUPTED');
      await ordered(scene);
    },
    calls: 1,
    ports: 1,
  },
  {
    name: 'the clock jumps six hours ahead during a call whose answer is lost, made: found',
    env: { CREATE_DEADLINE_SECONDS: '1' },
    fault(scene) {
      scene.stage.aws.fault('CreateInterconnect', { kind: 'hang', made: true });
      atTheCall(scene, 6 * HOUR);
    },
    ends: found('INTERRUPTED'),
    calls: 1,
    ports: 1,
  },
  {
    name: 'the clock jumps six hours ahead during a call whose answer is lost, not made: people are asked',
    env: { CREATE_DEADLINE_SECONDS: '1' },
    fault(scene) {
      scene.stage.aws.fault('CreateInterconnect', { kind: 'hang' });
      atTheCall(scene, 6 * HOUR);
    },
    ends: orderedAgain('INTERRUPTED'),
    calls: 2,
    ports: 1,
  },
  {
    name: 'the clock jumps six hours back during the call: ordered',
    fault: (scene) => atTheCall(scene, -6 * HOUR),
    ends: ordered,
    calls: 1,
    ports: 1,
  },
  {
    name: 'the clock jumps six hours back during a call whose answer is lost, made: found',
    fault(scene) {
      scene.stage.aws.fault('CreateInterconnect', { kind: 'cut', made: true });
      atTheCall(scene, -6 * HOUR);
    },
    ends: found('ECONNRESET'),
    calls: 1,
    ports: 1,
  },
  {
    name: 'the clock jumps six hours back during a call whose answer is lost, not made: people are asked',
    fault(scene) {
      scene.stage.aws.fault('CreateInterconnect', { kind: 'cut' });
      atTheCall(scene, -6 * HOUR);
    },
    ends: orderedAgain('ECONNRESET'),
    calls: 2,
    ports: 1,
  },
  {
    name: 'the clock jumps six hours back while a throttled order waits: it is sent again all the same',
    quick: true,
    fault(scene) {
      scene.stage.aws.fault('CreateInterconnect', {
        kind: 'error',
        name: 'ThrottlingException',
        status: 400,
      });
    },
    async ends(scene) {
      await scene.closed(1);
      scene.jump(-6 * HOUR);
      await ordered(scene);
    },
    calls: 2,
    ports: 1,
  },
  {
    name: 'the clock jumps ahead and back again during a call that hangs, made: found',
    env: { CREATE_DEADLINE_SECONDS: '1' },
    fault(scene) {
      scene.stage.aws.fault('CreateInterconnect', { kind: 'hang', made: true });
      atTheCall(scene, 6 * HOUR, -6 * HOUR);
    },
    ends: found('DEADLINE'),
    calls: 1,
    ports: 1,
  },
  {
    name: 'the clock jumps ahead during the look before the call: sent once',
    fault(scene) {
      scene.stage.aws.fault('DescribeInterconnects', { kind: 'slow', ms: 500 });
      scene.atCall('DescribeInterconnects', () => scene.jump(6 * HOUR));
    },
    ends: ordered,
    calls: 1,
    ports: 1,
  },
  {
    name: 'the clock jumps back during the look before the call: sent once',
    fault: (scene) => scene.atCall('DescribeInterconnects', () => scene.jump(-6 * HOUR)),
    ends: ordered,
    calls: 1,
    ports: 1,
  },
  {
    name: 'the process is stopped for a minute between commit and call: nothing leaves, and it is sent later',
    quick: true,
    wrap: stopped,
    fault: () => undefined,
    async ends(scene) {
      await scene.line('The order did not leave: "The deadline passed before the call left." (DEADLINE).');
      expect(scene.creates()).toEqual([]);
      scene.wait(PAUSE_MS);
      await ordered(scene);
    },
    calls: 1,
    ports: 1,
  },
];
