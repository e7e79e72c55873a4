import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { freePort } from '../../../bench/free-port.ts';
import { longestSurfaces } from '../../../src/slack/blocks/longest.ts';
import { startProxy } from '../../support/proxy.ts';
import { useStage } from '../../support/use-stage.ts';
import { examine, goodSetUp, POLICY } from './support.ts';

const { stage } = useStage({ aws: { policy: POLICY } });

const READS_OF_AWS = /^(Get|Describe|SimulatePrincipalPolicy$|LookupEvents$)/;
const READS_OF_SLACK = [
  'api.test',
  'apps.connections.open',
  'auth.test',
  'blocks.validate',
  'bots.info',
  'conversations.history',
  'conversations.info',
  'conversations.members',
  'conversations.replies',
  'files.info',
  'usergroups.list',
  'usergroups.users.list',
  'users.info',
];

test('of a good set-up with a bot that runs nothing is wrong, and it is only read', async () => {
  const env = await goodSetUp(stage);
  const port = String(await freePort());
  const settings = { ...env, OPERATOR_PORT: port, AWS_HEALTH: 'true', CLOUDTRAIL: 'true' };
  await stage.start(settings);
  const backup = join(dirname(env.INTERCONNECT_BOT_CONFIG ?? ''), 'backups');
  mkdirSync(backup);
  writeFileSync(join(backup, 'bot.db'), 'a copy');
  const [messages, ports] = [stage.slack.messages(stage.approvals), stage.aws.interconnects.length];
  const { code, findings, wrong } = await examine(settings, {
    surfaces: longestSurfaces,
    args: ['--backup', backup],
  });
  expect(wrong).toEqual([]);
  expect(findings.filter(({ state }) => state !== 'ok').map(({ name }) => name)).toEqual(['Slash command']);
  expect(code).toBe(0);
  const lines = findings.map(({ name, says }) => `${name}: ${says}`);
  expect(lines).toEqual(
    expect.arrayContaining([
      `Rules: 1 rule from ${env.INTERCONNECT_BOT_CONFIG}: default; none takes all of another.`,
      'Slack token: @interconnect in sandbox.',
      'Approvals channel: #net-approvals is public, and the bot is in it.',
      'Slack shows: all 96 messages and forms, with the longest words in them.',
      'Quorum of default: 1 of 2 people (net-leads).',
      'AWS partner (us-east-1): v2, and every agreement is signed.',
      'AWS may (us-east-1): DescribeLocations, DescribeInterconnects, DescribeLags, DescribeTags, DescribeLoa.',
      "AWS order (us-east-1): CreateInterconnect with the bot's tag and TagResource, says IAM. Nothing was ordered.",
      'AWS tags (us-east-1): the listing shows them, on 1 of 1 ports.',
      'AWS LAGs (us-east-1): all 1 members are in the listing of ports too.',
      'AWS Health: answers.',
      'CloudTrail: answers.',
      'Database write: a row was written and taken back; nothing of it stays.',
      `Running bot: http://127.0.0.1:${port}/readyz says that it is ready.`,
    ]),
  );
  expect(stage.slack.messages(stage.approvals)).toEqual(messages);
  expect(stage.aws.interconnects.length).toBe(ports);
  expect(stage.aws.calls().filter(({ operation }) => !READS_OF_AWS.test(operation))).toEqual([]);
  const called = new Set(stage.slack.calls().map(({ method }) => method));
  expect([...called].filter((method) => !READS_OF_SLACK.includes(method))).toEqual([]);
  // The bot's own alone.
  expect(stage.slack.sockets()).toBe(1);
  expect(await stage.store().read((at) => at.processes.recent(60_000))).toHaveLength(1);
});

test('whatever is asked of AWS goes through the proxy, as the bot does', async () => {
  const env = await goodSetUp(stage);
  const proxy = await startProxy();
  try {
    const before = stage.aws.calls().length;
    const { wrong } = await examine({ ...env, HTTP_PROXY: proxy.url, AWS_HEALTH: 'true' });
    expect(wrong).toEqual([]);
    const calls = stage.aws.calls().slice(before);
    expect(proxy.asked).toHaveLength(calls.length);
    expect(calls.map(({ operation }) => operation)).toContain('GetCallerIdentity');
  } finally {
    await proxy.close();
  }
});
