import fc from 'fast-check';
import type { WebFault } from '../../../../sandbox/workspace/types.ts';
import { twoLocations } from './accounts.ts';
import { authority, calmDown } from './authority.ts';
import { command } from './command.ts';
import { weatherAtAws } from './weather-at-aws.ts';
import { showPortsAfter, type World } from './world.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Time in which no worker runs: within a lease, beyond it, beyond a deadline, beyond the approval's end. */
const WAITS = [1, 6, 16, 31, 46, 75, 75, 360, 360, 1_200].map((seconds) => seconds * SECOND);
const wait = command<number>('wait', ({ time }, ms) => {
  time.now += ms;
});

/** Slack is searched from an hour before a request was made, so the bot's clock stays well within that. */
export const MOST_SKEW_MS = 25 * MINUTE;
const clockJump = command<number>('clockJump', ({ time }, ms) => {
  time.skew = Math.max(-MOST_SKEW_MS, Math.min(time.skew + ms, MOST_SKEW_MS));
});

const SLACK = [
  'chat.postMessage',
  'chat.postMessage',
  'chat.update',
  'conversations.open',
  'conversations.replies',
  'conversations.history',
  'chat.getPermalink',
];
const when = fc.constantFrom<'before' | 'after'>('before', 'after');
const webFault: fc.Arbitrary<WebFault> = fc.oneof(
  fc.record({ kind: fc.constant('status' as const), status: fc.constantFrom(500, 503), when }),
  fc.record({ kind: fc.constant('reset' as const), when }),
  fc.constant<WebFault>({ kind: 'status', status: 429, when: 'before', retryAfter: 1 }),
  fc.constantFrom('internal_error', 'restricted_action').map((error): WebFault => ({ kind: 'error', error })),
);
const slackFault = command<{ method: string; fault: WebFault; times: number }>(
  'slack',
  ({ slack }, { method, fault, times }) => {
    slack.fault(method, fault, times);
  },
);

const restart = command<World['bot']>('restart', (world, bot) => {
  world.bot = bot;
});

const groupUnknown = command<boolean>('groupUnknown', (world, stale) => {
  world.stale = stale;
});

/** AWS works again, shows new ports at once, the group can be read, and leads and rules are as they were. */
export async function clearUp(world: World): Promise<void> {
  world.createFaults.length = 0;
  for (const { aws } of [world.accounts.ours, world.accounts.theirs]) {
    aws.clearFaults();
    aws.locations = twoLocations();
  }
  showPortsAfter(world, 0);
  world.stale = false;
  await calmDown(world);
}

/** Everything that happens by itself. */
export const weathers = [
  ...weatherAtAws,
  ...authority,
  { weight: 4, arbitrary: fc.constantFrom(...WAITS).map(wait) },
  { weight: 1, arbitrary: fc.constant(73 * HOUR).map(wait) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(-30 * SECOND, 90 * SECOND, 20 * MINUTE, -10 * MINUTE).map(clockJump),
  },
  {
    weight: 3,
    arbitrary: fc
      .record({ method: fc.constantFrom(...SLACK), fault: webFault, times: fc.integer({ min: 1, max: 3 }) })
      .map(slackFault),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({
        frozen: fc.constantFrom(false, false, true),
        credentials: fc.constantFrom('ours' as const, 'ours', 'theirs'),
      })
      .map(restart),
  },
  { weight: 1, arbitrary: fc.boolean().map(groupUnknown) },
  { weight: 1, arbitrary: fc.record({}).map(command('clearUp', clearUp)) },
];
