import { App, type Receiver } from '@slack/bolt';
import { WebClient, type WebClientOptions } from '@slack/web-api';
import { pino } from 'pino';
import { createJudging } from '../../../src/actions/deciding/judging.ts';
import { ruleFor } from '../../../src/actions/deciding/rule-for.ts';
import type { Request } from '../../../src/domain/request/request.ts';
import { askersIn, notifiedIn, requestersIn } from '../../../src/domain/rules/named.ts';
import { StoreUnavailableError } from '../../../src/interfaces/errors.ts';
import type { Store } from '../../../src/interfaces/store.ts';
import { gate } from '../../../src/slack/connection/gate.ts';
import { registerListeners } from '../../../src/slack/listeners/index.ts';
import { createHomeScreen } from '../../../src/slack/outbound/home-screen.ts';
import { createSentForms } from '../../../src/slack/outbound/sent-forms.ts';
import { createDirectory, type SlackDirectory } from '../../../src/slack/people/directory.ts';
import { openStore } from '../../../src/store/open.ts';
import { tracer } from '../../../src/tracing/tracer.ts';
import { NOTHING_READ } from '../../actions/support/outside.ts';
import { onlyAccount } from '../../domain/support.ts';
import { ACCOUNT, LEE, REGION } from '../../store/support/samples.ts';
import { type Button, pressedPart } from './buttons.ts';
import { type Circumstance, rulesOf } from './circumstances.ts';
import { NOW } from './happened.ts';
import { GROUPS, PEOPLE, TEAM, teamOf, USERS, type Who } from './people.ts';
import { addHeld } from './seed.ts';
import { type Answer, answerOf, createWire, type Wire } from './slack.ts';
import type { Held } from './states.ts';

const APP = 'A0CLICKS';
/** Beyond five minutes: lists that were read then are too old now. */
const LONG_AGO_MS = 6 * 60_000;

/** The bot's listeners with a real store and Slack's people, under one circumstance; no sockets. */
export interface Scene {
  add(all: readonly Held[]): Promise<void>;
  /** Resolves when everything that follows from the click is over. */
  click(one: { held: Held; button: Button; who: Who }): Promise<Answer>;
  /** What the store holds of these now; with the votes for the approval and for what was to be decided before. */
  read(all: readonly Held[]): Promise<Held[]>;
  close(): Promise<void>;
}

export async function openScene(circumstance: Circumstance): Promise<Scene> {
  const { frozen = false, dryRun = false, away = false, shown = (request) => request } = circumstance;
  const store = await openStore({ url: 'file::memory:', now: () => NOW });
  if (frozen) await store.transaction((tx) => tx.freeze.put({ by: LEE, reason: 'Maintenance', at: NOW }));
  const log = pino({ level: process.env.TEST_LOG ?? 'silent' });
  const wire = createWire();
  const clientOptions: WebClientOptions = {
    fetch: wire.fetch,
    retryConfig: { retries: 0 },
    slackApiUrl: 'https://slack.example/api/',
  };
  const client = new WebClient('xoxb-clicks', clientOptions);
  const rules = rulesOf(circumstance);
  const directory = await known(client, wire, circumstance);
  const judged = { rules: () => rules, directory, account: () => ACCOUNT };
  const judging = createJudging(judged);
  const stands = away ? unanswering(store) : store;
  const app = new App({
    token: 'xoxb-clicks',
    receiver: {
      init: () => undefined,
      start: async () => undefined,
      stop: async () => undefined,
    } as Receiver,
    convoStore: false,
    clientOptions,
    botId: 'B0CLICKS',
    botUserId: 'U0CLICKS',
    tokenVerificationEnabled: false,
    deferInitialization: true,
  });
  await app.init();
  app.error((error) => Promise.reject(error));
  registerListeners(app, {
    store: stands,
    directory,
    judging,
    catalog: { of: () => NOTHING_READ },
    accounts: onlyAccount([REGION], ACCOUNT),
    directConnect: { account: notAsked, interconnects: notAsked, offer: notAsked, open: notAsked },
    account: () => ACCOUNT,
    home: {
      store: stands,
      judging,
      dryRun,
      homes: createHomeScreen(
        client,
        () => '',
        () => undefined,
      ),
      known: () => undefined,
      onHomeTrouble: () => undefined,
    },
    linkTo: () => '',
    now: () => NOW,
    log,
    onDeleted: async () => undefined,
    onRevoked: () => undefined,
    sentForms: createSentForms(client, log),
    ruleFor: (asked) => ruleFor(judged, asked),
    prices: () => undefined,
    rules: { approvalChannel: 'C0APPROVALS', openRequestsPerPerson: 20, dryRun },
  });
  const meter = { acked: () => undefined };
  const take = gate(app.processEvent.bind(app), { teamId: TEAM, appId: APP }, { log, meter, tracer });

  return {
    add: (all) => addHeld(store, all),
    async click({ held, button, who }) {
      const acks: unknown[] = [];
      const { id, name } = PEOPLE[who].person;
      const body = {
        api_app_id: APP,
        team: { id: TEAM, domain: 'home' },
        user: { id, name, username: name, team_id: teamOf(who) },
        trigger_id: 't1',
        ...pressedPart(button, shown(held.request)),
      };
      await take({ body, ack: async (given) => void acks.push(given) });
      return answerOf(wire.taken(), acks);
    },
    read: (all) =>
      store.read(async (at) => {
        const held: Held[] = [];
        for (const { request: before } of all) {
          const { id, revision } = before;
          const request = await at.requests.read(id);
          if (!request) throw new Error(`${id} is gone.`);
          const votes = await at.votes.of(id, revision, 0);
          const about = decisionOf(before);
          if (about !== 0) votes.push(...(await at.votes.of(id, revision, about)));
          const [alarm] = await at.alarms.of([id]);
          held.push({ request, votes, got: alarm?.got ?? undefined });
        }
        return held;
      }),
    async close() {
      await store.close();
      await app.stop();
    },
  };
}

/** A directory that has read everybody whom Slack tells of. */
async function known(client: WebClient, wire: Wire, circumstance: Circumstance): Promise<SlackDirectory> {
  let now = NOW - LONG_AGO_MS;
  const rules = rulesOf(circumstance);
  const named = {
    approvers: Object.keys(GROUPS).map((id) => ({ kind: 'group', id }) as const),
    requesters: requestersIn(rules),
    askers: askersIn(rules),
    notified: notifiedIn(rules),
    namedAt: new Map(),
  };
  const directory = createDirectory(client, { named: () => named, teamId: TEAM, now: () => now });
  await directory.refresh();
  now = NOW;
  wire.tellsGroups = !circumstance.groupsUnchecked;
  await directory.refresh();
  for (const id of USERS.keys()) await directory.standing(id);
  return directory;
}

/** After which attempt people have decided or are to; 0 where nothing is, -1 where none was made. */
function decisionOf({ state }: Request): number {
  if (state.status === 'approved') return state.votesFor;
  if (state.status === 'ordered') return state.attempt - 1;
  return state.status === 'needs_decision' ? state.attempt || -1 : 0;
}

/** AWS, which no click asks before it is answered. */
function notAsked(): Promise<never> {
  return Promise.reject(new Error('A click asked AWS.'));
}

/** A database that is away. */
function unanswering(store: Store): Store {
  const away = () => Promise.reject(new StoreUnavailableError(undefined, { general: true }));
  return { ...store, transaction: away, read: away };
}
