import { afterEach, describe, expect, test } from 'vitest';
import { manifestScopes } from '../../../sandbox/workspace/manifest.ts';
import type { WorkspaceOptions } from '../../../sandbox/workspace/types.ts';
import { NEEDED_SCOPES } from '../../../src/slack/start/scopes.ts';
import { openScene, refusal, type Scene } from './support.ts';

let scene: Scene;
const open = async (options?: WorkspaceOptions) => {
  scene = await openScene(options);
  return scene;
};
afterEach(() => scene.slack.close());

test('the team, the bot and the app are known by their IDs, without a warning', async () => {
  const { slack, start } = await open();
  const { facts } = await start();
  expect(facts).toMatchObject({
    teamId: slack.teamId,
    appId: 'A0SANDBOX',
    bot: { id: 'B0SANDBOX', userId: slack.botUserId },
    enterpriseId: undefined,
    warnings: [],
  });
  expect(slack.calls('bots.info')).toHaveLength(1);
});

test('an app that auth.test names is not asked for', async () => {
  const { slack, start } = await open({ tellsApp: true });
  expect((await start()).facts.appId).toBe('A0SANDBOX');
  expect(slack.calls('bots.info')).toEqual([]);
});

test('an app is asked for once more where Slack fails for a moment', async () => {
  const { slack, start } = await open();
  slack.fault('bots.info', { kind: 'status', status: 503, when: 'before' });
  expect((await start()).facts).toMatchObject({ appId: 'A0SANDBOX', warnings: [] });
});

test('an app that nobody names is not checked, with one warning', async () => {
  const { slack, start } = await open();
  slack.fault('bots.info', { kind: 'error', error: 'bot_not_found' });
  const { facts } = await start();
  expect(facts.appId).toBeUndefined();
  expect(facts.warnings).toEqual([
    "Slack didn't say which app the bot is of (bot_not_found): payloads are not checked for it.",
  ]);
});

describe('the scopes', () => {
  test.each(Object.entries(NEEDED_SCOPES))(
    '%s, for %s, stops the start where it is missing',
    async (scope, purpose) => {
      const { slack, start } = await open();
      slack.setScopes(manifestScopes().filter((one) => one !== scope));
      expect(await refusal(start())).toBe(
        `SLACK_BOT_TOKEN: the app lacks ${scope} (${purpose}). Install it again from manifest.yml.`,
      );
    },
  );

  test('are named together where several are missing, and more of them are fine', async () => {
    const { slack, start } = await open();
    slack.setScopes([...manifestScopes(), 'team:read']);
    expect((await start()).facts.warnings).toEqual([]);
    slack.setScopes(manifestScopes().filter((one) => !one.startsWith('files:')));
    expect(await refusal(start())).toContain(
      'files:write (documents of an order in its thread), files:read (',
    );
  });

  test('are not checked where Slack does not tell, with one warning', async () => {
    const { start } = await open({ tellsScopes: false });
    expect((await start()).facts.warnings).toEqual([
      "Slack didn't say which scopes the app was granted: they are not checked.",
    ]);
  });
});

describe('Enterprise Grid', () => {
  test('is said to be one workspace alone', async () => {
    const { start } = await open({ enterprise: { id: 'E0GRID' } });
    const { facts } = await start();
    expect(facts.enterpriseId).toBe('E0GRID');
    expect(facts.warnings).toEqual([
      'Enterprise Grid: the bot works for the workspace sandbox alone; who is not a member of it may neither ask nor decide.',
    ]);
  });

  test('as a whole is no place for it', async () => {
    const { start } = await open({ enterprise: { id: 'E0GRID', wholeInstall: true } });
    expect(await refusal(start())).toBe(
      'SLACK_BOT_TOKEN: the app is installed in a whole organisation. Install it in the one workspace where people ask and decide.',
    );
  });
});
