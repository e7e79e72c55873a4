import { BOT_ENTRY } from '../../demo/bot.ts';
import { openDemo } from '../../demo/open.ts';
import type { DemoTime } from '../../demo/time.ts';
import type { World } from '../../demo/world.ts';

/** The demo, as `npm run demo` starts it, to be looked at by a browser: ports take about six seconds. */
export interface Demo {
  world: World;
  time: DemoTime;
  url: string;
  close(): Promise<void>;
}

const READY_MS = 30_000;

/**
 * Starts it, with the bot ready; `shell` is the shell's environment, `beginsAt` the time that it begins at, in epoch
 * milliseconds, unless that is now.
 */
export async function startDemo(shell: Record<string, string | undefined>, beginsAt?: number): Promise<Demo> {
  const { world, house, time, url, ...demo } = await openDemo({
    hurried: true,
    entry: BOT_ENTRY,
    shell,
    tell: () => undefined,
  });
  if (beginsAt !== undefined) world.aws.clock.set(beginsAt);
  const close = async () => {
    await demo.close();
    await demo.remove();
  };
  const bot = house.start(house.seats()[0]);
  const late = AbortSignal.timeout(READY_MS);
  try {
    await Promise.race([
      bot.ready,
      bot.ended.then((how) => Promise.reject(new Error(`The bot ended: ${how}`))),
      new Promise((_resolve, reject) =>
        late.addEventListener('abort', () => reject(new Error('No "Ready:"'))),
      ),
    ]);
  } catch (error) {
    await close();
    throw error;
  }
  return { world, time, url, close };
}
