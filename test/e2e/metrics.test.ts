import { expect, test } from 'vitest';
import { samplesOf } from '../operations/metrics/support/samples.ts';
import { WAIT_MS } from '../support/stage.ts';
import { useStage } from '../support/use-stage.ts';

// What a scraper is told of real orders: counted where it happens, over real sockets.

const { stage, asked, orderTold, metrics, refuse, line, until } = useStage();

/** The value of one series, by its labels as they are written; undefined where there is none. */
async function value(series: string): Promise<number | undefined> {
  const samples = samplesOf(await metrics());
  return samples.find((one) => one.series === `interconnect_bot_${series}`)?.value;
}

test('an order is counted from the click to its line in the thread', async () => {
  const card = await asked();
  await stage.cast.lee.press(card, 'Approve');
  await orderTold();
  expect(await value('decision_seconds_count{decision="approved"}')).toBe(1);
  expect(await value('approve_to_create_seconds_count')).toBe(1);
  await expect.poll(() => value('create_to_told_seconds_count'), { timeout: WAIT_MS }).toBe(1);
  expect(await value('create_to_told_seconds_bucket{le="3600"}')).toBe(1);
  expect(await value('aws_calls_total{operation="CreateInterconnect",result="ok"}')).toBe(1);
  expect(await value('aws_call_seconds_count{operation="CreateInterconnect"}')).toBe(1);
  expect(await value('aws_calls_total{operation="DescribeInterconnects",result="ok"}')).toBeGreaterThan(0);
  expect(await value('slack_calls_total{method="views.open",result="ok"}')).toBe(1);
  expect(await value('slack_calls_total{method="apps.connections.open",result="ok"}')).toBe(1);
  expect(await value('ack_seconds_count{arrival="command"}')).toBe(1);
  expect(await value('ack_seconds_count{arrival="form"}')).toBe(1);
  expect(await value('ack_seconds_count{arrival="click"}')).toBeGreaterThan(0);
  expect(await value('ready{part="slack"}')).toBe(1);
  expect(await value('ready{part="store"}')).toBe(1);
  expect(await value('slack_connections')).toBe(1);
  expect(await metrics()).toMatch(
    /^interconnect_bot_build_info\{version="\d+\.\d+\.\d+",engine="sqlite",node="v24/m,
  );
});

test('what Slack and AWS refuse, limit or leave unanswered is counted as that', async () => {
  const card = await asked();
  refuse('chat.update', 'internal_error');
  stage.slack.fault('views.open', { kind: 'status', status: 429, when: 'before', retryAfter: 1 });
  stage.aws.fault('CreateInterconnect', { kind: 'error', name: 'AccessDeniedException', status: 400 });
  await stage.cast.erin.slash('/interconnect', '', stage.lobby);
  await stage.cast.lee.press(card, 'Approve');
  await line('AWS refused the order');
  await expect
    .poll(() => value('slack_calls_total{method="chat.update",result="refused"}'), { timeout: WAIT_MS })
    .toBe(1);
  await expect
    .poll(() => value('slack_calls_total{method="views.open",result="limited"}'), { timeout: WAIT_MS })
    .toBe(1);
  expect(await value('aws_calls_total{operation="CreateInterconnect",result="denied"}')).toBe(1);
  expect(await value('attempts{outcome="refused"}')).toBe(1);
});

test('a request that is withdrawn is a decision', async () => {
  await asked();
  await until('the direct message', () => stage.dm(stage.cast.erin)[0]);
  const [message] = stage.dm(stage.cast.erin);
  if (message) await stage.cast.erin.press(message, 'Withdraw');
  await expect
    .poll(() => value('decision_seconds_count{decision="withdrawn"}'), { timeout: WAIT_MS })
    .toBe(1);
  expect(await value('decision_seconds_count{decision="approved"}')).toBeUndefined();
});
