import type { Server } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { DirectConnect, Store } from './actions/ports.ts';
import { createCatalogCache } from './directconnect/index.ts';
import { operatorRoutes, serveHealth } from './health.ts';
import { metricsText } from './metrics.ts';
import { SettingError } from './settings/setting-error.ts';
import type { Settings } from './settings.ts';
import { createBolt } from './slack/bolt.ts';
import { checkStart } from './slack/check-start.ts';
import { createDirectory } from './slack/directory.ts';
import { registerListeners } from './slack/listeners/index.ts';
import { createMessenger } from './slack/messenger.ts';
import { createOwner } from './slack/owner.ts';
import type { Pace } from './slack/pace.ts';
import { scopeOf } from './slack/slack-error.ts';
import type { StartError } from './slack/start-error.ts';
import { troubleText } from './slack/surfaces/trouble.ts';
import { createWebClient } from './slack/web-client.ts';
import { createTroubles, type StandingTrouble } from './troubles.ts';
import { startWorkers } from './workers/index.ts';
import { startTimer } from './workers/timer.ts';

const MINUTE = 60_000;
const CATALOG_EVERY_MS = 5 * MINUTE;
const CATALOG_RETRY_MS = 5_000;
const FIRST_LOOK_MS = 2_000;
const DIRECTORY_EVERY_MS = MINUTE;
/** How long the connection to Slack may be gone before `/readyz` says so. */
const SOCKET_PATIENCE_MS = 10_000;
const OWNER_EVERY_MS = MINUTE;

/** Everything outside the process that tests want to hold in their hands. */
export interface Outside {
  store: Store;
  directConnect: DirectConnect;
  log: Logger;
  /** Epoch milliseconds; what the store uses for itself is the store's own. */
  now: () => number;
  monotonic: () => number;
  random: () => number;
  /** Resolves after so many milliseconds. */
  pause: (ms: number) => Promise<unknown>;
  /** When a message to Slack may leave. */
  pace: Pace;
}

export interface RunningApp {
  /** The line that says that all is well. */
  ready: string;
  /** Resolves if the bot can never hear from Slack again with these settings; says why and what to do. */
  failed: Promise<StartError>;
  /** No new work; what is in flight ends, then the connections. The store stays open: it isn't the app's. */
  stop(): Promise<void>;
}

