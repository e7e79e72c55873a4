import { expect } from 'vitest';
import { startAws } from '../../../sandbox/aws/index.ts';
import type { EmbeddedAws } from '../../../sandbox/aws/types.ts';
import type { BeginDeps } from '../../../src/actions/following/begin-following.ts';
import type { FollowDeps } from '../../../src/actions/following/follow.ts';
import type { TendDeps } from '../../../src/actions/lifecycle/tend.ts';
import type { LoaDeps } from '../../../src/actions/loa/fetch-loa.ts';
import type { PlaceDeps } from '../../../src/actions/placing/place-deps.ts';
import { createDirectConnect } from '../../../src/directconnect/index.ts';
import type { RegionCatalog } from '../../../src/domain/catalog/catalog.ts';
import { ALARM_TIMES } from '../../../src/domain/port/alarm-times.ts';
import type { Rule } from '../../../src/domain/rules/policy.ts';
import type { DirectConnect } from '../../../src/interfaces/direct-connect.ts';
import { onlyAccount } from '../../domain/support.ts';
import type { TestDatabase } from '../../store/support/database.ts';
import { ACCOUNT, REGION } from '../../store/support/samples.ts';
import { rowsLeft } from '../../support/leaks.ts';
import { enterEnv, sdkEnvOf } from '../../support/sdk-env.ts';

const HOUR = 3_600_000;

/** What stands around actions: a store, the embedded Direct Connect, and everything that they are given. */
export interface Outside {
  aws: EmbeddedAws;
  deps: PlaceDeps & FollowDeps & LoaDeps & TendDeps & Pick<BeginDeps, 'accounts'>;
  /** Fails if actions have left a lease behind. */
  close(): Promise<void>;
}

/** What of it tests change while it stands. */
export interface Changing {
  readonly database: TestDatabase;
  /** What would apply to a request now. */
  rule: Rule;
  /** Who is in which group. */
  groups: ReadonlyMap<string, readonly string[]>;
  /** Done once, after AWS has answered the next search, before whoever looks hears of it. */
  meanwhile: (() => Promise<unknown>) | undefined;
  /** What was last read of the catalog. */
  catalog: RegionCatalog;
}

/** As before AWS was read for the first time. */
export const NOTHING_READ: RegionCatalog = {
  region: REGION,
  locations: [],
  lags: [],
  interconnects: [],
  readAt: undefined,
  refusal: undefined,
};

/** Store and AWS go by the clock of the database. */
export async function openOutside(now: Changing): Promise<Outside> {
  const { database } = now;
  const store = await database.open();
  const lifecycle = { requested: HOUR, pending: HOUR, down: HOUR };
  const aws = await startAws({ accountId: ACCOUNT, now: () => database.clock.now, lifecycle });
  const leaveEnv = enterEnv(sdkEnvOf(aws));
  const monotonic = () => performance.now();
  const deps: Outside['deps'] = {
    store,
    directConnect: heardLate(createDirectConnect(REGION, monotonic), now),
    threads: { link: () => 'https://example.slack.com/archives/C0/p1' },
    catalog: { of: () => now.catalog },
    accounts: onlyAccount([REGION], ACCOUNT),
    now: () => database.clock.now,
    judging: {
      directory: {
        members: () => ({ members: { groups: now.groups, standings: new Map() } }),
        learn: async () => undefined,
      },
      ruleNow: () => now.rule,
      rules: () => [now.rule],
    },
    reachable: () => true,
    monotonic,
    random: () => 0,
    pause: async () => undefined,
    frozen: false,
    dryRun: false,
    rulesHash: () => 'one',
    expectedAccount: undefined,
    deadlineMs: 20_000,
    settleWindowMs: 1_200_000,
    statePollMs: 1_000,
    sites: () => undefined,
    loaRetryMs: () => HOUR,
    onFollowed: () => undefined,
    onDoubt: () => undefined,
    alarms: () => ALARM_TIMES,
  };
  const close = async () => {
    await aws.close();
    leaveEnv();
    expect(await rowsLeft(database.url, database.clock.now)).toEqual([]);
  };
  return { aws, deps, close };
}

function heardLate(aws: DirectConnect, now: Changing): DirectConnect {
  return {
    ...aws,
    async open(where, validForMs) {
      const opened = await aws.open(where, validForMs);
      if (opened.kind !== 'open') return opened;
      const { session } = opened;
      const search: typeof session.search = async (what) => {
        const answer = await session.search(what);
        const act = now.meanwhile;
        now.meanwhile = undefined;
        await act?.();
        return answer;
      };
      return { kind: 'open', session: { ...session, search } };
    },
  };
}
