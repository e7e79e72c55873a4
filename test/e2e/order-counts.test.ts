import { expect, test } from 'vitest';
import { HOUR } from '../../src/domain/time.ts';
import { statusOf } from '../support/shown.ts';
import { allTold } from '../support/stage.ts';
import { useStage } from '../support/use-stage.ts';

const { stage, until } = useStage();

/** Nothing is listed beside the order. */
const CALM = { STATE_POLL_SECONDS: '3600' };

/** What one process does from a click on, in order: its statements, and what AWS and Slack get of it. */
async function ordered(): Promise<string[]> {
  const log: string[] = [];
  stage.onStatement((sql) => log.push(sql));
  await stage.start(CALM, (outside) => ({ ...outside, lookMs: HOUR, holdBackMs: HOUR }));
  stage.aws.on(({ operation }) => log.push(`AWS ${operation}`));
  stage.slack.on(({ kind, what }) => log.push(`Slack ${kind} ${what}`));
  // The first order makes connections and learns whose credentials these are.
  for (const name of ['dc2-core-01', 'dc2-core-02']) {
    await stage.order(stage.cast.erin, { name });
    await until('the direct message', () => stage.dm(stage.cast.erin).length === Number(name.slice(-1)));
    await allTold(stage);
    log.length = 0;
    await stage.cast.lee.press(stage.card(), 'Approve');
    await until('the port', () => stage.thread().some((line) => line.includes('is requested')));
    await until('the card as it is', () => statusOf(stage.card()).startsWith('Ordered: '));
    await allTold(stage);
  }
  return withoutOthers(log);
}

/** Every five seconds a process says that it is there, and some time after a change it asks whose Home tab that concerns. */
const NOT_OF_ORDERS = ['insert into "processes"', 'select "user_id" from "homes"'];
function withoutOthers(log: readonly string[]): string[] {
  const begins = log.flatMap((one, index) => (one === 'begin' ? [index] : []));
  const signs = new Set<number>();
  for (const begin of begins) {
    const end = log.indexOf('commit', begin);
    const statements = log
      .map((_, index) => index)
      .slice(begin, end + 1)
      .filter((index) => isStatement(log[index] ?? ''));
    if (statements.some((index) => NOT_OF_ORDERS.some((begin) => log[index]?.startsWith(begin))))
      for (const index of statements) signs.add(index);
  }
  return log.filter((_, index) => !signs.has(index));
}

const isStatement = (one: string) => !/^(AWS|Slack) /.test(one);
const commits = (log: readonly string[]) => log.filter((one) => one === 'commit').length;

test('an order costs as little as it can: what is counted is the same on every machine', async () => {
  const log = await ordered();
  const at = (what: (one: string) => boolean) => {
    const index = log.findIndex(what);
    expect(index, log.join('\n')).toBeGreaterThan(-1);
    return index;
  };
  const created = at((one) => one === 'AWS CreateInterconnect');
  const told = at((one) => one.startsWith('Slack post #net-approvals (thread): dxcon-'));
  const [before, between] = [log.slice(0, created), log.slice(created + 1, told)];

  // The vote, the claim, the attempt: each durable before what follows from it. One listing, no STS, nothing of Slack.
  expect(commits(before), before.join('\n')).toBe(3);
  expect(before.filter((one) => !isStatement(one))).toEqual([
    'Slack click presses "Approve"',
    'AWS DescribeInterconnects',
  ]);
  expect(before.filter(isStatement).length, before.join('\n')).toBeLessThanOrEqual(35);

  // What AWS answered, and that the line is being sent; no other message is taken before it has left, and none drawn.
  expect(commits(between), between.join('\n')).toBe(2);
  expect(between.filter((one) => !isStatement(one))).toEqual([]);
  expect(between.filter(isStatement).length, between.join('\n')).toBeLessThanOrEqual(32);

  // All of it, with the card and the direct message as they then are.
  expect(commits(log), log.join('\n')).toBeLessThanOrEqual(14);
  expect(log.filter((one) => one.startsWith('Slack ')).length).toBe(6);
});
