import { existsSync, readFileSync } from 'node:fs';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { nearMisspellings } from './settings/misspellings.ts';
import { SettingError } from './settings/setting-error.ts';

/** Everything that can be set, checked and ready to use. Secrets are in here: never log it whole. */
export interface Settings {
  slack: {
    botToken: string;
    apiUrl: string | undefined;
    connection: { mode: 'socket'; appToken: string } | { mode: 'http'; signingSecret: string };
  };
  port: number;
  approvalChannel: string;
  approvers: { kind: 'user' | 'group'; id: string }[];
  quorum: number;
  approvalExpiryHours: number;
  databaseUrl: string;
  homeRegion: string;
  regions: string[];
  /** The account that orders must be for; undefined where any that STS names will do. */
  expectedAccount: string | undefined;
  statePollMs: number;
  createDeadlineMs: number;
  settleWindowMs: number;
  deploymentLabel: string | undefined;
  frozen: boolean;
  dryRun: boolean;
  logLevel: string;
  /** Things to say at the start that stop nothing. */
  warnings: string[];
}

const CONFIG_DEFAULT = 'interconnect-bot.yaml';
const REGION = /^[a-z]{2}(-[a-z]+)+-\d$/;

/** Every setting by name. */
export const SETTINGS = [
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'SLACK_SIGNING_SECRET',
  'SLACK_API_URL',
  'PORT',
  'APPROVAL_CHANNEL',
  'APPROVERS',
  'QUORUM',
  'APPROVAL_EXPIRY_HOURS',
  'DATABASE_URL',
  'AWS_REGION',
  'AWS_REGIONS',
  'STATE_POLL_SECONDS',
  'CREATE_DEADLINE_SECONDS',
  'SETTLE_WINDOW_SECONDS',
  'DEPLOYMENT_LABEL',
  'FREEZE',
  'DRY_RUN',
  'INTERCONNECT_BOT_CONFIG',
  'LOG_LEVEL',
] as const;
type Name = (typeof SETTINGS)[number];
type Env = Readonly<Record<string, string | undefined>>;

/** The rules file: what is set there holds unless the environment says otherwise. */
const fileSchema = z.strictObject({
  account: z
    .string('is not in quotes')
    .regex(/^\d{12}$/, 'is not a twelve-digit account ID')
    .optional(),
  approvers: z.array(z.string()).min(1).optional(),
  quorum: z.number().optional(),
  approval_expiry_hours: z.number().optional(),
  regions: z.array(z.string()).min(1).optional(),
});
type RulesFile = z.infer<typeof fileSchema>;

