import { SIGNATURE_MS } from '../domain/request/signature.ts';
import {
  channelLike,
  databaseLike,
  databaseTlsLike,
  hostLike,
  isRegion,
  levelLike,
  ownerLike,
  sharedLike,
  tokenLike,
  urlLike,
} from './formats.ts';
import { type PersonOrGroup, readApprovers, readRegions, readRequesters } from './lists.ts';
import { nearMisspellings } from './misspellings.ts';
import { type Env, type Name, SETTINGS } from './names.ts';
import { checkProxies } from './proxies.ts';
import { readRulesFile } from './rules-file.ts';
import { SettingError } from './setting-error.ts';
import { shown } from './shown.ts';

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
  approvers: PersonOrGroup[];
  quorum: number;
  /** Who may ask; empty where everybody in the workspace may. */
  requesters: PersonOrGroup[];
  /** How many undecided or unplaced requests one person may have. */
  openRequestsPerPerson: number;
  /** Whether the approvals channel may be shared with other organisations. */
  sharedChannel: boolean;
  approvalExpiryHours: number;
  databaseUrl: string;
  /** Whether a database beyond this machine has to be spoken to by TLS. */
  databaseTls: 'required' | 'off';
  homeRegion: string;
  regions: string[];
  /** The account that orders must be for; undefined where any that STS names will do. */
  expectedAccount: string | undefined;
  statePollMs: number;
  createDeadlineMs: number;
  settleWindowMs: number;
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
  const [wrong] = nearMisspellings(Object.keys(env), SETTINGS);
  if (wrong)
    throw new SettingError(
      wrong.found,
      `unknown; did you mean ${wrong.meant}?`,
      'Correct the name or remove it.',
    );
  checkProxies(env);
  const file = readRulesFile(env);
  const get = (name: Name) => env[name]?.trim() || undefined;
  const need = (name: Name, how: string) => {
    const value = get(name);
    if (!value) throw new SettingError(name, 'is missing.', how);
    return value;
  };
  const whole = (name: Name, fallback: number, least: number, most: number) => {
    const text = get(name) ?? String(fallback);
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most) {
      throw new SettingError(
        name,
        `${shown(text)} is not a whole number from ${least} to ${most}.`,
        'Correct it or leave it out.',
      );
    }
    return value;
  };
  const positive = (name: Name, fallback: number, most: number) => {
    const text = get(name) ?? String(fallback);
    const value = Number(text);
    if (!/^\d*\.?\d+$/.test(text) || value <= 0 || value > most) {
      throw new SettingError(
        name,
        `${shown(text)} is not a number above 0 and at most ${most}.`,
        'Correct it or leave it out.',
      );
    }
    return value;
  };
  const flag = (name: Name) => {
    const text = get(name) ?? 'false';
    if (text !== 'true' && text !== 'false') {
      throw new SettingError(name, `${shown(text)} is neither true nor false.`, 'Say true or false.');
    }
    return text === 'true';
  };

  const homeRegion = need(
    'AWS_REGION',
    'Set the Region of your Direct Connect partner account, for example us-east-1.',
  );
  if (!isRegion(homeRegion)) {
    throw new SettingError('AWS_REGION', `${shown(homeRegion)} is not a Region.`, 'Write it like us-east-1.');
  }
  const createDeadline = positive('CREATE_DEADLINE_SECONDS', 30, 120);
  const settleWindow = positive('SETTLE_WINDOW_SECONDS', 1_200, 86_400);
  const approvers = readApprovers(get('APPROVERS')?.split(',') ?? file.approvers ?? []);
  const quorum = whole('QUORUM', file.quorum ?? 1, 1, 20);
  if (approvers.every(({ kind }) => kind === 'user') && quorum > approvers.length) {
    throw new SettingError(
      'QUORUM',
      `${quorum} is more than the ${approvers.length} people in APPROVERS.`,
      'Lower it or name more approvers.',
    );
  }
  const databaseUrl = databaseLike(get('DATABASE_URL') ?? 'file:data/interconnect-bot.db');
  const connection = readConnection(get);
  const operators = {
    host: hostLike(get('OPERATOR_HOST') ?? '127.0.0.1'),
    port: whole('OPERATOR_PORT', 3001, 0, 65_535),
  };
  // Platforms set PORT for every process, so that it is no mistake in Socket Mode, whatever it says.
  const port = connection.mode === 'http' ? whole('PORT', 3000, 0, 65_535) : 3000;
  if (connection.mode === 'http' && port !== 0 && port === operators.port) {
    throw new SettingError(
      'OPERATOR_PORT',
      `${port} is PORT, where Slack's calls arrive.`,
      'Choose another.',
    );
  }
  return {
    slack: {
      botToken: tokenLike(
        'SLACK_BOT_TOKEN',
        need('SLACK_BOT_TOKEN', 'Copy it from your Slack app under OAuth & Permissions.'),
        'xoxb-',
      ),
      apiUrl: urlLike('SLACK_API_URL', get('SLACK_API_URL')),
      connection,
    },
    port,
    operators,
    approvalChannel: channelLike(
      need('APPROVAL_CHANNEL', 'Set the ID of the channel where requests are decided (C...).'),
    ),
    approvers,
    quorum,
    requesters: readRequesters(get('REQUESTERS')),
    openRequestsPerPerson: whole('OPEN_REQUESTS_PER_PERSON', 20, 1, 100_000),
    sharedChannel: sharedLike(get('SHARED_CHANNEL')),
    approvalExpiryHours: positive('APPROVAL_EXPIRY_HOURS', file.approval_expiry_hours ?? 72, 8_760),
    databaseUrl,
    databaseTls: databaseTlsLike(get('DATABASE_TLS') ?? 'required', databaseUrl),
    homeRegion,
    regions: readRegions(get('AWS_REGIONS')?.split(',') ?? file.regions ?? [homeRegion]),
    expectedAccount: file.account,
    statePollMs: positive('STATE_POLL_SECONDS', 60, 3_600) * 1_000,
    createDeadlineMs: createDeadline * 1_000,
    settleWindowMs: settleWindow * 1_000,
    deploymentLabel: get('DEPLOYMENT_LABEL'),
    owner: ownerLike(get('BOT_OWNER')),
    frozen: flag('FREEZE'),
    dryRun: flag('DRY_RUN'),
    logLevel: levelLike(get('LOG_LEVEL') ?? 'info'),
    warnings: [
      ...(settleWindow < createDeadline + SIGNATURE_MS / 1_000
        ? [
            `SETTLE_WINDOW_SECONDS: ${settleWindow} is below CREATE_DEADLINE_SECONDS plus ${SIGNATURE_MS / 1_000}. A signed call may still arrive after people were asked.`,
          ]
        : []),
      ...(connection.mode === 'socket' && get('PORT') !== undefined
        ? ['PORT: has no effect in Socket Mode. Health and metrics are on OPERATOR_PORT.']
        : []),
    ],
  };
}

function readConnection(get: (name: Name) => string | undefined): Settings['slack']['connection'] {
  const appToken = get('SLACK_APP_TOKEN');
  const signingSecret = get('SLACK_SIGNING_SECRET');
  if (appToken && signingSecret) {
    throw new SettingError(
      'SLACK_SIGNING_SECRET',
      'has no effect in Socket Mode.',
      'Remove it, or remove SLACK_APP_TOKEN for HTTP mode.',
    );
  }
  if (appToken) return { mode: 'socket', appToken: tokenLike('SLACK_APP_TOKEN', appToken, 'xapp-') };
  if (signingSecret) return { mode: 'http', signingSecret };
  throw new SettingError(
    'SLACK_APP_TOKEN',
    'is missing.',
    'Set it for Socket Mode, or SLACK_SIGNING_SECRET for HTTP mode.',
  );
}
