import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../../src/interfaces/store.ts';
import { openStore } from '../../src/store/open.ts';
import { ENGINES, useDatabase } from '../store/support/database.ts';
import { type Statement, scansOf } from '../store/support/plans.ts';
import { type Counted, counted } from '../support/counted.ts';
import { useStage } from '../support/use-stage.ts';

// What a bot asks of its database at the start, when it is asked how it is, and while nobody uses it.

describe.each(ENGINES)('%s', (engine) => {
  const database = useDatabase(engine);
  const { stage, until, readyz, metrics } = useStage();
  let store: Store;
  let statements: Statement[];
  let watched: Counted;
  beforeEach(async () => {
    statements = [];
    store = await openStore({
      url: database.url,
      onStatement: (sql, parameters) => statements.push({ sql, parameters }),
    });
    watched = counted(store);
  });
  afterEach(async () => {
    await stage.stop();
    await store.close();
  });
  /** Starts the bot with that store; nothing is listed but at the start. */
  const start = (lookMs: number) =>
    stage.start({ DATABASE_URL: database.url, STATE_POLL_SECONDS: '3600' }, (outside) => ({
      ...outside,
      store: watched.store,
      lookMs,
    }));
  const clear = () => {
    for (const list of [statements, watched.transactions, watched.reads]) list.length = 0;
  };

  test('a start, and whoever asks whether it is ready, reads through nothing that grows with the requests', async () => {
    await start(5_000);
    await expect.poll(readyz).toMatchObject({ status: 200 });
    await metrics();
    await stage.stop();
    expect(statements.length).toBeGreaterThan(20);
    expect(await scansOf(engine, database.url, statements)).toEqual([]);
  });

  test('while nobody uses it: four statements a look, five a sign of life, and however many ask whether it is ready', async () => {
    await start(500);
    await until('the start is over', () => watched.reads.length >= 3);
    clear();
    const began = performance.now();
    // A sign of life comes by itself.
    await until('a sign of life', () => watched.transactions.length >= 1);
    await Promise.all(Array.from({ length: 50 }, readyz));
    for (let asked = 0; asked < 20; asked++) await readyz();
    const passed = performance.now() - began;
    // What AWS offers is kept five seconds after the start, and then once in five minutes.
    const EXPECTED = ['processes.put processes.recent', 'catalogs.put'];
    expect(watched.transactions.filter((one) => !EXPECTED.includes(one))).toEqual([]);
    // Once for a connection, whether Slack counts as many as there are; once after the start, whose Home tabs there are; and now and then for the version.
    const READ = ['dueWithin', 'listings.all', 'processes.recent', 'homes.of', 'isOutgrown'];
    expect(watched.reads.filter((one) => !READ.includes(one))).toEqual([]);
    // By themselves once in five seconds, and once in two for those who ask.
    expect(watched.transactions.length).toBeLessThanOrEqual(passed / 5_000 + passed / 2_000 + 3);
    const listings = watched.reads.filter((read) => read === 'listings.all').length;
    expect(listings).toBeLessThanOrEqual(passed / 2_000 + 1);
    const each = engine === 'sqlite' ? { look: 3, life: 4 } : { look: 4, life: 5 };
    // One of them may be under way.
    const most = (watched.reads.length + 1) * each.look + (watched.transactions.length + 1) * each.life;
    expect(statements.length, statements.map(({ sql }) => sql).join('\n')).toBeLessThanOrEqual(most);
  });
});