/** Reads and checks all settings; throws SettingError with the one line that stops the start. */
export function readSettings(env: Env): Settings {
  const [wrong] = nearMisspellings(Object.keys(env), SETTINGS);
  if (wrong)
    throw new SettingError(
      wrong.found,
      `unknown; did you mean ${wrong.meant}?`,
      'Correct the name or remove it.',
    );
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
        `"${text}" is not a whole number from ${least} to ${most}.`,
        'Correct it or leave it out.',
      );
    }
    return value;
  };
  const flag = (name: Name) => {
    const text = get(name) ?? 'false';
    if (text !== 'true' && text !== 'false') {
      throw new SettingError(name, `"${text}" is neither true nor false.`, 'Say true or false.');
    }
    return text === 'true';
  };

  const homeRegion = need(
    'AWS_REGION',
    'Set the Region of your Direct Connect partner account, for example us-east-1.',
  );
  if (!REGION.test(homeRegion)) {
    throw new SettingError('AWS_REGION', `"${homeRegion}" is not a Region.`, 'Write it like us-east-1.');
  }
  const createDeadline = whole('CREATE_DEADLINE_SECONDS', 30, 1, 120);
  const settleWindow = whole('SETTLE_WINDOW_SECONDS', 900, 1, 86_400);
  const approvers = readApprovers(get('APPROVERS')?.split(',') ?? file.approvers ?? []);
  const quorum = whole('QUORUM', file.quorum ?? 1, 1, 20);
  if (approvers.every(({ kind }) => kind === 'user') && quorum > approvers.length) {
    throw new SettingError(
      'QUORUM',
      `${quorum} is more than the ${approvers.length} people in APPROVERS.`,
      'Lower it or name more approvers.',
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
      connection: readConnection(get),
    },
    port: whole('PORT', 3000, 0, 65_535),
    approvalChannel: channelLike(
      need('APPROVAL_CHANNEL', 'Set the ID of the channel where requests are decided (C...).'),
    ),
    approvers,
    quorum,
    approvalExpiryHours: whole('APPROVAL_EXPIRY_HOURS', file.approval_expiry_hours ?? 72, 1, 8_760),
    databaseUrl: databaseLike(get('DATABASE_URL') ?? 'file:data/interconnect-bot.db'),
    homeRegion,
    regions: readRegions(get('AWS_REGIONS')?.split(',') ?? file.regions ?? [homeRegion]),
    expectedAccount: file.account,
    statePollMs: whole('STATE_POLL_SECONDS', 60, 1, 3_600) * 1_000,
    createDeadlineMs: createDeadline * 1_000,
    settleWindowMs: settleWindow * 1_000,
    deploymentLabel: get('DEPLOYMENT_LABEL'),
    frozen: flag('FREEZE'),
    dryRun: flag('DRY_RUN'),
    logLevel: readLevel(get('LOG_LEVEL') ?? 'info'),
    warnings:
      settleWindow < createDeadline + 300
        ? [
            `SETTLE_WINDOW_SECONDS: ${settleWindow} is below CREATE_DEADLINE_SECONDS plus 300. A signed call may still arrive after people were asked.`,
          ]
        : [],
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

function readApprovers(entries: readonly string[]): Settings['approvers'] {
  const ids = [...new Set(entries.map((entry) => entry.trim()).filter(Boolean))];
  if (ids.length === 0) {
    throw new SettingError(
      'APPROVERS',
      'is missing.',
      'Name the people (U...) or groups (S...) who may approve, comma-separated.',
    );
  }
  return ids.map((id) => {
    if (/^[UW][A-Z0-9]{2,}$/.test(id)) return { kind: 'user', id };
    if (/^S[A-Z0-9]{2,}$/.test(id)) return { kind: 'group', id };
    throw new SettingError(
      'APPROVERS',
      `"${id}" is not an ID.`,
      "Use the group's ID (S...) or the person's (U...).",
    );
  });
}

function readRegions(entries: readonly string[]): string[] {
  const regions = [...new Set(entries.map((entry) => entry.trim()).filter(Boolean))];
  if (regions.length === 0) {
    throw new SettingError(
      'AWS_REGIONS',
      'names no Region.',
      'Write them like us-east-1,eu-west-1, or leave it out.',
    );
  }
  for (const region of regions) {
    if (!REGION.test(region)) {
      throw new SettingError(
        'AWS_REGIONS',
        `"${region}" is not a Region.`,
        'Write them like us-east-1,eu-west-1.',
      );
    }
  }
  return regions;
}

function readRulesFile(env: Env): RulesFile {
  const named = env.INTERCONNECT_BOT_CONFIG?.trim();
  const path = named || CONFIG_DEFAULT;
  if (!existsSync(path)) {
    if (named)
      throw new SettingError(
        'INTERCONNECT_BOT_CONFIG',
        `there is no file ${path}.`,
        'Correct the path or remove it.',
      );
    return {};
  }
  let content: unknown;
  try {
    content = parseYaml(readFile(path)) ?? {};
  } catch (error) {
    if (error instanceof SettingError) throw error;
    throw new SettingError(
      path,
      'is not YAML.',
      error instanceof Error ? (error.message.split('\n')[0] ?? '') : '',
      error,
    );
  }
  const checked = fileSchema.safeParse(content);
  if (checked.success) return checked.data;
  const issue = checked.error.issues[0];
  const key = issue?.code === 'unrecognized_keys' ? issue.keys[0] : issue?.path.join('.');
  const where = key ? `${path}: ${key}` : path;
  const what = issue?.code === 'unrecognized_keys' ? 'unknown key.' : `${issue?.message ?? 'wrong'}.`;
  throw new SettingError(where, what, `Known keys: ${Object.keys(fileSchema.shape).join(', ')}.`);
}

function readFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as { code?: string };
    throw new SettingError(
      'INTERCONNECT_BOT_CONFIG',
      `${path} can't be read (${code}).`,
      'Correct the path or remove it.',
      error,
    );
  }
}

/** Wrong tokens are named without being shown. */
function tokenLike(name: Name, value: string, prefix: string): string {
  if (value.startsWith(prefix)) return value;
  throw new SettingError(name, `does not start with ${prefix}.`, 'Check that the right token was copied.');
}

function channelLike(value: string): string {
  if (/^[CG][A-Z0-9]{2,}$/.test(value)) return value;
  throw new SettingError(
    'APPROVAL_CHANNEL',
    `"${value}" is not an ID.`,
    "Use the channel's ID (C...), at the end of its details in Slack.",
  );
}

function urlLike(name: Name, value: string | undefined): string | undefined {
  if (value === undefined || /^https?:\/\//.test(value)) return value;
  throw new SettingError(name, 'is not an http(s) address.', "Leave it out for Slack's own.");
}

function databaseLike(value: string): string {
  if (/^file:.+/.test(value) || /^postgres(ql)?:\/\//.test(value)) return value;
  throw new SettingError(
    'DATABASE_URL',
    'is neither file:PATH nor postgres://....',
    'Correct it or leave it out for file:data/interconnect-bot.db.',
  );
}

function readLevel(value: string): string {
  const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];
  if (levels.includes(value)) return value;
  throw new SettingError('LOG_LEVEL', `"${value}" is not a level.`, `Use one of ${levels.join(', ')}.`);
}
