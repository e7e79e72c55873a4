import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startWorkspace } from '../../../sandbox/workspace/index.ts';
import type { WebFault, Workspace } from '../../../sandbox/workspace/types.ts';
import { createWebClient } from '../../../src/slack/connection/web-client.ts';
import { createPermalinks } from '../../../src/slack/outbound/permalinks.ts';

let slack: Workspace;
beforeEach(async () => {
  slack = await startWorkspace();
});
afterEach(() => slack.close());

const LINK = 'https://team.slack.com/archives/C1/p1800000000000100';

test.each<[string, WebFault]>([
  ['refuses', { kind: 'error', error: 'message_not_found' }],
  ['never answers', { kind: 'hang' }],
])(
  'a Slack that %s holds nothing up: the archive link serves, and is not asked for again',
  async (_name, fault) => {
    slack.fault('chat.getPermalink', fault);
    const permalinks = createPermalinks(
      createWebClient(slack, pino({ level: 'silent' })),
      'https://team.slack.com/',
    );
    const began = performance.now();
    expect(await permalinks.ask('C1', '1800000000.000100')).toBe(LINK);
    expect(performance.now() - began).toBeLessThan(3_000);
    expect(await permalinks.ask('C1', '1800000000.000100')).toBe(LINK);
    expect(slack.calls('chat.getPermalink').length).toBeLessThanOrEqual(1);
  },
);

test('what Slack has said is known from then on; before, the archive link serves, and nobody is asked', async () => {
  const permalinks = createPermalinks(
    createWebClient(slack, pino({ level: 'silent' })),
    'https://team.slack.com',
  );
  const channel = slack.addChannel({ name: 'net-approvals' }).id;
  const { ts } = slack.plant({ channel, app: { id: 'A0', botId: 'B0' }, text: 'Hello' });
  expect(permalinks.known('C1', '1800000000.000100')).toBe(LINK);
  expect(slack.calls('chat.getPermalink')).toEqual([]);
  const told = await permalinks.ask(channel, ts);
  expect(permalinks.known(channel, ts)).toBe(told);
  expect(slack.calls('chat.getPermalink')).toHaveLength(1);
});
