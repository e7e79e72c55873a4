import { afterEach, expect, it } from 'vitest';
import { narrate } from '../../demo/narrate.ts';
import { Terminal } from '../../demo/terminal.ts';
import { startWorld, type World } from '../../demo/world.ts';
import { orderAt } from '../sandbox/aws/support.ts';

const DAY = 24 * 3_600_000;

let world: World;

afterEach(() => world.close());

it('waits for ports of which something happens soon, not for those that take days', async () => {
  world = await startWorld(true);
  const { aws } = world;
  aws.clock.speed(0);
  const narration = narrate(world, new Terminal({ write: () => undefined, colour: false }), 'all');
  expect(narration.underWay()).toBeUndefined();
  const tags = [{ key: 'interconnect-bot:request-id', value: 'ic-0000000000' }];
  const port = await orderAt(aws, { tags });
  expect(narration.underWay()).toBe(`${port} is requested`);
  aws.live(port, [{ after: DAY, interconnectState: 'pending' }]);
  expect(narration.underWay()).toBeUndefined();
  aws.clock.jump(DAY - 1000);
  expect(narration.underWay()).toBe(`${port} is requested`);
  aws.setState(port, 'down');
  expect(narration.underWay()).toBeUndefined();
  narration.stop();
});
