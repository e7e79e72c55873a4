import { describe, expect, test } from 'vitest';
import type { Port } from '../../src/domain/port/port.ts';
import type { Attempt } from '../../src/domain/request/attempt.ts';
import type { Line } from '../../src/domain/request/line.ts';
import type { Request, RequestState } from '../../src/domain/request/request.ts';
import type { Vote } from '../../src/domain/request/vote.ts';
import { ENGINES, START, useDatabase } from './support/database.ts';
import { ACCOUNT, addAll, anAttempt, aPort, aRequest, ERIN, LEE, LIN, REGION } from './support/samples.ts';

/** Every optional member given, and text that needs care. */
const full: Request = aRequest('ic-full', {
  revision: 3,
  version: 7,
  requester: LIN,
  beneficiary: LEE,
  askedAt: START + 5,
  reminded: 2,
  nudgedAt: START + 6,
  escalatedAt: START + 7,
  reason: `Line 1\nLine 2 with 'quotes', "more", a \\ and 😀`,
  order: {
    region: REGION,
    location: 'EqDC2',
    bandwidth: '100Gbps',
    interconnectName: 'Zürich – 東京',
    lagId: 'dxlag-ffab12cd',
    providerName: 'Equinix, Inc.',
    requestMACSec: true,
    tags: [
      { key: 'team', value: 'net=core' },
      { key: 'empty', value: '' },
    ],
  },
  warnings: ['dxcon-1 already has this name.', 'Another.'],
  dryRun: true,
  expiresAt: START + 1,
  dueAt: START + 2,
  accountLabel: 'prod',
  trace: { parent: `00-${'a1'.repeat(16)}-${'b2'.repeat(8)}-01`, at: START + 4 },
  state: {
    status: 'approved',
    by: [LEE, LIN],
    at: START + 3,
    tries: 2,
    hold: { kind: 'throttled', code: 'ThrottlingException', message: 'Rate exceeded' },
    votesFor: 2,
    told: ['ThrottlingException'],
    accepted: ['dxcon-1'],
  },
});

/** Everything that can be null is. */
const bare: Request = aRequest('ic-bare', {
  accountId: null,
  dueAt: null,
  state: { status: 'sent_back', by: null, reason: 'No longer offered.', at: START },
});

