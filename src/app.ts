import { hostname } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { createJudging } from './actions/deciding/judging.ts';
import { ruleFor } from './actions/deciding/rule-for.ts';
import { cardDeleted } from './actions/delivering/card-deleted.ts';
import { followAll } from './actions/following/follow.ts';
import { changeRules } from './actions/operating/change-rules.ts';
import { showSwitches } from './actions/operating/freeze.ts';
import { keepCatalogs, keptCatalogs } from './actions/operating/keep-catalog.ts';
import { noteSettings } from './actions/operating/note-settings.ts';
import { isOutgrown } from './actions/operating/outgrown.ts';
import { heldByAll } from './actions/operating/presence.ts';
import { createCatalogCache } from './directconnect/index.ts';
import { accountMeant, placesOf } from './domain/account.ts';
import type { Where } from './domain/where.ts';
import type { Aws } from './interfaces/aws.ts';
import type { Store } from './interfaces/store.ts';
import { headsDuty } from './operations/audit-heads.ts';
import { logHeads } from './operations/audit-log.ts';
import { watchAccounts } from './operations/aws-account.ts';
import { createAwsLook } from './operations/aws-look.ts';
import { maintenanceDuty, tracingDuty } from './operations/aws-news.ts';
import { watchChanges } from './operations/changed.ts';
import { logFollowed } from './operations/followed.ts';
import { watchGhosts } from './operations/ghosts.ts';
import { HEALTH } from './operations/health.ts';
import { createIncidents } from './operations/incidents.ts';
import { buildOf } from './operations/metrics/build.ts';
import { createMetrics, type Metrics } from './operations/metrics/registry.ts';
import { watchMissing } from './operations/missing-ports.ts';
import { type OperatorServer, serveOperators } from './operations/operator-server.ts';
import { createOperators } from './operations/operators.ts';
import { outgrownDuty } from './operations/outgrown.ts';
import { createPresence } from './operations/presence.ts';
import { readyLine } from './operations/ready-line.ts';
import { watchRecording } from './operations/recording.ts';
import { createReload } from './operations/reload.ts';
import { watchRules } from './operations/rules-differ.ts';
import { createTellOwner } from './operations/tell-owner.ts';
import { isAboutToken, troubleFields } from './operations/troubles.ts';
import { createUnclearWords } from './operations/unclear-words.ts';
import { watchUnlisted } from './operations/unlisted-accounts.ts';
import { createRedact } from './process/redact.ts';
import { unlessStopped } from './process/stopped-early.ts';
import { offeredAccounts } from './settings/accounts.ts';
import { decidingSettings } from './settings/deciding.ts';
import { inForce } from './settings/in-force.ts';
import type { Rules } from './settings/rules.ts';
import { SettingError } from './settings/setting-error.ts';
import type { Settings } from './settings/settings.ts';
import { longestSurfaces } from './slack/blocks/longest.ts';
import { createBolt } from './slack/connection/bolt.ts';
import type { Patience } from './slack/connection/socket/connection.ts';
import { createWebClient } from './slack/connection/web-client.ts';
import { slackDuties } from './slack/duties.ts';
import { registerListeners } from './slack/listeners/index.ts';
import { createSurfaceCheck } from './slack/outbound/check-surfaces.ts';
import { createHomeScreen } from './slack/outbound/home-screen.ts';
import { createMessenger } from './slack/outbound/messenger.ts';
import { createOwner } from './slack/outbound/owner.ts';
import type { Pace } from './slack/outbound/pace.ts';
import { createSentForms } from './slack/outbound/sent-forms.ts';
import { createDirectory } from './slack/people/directory.ts';
import { checkRules, forgetUnnamed } from './slack/start/check-rules.ts';
import { checkStart } from './slack/start/check-start.ts';
import { checkIdentity } from './slack/start/identity.ts';
import type { StartError } from './slack/start/start-error.ts';
import { traceDirectConnect } from './tracing/direct-connect.ts';
import { thrownIn } from './tracing/here.ts';
import { traceMessenger } from './tracing/messenger.ts';
import { findSdk } from './tracing/span.ts';
import { traceStore } from './tracing/store.ts';
import { tracer } from './tracing/tracer.ts';
import { troubleText } from './words/trouble.ts';
import { createDuties } from './workers/duties.ts';
import { startWorkers } from './workers/index.ts';

