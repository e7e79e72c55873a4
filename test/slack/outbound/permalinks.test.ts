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
    const permalink = createPermalinks(
      createWebClient(slack, pino({ level: 'silent' })),
      'https://team.slack.com/',
    );
    const began = performance.now();
    expect(await permalink('C1', '1800000000.000100')).toBe(LINK);
    expect(performance.now() - began).toBeLessThan(3_000);
    expect(await permalink('C1', '1800000000.000100')).toBe(LINK);
    expect(slack.calls('chat.getPermalink').length).toBeLessThanOrEqual(1);
  },
);
