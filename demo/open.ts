import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPage } from '../sandbox/page/index.ts';
import { createBots } from './bots.ts';
import { createHouse, type House } from './house.ts';
import { createTime, type DemoTime } from './time.ts';
import { SENTENCE, STEPS } from './words.ts';
import { startWorld, type World } from './world.ts';

export interface OpenOptions {
  /** Ports take about six seconds instead of twenty. */
  hurried: boolean;
  /** Where the page is served; a free port unless set. */
  port?: number | undefined;
  /** The bot's main file. */
  entry: string;
  shell: Record<string, string | undefined>;
  /** Told what the page's visitor does to bots, and what happens to them; `now` is the demo's time. */
  tell: (who: string, what: string) => void;
}

/** The embedded world and its page; no bot runs yet. */
export interface Demo {
  world: World;
  house: House;
  time: DemoTime;
  url: string;
  /** What the first bot prints. */
  log: string;
  /** Ends bots, page and world; the logs stay. */
  close(): Promise<void>;
  /** Removes what is left then. */
  remove(): Promise<void>;
}

/** Opens it; rejects with Node's error where the page can't be served. */
export async function openDemo({ hurried, port, entry, shell, tell }: OpenOptions): Promise<Demo> {
  const folder = await mkdtemp(join(tmpdir(), 'interconnect-demo-'));
  const world = await startWorld(hurried);
  const house = createHouse({ world, entry, folder, shell, tell });
  const time = createTime(world.aws, house.living);
  const remove = () => rm(folder, { recursive: true });
  try {
    const page = await startPage({
      ...world,
      port,
      time,
      bots: createBots(house, { now: time.now, tell }),
      approvals: (request) => house.recorded()?.approvals(request) ?? 0,
      sentence: SENTENCE,
      steps: STEPS,
    });
    const close = async () => {
      time.end();
      // First, as it may start a bot again that it has killed.
      await page.close();
      await house.end();
      await world.close();
    };
    return { world, house, time, url: page.url, log: join(folder, 'bot.log'), close, remove };
  } catch (error) {
    await world.close();
    await remove();
    throw error;
  }
}
