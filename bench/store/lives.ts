import { clicksOf, WATCHED } from '../measures/clicks.ts';
import { type SubjectOptions, startBot } from '../subjects/subject.ts';
import { pause, until } from '../within.ts';
import { openSql } from './sql.ts';

/** How each of the stored requests went that all others are copies of; what is in the name is what AWS makes of the port. */
const LIVES = ['waits', 'withdrawn', 'available', 'closes'] as const;
const LIFE_MS = 60_000;
const QUIET_MS = 2_000;

/** Lets the bot live some requests through, each another life, and ends it once all is told. */
export async function liveThrough(options: SubjectOptions, url: string): Promise<void> {
  const { outside } = options;
  outside.watch(...WATCHED);
  const bot = await startBot({ ...options, env: { STATE_POLL_SECONDS: '1' } }, url);
  const sql = await openSql(url);
  try {
    const clicks = clicksOf(outside, bot);
    for (const life of LIVES) {
      const { card, by } = await clicks.submitForCard(life);
      if (life === 'withdrawn') await clicks.press(by, 'withdraw', card);
      else if (life !== 'waits') await clicks.order(card);
    }
    const wanted = ['awaiting_approval', 'closed', 'ordered', 'withdrawn'].join();
    await until(LIFE_MS, 'every life over', async () => {
      const rows = await sql.all('select distinct status from requests order by status');
      const lit = await sql.all("select 1 from ports where state = 'available'");
      return (rows.map(({ status }) => status).join() === wanted && lit.length > 0) || undefined;
    });
    let last = performance.now();
    const off = outside.on(() => {
      last = performance.now();
    });
    await until(LIFE_MS, 'all told', async () => performance.now() - last > QUIET_MS || undefined);
    off();
    await pause(0);
  } finally {
    await sql.close();
    await bot.stop();
  }
}
