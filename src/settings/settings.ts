import type { KeyObject } from 'node:crypto';
import { SIGNATURE_MS } from '../domain/request/signature.ts';
import type { PersonOrGroup } from '../domain/rules/policy.ts';
import { SECOND } from '../domain/time.ts';
import { type AccountSetting, readAccounts, withRegions } from './accounts.ts';
import type { Env } from './env.ts';
import { nearMisspellings } from './misspellings.ts';
import { checkProxies } from './proxies.ts';
import { type Rules, readRules } from './rules.ts';
import { type RulesFile, readRulesFile } from './rules-file.ts';
import { SettingError } from './setting-error.ts';
import { fileNameOf, NAMES, PORT_NUMBER, SECRETS, type Values } from './table.ts';
import { readValues, textOf } from './values.ts';

/** Everything that can be set, checked and ready to use. Secrets are in here: never log it whole. */
export interface Settings {
  slack: {
    botToken: string;
    apiUrl: string | undefined;
    connection: { mode: 'socket'; appToken: string } | { mode: 'http'; signingSecret: string };
  };
  /** Where Slack's calls arrive in HTTP mode; without meaning in Socket Mode. */
  port: number;
  /** Where operators ask for health, readiness and metrics; port 0 picks a free one. */
  operators: { host: string; port: number };
  approvalChannel: string;
  /** Who approves what, and where people and groups are named. */
  rules: Rules['rules'];
  namedAt: Rules['namedAt'];
  /** What ports cost, to be shown. */
  prices: Rules['prices'];
  /** When people are alarmed about a port. */
  alarms: Rules['alarms'];
  /** What is known of the own ends of cross connects. */
  sites: Rules['sites'];
  /** Who may ask where a rule doesn't say; empty where everybody in the workspace may. */
  requesters: PersonOrGroup[];
  /** How many undecided or unplaced requests one person may have. */
  openRequestsPerPerson: number;
  /** Whether the approvals channel may be shared with other organisations. */
  sharedChannel: boolean;
  databaseUrl: string;
  /** Whether a database beyond this machine has to be spoken to by TLS. */
  databaseTls: 'required' | 'off';
  /** How long a start waits for a database that doesn't answer. */
  databaseWaitMs: number;
  homeRegion: string;
  /** Every Region that the form offers somewhere. */
  regions: readonly [string, ...string[]];
  /** The account that orders must be for; undefined where any that STS names will do. */
  expectedAccount: string | undefined;
  /** The accounts of the rules file, each with the role by which it is ordered in; none where it names none. */
  accounts: AccountSetting[];
  /** Whether AWS Health is asked for maintenance, and CloudTrail for who deleted a port. */
  health: boolean;
  trail: boolean;
  statePollMs: number;
  createDeadlineMs: number;
  settleWindowMs: number;
  /** What signs the heads of the audit, and the folder to which they are written once a day. */
  auditSigningKey: KeyObject | undefined;
  auditHeadsDir: string | undefined;
  deploymentLabel: string | undefined;
  /** Who is told, by direct message, what Slack refuses until somebody mends it. */
  owner: string | undefined;
  frozen: boolean;
  dryRun: boolean;
  logLevel: string;
  /** Things to say at the start that stop nothing. */
  warnings: string[];
}

/** Reads and checks all settings; throws SettingError with the one line that stops the start. */
export function readSettings(env: Env): Settings {
  const [wrong] = misspelledIn(env);
  if (wrong) throw wrong;
  checkProxies(env);
  const file = readRulesFile(env);
  checkOneConnection(env, file);
  const set = readValues(NAMES, env, file);
  const rules = readRules(set, file, (name) => textOf(name, env, file) !== undefined);
  const connection = connectionOf(set);
  const port = portOf(set, connection);
  const places = placesOf(set, file, textOf('AWS_REGIONS', env, file) !== undefined);
  checkTogether(set);
  return {
    slack: { botToken: set.SLACK_BOT_TOKEN, apiUrl: set.SLACK_API_URL, connection },
    port,
    operators: { host: set.OPERATOR_HOST, port: set.OPERATOR_PORT },
    approvalChannel: set.APPROVAL_CHANNEL,
    ...rules,
    requesters: set.REQUESTERS ?? [],
    openRequestsPerPerson: set.OPEN_REQUESTS_PER_PERSON,
    sharedChannel: set.SHARED_CHANNEL ?? false,
    databaseUrl: set.DATABASE_URL,
    databaseTls: set.DATABASE_TLS,
    databaseWaitMs: set.DATABASE_WAIT_SECONDS * SECOND,
    homeRegion: set.AWS_REGION,
    ...places,
    expectedAccount: file.content.account,
    health: set.AWS_HEALTH,
    trail: set.CLOUDTRAIL,
    statePollMs: set.STATE_POLL_SECONDS * SECOND,
    createDeadlineMs: set.CREATE_DEADLINE_SECONDS * SECOND,
    settleWindowMs: set.SETTLE_WINDOW_SECONDS * SECOND,
    auditSigningKey: set.AUDIT_SIGNING_KEY,
    auditHeadsDir: set.AUDIT_HEADS_DIR,
    deploymentLabel: set.DEPLOYMENT_LABEL,
    owner: set.BOT_OWNER,
    frozen: set.FREEZE,
    dryRun: set.DRY_RUN,
    logLevel: set.LOG_LEVEL,
    warnings: warningsOf(set, connection),
  };
}

