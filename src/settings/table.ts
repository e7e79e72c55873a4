import {
  channelLike,
  databaseLike,
  databaseTlsLike,
  folderLike,
  hostLike,
  levelLike,
  ownerLike,
  regionLike,
  sharedLike,
  tokenLike,
  urlLike,
} from './formats.ts';
import { readApprovers, readRegions, readRequesters } from './lists.ts';
import { asIs, flag, list, needed, optional, or, positive, type Reader, whole } from './readers.ts';
import type { FileContent } from './rules-schema.ts';
import { signingKeyLike } from './signing-key.ts';

/** One setting, as docs/settings.md and --help show it. */
interface Setting {
  help: string;
  /** The default in words. */
  standard: string;
  /** The rules file's key that says the same; the environment wins. */
  inFile?: keyof FileContent;
  /** It may stand in a file instead, which NAME_FILE names, and is shown nowhere. */
  secret?: true;
  read: Reader<unknown>;
}

export const PORT_NUMBER = whole(0, 65_535);

/** All settings, in the order in which they are shown and in which what is wrong with one alone is told. */
export const SETTINGS = {
  SLACK_BOT_TOKEN: {
    help: "The bot's token, `xoxb-...`",
    standard: 'required',
    secret: true,
    read: needed('Copy it from your Slack app under OAuth & Permissions.', tokenLike('xoxb-')),
  },
  SLACK_APP_TOKEN: {
    help: "The app's token, `xapp-...`: Socket Mode",
    standard: 'one of these two',
    secret: true,
    read: optional(tokenLike('xapp-')),
  },
  SLACK_SIGNING_SECRET: {
    help: "The app's signing secret: HTTP mode",
    standard: 'one of these two',
    secret: true,
    read: optional(asIs),
  },
  SLACK_API_URL: {
    help: "Slack's Web API",
    standard: "Slack's own",
    read: optional(urlLike),
  },
  PORT: {
    help: "HTTP mode: Slack's calls, and `/healthz` alone beside them; ignored in Socket Mode",
    standard: '3000',
    read: optional(asIs),
  },
  OPERATOR_HOST: {
    help: 'Where `/healthz`, `/readyz` and `/metrics` listen; containers need `0.0.0.0`, the image sets it',
    standard: '127.0.0.1',
    read: or('127.0.0.1', hostLike),
  },
  OPERATOR_PORT: {
    help: 'Their port, in both modes; 0 picks a free one',
    standard: '3001',
    read: or('3001', PORT_NUMBER),
  },
  APPROVAL_CHANNEL: {
    help: 'ID of the channel where requests are decided',
    standard: 'required',
    read: needed('Set the ID of the channel where requests are decided (C...).', channelLike),
  },
  APPROVERS: {
    help: 'IDs of the users and user groups who may approve what no rule of the file matches, comma-separated',
    standard: 'required, here or in the rules file',
    inFile: 'approvers',
    read: optional(list(readApprovers)),
  },
  QUORUM: {
    help: 'How many of them have to approve',
    standard: '1',
    inFile: 'quorum',
    read: or('1', whole(1, 20)),
  },
  REQUESTERS: {
    help: 'IDs of the users and user groups who may ask, comma-separated',
    standard: 'everyone in the workspace',
    read: optional(list(readRequesters)),
  },
  OPEN_REQUESTS_PER_PERSON: {
    help: 'How many undecided or unplaced requests one person may have',
    standard: '20',
    read: or('20', whole(1, 100_000)),
  },
  SHARED_CHANNEL: {
    help: '`allowed`: the approvals channel may be shared with other organisations; their people still may nothing',
    standard: 'refused at start',
    read: optional(sharedLike),
  },
  APPROVAL_EXPIRY_HOURS: {
    help: 'So long after it was sent a request that is not placed expires: undecided, approved or refused by AWS',
    standard: '72',
    inFile: 'approval_expiry_hours',
    read: or('72', positive(8_760)),
  },
  DATABASE_URL: {
    help: '`file:PATH` (SQLite) or `postgres://...`',
    standard: '`file:data/interconnect-bot.db`',
    secret: true,
    read: or('file:data/interconnect-bot.db', databaseLike),
  },
  DATABASE_TLS: {
    help: 'For PostgreSQL beyond this machine: `required`, or `off` where the network encrypts by itself',
    standard: 'required',
    read: or('required', databaseTlsLike),
  },
  DATABASE_WAIT_SECONDS: {
    help: "How long a start waits for a database that doesn't answer; what no waiting mends is refused at once",
    standard: '30',
    read: or('30', whole(0, 3_600)),
  },
  AWS_REGION: {
    help: 'The Region of the account, and of the form unless AWS_REGIONS says more',
    standard: 'required',
    read: needed('Set the Region of your Direct Connect partner account, for example us-east-1.', regionLike),
  },
  AWS_REGIONS: {
    help: 'The Regions that the form offers, comma-separated',
    standard: 'AWS_REGION',
    inFile: 'regions',
    read: optional(list(readRegions)),
  },
  AWS_HEALTH: {
    help: '`true`: AWS Health is asked for maintenance, told in the threads of the ports it names (docs/ports.md)',
    standard: 'false',
    read: or('false', flag),
  },
  CLOUDTRAIL: {
    help: '`true`: CloudTrail is asked who deleted a port that is gone (docs/ports.md)',
    standard: 'false',
    read: or('false', flag),
  },
  STATE_POLL_SECONDS: {
    help: "How often the ports of an account's Region are listed, as a rule (docs/ports.md)",
    standard: '60',
    read: or('60', positive(3_600)),
  },
  CREATE_DEADLINE_SECONDS: {
    help: "Hard end of one CreateInterconnect, counted from the attempt's commit",
    standard: '30',
    read: or('30', positive(120)),
  },
  SETTLE_WINDOW_SECONDS: {
    help: 'How long an unknown outcome is looked up before people are asked; below the deadline plus 900 is warned of',
    standard: '1200',
    read: or('1200', positive(86_400)),
  },
  AUDIT_SIGNING_KEY: {
    help: 'Private Ed25519 key (PEM) that signs the heads of the audit (docs/audit.md)',
    standard: 'none: unsigned',
    secret: true,
    read: optional(signingKeyLike),
  },
  AUDIT_HEADS_DIR: {
    help: 'Folder to which the heads of the audit are written once a day (docs/audit.md)',
    standard: 'none: not written',
    read: optional(folderLike),
  },
  DEPLOYMENT_LABEL: {
    help: 'Shown on every card, for example `staging`',
    standard: 'none',
    read: optional(asIs),
  },
  BOT_OWNER: {
    help: 'ID of the user whom the bot tells what operators have to mend: incidents, and what Slack refuses',
    standard: 'none',
    read: optional(ownerLike),
  },
  FREEZE: {
    help: '`true` for any one process of a store: requests and votes go on, nothing is placed by any of them',
    standard: 'false',
    read: or('false', flag),
  },
  DRY_RUN: {
    help: '`true`: this process orders nothing, whatever was approved; requests made with it end as rehearsed, and can never be placed later',
    standard: 'false',
    read: or('false', flag),
  },
  INTERCONNECT_BOT_CONFIG: {
    help: 'Path of the rules file',
    standard: '`interconnect-bot.yaml` if it is there',
    read: optional(asIs),
  },
  LOG_LEVEL: {
    help: 'fatal, error, warn, info, debug, trace or silent',
    standard: 'info',
    read: or('info', levelLike),
  },
} as const satisfies Record<string, Setting>;

/** The name of a setting. */
export type Name = keyof typeof SETTINGS;
/** What is read of each. */
export type Values = { readonly [N in Name]: ReturnType<(typeof SETTINGS)[N]['read']> };

export const NAMES = Object.keys(SETTINGS) as Name[];
/** Those that may stand in files of their own. */
export const SECRETS = NAMES.filter((name) => 'secret' in SETTINGS[name]);

/** The variable that names the file where a secret stands. */
export const fileNameOf = (name: Name): string => `${name}_FILE`;

/** What `--help` prints: every setting with its default, and which may stand in files. */
export function settingsHelp(): string {
  const width = Math.max(...NAMES.map((name) => name.length));
  const lines = NAMES.map((name) => {
    const { help, standard } = SETTINGS[name];
    return `  ${name.padEnd(width)}  ${help} (${standard})`.replaceAll('`', '');
  });
  const files = `From a file instead, named by the setting with _FILE behind it: ${SECRETS.join(', ')}`;
  return ['Settings, from the environment or .env:', '', ...lines, '', files].join('\n');
}
