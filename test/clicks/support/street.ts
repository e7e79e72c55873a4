import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { RunningApp } from '../../../src/app.ts';
import { StoreUnavailableError } from '../../../src/interfaces/errors.ts';
import type { Store } from '../../../src/interfaces/store.ts';
import { readRulesAlone } from '../../../src/settings/rules.ts';
import { LEE } from '../../store/support/samples.ts';
import type { Stage } from '../../support/stage.ts';
import type { When } from './circumstances.ts';
import { NOW } from './happened.ts';
import { GROUPS, PEOPLE, TEAM, teamOf, WHO, type Who } from './people.ts';

/** Beyond five minutes: lists of groups are too old after that. */
const STALE_MS = 6 * 60_000;

const RULES = {
  asked: `rules: [{ name: ports, approve: [S0LEADS], quorum: 2, reject_quorum: 2, expiry_hours: 72, notify: [U0NOEL],
    escalate: { after_hours: 24, approve: [S0DIRECTORS] } }]`,
  none: 'rules: [{ name: elsewhere, match: { region: [eu-west-1] }, approve: [S0LEADS], quorum: 2 }]',
  stricter: 'rules: [{ name: seniors-only, approve: [S0SENIORS], quorum: 2, reject_quorum: 2 }]',
};

/** How a circumstance is brought about, and ended. */
interface Way {
  begin(): Promise<unknown>;
  end?(): Promise<unknown>;
}

/** How to bring about what isn't so by itself. */
export type Ways = Partial<Record<When, Way>>;

/** Starts a bot on a stage with the matrix's people, groups, rules and time; how to bring each circumstance about. */
export async function startStreet(stage: Stage): Promise<Ways> {
  bringPeople(stage);
  const path = join(dirname(stage.env.DATABASE_URL?.slice('file:'.length) ?? ''), 'rules.yaml');
  const env = { ...stage.env, APPROVERS: undefined, INTERCONNECT_BOT_CONFIG: path };
  let isAway = false;
  let app: RunningApp | undefined;
  const start = async (overrides = {}) => {
    app = await stage.start({ ...env, ...overrides }, (outside) => ({
      ...outside,
      store: awayWhile(outside.store, () => isAway),
    }));
  };
  const rules = async (written: string) => {
    writeFileSync(path, written);
    await app?.reload(() => readRulesAlone(env));
  };
  stage.travel(NOW - Date.now());
  await rules(RULES.asked);
  await start();
  return {
    away: {
      async begin() {
        isAway = true;
      },
      async end() {
        isAway = false;
      },
    },
    frozen: {
      begin: () => freeze(stage, { by: LEE, reason: 'Maintenance', at: NOW }),
      end: () => freeze(stage, null),
    },
    no_rule: { begin: () => rules(RULES.none), end: () => rules(RULES.asked) },
    stricter: { begin: () => rules(RULES.stricter), end: () => rules(RULES.asked) },
    groups_unchecked: {
      async begin() {
        stage.slack.fault('usergroups.list', { kind: 'error', error: 'fatal_error' }, 10_000);
        stage.travel(STALE_MS);
      },
      async end() {
        stage.slack.clearFaults();
      },
    },
    dry_run: {
      async begin() {
        await stage.stop();
        await start({ DRY_RUN: 'true' });
      },
    },
  };
}

function bringPeople({ slack }: Stage): void {
  const everybody = new Map(WHO.map((who) => [PEOPLE[who].person.id, who]));
  const others = Object.values(GROUPS).flatMap(({ users }) => users.filter(({ id }) => !everybody.has(id)));
  const add = ({ id, name }: { id: string; name: string }, who?: Who) => {
    const isForeign = who !== undefined && teamOf(who) !== TEAM;
    slack.addUser({
      id,
      name: name.toLowerCase(),
      realName: name,
      isRestricted: who === 'guest',
      ...(isForeign && who ? { teamId: teamOf(who) } : {}),
    });
  };
  for (const who of WHO) add(PEOPLE[who].person, who);
  for (const person of others) add(person);
  for (const [id, { handle, users }] of Object.entries(GROUPS))
    slack.addGroup({ id, handle, users: users.map((user) => user.id) });
}

function freeze(
  stage: Stage,
  frozen: { by: { id: string; name: string }; reason: string; at: number } | null,
): Promise<void> {
  return stage.store().transaction((tx) => tx.freeze.put(frozen));
}

/** The store, and whether it is away. */
function awayWhile(store: Store, isAway: () => boolean): Store {
  const away = () => Promise.reject(new StoreUnavailableError(undefined, { general: true }));
  return {
    ...store,
    transaction: (work, limitMs) => (isAway() ? away() : store.transaction(work, limitMs)),
    read: (work) => (isAway() ? away() : store.read(work)),
  };
}
