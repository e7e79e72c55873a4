import { describe, expect, test } from 'vitest';
import { tend } from '../../../src/actions/lifecycle/tend.ts';
import { place } from '../../../src/actions/placing/place.ts';
import { reconcile } from '../../../src/actions/placing/reconcile.ts';
import { resubmit } from '../../../src/actions/submitting/resubmit.ts';
import type { Approver } from '../../../src/domain/rules/policy.ts';
import { threadLine } from '../../../src/slack/blocks/thread-line.ts';
import { ENGINES, START, useDatabase } from '../../store/support/database.ts';
import { addAll, aRequest, judging, LEE, LIN } from '../../store/support/samples.ts';
import { OLGA, RULE, useDesk, WINDOW_MS } from '../support/desk.ts';

const HOUR = 3_600_000;
const looking = { judging, reachable: () => true };
const DIRECTORS: Approver = { kind: 'group', id: 'S0DIRECTORS', name: 'net-directors' };
const REMINDING = { ...RULE, quorum: 2, remindHours: [4, 24] };
const ESCALATING = { ...REMINDING, escalate: { afterHours: 24, approvers: [DIRECTORS] } };

describe.each(ENGINES)('%s: a request that nobody decides', (engine) => {
  const database = useDatabase(engine);
  const read = async (store: Awaited<ReturnType<typeof database.open>>) =>
    store.read((at) => at.requests.read('ic-00'));

  test('is asked again every hour, and expires at its time', async () => {
    const store = await database.open();
    await addAll(store, [aRequest('ic-00', { expiresAt: START + 2.5 * HOUR, dueAt: START + HOUR })]);
    expect(await tend({ store, ...looking })).toBe(false);
    for (const hours of [1, 2]) {
      database.clock.now = START + hours * HOUR;
      expect(await tend({ store, ...looking })).toBe(true);
      expect((await read(store))?.state.status).toBe('awaiting_approval');
      expect(await tend({ store, ...looking })).toBe(false);
    }
    database.clock.now = START + 2.5 * HOUR;
    expect(await tend({ store, ...looking })).toBe(true);
    expect((await read(store))?.state.status).toBe('expired');
  });

  test('that an older version put off until its expiry is asked at once, and not ended', async () => {
    const store = await database.open();
    await addAll(store, [aRequest('ic-00', { expiresAt: START + 72 * HOUR, dueAt: START + 72 * HOUR })]);
    expect(await tend({ store, ...looking })).toBe(true);
    expect((await read(store))?.state.status).toBe('awaiting_approval');
    expect(await tend({ store, ...looking })).toBe(false);
    expect((await read(store))?.dueAt).toBe(START + HOUR);
  });

  test('is reminded of, and more people called in, once, however many processes look after it', async () => {
    const stores = await Promise.all([1, 2, 3].map(() => database.open()));
    const [store] = stores;
    if (!store) throw new Error('There is no store.');
    const { rule } = aRequest('ic-00');
    // Hours as they may be written, so that it can be tried in seconds.
    const timed = { ...rule, remindHours: [0.001_7], escalate: { afterHours: 0.003_3, approvers: [] } };
    await addAll(store, [aRequest('ic-00', { rule: timed, dueAt: START })]);
    const all = () => Promise.all(stores.map((one) => tend({ store: one, ...looking }).catch(() => false)));
    const told = async () => {
      const trail = await store.read((at) => at.audit.trail('ic-00'));
      return trail.map(({ event }) => event);
    };
    for (const seconds of [1, 6.119, 6.12, 11, 11.88, 20]) {
      database.clock.now = START + seconds * 1_000;
      for (let times = 0; times < 3; times++) await all();
      const wanted = [...(seconds >= 6.12 ? ['reminded'] : []), ...(seconds >= 11.88 ? ['escalated'] : [])];
      expect(await told()).toEqual(wanted);
    }
    expect(await read(store)).toMatchObject({ reminded: 1, escalatedAt: START + 11_880 });
  });
});

describe('an undecided request', () => {
  const desk = useDesk();

  test('expires, and is not rejected by that', async () => {
    await desk.asked();
    desk.travel(72 * HOUR + 1_000);
    expect(await tend(desk.deps)).toBe(true);
    expect(await desk.status()).toBe('Expired: no decision in 72 hours');
    expect(await desk.buttons()).toEqual(['Request again']);
    expect(await desk.events()).toEqual(['submitted', 'expired']);
    expect(await desk.lines('dm')).toMatchObject([{ kind: 'step', state: { status: 'expired' } }]);
    expect(desk.calls()).toBe(0);
  });
});