const FIRST_LOOK_MS = 2_000;
/** Whatever was told, the store is looked at so often. */
const LOOK_MS = 5_000;
/** So long messages wait at most, however many orders there are and however long AWS takes. */
const HOLD_BACK_MS = 200;
const CHECK_SURFACES_MS = 1_000;
/** So often it is looked whether AWS is to be asked for maintenance or deletions, by whichever process. */
const NEWS_LOOK_MS = 60_000;
/** Thirty Home tabs a minute are drawn anew at most, besides those that somebody opens. */
const HOME_EVERY_MS = 2_000;

/** Everything outside the process that tests want to hold in their hands. */
export interface Outside {
  store: Store;
  directConnect: Aws;
  log: Logger;
  /** Epoch milliseconds; what the store uses for itself is the store's own. */
  now: () => number;
  monotonic: () => number;
  random: () => number;
  /** Resolves after so many milliseconds. */
  pause: (ms: number) => Promise<unknown>;
  /** When a message to Slack may leave. */
  pace: Pace;
  /** How long a silent connection to Slack is waited for; Slack's own pace unless set. */
  patience?: Patience;
  /** Resolves if the bot is to end; a start that is under way then ends with StoppedEarly. */
  stopping?: Promise<unknown>;
  /** So often the store is looked at for what nobody has told; five seconds unless set. */
  lookMs?: number;
  /** So long messages wait for orders that are on their way; 200 milliseconds unless set. */
  holdBackMs?: number;
  /** So far apart Home tabs are drawn anew; two seconds unless set. */
  homeEveryMs?: number;
  /** So often it is looked whether AWS Health or CloudTrail is to be asked; a minute unless set. */
  newsLookMs?: number;
  /** Names this process among those of the store. */
  processId: string;
  /** What is counted in this process; where something is counted before the bot is there, a call to AWS say. */
  metrics?: Metrics;
}

/** A bot that runs. */
export interface RunningApp {
  /** The line that says that all is well. */
  ready: string;
  /** Where operators ask; undefined while another process holds that port. */
  operatorPort(): number | undefined;
  /** From now on the rules hold that are read anew; if they can be: else it is an incident. Never rejects. */
  reload(read: () => Rules): Promise<void>;
  /** Resolves if the bot can never hear from Slack again with these settings; says why and what to do. */
  failed: Promise<StartError>;
  /** No new work; what is in flight ends, then the connections. The store stays open: it isn't the app's. */
  stop(): Promise<void>;
}

