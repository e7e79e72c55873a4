import { expect, test } from 'vitest';
import { EXPECTED } from '../../../src/tools/doctor/first-order/expected.ts';
import { WAIT_MS } from '../../support/stage.ts';
import { useStage } from '../../support/use-stage.ts';
import { goodSetUp, ordersText, POLICY, rules } from './support.ts';

const { stage, firstCard, until } = useStage({ aws: { policy: POLICY } });

test('the guide says where an order would go, what it costs, who decides and what holds it up, and orders nothing', async () => {
  const env = await goodSetUp(stage);
  rules(
    stage,
    `account: "${stage.aws.accountId}"\nprices: { currency: USD, port_hour: { 10Gbps: 2.25 } }\nrules:\n  - { name: big, match: { bandwidth: [100Gbps] }, approve: [${stage.cast.lee.id}, ${stage.cast.lin.id}], quorum: 2 }`,
  );
  const [lag] = stage.aws.lags;
  const { code, text } = await ordersText(env);
  expect(code).toBe(0);
  expect(text.split('\n')).toEqual(
    expect.arrayContaining([
      '1  What stands in the way',
      '   Nothing that can be checked is wrong.',
      expect.stringMatching(
        /^ {3}us-east-1: \d+ locations with 1Gbps, 10Gbps, 100Gbps; 1 port is there now\.$/,
      ),
      `   - ${lag?.lagId} (${lag?.lagName}) at ${lag?.location}: 0 of 4 links of ${lag?.connectionsBandwidth}.`,
      '   - 10Gbps 2.25 USD per port hour, as the rules file says.',
      expect.stringMatching(/^ {3}Rule big: 2 of U\w+ or U\w+, within 72 hours\. For /),
      '   Quorum of big: 2 of 2 people (Lee or Lin).',
      '   Orders are neither frozen nor rehearsed now: the next approval orders.',
    ]),
  );
  expect(stage.aws.calls('CreateInterconnect')).toEqual([]);
  const posted = stage.slack.calls().filter(({ method }) => method.startsWith('chat.'));
  expect(posted).toEqual([]);
});

test('what holds orders up is said: settings, the stored freeze, processes that run with theirs', async () => {
  const env = await goodSetUp(stage);
  await stage.start({ ...env, DRY_RUN: 'true' });
  await stage.cast.lee.slash('/interconnect', 'freeze a maintenance', stage.lobby);
  await until('the freeze', () =>
    stage.cast.lee.sees(stage.lobby).some(({ text }) => text.includes('frozen')),
  );
  const { text } = await ordersText({ ...env, FREEZE: 'true' });
  expect(text).toContain('FREEZE=true stands in the settings: nothing is placed until it is taken out.');
  expect(text).toContain('Lee has frozen ordering: "a maintenance". It ends with /interconnect unfreeze.');
  expect(text).toMatch(/\/\d+ runs with DRY_RUN\./);
});

test('what is wrong comes first, and what can not be read says why', async () => {
  const env = await goodSetUp(stage);
  stage.aws.fault(
    'DescribeLocations',
    { kind: 'error', name: 'DirectConnectServerException', status: 500 },
    9,
  );
  const { code, text } = await ordersText({ ...env, SLACK_BOT_TOKEN: 'xoxb-of-nobody' });
  expect(code).toBe(1);
  expect(text).toContain("   - Slack token: SLACK_BOT_TOKEN: Slack doesn't know this token.");
  expect(text).toContain('   us-east-1: could not be read (UnknownError (DirectConnectServerException)).');
});

test('the lines that it tells to watch for are those of an order', async () => {
  await stage.start(await goodSetUp(stage));
  await stage.order();
  await stage.cast.lee.press(await firstCard(), 'Approve');
  const id = await stage.aws.until('the port', () => stage.aws.interconnects[1]?.interconnectId, WAIT_MS);
  for (const state of ['pending', 'down', 'available']) {
    stage.aws.setState(id, state);
    await until(state, () => stage.thread().some((line) => line.startsWith(`${id} is ${state}`)));
  }
  const told = stage.thread().filter((line) => line.startsWith(`${id} is `));
  expect(told).toEqual(EXPECTED.map(({ line }) => expect.stringContaining(line.replace('dxcon-...', id))));
});
