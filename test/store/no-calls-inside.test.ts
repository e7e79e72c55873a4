import { beforeEach, describe, expect, test } from 'vitest';
import { namePort } from '../../src/actions/attending/name-port.ts';
import { tryAgain } from '../../src/actions/attending/try-again.ts';
import { decide } from '../../src/actions/deciding/decide.ts';
import { withdraw } from '../../src/actions/deciding/withdraw.ts';
import { type DeliverDeps, deliver } from '../../src/actions/delivering/deliver.ts';
import { follow } from '../../src/actions/following/follow.ts';
import type { Followed } from '../../src/actions/following/list.ts';
import { tend } from '../../src/actions/lifecycle/tend.ts';
import { fetchLoa } from '../../src/actions/loa/fetch-loa.ts';
import { place } from '../../src/actions/placing/place.ts';
import { reconcile } from '../../src/actions/placing/reconcile.ts';
import { resubmit } from '../../src/actions/submitting/resubmit.ts';
import { type Submission, submit } from '../../src/actions/submitting/submit.ts';
import type { ListedInterconnect } from '../../src/domain/catalog/catalog.ts';
import { ALARM_TIMES } from '../../src/domain/port/alarm-times.ts';
import type { Outcome } from '../../src/domain/request/outcome.ts';
import type { Request } from '../../src/domain/request/request.ts';
import type { Messenger, Threads } from '../../src/interfaces/chat.ts';
import type { DirectConnect, Session } from '../../src/interfaces/direct-connect.ts';
import type { Store } from '../../src/interfaces/store.ts';
import { NOTHING_READ } from '../actions/support/outside.ts';
import { useDatabase } from './support/database.ts';
import {
  ACCOUNT,
  aPort,
  aRequest,
  ERIN,
  judging,
  LEE,
  ORDER,
  REGION,
  unheard,
  willing,
} from './support/samples.ts';
import { startWatch, type Watch } from './support/watch.ts';

const MINUTE = 60_000;
const LETTER = new TextEncoder().encode('%PDF-1.7');
const TROUBLE = { code: 'Code', message: 'Message' };
const { reason, locationName, warnings, rule } = aRequest('ic-00');
const SUBMISSION: Omit<Submission, 'submissionId'> = {
  requester: ERIN,
  beneficiary: null,
  reason,
  order: ORDER,
  locationName,
  warnings,
  accountId: ACCOUNT,
  rule,
  dryRun: false,
  approvalChannel: 'C0APPROVALS',
};

/** AWS and Slack, made up; tests put in what they answer next. */
interface World {
  listed: ListedInterconnect[];
  locations: string[];
  outcomes: Outcome[];
  /** Whether the answer to the next message gets lost. */
  losesAnswer: boolean;
}

