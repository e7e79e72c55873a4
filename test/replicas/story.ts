import { setTimeout as wait } from 'node:timers/promises';
import { MIGRATIONS } from '../../src/store/migrate.ts';
import { openStore } from '../../src/store/open.ts';
import { live } from '../soak/support/people.ts';
import { portsLive } from '../soak/support/ports.ts';
import type { OpenTown } from '../soak/support/town.ts';
import { seeded } from '../support/seeded.ts';
import { type Counts, deedsOn, killAround, makeMischief, upgrade } from './support/mischief.ts';
import { nextVersion } from './support/next-version.ts';
import { type Mode, openRig, type Rig } from './support/rig.ts';
import { comeToRest, type Found, judgeAll } from './support/verdict.ts';

/** What is to be done to three bots while people ask and approve. */
export interface Story {
  mode: Mode;
  seed: number;
  /** Kinds of deeds, by their names in mischief.ts, in this order and again from the front. */
  order: readonly string[];
  /** How many bots die around the call meanwhile; the deeds go on until then. */
  kills: number;
  /** In the end the version that comes next takes over. */
  upgrades?: boolean;
  /** Limits of Slack's where they differ. */
  limits?: OpenTown['limits'];
  /** Told what was done, now and then. */
  say?: (line: string) => void;
}

/** What came of it. */
export interface Told extends Found {
  counts: Counts;
}

/** Forms have the town's clock, which is not what this is about. */
const FORMS = { 'trigger_id.time': 120_000 };
const NEXT = [...MIGRATIONS, nextVersion];
const SAY_EVERY_MS = 15_000;
/** Both versions run until the newer one has taken so much, and so long besides. */
const ENOUGH_TAKEN = 20;
const MIXED_MS = 4_000;

/** While two versions ran beside each other, by the town's clock, and what was wrong then. */
interface Upgrade {
  from: number;
  until: number;
  faults: string[];
}

/** Plays it, lets everything come to rest, ends the bots in good order, and judges. */
export async function play(story: Story): Promise<Told> {
  const { mode, seed, order, kills, upgrades, limits, say } = story;
  const random = seeded(seed);
  const counts: Counts = {};
  const rig = await openRig(mode, { limits: { ...FORMS, ...limits } });
  const { town, replicas, cluster } = rig;
  const saying = setInterval(
    () => say?.(JSON.stringify({ cards: town.slack.messages(town.approvals).length, ...counts })),
    SAY_EVERY_MS,
  );
  let isOver = false;
  let upgraded: Upgrade | undefined;
  try {
    const harm = async () => {
      let areDead = false;
      await Promise.all([
        killAround(rig, counts, kills).finally(() => {
          areDead = true;
        }),
        makeMischief(deedsOn(rig, counts, random), order, () => areDead),
      ]);
      if (upgrades) upgraded = await watchUpgrade(rig, counts);
      isOver = true;
    };
    const [doings] = await Promise.all([
      live({ ...town, engineers: town.engineers.slice(0, 1) }, () => isOver, random),
      portsLive(town, () => isOver, random),
      harm().finally(() => {
        isOver = true;
      }),
    ]);
    const store = await openStore({
      url: cluster.url,
      now: town.clock.now,
      ...(upgrades ? { migrations: NEXT } : {}),
    });
    try {
      await comeToRest(store);
      for (const one of [...replicas.running()]) await replicas.end(one);
      const found = await judgeAll(rig, store, doings);
      if (!upgraded) return { counts, ...found };
      const { from, until, faults } = upgraded;
      const clicks = doings.clicks.filter(
        (click) => click.acked && click.from >= from && click.until <= until,
      );
      counts['clicks answered while both versions ran'] = clicks.length;
      return { counts, ...found, faults: [...found.faults, ...faults] };
    } finally {
      await store.close();
    }
  } finally {
    clearInterval(saying);
    await rig.close();
  }
}

/** While both versions run, the older takes nothing; the newer does all. */
async function watchUpgrade({ replicas, cluster, town }: Rig, counts: Counts): Promise<Upgrade> {
  const old = replicas.running().map(({ name }) => name);
  const upgraded: Upgrade = { from: 0, until: 0, faults: [] };
  await upgrade(replicas, async (next) => {
    upgraded.from = town.clock.now();
    const [begun] = await cluster.sql('select coalesce(max(n), 0) as n from witness');
    const takenBy = async (names: readonly string[]) => {
      const list = names.map((name) => `'${name}'`).join();
      const [row] = await cluster.sql(`select count(*) as taken from witness
        where n > ${begun?.n} and new_token > old_token and bot in (${list})`);
      return Number(row?.taken);
    };
    while ((await takenBy([next.name])) < ENOUGH_TAKEN) await wait(200);
    await wait(MIXED_MS);
    upgraded.until = town.clock.now();
    const taken = await takenBy(old);
    counts['work taken by the new version beside the old'] = await takenBy([next.name]);
    counts['work taken by the old version beside the new'] = taken;
    if (taken > 0) upgraded.faults.push(`The older version took work ${taken} times beside the newer one.`);
  });
  counts['upgrades to the next version'] = 1;
  return upgraded;
}