/** Wires the parts together and starts them; only this file knows who is who. Throws SettingError or StartError. */
export async function createApp(settings: Settings, outside: Outside): Promise<RunningApp> {
  const { store, directConnect, log, now } = outside;
  const slack = { ...settings.slack, port: settings.port };
  const client = createWebClient(slack, log);
  const owner = createOwner(client, settings.owner, store, log);
  const directory = createDirectory(client, settings.approvers, now);
  const facts = await checkStart(client, directory, settings, outside.pause);

  const catalog = createCatalogCache(directConnect, settings.regions, now);
  let accountId = settings.expectedAccount;
  let catalogPause = CATALOG_RETRY_MS / 2;
  const learnAccount = async () => {
    const answer = await directConnect.account();
    if (answer.kind === 'known') accountId ??= answer.accountId;
    else log.warn({ code: answer.code }, `the AWS account is not known: ${answer.message}`);
  };
  const refreshCatalog = async () => {
    const problems = await catalog.refresh();
    for (const problem of problems) log.warn(problem, 'catalog not read');
    if (accountId === undefined) await learnAccount();
    const complete = problems.length === 0 && accountId !== undefined;
    catalogPause = complete ? CATALOG_EVERY_MS : Math.min(catalogPause * 2, CATALOG_EVERY_MS);
    return catalogPause;
  };
  // Waited for two seconds at most: an AWS that is down keeps nobody from asking and deciding.
  const firstLook = Promise.all([learnAccount(), catalog.refresh()]);

  const words = (trouble: StandingTrouble) =>
    troubleText(trouble, {
      bot: facts.botName,
      approvals: { id: settings.approvalChannel, name: facts.channel },
    });
  const payOwner = async () => {
    await owner.pay();
    return OWNER_EVERY_MS;
  };
  const troubles = createTroubles(now, (trouble) => {
    const text = words(trouble);
    log.error({ ...trouble }, text);
    owner.owe(`${trouble.scope}:${trouble.channel ?? trouble.requestId}:${trouble.code}`, text);
    payOwner().catch((error: unknown) => log.warn({ err: error }, 'the owner could not be told'));
  });
  /** What keeps people from deciding: the bot may not speak at all, or not where they decide. */
  const silenced = () =>
    troubles
      .standing()
      .some(
        ({ scope, channel }) =>
          scope === 'bot' || (scope === 'place' && channel === settings.approvalChannel),
      );
  const routes = operatorRoutes(
    async () => ({
      parts: { slack: hears() && !silenced(), store: await reachable(store) },
      troubles: troubles.standing().map(words),
    }),
    async () =>
      metricsText(
        await store.transaction((tx) => tx.counts()),
        bolt.goneFor() === undefined,
        troubles.standing(),
      ),
  );
  const failed = Promise.withResolvers<StartError>();
  const bolt = createBolt(slack, { ...outside, routes, bot: facts.bot, onFatal: failed.resolve });
  // A connection that is renewed, or comes back at once, is no reason to call anybody.
  const hears = () => (bolt.goneFor() ?? 0) < SOCKET_PATIENCE_MS;
  registerListeners(bolt.app, {
    store,
    directory,
    catalog,
    directConnect,
    account: () => accountId,
    now,
    log,
    rules: {
      approvalChannel: settings.approvalChannel,
      regions: [settings.regions[0] ?? settings.homeRegion, ...settings.regions.slice(1)],
      quorum: settings.quorum,
      expiryHours: settings.approvalExpiryHours,
      dryRun: settings.dryRun,
    },
  });

  const timers = [
    startTimer(refreshCatalog, CATALOG_RETRY_MS, (error) =>
      log.error({ err: error }, 'catalog refresh failed'),
    ),
    startTimer(
      async () => {
        const problems = await directory.refresh();
        for (const { id, code } of problems) {
          log.warn({ id, code }, 'approvers not read');
          if (scopeOf(code) === 'bot') troubles.note({ scope: 'bot', code, channel: null, requestId: null });
        }
        // Without groups there was nothing to ask.
        const asked = settings.approvers.some(({ kind }) => kind === 'group');
        if (asked && problems.length === 0) troubles.over();
        return DIRECTORY_EVERY_MS;
      },
      DIRECTORY_EVERY_MS,
      (error) => log.error({ err: error }, 'approver refresh failed'),
    ),
    startTimer(
      async () => {
        await directory.tend();
        return DIRECTORY_EVERY_MS;
      },
      0,
      (error) => log.warn({ err: error }, 'names not read'),
    ),
  ];
  timers.push(
    startTimer(payOwner, OWNER_EVERY_MS, (error) => log.warn({ err: error }, 'the owner could not be told')),
  );
  let health: Server | undefined;
  const messenger = createMessenger(client, {
    deploymentLabel: settings.deploymentLabel,
    teamUrl: facts.teamUrl,
    pace: outside.pace,
    monotonic: outside.monotonic,
  });
  const workers = startWorkers({
    ...outside,
    ...createWorkerSettings(settings),
    messenger,
    threads: messenger,
    onError: (worker, error) => log.error({ err: error, worker }, 'worker failed'),
    onTrouble(trouble) {
      log.warn(trouble, 'Slack did not take a message');
      troubles.note(trouble);
    },
    onTold: troubles.over,
    onFollowed: (region, followed) => {
      if (followed.kind === 'could_not_look') log.warn({ region, ...followed }, 'ports not listed');
      else if (followed.kind === 'followed' && followed.changed > 0)
        log.info({ region, ...followed }, 'ports changed');
    },
  });
  const stop = async () => {
    for (const timer of timers) timer.stop();
    await Promise.all([bolt.stop(), workers.stop()]);
    await new Promise((resolve) => (health ? health.close(resolve) : resolve(undefined)));
  };
  try {
    if (slack.connection.mode === 'socket') {
      health = await onPort(settings.port, serveHealth(settings.port, routes));
    }
    await onPort(settings.port, bolt.start());
    await Promise.race([firstLook, wait(FIRST_LOOK_MS)]);
  } catch (error) {
    await stop();
    throw error;
  }
  const open = await store.transaction((tx) => tx.openRequests());
  return { stop, failed: failed.promise, ready: readyLine(settings, facts, accountId, open) };
}

function createWorkerSettings(settings: Settings) {
  const { statePollMs, frozen, createDeadlineMs: deadlineMs, settleWindowMs } = settings;
  return { statePollMs, frozen, deadlineMs, settleWindowMs };
}

/** A port that can't be listened on is a setting to correct, in either mode. */
async function onPort<T>(port: number, listening: Promise<T>): Promise<T> {
  try {
    return await listening;
  } catch (error) {
    const { code } = error as { code?: string };
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
    throw new SettingError('PORT', `${port} can't be listened on (${code}).`, 'Choose another.', error);
  }
}

async function reachable(store: Store): Promise<boolean> {
  try {
    await store.transaction((tx) => tx.openRequests());
    return true;
  } catch {
    return false;
  }
}

function readyLine(
  settings: Settings,
  facts: { botName: string; team: string; channel: string },
  accountId: string | undefined,
  open: number,
): string {
  const mode = settings.slack.connection.mode === 'socket' ? 'Socket Mode' : `HTTP on port ${settings.port}`;
  const account = accountId ? `account ${accountId}` : 'account not known';
  const regions = `Regions ${settings.regions.join(', ')}`;
  return `Ready: ${mode}, @${facts.botName} in ${facts.team}, approvals in #${facts.channel}, ${account}, ${regions}, ${open} open ${open === 1 ? 'request' : 'requests'}.`;
}