describe('while a transaction is open', () => {
  const database = useDatabase('sqlite');
  let watch: Watch;
  let world: World;
  let store: Store;
  let directConnect: DirectConnect;
  let sent = 0;

  beforeEach(async () => {
    watch = startWatch();
    world = { listed: [], locations: [ORDER.location], outcomes: [], losesAnswer: false };
    store = watch.store(await database.open());
    directConnect = watch.port(madeUpAws());
  });

  function madeUpAws(): DirectConnect {
    const offer = async () => ({
      locations: world.locations.map((code) => ({
        code,
        name: code,
        region: REGION,
        speeds: [ORDER.bandwidth],
        macsecSpeeds: [],
        providers: [],
      })),
      lags: [],
    });
    const session: Session = {
      accountId: ACCOUNT,
      endpoint: 'https://directconnect.us-east-1.amazonaws.com',
      offer,
      search: async () => ({ kind: 'listed', interconnects: [...world.listed], untold: [] }),
      port: async () => ({ kind: 'not_there' }),
      loaSender: () =>
        watch.port({
          fetch: async () => ({ kind: 'answered', content: LETTER, awsRequestId: undefined }),
        }),
      sender: () =>
        watch.port({ create: async () => world.outcomes.shift() ?? { kind: 'unknown', ...TROUBLE } }),
    };
    return {
      account: async () => ({ kind: 'known', accountId: ACCOUNT }),
      interconnects: async () => ({ kind: 'listed', interconnects: [...world.listed] }),
      offer,
      open: async () => ({ kind: 'open', session: watch.port(session) }),
    };
  }

  function placing(): Promise<boolean> {
    const threads: Threads = { link: () => 'https://example.slack.com/archives/C0/p1' };
    const deps: Parameters<typeof place>[0] = {
      store,
      directConnect,
      catalog: { of: () => NOTHING_READ },
      now: () => database.clock.now,
      threads: watch.port(threads),
      monotonic: () => 0,
      random: () => 0,
      judging,
      frozen: false,
      dryRun: false,
      rulesHash: () => 'one',
      expectedAccount: undefined,
      deadlineMs: 20_000,
      settleWindowMs: MINUTE,
      statePollMs: MINUTE,
      pause: async () => undefined,
    };
    return place(deps);
  }

  /** Delivers what there is, and what is to be tried again later. */
  async function delivering(): Promise<void> {
    const messenger: Messenger = {
      ...willing,
      post: async (...asked) => {
        const lost = world.losesAnswer;
        world.losesAnswer = false;
        return lost ? { kind: 'unknown', code: 'ECONNRESET' } : willing.post(...asked);
      },
    };
    const deps: DeliverDeps = {
      store,
      // What is known without asking Slack may be asked for in a transaction.
      messenger: { ...watch.port(messenger), untilTurn: messenger.untilTurn },
      ...unheard,
    };
    for (let round = 0; round < 20; round++) {
      if (!(await deliver(deps))) database.clock.now += MINUTE / 4;
    }
  }

  /** One listing; undefined where none is due. */
  async function following(): Promise<Followed | undefined> {
    let followed: Followed | undefined;
    await follow({
      store,
      directConnect,
      statePollMs: MINUTE,
      random: () => 0,
      onFollowed: (_where, told) => {
        followed = told;
      },
      onDoubt: () => undefined,
      alarms: () => ALARM_TIMES,
    });
    return followed;
  }

  /** One more form sent by Erin. */
  function submission(): Submission {
    return { ...SUBMISSION, submissionId: `V${sent++}` };
  }

  async function submitted(): Promise<Request> {
    const sent = await submit({ store, rules: { openRequestsPerPerson: 20 } }, submission());
    if (sent.kind !== 'submitted') throw new Error(`The form was not taken: ${sent.kind}.`);
    return sent.request;
  }

  async function approved(): Promise<Request> {
    const { id, revision, fingerprint } = await submitted();
    await decide(
      { store, judging },
      {
        requestId: id,
        revision,
        fingerprint,
        voter: LEE,
        choice: { decision: 'approve' },
      },
    );
    return read(id);
  }

  async function read(id: string): Promise<Request> {
    const request = await store.transaction((tx) => tx.requests.lock(id));
    if (!request) throw new Error(`${id} is gone.`);
    return request;
  }

  const statusOf = async ({ id }: Request) => (await read(id)).state.status;

  test('no action calls AWS or Slack', async () => {
    const { seen } = aPort('');
    const created: Outcome = { kind: 'created', interconnect: seen, awsRequestId: 'aws-1' };

    const first = await approved();
    world.losesAnswer = true;
    await delivering();
    world.outcomes = [created];
    await placing();
    world.listed = [{ ...seen, state: 'available' }];
    database.clock.now += MINUTE;
    expect(await following()).toMatchObject({ changed: 1 });
    await fetchLoa({
      store,
      directConnect,
      monotonic: () => 0,
      pause: async () => undefined,
      sites: () => undefined,
      loaRetryMs: () => MINUTE,
    });
    await delivering();
    expect(await statusOf(first)).toBe('ordered');

    const lost = await approved();
    await placing();
    expect(await statusOf(lost)).toBe('unsettled');
    database.clock.now += 2 * MINUTE;
    await reconcile({ store, directConnect });
    expect(await statusOf(lost)).toBe('needs_decision');
    const interconnectId = 'dxcon-lost';
    world.listed.push({ ...seen, interconnectId });
    const naming = { requestId: lost.id, attempt: 1, interconnectId, accepted: undefined, by: LEE };
    const shown = await namePort({ store, directConnect, judging }, naming);
    const accepted = shown.kind === 'differs' ? shown.digest : undefined;
    await namePort({ store, directConnect, judging }, { ...naming, accepted });
    expect(await statusOf(lost)).toBe('ordered');

    const refused = await approved();
    world.outcomes = [{ kind: 'refused', ...TROUBLE }];
    await placing();
    expect(await statusOf(refused)).toBe('refused');
    await tryAgain({ store, judging }, { requestId: refused.id, attempt: 1, by: ERIN });
    expect(await statusOf(refused)).toBe('approved');

    world.locations = [];
    await placing();
    expect(await statusOf(refused)).toBe('sent_back');
    await resubmit({ store }, { requestId: refused.id, ...submission() });
    expect(await statusOf(refused)).toBe('awaiting_approval');
    await withdraw({ store }, { requestId: refused.id, by: ERIN });
    expect(await statusOf(refused)).toBe('withdrawn');

    const late = await submitted();
    database.clock.now = late.expiresAt;
    await tend({ store, judging, reachable: () => true });
    expect(await statusOf(late)).toBe('expired');
    await delivering();

    expect(watch.inside).toEqual([]);
    const reads = ['open', 'offer', 'search', 'link', 'sender', 'loaSender', 'fetch'];
    const messages = [
      'find',
      'openDm',
      'post',
      'say',
      'shows',
      'turn',
      'update',
      'upload',
      'share',
      'shared',
    ];
    expect([...watch.called].toSorted()).toEqual([...reads, ...messages, 'create'].toSorted());
  });

  test('a call would be noticed, and so would a second transaction', async () => {
    await store.transaction(async () => {
      await Promise.resolve();
      await directConnect.account();
    });
    expect(watch.inside).toEqual(['account']);
    let second: Promise<number> | undefined;
    await store.transaction(async () => {
      second = store.transaction((tx) => tx.requests.countOpen());
    });
    await second;
    expect(watch.inside).toEqual(['account', 'transaction']);
  });
});