/** Wires the parts together and starts them; only this file knows who is who. Throws SettingError or StartError. */
export async function createApp(settings: Settings, given: Outside): Promise<RunningApp> {
  await findSdk();
  const recording = watchRecording(given.store, given);
  const outside = {
    ...given,
    store: traceStore(recording.store),
    directConnect: traceDirectConnect(given.directConnect, given),
    tracer,
  };
  const { store, directConnect, log, now } = outside;
  const { metrics = createMetrics(buildOf(settings)) } = given;
  const { meter } = metrics;
  store.onMeasured(meter.measured);
  const slack = { ...settings.slack, port: settings.port };
  const heads = logHeads(store, log);
  const client = createWebClient(slack, log, meter);
  const owner = createOwner(client, settings.owner, store, log);
  const tellOwner = createTellOwner(owner, log);
  const incidents = createIncidents(now, ({ key, text }) => {
    log.warn({ incident: key }, text);
    tellOwner(`incident:${key}`, text);
  });
  const accounts = offeredAccounts(settings);
  const catalog = createCatalogCache(directConnect, placesOf(accounts), now);
  for (const { id } of accounts)
    catalog.restore(id, await keptCatalogs({ store }, { accountId: id ?? undefined }));
  const aws = createAwsLook({
    ...directConnect,
    catalog,
    accounts,
    note: watchAccounts(incidents, settings.accounts.length > 0),
    keep: ({ id, regions }, accountId) =>
      keepCatalogs(
        { store },
        { accountId, catalogs: regions.map((region) => catalog.of({ accountId: id, region })) },
      ),
    log,
  });
  // While Slack is asked. Waited for two seconds at most: an AWS that is down keeps nobody from asking and deciding.
  const firstLook = aws.first();
  const unlessStopping = <T>(work: Promise<T>) => unlessStopped(work, outside.stopping);
  const identity = await unlessStopping(checkIdentity(client, outside.pause));
  let force = inForce(settings, settings);
  const { teamId } = identity;
  const directory = createDirectory(client, { named: () => force.named, teamId, now });
  const facts = await unlessStopping(
    checkStart({ client, directory, identity, incidents, pause: outside.pause }, settings),
  );
  for (const warning of facts.warnings) log.warn(warning);

  const judged = { rules: () => force.rules, directory, account: aws.accountId };
  const judging = createJudging(judged);
  const approvals = { id: settings.approvalChannel, name: facts.channel };
  const unclear = createUnclearWords(incidents);
  const redact = createRedact(Object.values(settings.slack.connection));
  const operators = createOperators({
    ...outside,
    incidents,
    tellOwner,
    words: (trouble) => redact(troubleText(trouble, { bot: facts.botName, approvals })),
    approvalChannel: settings.approvalChannel,
    goneFor: () => bolt.goneFor(),
    connections: () => ({ held: bolt.connections().held, ghosts: ghosts.seen() }),
    metrics,
    isRecorded: () => staying.isRecorded(),
    storeTrouble: recording.trouble,
  });
  const tokenRefused = (code: string) =>
    operators.note({ scope: 'bot', code, channel: null, requestId: null });
  const failed = Promise.withResolvers<StartError>();
  const ghosts = watchGhosts(incidents, (held) => heldByAll({ store }, { id: outside.processId, held }));
  const bolt = createBolt(slack, {
    ...outside,
    meter,
    routes: [HEALTH],
    bot: facts.bot,
    home: { teamId: facts.teamId, appId: facts.appId, enterpriseId: identity.enterpriseId },
    onHello: ghosts.hello,
    onFatal: failed.resolve,
  });
  const sentForms = createSentForms(client, log);
  const slackMessenger = createMessenger(client, {
    deploymentLabel: settings.deploymentLabel,
    prices: () => force.prices,
    teamUrl: facts.teamUrl,
    own: { appId: facts.appId, botId: facts.bot?.id },
    pace: outside.pace,
    monotonic: outside.monotonic,
    onCard: sentForms.cardStands,
  });
  const messenger = traceMessenger(slackMessenger, log);
  /** What is read of AWS is the account's whose credentials the bot has, or that of one of several. */
  const known = ({ accountId, region }: Where) => {
    const isOwn = accountId === null || accountId === aws.accountId();
    const account = isOwn ? accountMeant(accounts, accountId) : accounts.find(({ id }) => id === accountId);
    return account && catalog.of({ accountId: account.id, region });
  };
  const home = {
    store,
    known,
    judging,
    dryRun: settings.dryRun,
    homes: createHomeScreen(client, messenger.link, () => force.prices),
    onHomeTrouble: (user: string, code: string) => log.warn({ user, code }, 'Slack did not take a Home tab'),
  };
  registerListeners(bolt.app, {
    store,
    directory,
    judging,
    catalog,
    accounts,
    directConnect,
    account: aws.accountId,
    home,
    linkTo: messenger.link,
    now,
    log,
    onDeleted: (channel, ts) => cardDeleted({ store }, { channel, ts }),
    onRevoked: tokenRefused,
    sentForms,
    ruleFor: (asked) => ruleFor(judged, asked),
    prices: () => force.prices,
    rules: {
      approvalChannel: settings.approvalChannel,
      openRequestsPerPerson: settings.openRequestsPerPerson,
      dryRun: settings.dryRun,
    },
  });

  const noteToken = (code: string | undefined) => {
    if (code === undefined) operators.known();
    else if (isAboutToken(code)) tokenRefused(code);
  };
  const duties = createDuties((duty, error) =>
    recording.unlessTold(error, () => log[duty.level]({ err: error }, duty.failure)),
  );
  duties.begin(aws.duty, ...slackDuties({ client, directory, owner, incidents, noteToken, log }));
  let operatorServer: OperatorServer | undefined;
  const presence = {
    id: outside.processId,
    host: hostname(),
    pid: process.pid,
    rulesHash: force.hash,
    frozen: settings.frozen,
    dryRun: settings.dryRun,
  };
  const noteRules = watchRules(incidents, { id: outside.processId, rulesHash: () => force.hash });
  const staying = createPresence(
    store,
    recording,
    presence,
    () => bolt.connections().held,
    async (processes) => {
      noteRules(processes);
      await ghosts.compare();
    },
  );
  await staying.begin();
  // Before anything is decided or ordered by them.
  await noteSettings({ store }, { settings: decidingSettings(settings), ...presence });
  await showSwitches({ store });
  await followAll({ store, statePollMs: settings.statePollMs });
  duties.begin(
    staying.duty,
    outgrownDuty(incidents, () => isOutgrown({ store })),
  );
  const news = {
    ...outside,
    aws: directConnect,
    accounts,
    incidents,
    lookMs: outside.newsLookMs ?? NEWS_LOOK_MS,
  };
  const { auditHeadsDir: folder, auditSigningKey: key } = settings;
  if (folder) duties.begin(headsDuty({ ...news, folder, key, processId: outside.processId }));
  if (settings.health) duties.begin(maintenanceDuty(news));
  if (settings.trail) duties.begin(tracingDuty(news));
  const [noteFollowed, noteUnlisted] = [logFollowed(log), watchUnlisted(incidents)];
  const workers = startWorkers({
    ...outside,
    ...home,
    homeEveryMs: outside.homeEveryMs ?? HOME_EVERY_MS,
    ...createWorkerSettings(settings),
    lookMs: outside.lookMs ?? LOOK_MS,
    holdBackMs: outside.holdBackMs ?? HOLD_BACK_MS,
    judging,
    reachable: directory.reachable,
    rulesHash: () => force.hash,
    sites: () => force.sites,
    loaRetryMs: () => force.alarms.loaRetryMs,
    messenger,
    catalog,
    threads: messenger,
    onError: (worker, error) =>
      recording.unlessTold(error, () =>
        log.error({ err: error, worker, ...thrownIn(error) }, 'worker failed'),
      ),
    onTrouble(trouble) {
      log.warn(troubleFields(trouble), 'Slack did not take a message');
      operators.note(trouble);
      unclear.note(trouble);
    },
    onTold: (channel, method, message) => {
      operators.over(channel, method);
      unclear.told(message);
    },
    alarms: () => force.alarms,
    onDoubt: watchMissing(incidents),
    onFollowed(where, followed) {
      noteFollowed(where, followed);
      noteUnlisted(where, followed);
    },
    onLeaseLost: meter.leaseLost,
  });
  const changes = watchChanges(store, (error) =>
    recording.unlessTold(error, () => log.warn({ err: error }, 'Home tabs not marked to be drawn again')),
  );
  const stop = async () => {
    duties.stop();
    changes.stop();
    await Promise.all([bolt.stop(), workers.stop()]);
    await sentForms.settled();
    await staying.end().catch((error: unknown) => log.warn({ err: error }, 'presence not ended'));
    await operatorServer?.close();
  };
  try {
    const { host, port } = settings.operators;
    operatorServer = await onPort(
      'OPERATOR_PORT',
      `${port} on ${host}`,
      serveOperators({ host, port }, operators.routes, incidents),
    );
    await unlessStopping(onPort('PORT', String(settings.port), bolt.start()));
    await Promise.race([firstLook, wait(FIRST_LOOK_MS, undefined, { ref: false })]);
  } catch (error) {
    await stop();
    throw error;
  }
  heads.started();
  const open = await store.read((at) => at.requests.countOpen());
  // In the background, since nobody waits for it: Slack may take a minute to answer for all.
  const surfaces = longestSurfaces(settings.deploymentLabel, accounts);
  duties.begin({
    failure: 'messages and forms not checked',
    level: 'error',
    firstMs: CHECK_SURFACES_MS,
    run: createSurfaceCheck(client, surfaces, incidents, log),
  });
  const reload = createReload({
    check: (next) => checkRules({ client, directory, teamId, now, pause: outside.pause }, next),
    record: (next) =>
      staying.change(next.hash, (presence) =>
        changeRules({ store }, { presence, settings: decidingSettings({ ...settings, ...next }) }),
      ),
    take(next) {
      forgetUnnamed(force.named, next.named, incidents);
      force = next;
      // What waits shows how many it takes by the rules of now.
      duties.begin({
        failure: 'what waits is not drawn anew',
        level: 'warn',
        firstMs: 0,
        async run() {
          await showSwitches({ store });
          return undefined;
        },
      });
    },
    incidents,
    log,
  });
  return {
    stop,
    reload: (read) => reload(() => inForce(read(), settings)),
    operatorPort: () => operatorServer?.port(),
    failed: failed.promise,
    ready: readyLine(settings, facts, aws.accountId(), open),
  };
}

function createWorkerSettings(settings: Settings) {
  const {
    statePollMs,
    frozen,
    dryRun,
    createDeadlineMs: deadlineMs,
    settleWindowMs,
    expectedAccount,
  } = settings;
  return { statePollMs, frozen, dryRun, deadlineMs, settleWindowMs, expectedAccount };
}

const NOT_LISTENED = new Set(['EADDRINUSE', 'EACCES', 'EADDRNOTAVAIL', 'ENOTFOUND']);

/** Where nobody can listen is a setting to correct, in either mode. */
async function onPort<T>(setting: string, address: string, listening: Promise<T>): Promise<T> {
  try {
    return await listening;
  } catch (error) {
    const { code = '' } = error as { code?: string };
    if (!NOT_LISTENED.has(code)) throw error;
    throw new SettingError(setting, `${address} can't be listened on (${code}).`, 'Choose another.', error);
  }
}
