import type { Bench, Measure, Span } from '../bench.ts';
import { now } from '../clock.ts';
import { alone, type Finding } from '../finding.ts';
import type { Card } from '../generator/payloads.ts';
import type { Call } from '../stand-ins/calls.ts';
import { logStatements, type Transaction, transactionsIn } from '../store/statements.ts';
import { type Subject, startBot } from '../subjects/subject.ts';
import { pause } from '../within.ts';
import { clicksOf } from './clicks.ts';

const REST_MS = 2_000;
const READS = [
  'DescribeInterconnects',
  'DescribeLocations',
  'DescribeLags',
  'DescribeTags',
  'GetCallerIdentity',
];
const SAID = ['chat.postMessage', 'chat.update', 'chat.getPermalink', 'conversations.open', 'users.info'];

/** What one order takes, from the click to the line in its thread: each call, and each transaction by PostgreSQL's log. */
export const waterfall: Measure = {
  name: 'waterfall',
  async run(bench) {
    bench.say('waterfall');
    bench.outside.watch('CreateInterconnect', ...READS, ...SAID);
    const server = await bench.databases.postgres();
    const database = await bench.databases.make('postgres', 0);
    await (await logStatements(server, database.url)).end();
    const bot = await startBot(bench.options(), database.url);
    try {
      const clicks = clicksOf(bench.outside, bot);
      const cards: Card[] = [];
      for (let count = 0; count <= bench.form.orders; count++)
        cards.push((await clicks.submitForCard()).card);
      const watched: Watched[] = [];
      for (const card of cards) {
        await pause(REST_MS);
        const statements = await logStatements(server, database.url);
        const order = await watch(bench, bot, card);
        watched.push({ ...order, transactions: transactionsIn(await statements.end()) });
      }
      const [, ...warm] = watched;
      bench.waterfall.push(...spans(warm.at(-1)));
      return findings(warm);
    } finally {
      await bot.stop();
      await database.drop();
    }
  },
};

interface Watched {
  sentAt: number;
  ackedAt: number;
  created: Call;
  told: number;
  calls: Call[];
  transactions: Transaction[];
}

async function watch({ outside }: Bench, bot: Subject, card: Card): Promise<Omit<Watched, 'transactions'>> {
  const calls: Call[] = [];
  const off = outside.on((call) => call.service !== 'ack' && calls.push(call));
  try {
    const { sentAt, ackedAt, call: created, told } = await clicksOf(outside, bot).order(card);
    return { sentAt, ackedAt, created, told: created.answeredAt + told, calls };
  } finally {
    off();
  }
}

/** What stands between the click and the order, as counts: the median of several orders. */
function findings(orders: readonly Watched[]): Finding[] {
  const between = ({ sentAt, created, calls, transactions }: Watched) => ({
    transactions: transactions.filter(({ to }) => epoch(sentAt) <= to && to <= epoch(created.at)),
    reads: calls.filter(({ method, at }) => READS.includes(method) && at >= sentAt && at < created.at),
    slack: calls.filter(({ method, at }) => SAID.includes(method) && at >= sentAt && at < created.at),
  });
  const all = orders.map(between);
  const count = (key: string, what: string, most: number, values: number[]) =>
    alone({ key: `waterfall/${key}`, what, unit: 'count', aim: { of: 'ours', value: most } }, values);
  return [
    count(
      'transactions',
      'transactions from Approve to CreateInterconnect',
      4,
      all.map((one) => one.transactions.length),
    ),
    count(
      'commits',
      'of these with something written',
      3,
      all.map((one) => one.transactions.filter(({ writes }) => writes).length),
    ),
    count(
      'reads',
      'AWS reads meanwhile (one page lists all)',
      1,
      all.map((one) => one.reads.length),
    ),
    count(
      'slack',
      'Slack calls meanwhile',
      0,
      all.map((one) => one.slack.length),
    ),
  ];
}

function spans(order: Watched | undefined): Span[] {
  if (!order) return [];
  const { sentAt, ackedAt, told, calls, transactions } = order;
  const within = (at: number) => at >= sentAt && at <= told + 1;
  return [
    { what: 'click to ack', kind: 'click' as const, from: sentAt, to: ackedAt },
    ...transactions.map(({ what, from, to, writes }) => ({
      what: writes ? what : 'read',
      kind: 'commit' as const,
      from: monotonic(from),
      to: monotonic(to),
    })),
    ...calls.map(({ method, service, at, answeredAt }) => ({
      what: method,
      kind: service === 'aws' ? ('aws' as const) : ('slack' as const),
      from: at,
      to: answeredAt,
    })),
  ]
    .filter(({ from, to }) => within(from) || within(to))
    .map((span) => ({ ...span, from: Math.max(0, span.from - sentAt), to: span.to - sentAt }))
    .sort((a, b) => a.from - b.from);
}

/** The database's log has the time of day. */
function epoch(at: number): number {
  return at + performance.timeOrigin + performance.now() - now();
}

function monotonic(at: number): number {
  return at - (performance.timeOrigin + performance.now() - now());
}
