import type { Bench, Measure } from '../bench.ts';
import { now } from '../clock.ts';
import { alone, compared, type Finding } from '../finding.ts';
import type { Card } from '../generator/payloads.ts';
import { FIRST_PAGE } from '../stand-ins/aws.ts';
import { percentile } from '../stats.ts';
import type { Engine } from '../store/databases.ts';
import { logStatements, type Transaction, transactionsIn } from '../store/statements.ts';
import { startBot } from '../subjects/subject.ts';
import { pause } from '../within.ts';
import { type Clicks, clicksOf, WATCHED } from './clicks.ts';
import { createSpans, type Moment } from './spans.ts';
import { watchStalls } from './stalls.ts';

const REGIONS = ['us-east-1', 'us-west-2', 'eu-west-1'];
/** Long enough for a listing of all to be over before the next one is due, and short enough to meet some. */
const POLL_SECONDS = '4';
const WATCH_MS = 26_000;
const EVERY_MS = 25;
/** Ports on one page of a listing. */
const PAGE = 100;
const LISTING = 'DescribeInterconnects';
/** A listing is through with its ports so long after its last page. */
const AFTER_MS = 100;

/** Very many followed ports while they are listed: nothing is new, or a tenth has changed. */
export const followed: Measure = {
  name: 'followed',
  async run(bench) {
    const findings: Finding[] = [];
    for (const engine of bench.engines) {
      for (const changing of [0, 10]) {
        const one = await following(bench, engine, changing);
        const what = `${bench.form.followed.toLocaleString('en')} ports, ${changing === 0 ? 'nothing' : `${changing}%`} changed, ${engine}`;
        const key = `followed/${engine}/${changing}`;
        const aim = { of: 'ratio', value: 1.25 } as const;
        const beside = { unit: 'ms', peer: 'no listing meanwhile', aim, thin: true } as const;
        const pages = Math.ceil(bench.form.followed / REGIONS.length / PAGE);
        findings.push(
          alone(
            {
              key: `${key}/stall`,
              what: `longest stall, ${what}`,
              unit: 'ms',
              aim: { of: 'ours', value: 30 },
            },
            [one.stall],
          ),
          alone(
            {
              key: `${key}/calls`,
              what: `calls for ${pages} pages, ${what}`,
              unit: 'count',
              aim: { of: 'ours', value: pages },
            },
            [one.calls.length > 0 ? Math.max(...one.calls) : Number.NaN],
          ),
          ...[50, 99].flatMap((percent) =>
            (['form', 'click'] as const).map((kind) => {
              const { during, quiet } = one[kind];
              return compared(
                { key: `${key}/${kind}/p${percent}`, what: `${kind}, p${percent}, ${what}`, ...beside },
                [percentile(during, percent)],
                [percentile(quiet, percent)],
              );
            }),
          ),
          ...(engine === 'sqlite'
            ? []
            : (['all', 'writing'] as const).map((which) =>
                alone(
                  {
                    key: `${key}/transactions/${which}`,
                    what: `transactions${which === 'writing' ? ' that write' : ''} a listing, ${what}`,
                    unit: 'count',
                    ...(changing === 0 ? { aim: { of: 'ours', value: which === 'all' ? 3 : 2 } } : {}),
                  },
                  [one.transactions[which] / one.listings],
                ),
              )),
        );
      }
    }
    return findings;
  },
};

/** What a listing takes and gives back, reads and notes; the look for whatever is due reads of all tables. */
function isOfListing({ ran }: Transaction): boolean {
  return (
    ran.some((sql) => /"(duties|listings)"|missingSince|update "ports"/.test(sql)) &&
    !ran.some((sql) => /union all/.test(sql))
  );
}

/** How long each took that met a listing, and each that met none; milliseconds. */
interface Split {
  during: number[];
  quiet: number[];
}

