import { dirname } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { type BotProcess, startBot } from '../support/process.ts';
import { requestIdOf } from '../support/shown.ts';
import { WAIT_MS } from '../support/stage.ts';
import { useStage } from '../support/use-stage.ts';

const { stage, firstCard, line, status } = useStage();
let bot: BotProcess;

afterEach(async () => {
  await bot.end('SIGKILL');
});

type Logged = Record<string, unknown>;

/** Every whole line that the bot has written by now. */
const lines = () =>
  bot
    .stderr()
    .split('\n')
    .filter((text) => text.endsWith('}'))
    .map((text) => JSON.parse(text) as Logged);

/** A line by its words, with what it says; the times and the trail's chain are different each time. */
function factsOf({ level, time, msg, ms, seq, hash, request_id, ts, ...facts }: Logged): [unknown, Logged] {
  return [msg, facts];
}

async function twoPolls(): Promise<void> {
  const polls = () => stage.aws.calls('DescribeInterconnects').length;
  const before = polls();
  await stage.aws.until('two polls', () => polls() > before + 1, WAIT_MS);
}

describe('the log', () => {
  test("leads from AWS's request ID to the click and back, by the same fields on every line", async () => {
    const folder = dirname(stage.env.DATABASE_URL?.slice('file:'.length) ?? '');
    bot = await startBot({ ...stage.env, LOG_LEVEL: 'info' }, folder);
    await stage.order();
    const card = await firstCard();
    const request = requestIdOf(card);
    await stage.cast.lee.press(card, 'Approve');
    await line(' is requested');
    await status('Ordered: dxcon-');
    const told = () => lines().filter(({ msg }) => msg === 'told');
    await expect.poll(told).toHaveLength(3);

    // As CloudTrail shows it.
    const [call] = stage.aws.calls('CreateInterconnect');
    const awsRequestId = call?.awsRequestId;
    const found = lines().filter((said) => said.awsRequestId === awsRequestId);
    expect(found.map(({ msg }) => msg)).toEqual(['AWS answered the order', 'audit']);
    const [{ correlation } = {}] = found;
    expect(correlation).toMatch(/^[0-9a-f]{32}$/);

    const ids = { correlation, request };
    const { lee, erin } = stage.cast;
    expect(
      lines()
        .filter((said) => said.correlation === correlation && said.msg !== 'told')
        .map(factsOf),
    ).toEqual([
      ['click taken', { ...ids, payload: 'click', action: 'approve', user: lee.id }],
      ['audit', { ...ids, event: 'voted', user: lee.id }],
      ['audit', { ...ids, event: 'approved', user: lee.id }],
      ['audit', { ...ids, event: 'attempt_committed', attempt: 1 }],
      [
        'AWS answered the order',
        { ...ids, attempt: 1, outcome: 'created', interconnectId: call?.interconnectId, awsRequestId },
      ],
      ['audit', { ...ids, event: 'created', awsRequestId }],
    ]);
    // In whatever order Slack takes them.
    expect(
      told()
        .map((said) => [said.correlation, said.request, said.line, said.channel].join(' '))
        .toSorted(),
    ).toEqual(
      [
        [correlation, request, 'port_state', stage.approvals].join(' '),
        ...['step', 'step'].map((step) => [correlation, request, step, erin.dm()].join(' ')),
      ].toSorted(),
    );

    // Whoever asked is found by the request.
    const submitted = lines().find(({ event }) => event === 'submitted');
    expect(submitted).toMatchObject({ request, user: erin.id });
    const [sent] = lines().filter((said) => said.correlation === submitted?.correlation);
    expect(sent).toMatchObject({ msg: 'click taken', payload: 'form', user: erin.id });

    // What only fills a form in is no line, nor is a port that stays as it is.
    expect(lines().flatMap(({ msg, action }) => (msg === 'click taken' ? [action] : []))).toEqual([
      '/interconnect',
      'order',
      'approve',
    ]);
    await twoPolls();
    const before = lines();
    await twoPolls();
    expect(lines().slice(before.length)).toEqual([]);
  });
});
