import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type BotProcess, startBot } from '../support/process.ts';
import { type LocalProxy, startProxy } from '../support/proxy.ts';
import { WAIT_MS } from '../support/stage.ts';
import { useStage } from '../support/use-stage.ts';

const { stage } = useStage();
let bot: BotProcess | undefined;
let proxy: LocalProxy | undefined;

afterEach(async () => {
  await bot?.end('SIGKILL');
  await proxy?.close();
});

test('credentials that hang keep nobody from asking and deciding, and nothing is sent', async () => {
  const folder = dirname(stage.env.DATABASE_URL?.slice('file:'.length) ?? '');
  const config = join(folder, 'aws-config');
  // Ends by itself, long after the test.
  writeFileSync(config, '[default]\ncredential_process = /bin/sleep 60\n');
  const { AWS_ACCESS_KEY_ID: _id, AWS_SECRET_ACCESS_KEY: _key, ...env } = stage.env;
  bot = await startBot({ ...env, AWS_CONFIG_FILE: config }, folder);
  expect(bot.stdout()).toContain('account not known');
  const { erin } = stage.cast;
  await erin.slash('/interconnect', '', stage.lobby);
  await stage.slack.until('the form', () => erin.modal(), WAIT_MS);
  expect(JSON.stringify(erin.modal()?.view.blocks)).toContain('AWS has not told yet what us-east-1 offers.');
  expect(stage.aws.calls()).toEqual([]);
});

test('AWS is asked through the proxy of the environment', async () => {
  proxy = await startProxy();
  const folder = dirname(stage.env.DATABASE_URL?.slice('file:'.length) ?? '');
  bot = await startBot({ ...stage.env, HTTP_PROXY: proxy.url }, folder);
  expect(bot.stdout()).toContain(`account ${stage.aws.accountId}`);
  expect(proxy.asked).toContain(`${stage.aws.url}/`);
});
