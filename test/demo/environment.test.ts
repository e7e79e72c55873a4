import { expect, it } from 'vitest';
import { botEnvironment } from '../../demo/environment.ts';
import { startWorld } from '../../demo/world.ts';

it("the demo's bot gets nothing of the shell but the bare necessities", async () => {
  const world = await startWorld(true);
  const shell = {
    PATH: '/bin',
    TZ: 'Europe/Berlin',
    HOME: '/home/erin',
    SLACK_BOT_TOKEN: 'xoxb-real',
    AWS_PROFILE: 'production',
    AWS_SESSION_TOKEN: 'real',
    DATABASE_URL: 'postgres://production',
    HTTPS_PROXY: 'http://proxy',
    NODE_OPTIONS: '--inspect',
  };
  const env = botEnvironment(world, '/tmp/demo', shell);
  await world.close();
  expect(env).toMatchObject({
    PATH: '/bin',
    TZ: 'Europe/Berlin',
    HOME: '/tmp/demo',
    SLACK_BOT_TOKEN: world.workspace.botToken,
    APPROVERS: world.group,
    DATABASE_URL: 'file:/tmp/demo/interconnect-bot.db',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
  });
  for (const name of ['AWS_PROFILE', 'AWS_SESSION_TOKEN', 'HTTPS_PROXY', 'NODE_OPTIONS']) {
    expect(env).not.toHaveProperty(name);
  }
  expect(Object.values(env).join(' ')).not.toMatch(/real|production/);
});
