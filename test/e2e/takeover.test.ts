import { describe, expect, test } from 'vitest';
import { LEASE_MS } from '../../src/actions/lifecycle/with-claim.ts';
import { type Child, startChild } from '../once/support/kill-child.ts';
import { sharedClock } from '../once/support/race-clock.ts';
import { useDatabase } from '../store/support/database.ts';
import { WAIT_MS } from '../support/stage.ts';
import { useStage } from '../support/use-stage.ts';

// Two processes on one PostgreSQL and one clock, each with keys of its own, by which AWS knows who lists.

/** Two processes have to start, however busy the machine is. */
const LIMIT_MS = 180_000;

describe('of two bots', () => {
  const database = useDatabase('postgres');
  const { stage, until, status, line } = useStage();

  test('the one that is killed while it lists is followed by the other as soon as its lease is over', {
    timeout: LIMIT_MS,
  }, async () => {
    const clock = sharedClock();
    const bots = new Map<string, Child>();
    try {
      for (const accessKeyId of ['AKIAONE', 'AKIAOTHER']) {
        const { secretAccessKey, accountId } = stage.aws;
        stage.aws.addCredentials({ accessKeyId, secretAccessKey, accountId });
        const own = { DATABASE_URL: database.url, ONCE_CLOCK: clock.path, AWS_ACCESS_KEY_ID: accessKeyId };
        bots.set(accessKeyId, await startChild({ ...stage.env, ...own }));
      }
      stage.leaves('what the bot that is killed had under its lease');
      await stage.order();
      await until('the card', () => stage.slack.messages(stage.approvals)[0]);
      await stage.cast.lee.press(stage.card(), 'Approve');
      await status('Ordered: dxcon-');
      const [port] = stage.aws.interconnects;

      const listings = () => stage.aws.calls('DescribeInterconnects');
      stage.aws.fault('DescribeInterconnects', { kind: 'hang' }, 1_000);
      const hanging = await stage.aws.until(
        'a listing that hangs',
        () => listings().find(({ outcome }) => outcome === 'hang'),
        WAIT_MS,
      );
      const dead = hanging.accessKeyId ?? '';
      await bots.get(dead)?.end();
      const [turn] = await database.sql(`select lease_token, lease_until from duties where lease_until > 0`);
      expect(Number(turn?.lease_until)).toBeLessThanOrEqual(clock.now() + LEASE_MS);
      stage.aws.clearFaults();
      stage.aws.setState(port?.interconnectId ?? '', 'pending');
      const before = listings().length;
      clock.travel(LEASE_MS);
      await line('is pending');
      expect(
        listings()
          .slice(before)
          .every(({ accessKeyId }) => accessKeyId !== dead),
      ).toBe(true);
      const [next] = await database.sql('select lease_token from duties');
      expect(Number(next?.lease_token)).toBeGreaterThan(Number(turn?.lease_token));
    } finally {
      await Promise.all([...bots.values()].map((bot) => bot.end()));
      clock.remove();
    }
  });
});
