import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BOT_ENTRY, startBot } from '../../demo/bot.ts';
import { botEnvironment } from '../../demo/environment.ts';
import { createTime, type DemoTime } from '../../demo/time.ts';
import { SENTENCE, STEPS } from '../../demo/words.ts';
import { startWorld, type World } from '../../demo/world.ts';
import { startPage } from '../../sandbox/page/index.ts';

/** The demo, as `npm run demo` starts it, to be looked at by a browser: ports take about six seconds. */
export interface Demo {
  world: World;
  time: DemoTime;
  url: string;
  close(): Promise<void>;
}

const READY_MS = 30_000;

/** Starts it, with the bot ready; `shell` is the shell's environment. */
export async function startDemo(shell: Record<string, string | undefined>): Promise<Demo> {
  const folder = await mkdtemp(join(tmpdir(), 'interconnect-seen-'));
  const world = await startWorld(true);
  const env = botEnvironment(world, folder, shell);
  const bot = startBot({
    entry: BOT_ENTRY,
    env,
    folder,
    log: join(folder, 'bot.log'),
    clock: world.aws.clock,
  });
  const time = createTime(world.aws, () => [bot]);
  const page = await startPage({ ...world, time, sentence: SENTENCE, steps: STEPS });
  const close = async () => {
    time.end();
    await bot.stop();
    await page.close();
    await world.close();
    await rm(folder, { recursive: true });
  };
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
  return { world, time, url: page.url, close };
}