interface Measured {
  stall: number;
  listings: number;
  /** Of DescribeInterconnects, for each listing that began meanwhile and was over before the next one of its Region. */
  calls: number[];
  /** `/interconnect`, until Slack gets the form. */
  form: Split;
  /** A button, until its ack. */
  click: Split;
  /** Of listings. */
  transactions: Record<'all' | 'writing', number>;
}

async function following(bench: Bench, engine: Engine, changing: number): Promise<Measured> {
  const { form, outside } = bench;
  const more = { followed: form.followed, regions: REGIONS };
  const database = await bench.databases.make(engine, form.followed + 100, more);
  bench.say(`followed: ${engine}, ${changing}% change, listed every ${POLL_SECONDS} s`);
  // Making a database watches other calls.
  outside.watch(...WATCHED, LISTING);
  outside.set({ ...bench.world, ports: database.ports, changing });
  const env = { STATE_POLL_SECONDS: POLL_SECONDS, AWS_REGIONS: REGIONS.join() };
  const server = engine === 'postgres' ? await bench.databases.postgres() : undefined;
  if (server) await (await logStatements(server, database.url)).end();
  const bot = await startBot({ ...bench.options(), env }, database.url);
  const spans = createSpans(AFTER_MS);
  /** Of each Region, for each listing since the first one that was seen to begin. */
  const calls = new Map(REGIONS.map((region): [string, number[]] => [region, []]));
  const listings = () => [...calls.values()].reduce((sum, { length }) => sum + length, 0);
  const off = outside.on(({ method, who, at, answeredAt, detail }) => {
    if (method !== LISTING || who !== bot.names.accessKeyId) return;
    spans.note({ from: at, to: answeredAt });
    const own = calls.get(detail.region ?? '');
    if (detail.page === FIRST_PAGE) own?.push(0);
    if (own?.length) own.push((own.pop() ?? 0) + 1);
  });
  try {
    const clicks = clicksOf(outside, bot);
    const { card, by } = await clicks.submitForCard();
    // The first listing, right after the start, is over by then.
    await pause(Number(POLL_SECONDS) * 1000);
    for (let warm = 0; warm < form.clicks; warm++) await timed(clicks, by, card);
    const before = listings();
    const begun = new Map([...calls].map(([region, own]) => [region, own.length]));
    const statements = server && (await logStatements(server, database.url));
    const stalls = watchStalls(bot.operatorPort);
    const all: Timed[] = [];
    const end = performance.now() + Math.min(WATCH_MS, form.idle * 2);
    while (performance.now() < end) {
      all.push(await timed(clicks, by, card));
      await pause(EVERY_MS);
    }
    const stall = stalls.stop();
    const ran = transactionsIn((await statements?.end()) ?? []).filter(isOfListing);
    const split = (kind: keyof Timed): Split => {
      const moments = all.map((one) => one[kind]);
      const long = (some: Moment[]) => some.map(({ from, to }) => to - from);
      return {
        during: long(moments.filter(spans.meet)),
        quiet: long(moments.filter((moment) => !spans.meet(moment))),
      };
    };
    return {
      stall,
      listings: listings() - before,
      calls: [...calls].flatMap(([region, own]) => own.slice(begun.get(region), -1)),
      form: split('form'),
      click: split('click'),
      transactions: { all: ran.length, writing: ran.filter(({ writes }) => writes).length },
    };
  } finally {
    off();
    await bot.stop();
    outside.set(bench.world);
    await database.drop();
  }
}

type Timed = Record<'form' | 'click', Moment>;

/** Opens the form, then presses a button that comes to nothing: whoever asked may not approve. */
async function timed(clicks: Clicks, by: string, card: Card): Promise<Timed> {
  const form = await moment(() => clicks.open());
  const click = await moment(() => clicks.press(by, 'approve', card));
  return { form, click };
}

async function moment(click: () => Promise<number>): Promise<Moment> {
  const from = now();
  return { from, to: from + (await click()) };
}
