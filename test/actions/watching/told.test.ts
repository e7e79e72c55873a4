import { describe, expect, test } from 'vitest';
import type { StoredInterconnect } from '../../../sandbox/aws/types.ts';
import { attendPort } from '../../../src/actions/following/attend-port.ts';
import { follow } from '../../../src/actions/following/follow.ts';
import { gotIt } from '../../../src/actions/watching/got-it.ts';
import type { AlarmKind } from '../../../src/domain/port/alarm.ts';
import { ACCOUNT, LEE, REGION } from '../../store/support/samples.ts';
import { useDesk } from '../support/desk.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('what a thread is told of a port', () => {
  const desk = useDesk();
  const port = () => desk.deps.store.read((at) => at.ports.of(desk.id));
  const alarms = () => desk.deps.store.read((at) => at.alarms.of([desk.id]));
  const standing = async () => (await alarms()).filter(({ clearedAt }) => clearedAt === null);
  const made = (): StoredInterconnect => {
    const [one] = desk.aws.interconnects;
    if (!one) throw new Error('There is no port.');
    return one;
  };
  /** AWS has it so from now on, and a listing shows it, so much later. */
  const becomes = async (members: Partial<StoredInterconnect>, later = MINUTE) => {
    desk.travel(later);
    Object.assign(made(), { life: [], ...members });
    expect(await follow(desk.deps)).toBe(true);
  };
  /** A listing has shown nothing new. */
  const listedAsBefore = () =>
    desk.deps.store.transaction((tx) => tx.listings.note({ accountId: ACCOUNT, region: REGION, at: tx.now }));
  /** Time passes, and whatever calls for it is attended to each hour. */
  const passes = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += HOUR) {
      desk.travel(HOUR);
      await listedAsBefore();
      while (await attendPort(desk.deps));
    }
  };
  /** Ordered, and in this state of its life. */
  const in_ = async (...states: string[]) => {
    await desk.placed();
    Object.assign(made(), { life: [], awsDevice: 'EqDC2-1' });
    for (const interconnectState of states) await becomes({ interconnectState });
  };
  const since = async (count: number) => (await desk.said()).slice(count);
  const beside = async (count: number) => (await desk.said('dm')).slice(count);
  const press = async (kind: AlarmKind) => {
    const alarm = (await alarms()).findLast((one) => one.kind === kind && one.told);
    if (!alarm) throw new Error(`There is no alarm ${kind}.`);
    const { episode, step } = alarm;
    return gotIt(desk.deps, { requestId: desk.id, alarm: { kind, episode, step }, by: LEE });
  };

  test('lost light is an alarm, and what comes back says how long it was away', async () => {
    await in_('pending', 'down', 'available');
    const [thread, direct] = [(await desk.said()).length, (await desk.said('dm')).length];
    await becomes({ interconnectState: 'down' });
    expect(await since(thread)).toEqual([
      expect.stringMatching(/^dxcon-\w+ is down: light was lost\. Next: have the cross connect/),
    ]);
    expect(await beside(direct)).toEqual([
      expect.stringMatching(/^dc2-core-01, 10Gbps at EqDC2: dxcon-\w+ is down: light was lost\. Since /),
    ]);
    expect(await standing()).toMatchObject([{ kind: 'light_lost', told: true }]);
    // A word in between is told, and neither ends the outage nor begins another.
    await becomes({ interconnectState: 'unknown' }, 10 * MINUTE);
    await becomes({ interconnectState: 'down' }, 10 * MINUTE);
    await becomes({ interconnectState: 'available' }, 40 * MINUTE);
    expect((await since(thread + 1)).map((said) => said.replace(/dxcon-\w+ /, ''))).toEqual([
      "is unknown: AWS can't tell its state now. It is followed on.",
      expect.stringMatching(/^is down again: it has had no light for 20 minutes\./),
      expect.stringMatching(/^is available again: it had no light for 60 minutes\./),
    ]);
    expect(await standing()).toEqual([]);
    expect(await beside(direct + 1)).toEqual([
      expect.stringMatching(
        /^dc2-core-01, 10Gbps at EqDC2: dxcon-\w+ is available again: it had no light for 60 minutes\./,
      ),
    ]);
  });

  test('pending after light is about keys, and a word from the future is told as it comes', async () => {
    await in_('pending', 'down', 'available');
    const told = (await desk.said()).length;
    await becomes({ interconnectState: 'pending' });
    await becomes({ interconnectState: 'available' });
    await becomes({ interconnectState: 'rerouting' });
    expect((await since(told)).map((said) => said.replace(/dxcon-\w+ /, ''))).toEqual([
      expect.stringMatching(/^is pending again: its MACsec keys are being changed\. No LOA-CFA is needed/),
      expect.stringMatching(/^is available again\./),
      'is rerouting.',
    ]);
    expect(await alarms()).toEqual([]);
  });

  test('several changes are one line, with a change of state and without', async () => {
    await in_('pending');
    const told = (await desk.said()).length;
    await becomes({ awsDevice: 'EqDC2-2', hasLogicalRedundancy: 'no', jumboFrameCapable: true });
    await becomes({ hasLogicalRedundancy: 'yes', jumboFrameCapable: false, lagId: 'dxlag-aaaa1111' });
    await becomes({ interconnectState: 'down', providerName: 'Lumen', location: 'EqDC2-EQ' });
    await becomes({});
    const all = await since(told);
    expect(all).toHaveLength(3);
    expect(all[0]).toContain('AWS moved it from device EqDC2-1 to EqDC2-2.');
    for (const words of [
      'Its redundancy is yes now, was no',
      'no jumbo frames',
      'It is in dxlag-aaaa1111 now',
    ])
      expect(all[1]).toContain(words);
    expect(all[2]).toMatch(/is down: waiting for .* light\..* Its location is EqDC2-EQ now, was EqDC2/);
  });

  test('encryption that is lost is an alarm, and what comes back says after how long', async () => {
    await in_('pending', 'down');
    const mac = { requestMACSec: true, encryptionMode: 'must_encrypt' };
    await becomes({ interconnectState: 'available', ...mac, portEncryptionStatus: 'Encryption Up' });
    const told = (await desk.said()).length;
    await becomes({ portEncryptionStatus: 'Encryption Down' });
    expect(await standing()).toMatchObject([{ kind: 'encryption_lost' }]);
    await becomes({ portEncryptionStatus: 'Encryption Up' }, 7 * MINUTE);
    expect(await standing()).toEqual([]);
    // Just after light came back MACsec has five minutes to come up too.
    await becomes({ interconnectState: 'down', portEncryptionStatus: 'Encryption Down' }, 2 * HOUR);
    await becomes({ interconnectState: 'available' }, 2 * HOUR);
    expect(await attendPort(desk.deps)).toBe(false);
    desk.travel(5 * MINUTE);
    expect(await attendPort(desk.deps)).toBe(true);
    expect((await since(told)).map((said) => said.replace(/dxcon-\w+ /, ''))).toEqual([
      expect.stringMatching(
        /^lost its encryption\. Without encryption no traffic passes\. Its encryption is down/,
      ),
      'has changed at AWS. Its encryption is up again, after 7 minutes.',
      expect.stringMatching(/^is down: light was lost\. Its encryption is down/),
      expect.stringMatching(/^is available again: it had no light for 2 hours/),
      expect.stringMatching(/^lost its encryption\. Without encryption no traffic passes/),
    ]);
  });

  test('what comes and goes is told as flapping, with its end, and not as forty lines', async () => {
    await in_('pending', 'down', 'available');
    const [told, direct] = [(await desk.said()).length, (await desk.said('dm')).length];
    for (let times = 0; times < 20; times++) {
      await becomes({ interconnectState: 'down' });
      await becomes({ interconnectState: 'available' });
    }
    const words = (await since(told)).map((said) => said.replace(/dxcon-\w+ /, '').split('.')[0]);
    expect(words).toEqual([
      'is down: light was lost',
      'is available again: it had no light for 1 minute',
      'is down: light was lost',
      'is available again: it had no light for 1 minute',
      'is flapping: it came and went 3 times',
    ]);
    expect((await beside(direct)).at(-1)).toMatch(/: dxcon-\w+ is flapping/);
    await passes(2 * HOUR);
    expect((await since(told + 5)).map((said) => said.replace(/dxcon-\w+ /, ''))).toEqual([
      expect.stringMatching(/^is stable again: available for 60 minutes\. It was lost 20 times\./),
    ]);
    expect((await beside(direct)).at(-1)).toMatch(/: dxcon-\w+ is stable again: available/);
    expect(await standing()).toEqual([]);
    expect(await port()).toMatchObject({ history: { flapping: null }, dueAt: null });
    // What comes later is told again.
    await becomes({ interconnectState: 'down' });
    expect((await desk.said()).at(-1)).toContain('light was lost');
  });

  test('what flapped and stays dark is an alarm once more', async () => {
    await in_('pending', 'down', 'available');
    for (let times = 0; times < 4; times++) {
      await becomes({ interconnectState: 'available' });
      await becomes({ interconnectState: 'down' });
    }
    const told = (await desk.said()).length;
    await passes(HOUR);
    expect(await since(told)).toEqual([
      expect.stringMatching(/^dxcon-\w+ is stable again: down for 60 minutes\. It was lost 4 times\./),
    ]);
    expect((await standing()).map(({ kind }) => kind)).toContain('light_lost');
  });

  test('what flapped until AWS could not tell is an alarm once it turns out to be dark', async () => {
    await in_('pending', 'down', 'available');
    for (let times = 0; times < 4; times++) {
      await becomes({ interconnectState: 'available' });
      await becomes({ interconnectState: 'down' });
    }
    await becomes({ interconnectState: 'unknown' });
    await passes(2 * HOUR);
    expect((await standing()).map(({ kind }) => kind)).not.toContain('light_lost');
    await becomes({ interconnectState: 'down' });
    expect((await standing()).filter(({ kind }) => kind === 'light_lost')).toHaveLength(1);
    const told = (await desk.said()).length;
    await becomes({ interconnectState: 'unknown' });
    await becomes({ interconnectState: 'down' });
    expect((await standing()).filter(({ kind }) => kind === 'light_lost')).toHaveLength(1);
    expect(await since(told)).toHaveLength(2);
  });

  test('a port that is deleted is an alarm once, though AWS says so twice', async () => {
    await in_('pending', 'down', 'available');
    const [told, direct] = [(await desk.said()).length, (await desk.said('dm')).length];
    await becomes({ interconnectState: 'deleting' });
    await becomes({ interconnectState: 'deleted' });
    expect((await since(told)).map((said) => said.replace(/dxcon-\w+ /, ''))).toEqual([
      expect.stringMatching(/^is being deleted at AWS\. The bot did not do that/),
      expect.stringMatching(/^was deleted at AWS\. The bot did not do that/),
    ]);
    expect(await beside(direct)).toEqual([
      expect.stringContaining('is being deleted at AWS'),
      expect.stringContaining('Deleted at AWS'),
    ]);
    expect(await alarms()).toMatchObject([{ kind: 'deleted', told: true }]);
    expect(await press('deleted')).toEqual({ kind: 'got' });
  });

  test('a port that waits for AWS is told of and alarmed about at its times, until it is deleted', async () => {
    await desk.placed();
    Object.assign(made(), { life: [] });
    const told = (await desk.said()).length;
    await passes(7 * DAY);
    expect((await since(told)).map((said) => /for (\d+ (?:days|hours))/.exec(said)?.[1])).toEqual([
      '24 hours',
      '3 days',
      '5 days',
      '6 days',
      '7 days',
    ]);
    expect((await standing()).map(({ kind, step }) => `${kind} ${step}`)).toEqual([
      'requested 1',
      'unanswered 1',
      'unanswered 2',
    ]);
    await becomes({ interconnectState: 'pending' });
    expect(await standing()).toEqual([]);
  });

  test('what somebody looks after stays quiet until it gets worse', async () => {
    await desk.placed();
    Object.assign(made(), { life: [] });
    await passes(3 * DAY);
    const told = (await desk.said()).length;
    expect(await press('requested')).toEqual({ kind: 'got' });
    await passes(4 * DAY);
    expect((await since(told)).map((said) => said.split(/[.:]/)[0]?.replace(/dxcon-\w+/, 'it'))).toEqual([
      'Lee looks after it',
      'it has been requested for 5 days',
      'it has been requested for 6 days',
      // Nobody has said that they look after that.
      'it has been requested for 7 days',
    ]);
  });

  test('an LOA without light is alarmed about at its days, and nothing is once light has come', async () => {
    await in_('pending', 'down');
    await becomes({ loaIssueTime: desk.database.clock.now });
    const kinds = async () => (await standing()).map(({ kind, step }) => `${kind} ${step}`);
    await passes(61 * DAY);
    expect(await kinds()).toEqual(['loa 1']);
    await passes(30 * DAY);
    expect(await kinds()).toEqual(['loa 1', 'loa 2', 'loa 3']);
    expect((await desk.said()).at(-1)).toMatch(
      /no light 90 days after its LOA-CFA: the LOA has expired, and AWS bills/,
    );
    await becomes({ interconnectState: 'available' });
    expect(await kinds()).toEqual([]);
  });

  test('a letter that somebody else has fetched is told, and not one that the bot has asked for', async () => {
    await in_('pending');
    const told = (await desk.said()).length;
    await becomes({ loaIssueTime: desk.database.clock.now });
    expect(await since(told)).toEqual([
      expect.stringMatching(
        / has changed at AWS\. The LOA-CFA was issued .* UTC, and not by the bot\. Its 90 days/,
      ),
    ]);
    const [wish] = await desk.deps.store.read((at) => at.loa.of(desk.id));
    if (!wish) throw new Error('Nobody wished for a letter.');
    desk.travel(HOUR);
    const { now } = desk.database.clock;
    await desk.deps.store.transaction((tx) =>
      tx.loa.put({ ...wish, asked: 1, askedAt: now, state: 'answered', endedAt: now }),
    );
    await becomes({ loaIssueTime: now });
    expect(await since(told + 1)).toEqual([]);
    await becomes({ loaIssueTime: now + HOUR }, 2 * HOUR);
    expect(await since(told + 1)).toHaveLength(1);
  });

  test('after days without a bot nothing is told by time before a listing has shown how the port is now', async () => {
    await desk.placed();
    await becomes({});
    const told = (await desk.said()).length;
    desk.travel(3.5 * DAY);
    Object.assign(made(), { interconnectState: 'pending' });
    while (await attendPort(desk.deps));
    expect(await since(told)).toEqual([]);
    expect(await follow(desk.deps)).toBe(true);
    desk.travel(5_000);
    while (await attendPort(desk.deps));
    expect(await alarms()).toEqual([]);
    expect(await since(told)).toEqual([expect.stringContaining('is pending')]);
  });

  test('nor, while AWS can’t be asked, later than after a try', async () => {
    await desk.placed();
    await becomes({});
    desk.travel(3.5 * DAY);
    desk.aws.fault('DescribeInterconnects', { kind: 'reset' }, 9);
    while (await attendPort(desk.deps));
    expect(await alarms()).toEqual([]);
    desk.travel(5_000);
    expect(await follow(desk.deps)).toBe(true);
    while (await attendPort(desk.deps));
    expect(await standing()).toMatchObject([{ kind: 'requested' }]);
  });

  test('a clock that goes ahead alarms nobody, whatever the last listing said of it', async () => {
    await desk.placed();
    await becomes({});
    const { directConnect } = desk.deps;
    const { now } = desk.database.clock;
    const atAws: typeof directConnect = {
      ...directConnect,
      async open(...asked) {
        const opened = await directConnect.open(...asked);
        if (opened.kind !== 'open') return opened;
        const { session } = opened;
        const search: typeof session.search = async (what) => {
          const listing = await session.search(what);
          return listing.kind === 'listed' ? { ...listing, awsAt: now + MINUTE } : listing;
        };
        return { kind: 'open', session: { ...session, search } };
      },
    };
    const deps = { ...desk.deps, directConnect: atAws };
    desk.travel(4 * DAY);
    while (await attendPort(deps));
    expect(await follow(deps)).toBe(true);
    desk.travel(MINUTE);
    while (await attendPort(deps));
    expect(await alarms()).toEqual([]);
  });

  test('a clock that is set back hides nothing: neither what listings show, nor what time calls for', async () => {
    await desk.placed();
    await becomes({});
    // All that was written was written by a clock that was ahead.
    const ahead = (...columns: string[]) => columns.map((one) => `${one} = ${one} + ${10 * DAY}`).join();
    const port = ahead('listed_at', 'state_since', 'told_until', 'due_at');
    for (const sql of [`ports set ${port}`, `duties set ${ahead('due_at')}`, `listings set ${ahead('at')}`])
      await desk.database.sql(`update ${sql}`);
    while (await attendPort(desk.deps));
    const told = (await desk.said()).length;
    await becomes({ interconnectName: 'another' });
    expect(await since(told)).toHaveLength(1);
    await passes(3 * DAY + HOUR);
    expect(await standing()).toMatchObject([{ kind: 'requested' }]);
  });

  test('nothing is told by time while the clocks differ, and all of it once they agree', async () => {
    await desk.placed();
    Object.assign(made(), { life: [] });
    const told = (await desk.said()).length;
    const { accountId, region } = (await port()) ?? {};
    if (!accountId || !region) throw new Error('There is no port.');
    const skewed = (ms: number) =>
      desk.deps.store.transaction((tx) => tx.listings.note({ accountId, region, at: tx.now }, ms));
    await skewed(-6 * MINUTE);
    desk.travel(4 * DAY);
    for (let times = 0; times < 5; times++) {
      await attendPort(desk.deps);
      desk.travel(MINUTE);
    }
    expect(await since(told)).toEqual([]);
    await skewed(4 * MINUTE);
    while (await attendPort(desk.deps));
    expect(await since(told)).toEqual([expect.stringContaining('has been requested for 4 days')]);
  });
});