describe.each(ENGINES)('%s gives back what it was given', (engine) => {
  const database = useDatabase(engine);

  test.each([full, bare])('a request: $id', async (request) => {
    const store = await database.open();
    await store.transaction((tx) => tx.requests.add(request));
    expect(await store.transaction((tx) => tx.requests.lock(request.id))).toStrictEqual(request);
    const saved = await store.transaction((tx) => tx.requests.put({ ...request, reason: 'Edited' }));
    expect(saved).toStrictEqual({ ...request, reason: 'Edited', version: request.version + 1 });
    expect(await store.transaction((tx) => tx.requests.lock(request.id))).toStrictEqual(saved);
    expect(await store.transaction((tx) => tx.requests.read(request.id))).toStrictEqual(saved);
  });

  test('a request to whoever claims it', async () => {
    const store = await database.open();
    await store.transaction((tx) => tx.requests.add(full));
    database.clock.now = START + 2;
    const claim = await store.transaction((tx) => tx.requests.claim('place', 1_000));
    expect(claim).toStrictEqual({ request: full, token: 1 });
  });

  test('nothing for a request that is not there', async () => {
    const store = await database.open();
    expect(await store.transaction((tx) => tx.requests.lock('ic-none'))).toBeUndefined();
    expect(await store.transaction((tx) => tx.requests.read('ic-none'))).toBeUndefined();
    expect(await store.transaction((tx) => tx.requests.bySubmission('V-none'))).toBeUndefined();
    expect(await store.transaction((tx) => tx.ports.of('ic-none'))).toBeUndefined();
    expect(await store.transaction((tx) => tx.outbox.next('ic-none', 'dm'))).toBeUndefined();
  });

  test('votes, the earliest first, those on one question at a time', async () => {
    const store = await database.open();
    const vote: Vote = {
      requestId: full.id,
      revision: 3,
      attempt: 0,
      voter: LEE,
      choice: 'approve',
      fingerprint: full.fingerprint,
      comment: 'Looks right',
      at: START + 1,
    };
    const rejection: Vote = { ...vote, voter: LIN, choice: 'reject', at: START };
    const earlier: Vote = { ...vote, revision: 2 };
    const again: Vote = { ...vote, attempt: 1, choice: 'order_again' };
    await store.transaction(async (tx) => {
      await tx.requests.add(full);
      for (const entry of [vote, rejection, earlier, again]) expect(await tx.votes.cast(entry)).toBe(true);
      expect(await tx.votes.cast({ ...vote, at: START + 9 })).toBe(false);
      expect(await tx.votes.cast({ ...rejection, comment: null })).toBe(true);
      expect(await tx.votes.cast(rejection)).toBe(true);
    });
    const on = (revision: number, attempt: number) =>
      store.transaction((tx) => tx.votes.of(full.id, revision, attempt));
    expect(await on(3, 0)).toStrictEqual([rejection, vote]);
    expect(await on(2, 0)).toStrictEqual([earlier]);
    expect(await on(3, 1)).toStrictEqual([again]);
    expect(await on(3, 2)).toStrictEqual([]);
    const changed: Vote = { ...vote, choice: 'reject', at: START + 9 };
    await store.transaction(async (tx) => {
      expect(await tx.votes.cast(changed)).toBe(true);
      await tx.votes.void(full.id, 3, 1);
    });
    expect(await on(3, 0)).toStrictEqual([rejection, changed]);
    expect(await on(3, 1)).toStrictEqual([]);
    expect(await on(2, 0)).toStrictEqual([earlier]);
  });

  test('attempts, in order', async () => {
    const store = await database.open();
    const closed: Attempt = anAttempt(full.id, {
      accountId: null,
      sameNameIds: ['dxcon-1', 'dxcon-2'],
      listedIds: ['dxcon-0', 'dxcon-1', 'dxcon-2'],
      lagLinks: 3,
      outcome: 'refused',
      closedAt: START + 5,
      awsRequestId: 'aws-1',
      errorName: 'DirectConnectClientException',
      errorMessage: "It's not a partner's account.",
    });
    const open = anAttempt(full.id, { number: 2, token: 5_000_000_000 });
    await store.transaction(async (tx) => {
      await tx.requests.add(full);
      await tx.attempts.add(open);
      await tx.attempts.add(closed);
    });
    expect(await store.transaction((tx) => tx.attempts.of(full.id))).toStrictEqual([closed, open]);
  });

  test('how an attempt ended, once', async () => {
    const store = await database.open();
    await store.transaction(async (tx) => {
      await tx.requests.add(full);
      await tx.attempts.add(anAttempt(full.id));
    });
    database.clock.now = START + 9;
    const trouble = { code: 'ECONNRESET', message: 'socket hang up' };
    await store.transaction((tx) => tx.attempts.close(full.id, 1, { kind: 'unknown', ...trouble }));
    await store.transaction((tx) =>
      tx.attempts.close(full.id, 1, { kind: 'refused', code: 'X', message: '' }),
    );
    expect(await store.transaction((tx) => tx.attempts.of(full.id))).toStrictEqual([
      anAttempt(full.id, {
        outcome: 'unknown',
        closedAt: START + 9,
        errorName: trouble.code,
        errorMessage: trouble.message,
      }),
    ]);
  });

  test('a port, and what a listing says of it later', async () => {
    const store = await database.open();
    const port = aPort(full.id);
    const later: Port = {
      ...port,
      state: 'available',
      stateSince: START + 1,
      firstAvailableAt: START + 1,
      listedAt: START + 2,
      missing: { since: START + 3, listings: 12, told: true },
      history: {
        darkSince: START + 5,
        encrypted: true,
        plain: { since: START + 6, told: false },
        losses: [START + 7, START + 8],
        flapping: { since: START + 7, times: 3, changedAt: START + 9 },
        unsettled: true,
        quiet: true,
        early: false,
      },
      toldUntil: START + 10,
      dueAt: START + 4,
      seen: {
        ...port.seen,
        state: 'available',
        lagId: 'dxlag-1',
        providerName: 'Equinix, Inc.',
        device: 'EqDC2-1',
        logicalDevice: 'EqDC2-1a',
        jumboFrames: true,
        redundancy: 'yes',
        macsecCapable: false,
        encryption: 'should_encrypt',
        tags: [{ key: 'team', value: 'core' }],
      },
    };
    const { interconnectId, state: portState } = port;
    const state: RequestState = {
      status: 'ordered',
      by: [LEE],
      at: START,
      attempt: 1,
      interconnectId,
      portState,
    };
    await store.transaction(async (tx) => {
      await tx.requests.add({ ...full, state });
      expect(await tx.ports.add(port)).toBe(true);
    });
    expect(await store.transaction((tx) => tx.ports.of(full.id))).toStrictEqual(port);
    await store.transaction((tx) => tx.ports.put(later));
    expect(await store.transaction((tx) => tx.ports.of(full.id))).toStrictEqual(later);
    expect(
      await store.transaction((tx) =>
        tx.ports.followedIn({ accountId: ACCOUNT, region: REGION }, later.listedAt),
      ),
    ).toEqual([
      {
        requestId: full.id,
        interconnectId: port.interconnectId,
        missingSince: START + 3,
        seen: JSON.stringify(later.seen),
      },
    ]);
    expect(
      await store.transaction((tx) =>
        tx.ports.followedIn({ accountId: ACCOUNT, region: 'eu-west-1' }, later.listedAt),
      ),
    ).toStrictEqual([]);
    expect(
      await store.transaction((tx) =>
        tx.ports.followedIn({ accountId: ACCOUNT, region: REGION }, later.listedAt - 1),
      ),
    ).toStrictEqual([]);
  });

  test('what is to be listed: where ports are ordered, or a call might land late', async () => {
    const store = await database.open();
    const state: RequestState = {
      status: 'ordered',
      by: [LEE],
      at: START,
      attempt: 1,
      interconnectId: 'dxcon-1',
      portState: 'down',
    };
    await store.transaction(async (tx) => {
      await tx.requests.add({ ...full, state });
      await tx.ports.add(aPort(full.id, { region: 'eu-west-1' }));
      await tx.requests.add(bare);
      await tx.ports.add(aPort(bare.id, { region: 'ap-south-1' }));
      await tx.attempts.add(anAttempt(bare.id));
    });
    const where = (region: string, accountId: string | null = ACCOUNT) => ({ accountId, region });
    const followed = (at: ReturnType<typeof where>) => store.read((tx) => tx.ports.isFollowed(at));
    expect(await followed(where('eu-west-1'))).toBe(true);
    expect(await followed(where('eu-west-1', '999999999999'))).toBe(false);
    expect(await followed(where('ap-south-1'))).toBe(false);
    const sent = (at: number, there = where(REGION)) => store.read((tx) => tx.attempts.anySince(there, at));
    expect(await sent(START)).toBe(true);
    expect(await sent(START + 1)).toBe(false);
    expect(await sent(START, where('eu-west-1'))).toBe(false);
    expect(await sent(START, where(REGION, '999999999999'))).toBe(false);
  });

  test('lines as data', async () => {
    const store = await database.open();
    const line: Line = {
      kind: 'facts',
      seen: aPort(full.id).seen,
      region: REGION,
      awsRequestId: 'aws-1',
      macsec: true,
    };
    await addAll(store, [full]);
    await store.transaction((tx) => tx.outbox.add([{ requestId: full.id, destination: 'channel', line }]));
    expect(await store.transaction((tx) => tx.outbox.next(full.id, 'channel'))).toStrictEqual({
      id: expect.any(Number),
      requestId: full.id,
      destination: 'channel',
      seq: 1,
      line,
      state: 'waiting',
      nonce: null,
      after: null,
    });
  });

  test('after which line the next one comes', async () => {
    const store = await database.open();
    await addAll(store, [full]);
    const line: Line = { kind: 'refused', code: 'Code', message: 'No.' };
    await store.transaction(async (tx) => {
      for (const _ of [1, 2, 3]) await tx.outbox.add([{ requestId: full.id, destination: 'channel', line }]);
    });
    const next = () => store.transaction((tx) => tx.outbox.next(full.id, 'channel'));
    const first = await next();
    await store.transaction((tx) => tx.outbox.put(first?.id ?? 0, 'sent', '1800000000.000200'));
    const second = await next();
    expect(second).toMatchObject({ seq: 2, after: '1800000000.000200', nonce: null });
    await store.transaction((tx) => tx.outbox.announce(second?.id ?? 0, 'abc'));
    expect(await next()).toMatchObject({ seq: 2, state: 'sending', nonce: 'abc' });
    await store.transaction((tx) => tx.outbox.put(second?.id ?? 0, 'given_up'));
    expect(await next()).toMatchObject({ seq: 3, after: '1800000000.000200' });
  });

  test('surfaces, as they begin and as they are written', async () => {
    const store = await database.open();
    await addAll(store, [full]);
    const fresh = {
      requestId: full.id,
      ts: null,
      posting: 'not_posted',
      lastTs: null,
      nonce: null,
      wanted: 1,
      drawn: 0,
      shown: null,
      failures: 0,
      drawAfter: 0,
      tellAfter: 0,
    };
    expect(await store.transaction((tx) => tx.messages.of(full.id))).toEqual(
      expect.arrayContaining([
        { ...fresh, destination: 'channel', channel: 'C0APPROVALS' },
        { ...fresh, destination: 'dm', channel: null },
      ]),
    );
    const claim = await store.transaction((tx) => tx.messages.claim(1_000, 'nonce'));
    if (!claim) throw new Error('No surface was due.');
    const posted = {
      ...claim.message,
      channel: 'D0ERIN',
      ts: '1800000000.000100',
      posting: 'posted',
      lastTs: '1799999999.000100',
      nonce: '0123456789abcdef01234567',
      drawn: 1,
      shown: 'abc',
      failures: 4,
    } as const;
    await store.transaction((tx) => tx.messages.put(posted, claim.token, 1_000));
    expect(await store.transaction((tx) => tx.messages.of(full.id))).toContainEqual(posted);
  });

  test('the audit, with its chain and times', async () => {
    const store = await database.open();
    const entry = { requestId: full.id, event: 'submitted', revision: 3, fingerprint: full.fingerprint };
    await store.transaction(async (tx) => {
      await tx.requests.add(full);
      await tx.audit.add([
        { ...entry, actor: ERIN, detail: { b: 1, a: { accountId: ACCOUNT, note: null } } },
      ]);
      await tx.audit.add([{ ...entry, actor: null, detail: {}, errorCode: 'FROZEN', awsRequestId: 'aws-1' }]);
    });
    const [first, second] = await store.transaction((tx) => tx.audit.trail(full.id));
    expect(first).toStrictEqual({
      ...entry,
      seq: 1,
      at: START,
      actor: ERIN,
      detail: { a: { accountId: ACCOUNT, note: null }, b: 1 },
      errorCode: null,
      awsRequestId: null,
      previousHash: '0'.repeat(64),
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(second).toMatchObject({
      seq: 2,
      actor: null,
      errorCode: 'FROZEN',
      awsRequestId: 'aws-1',
      previousHash: first?.hash,
    });
  });

  test('how many requests are open', async () => {
    const store = await database.open();
    const ended = aRequest('ic-ended', { state: { status: 'withdrawn', by: ERIN, at: START } });
    await addAll(store, [full, bare, ended]);
    expect(await store.transaction((tx) => tx.requests.countOpen())).toBe(2);
  });
});
