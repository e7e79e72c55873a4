import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import type { Cluster } from './cluster.ts';

// What can become of a database. Each is over when its promise resolves; `meanwhile` is what happens during it.

type Meanwhile = () => Promise<unknown>;

/** It is stopped as for maintenance, and started again. */
export async function stopped({ stop, start }: Cluster, meanwhile: Meanwhile): Promise<void> {
  await stop();
  await meanwhile();
  await start();
}

/** The one that leads dies; its standby can only be read for a while, then leads. */
export async function failedOver({ addStandby, failover }: Cluster, meanwhile: Meanwhile): Promise<void> {
  await addStandby();
  await failover(meanwhile);
}

/** Whatever is written is refused, for every session. */
export async function readOnly({ sql }: Cluster, meanwhile: Meanwhile): Promise<void> {
  await sql('alter system set default_transaction_read_only = on');
  await sql('select pg_reload_conf()');
  await meanwhile();
  await sql('alter system reset default_transaction_read_only');
  await sql('select pg_reload_conf()');
}

const GRAB_EVERY_MS = 20;
/** So often in a row no bot had a connection: the others have them all. */
const LOOKS = 10;

/** Others hold every connection that there is; the bots' own were cut. */
export async function fullPool({ client }: Cluster, meanwhile: Meanwhile): Promise<void> {
  const own = await client();
  const others: pg.Client[] = [];
  const bots = `select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'bot-%'`;
  const over = new AbortController();
  const grabbing = (async () => {
    while (!over.signal.aborted) {
      try {
        others.push(await client());
      } catch {
        // All are taken: by others, and those that bots got before.
        await own.query(bots);
        await wait(GRAB_EVERY_MS);
      }
    }
  })();
  try {
    const left = `select 1 from pg_stat_activity where application_name like 'bot-%'`;
    // A bot may get one that was just let go, which is cut soon.
    for (let looks = 0; looks < LOOKS; looks = (await own.query(left)).rowCount === 0 ? looks + 1 : 0)
      await wait(GRAB_EVERY_MS);
    await meanwhile();
  } finally {
    over.abort();
    await grabbing;
    await Promise.all([own, ...others].map((one) => one.end()));
  }
}