describe('a request that waits', () => {
  const desk = useDesk();
  /** Everything that is due. */
  const tended = async () => {
    while (await tend(desk.deps));
  };
  const travelled = async (hours: number) => {
    desk.travel(hours * HOUR);
    await tended();
  };
  /** Whom the thread's last line mentions. */
  const called = async () => {
    const { request } = await desk.view();
    const line = (await desk.lines()).at(-1);
    if (!line) return undefined;
    const { blocks } = threadLine(line, request);
    return JSON.stringify(blocks)
      .match(/<[@!][^^>]*(\^\w+)?>/g)
      ?.filter((one) => !one.startsWith('<!date'));
  };

  test('is reminded of at its times, in the thread alone, with whoever can decide', async () => {
    desk.rule = REMINDING;
    await desk.asked();
    await travelled(3.9);
    expect(await desk.said()).toEqual([]);
    await travelled(0.1);
    expect(await desk.said()).toEqual([
      'Still waiting for approval: 0 of 2 from net-leads. Asked 4 hours ago; expires 2027-01-18 08:00 UTC.',
    ]);
    expect(await called()).toEqual(['<!subteam^S0LEADS>']);
    await travelled(10);
    expect(await desk.said()).toHaveLength(1);
    await travelled(10);
    expect((await desk.said()).slice(1)).toEqual([
      'Still waiting for approval: 0 of 2 from net-leads. Asked 24 hours ago; expires 2027-01-18 08:00 UTC.',
    ]);
    await travelled(40);
    expect(await desk.said()).toHaveLength(2);
    expect(await desk.lines('dm')).toEqual([]);
    expect(await desk.events()).toEqual(['submitted', 'reminded', 'reminded']);
  });

  test('calls nobody who has voted', async () => {
    desk.rule = REMINDING;
    await desk.approve(await desk.asked(), LEE);
    await travelled(4);
    expect((await desk.said())[0]).toMatch(/^Still waiting for approval: 1 of 2 from net-leads\. /);
    expect(await called()).toEqual([`<@${LIN.id}>`]);
  });

  test('calls each group by its name where nobody knows who is in it', async () => {
    desk.rule = REMINDING;
    await desk.asked();
    const asked: (readonly string[])[] = [];
    desk.deps.judging.directory = {
      members: () => ({ unchecked: { group: 'net-leads' } }),
      learn: async (groups) => void asked.push(groups),
    };
    await travelled(4);
    expect(asked).toEqual([['S0LEADS']]);
    expect(await called()).toEqual(['<!subteam^S0LEADS>']);
  });

  test('of which nobody was reminded in time is reminded of once', async () => {
    desk.rule = { ...REMINDING, remindHours: [1, 2, 4, 70] };
    await desk.asked();
    await travelled(30);
    expect(await desk.said()).toHaveLength(1);
    expect((await desk.view()).request.reminded).toBe(3);
    await travelled(40);
    expect(await desk.said()).toHaveLength(2);
  });

  test('is not reminded of once it is decided', async () => {
    desk.rule = REMINDING;
    const asked = await desk.asked();
    for (const voter of [LEE, LIN]) await desk.approve(asked, voter);
    await travelled(30);
    expect(await desk.events()).not.toContain('reminded');
  });

  test('anew, since too few of those who approved still may, says that and needs no reminder beside it', async () => {
    desk.rule = REMINDING;
    await desk.approved();
    desk.groups = new Map([['S0LEADS', [LIN.id, OLGA.id]]]);
    desk.travel(5 * HOUR);
    await place(desk.deps);
    await tended();
    expect(await desk.said()).toEqual([expect.stringMatching(/^Not enough of those who approved/)]);
    await travelled(19);
    expect((await desk.said()).slice(1)).toEqual([
      expect.stringMatching(/^Still waiting for approval: 1 of 2 from net-leads\. Asked 24 hours ago;/),
    ]);
  });

  test('may be decided by the second group once it has waited long enough', async () => {
    desk.rule = ESCALATING;
    desk.groups = new Map([...desk.groups, [DIRECTORS.id, ['U0DORA']]]);
    await desk.approve(await desk.asked(), LEE);
    await travelled(24);
    expect((await desk.view()).request).toMatchObject({ escalatedAt: START + 24 * HOUR, reminded: 2 });
    // Whoever is told that needs no reminder beside it.
    expect(await desk.said()).toEqual([
      'No decision in 24 hours: net-directors may decide too. Approvals so far: 1 of 2. Expires 2027-01-18 08:00 UTC.',
    ]);
    expect(await called()).toEqual([`<@${LIN.id}>`, '<!subteam^S0DIRECTORS>']);
    expect(await desk.events()).toEqual(['submitted', 'voted', 'escalated']);
    expect(await desk.status()).toBe('Waiting for approval: 1 of 2 from net-leads or net-directors');
  });

  test('says so where nobody is known to be in the second group', async () => {
    desk.rule = ESCALATING;
    await desk.asked();
    await travelled(24);
    expect((await desk.said()).at(-1)).toMatch(
      /net-directors may decide too\. Nobody is known to be there\. /,
    );
  });

  test('is shown by direct message to those of the second group who do not see the card', async () => {
    desk.rule = ESCALATING;
    desk.groups = new Map([...desk.groups, [DIRECTORS.id, ['U0DORA', 'U0DAN']]]);
    desk.deps.reachable = (id) => id !== 'U0DORA';
    await desk.asked();
    await travelled(24);
    const messages = await desk.deps.store.read((at) => at.messages.of(desk.id));
    expect(messages.map(({ destination }) => destination).toSorted()).toEqual([
      'approver:U0DORA',
      'channel',
      'dm',
    ]);
    expect(await desk.lines('approver:U0DORA')).toEqual([]);
  });

  test('is reminded of by direct message where the thread is not seen', async () => {
    desk.rule = REMINDING;
    await desk.asked({ unseeing: [LEE.id, LIN.id] });
    await desk.approve((await desk.view()).request, LEE);
    await travelled(4);
    expect(await desk.said(`approver:${LEE.id}`)).toEqual([]);
    expect(await desk.said(`approver:${LIN.id}`)).toEqual([
      'dc2-core-01, 10Gbps at EqDC2: Still waiting for approval: 1 of 2 from net-leads. Asked 4 hours ago; expires 2027-01-18 08:00 UTC.',
    ]);
  });

  test('anew, or whose outcome nobody knows, is told of by direct message where the thread is not seen', async () => {
    desk.rule = { ...RULE, quorum: 2 };
    await desk.asked({ unseeing: [LIN.id, OLGA.id] });
    const { request } = await desk.view();
    for (const voter of [LEE, LIN]) await desk.approve(request, voter);
    desk.groups = new Map([['S0LEADS', [LIN.id, OLGA.id]]]);
    await place(desk.deps);
    const began = /^dc2-core-01, 10Gbps at EqDC2: (.{14})/;
    const heard = async () =>
      (await desk.said(`approver:${OLGA.id}`)).map((line) => began.exec(line)?.[1] ?? line);
    expect(await heard()).toEqual(['Not enough of ']);
    for (const voter of [LIN, OLGA]) await desk.approve(request, voter);
    desk.aws.fault('CreateInterconnect', { kind: 'reset', made: false });
    await place(desk.deps);
    desk.travel(WINDOW_MS);
    await reconcile(desk.deps);
    expect(await heard()).toEqual(['Not enough of ', 'No port found ']);
  });

  test('calls by direct message nobody who may decide no more', async () => {
    desk.rule = REMINDING;
    await desk.asked({ unseeing: [LEE.id, LIN.id] });
    desk.groups = new Map([['S0LEADS', [LIN.id, OLGA.id]]]);
    await travelled(4);
    expect(await desk.lines(`approver:${LEE.id}`)).toEqual([]);
    expect(await desk.lines(`approver:${LIN.id}`)).toHaveLength(1);
  });

  test('counts from its new revision once it was changed', async () => {
    desk.rule = ESCALATING;
    const asked = await desk.asked();
    await travelled(25);
    await desk.deps.store.transaction(async (tx) => {
      const request = await tx.requests.lock(asked.id);
      const state = { status: 'sent_back', by: LEE, reason: 'Which rack?', at: tx.now } as const;
      if (request) await tx.requests.put({ ...request, state, dueAt: null });
    });
    await resubmit(desk.deps, { ...desk.form({ submissionId: 'V2' }), requestId: asked.id });
    expect((await desk.view()).request).toMatchObject({ reminded: 0, escalatedAt: null });
    const before = (await desk.said()).length;
    await travelled(3.9);
    expect(await desk.said()).toHaveLength(before);
    await travelled(0.1);
    expect((await desk.said()).at(-1)).toMatch(/^Still waiting for approval: .* Asked 4 hours ago; /);
  });
});