/** The accounts that are ordered in, and all Regions. */
function placesOf(
  set: Pick<Values, 'AWS_REGION' | 'AWS_REGIONS'>,
  file: RulesFile,
  isSet: boolean,
): Pick<Settings, 'accounts' | 'regions'> {
  const [first = set.AWS_REGION, ...more] = set.AWS_REGIONS ?? [];
  const accounts = withRegions(readAccounts(file), [first, ...more], isSet);
  const [own = first, ...others] = new Set(accounts.flatMap(({ regions }) => regions));
  return { accounts, regions: accounts.length > 0 ? [own, ...others] : [first, ...more] };
}

/** What looks like a slip of one of the settings' names. */
export function misspelledIn(env: Env): SettingError[] {
  return nearMisspellings(Object.keys(env), [...NAMES, ...SECRETS.map(fileNameOf)]).map(
    ({ found, meant }) =>
      new SettingError(found, `unknown; did you mean ${meant}?`, 'Correct the name or remove it.'),
  );
}

/** How Slack reaches the bot, by the settings of that alone; throws SettingError. */
export function readConnection(env: Env, file: RulesFile): Settings['slack']['connection'] {
  checkOneConnection(env, file);
  return connectionOf(readValues(['SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET'], env, file));
}

/** Told first: whichever of them is wrong, one has to go. */
function checkOneConnection(env: Env, file: RulesFile): void {
  if (!textOf('SLACK_APP_TOKEN', env, file) || !textOf('SLACK_SIGNING_SECRET', env, file)) return;
  throw new SettingError(
    'SLACK_SIGNING_SECRET',
    'has no effect in Socket Mode.',
    'Remove it, or remove SLACK_APP_TOKEN for HTTP mode.',
  );
}

function connectionOf(
  set: Pick<Values, 'SLACK_APP_TOKEN' | 'SLACK_SIGNING_SECRET'>,
): Settings['slack']['connection'] {
  const { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = set;
  if (appToken) return { mode: 'socket', appToken };
  if (signingSecret) return { mode: 'http', signingSecret };
  throw new SettingError(
    'SLACK_APP_TOKEN',
    'is missing.',
    'Set it for Socket Mode, or SLACK_SIGNING_SECRET for HTTP mode.',
  );
}

const STANDARD_PORT = 3000;

/** Platforms set PORT for every process, so that it is no mistake in Socket Mode, whatever it says. */
function portOf({ PORT, OPERATOR_PORT }: Values, { mode }: Settings['slack']['connection']): number {
  if (mode === 'socket') return STANDARD_PORT;
  const port = PORT === undefined ? STANDARD_PORT : PORT_NUMBER(PORT, 'PORT');
  if (port === 0 || port !== OPERATOR_PORT) return port;
  throw new SettingError('OPERATOR_PORT', `${port} is PORT, where Slack's calls arrive.`, 'Choose another.');
}

/** What each alone allows and both together don't. */
function checkTogether({ DATABASE_URL, DATABASE_TLS }: Values): void {
  if (DATABASE_TLS === 'off' && DATABASE_URL.startsWith('file:'))
    throw new SettingError('DATABASE_TLS', 'has no effect on a file.', 'Remove it.');
}

function warningsOf(set: Values, { mode }: Settings['slack']['connection']): string[] {
  const { SETTLE_WINDOW_SECONDS: window, CREATE_DEADLINE_SECONDS: deadline } = set;
  const late = SIGNATURE_MS / SECOND;
  return [
    ...(window < deadline + late
      ? [
          `SETTLE_WINDOW_SECONDS: ${window} is below CREATE_DEADLINE_SECONDS plus ${late}. A signed call may still arrive after people were asked.`,
        ]
      : []),
    ...(mode === 'socket' && set.PORT !== undefined
      ? ['PORT: has no effect in Socket Mode. Health and metrics are on OPERATOR_PORT.']
      : []),
  ];
}
