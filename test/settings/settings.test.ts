import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ALARM_TIMES } from '../../src/domain/port/alarm-times.ts';
import type { SetRule } from '../../src/settings/set-rule.ts';
import { SettingError } from '../../src/settings/setting-error.ts';
import { readSettings, type Settings } from '../../src/settings/settings.ts';

type Env = Record<string, string | undefined>;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'settings-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What is required and nothing else. */
const LEAST: Env = {
  SLACK_BOT_TOKEN: 'xoxb-secret-1',
  SLACK_APP_TOKEN: 'xapp-secret-2',
  APPROVAL_CHANNEL: 'C0123456789',
  APPROVERS: 'S0123456789',
  AWS_REGION: 'us-east-1',
};

/** Slack calls the bot. */
const HTTP: Env = { SLACK_APP_TOKEN: undefined, SLACK_SIGNING_SECRET: 'secret-3' };

function read(changes: Env = {}): Settings {
  return readSettings({ ...LEAST, ...changes });
}

/** The one line that stops the start. */
function refusal(changes: Env): string {
  try {
    read(changes);
  } catch (error) {
    if (error instanceof SettingError) return error.message;
    throw error;
  }
  throw new Error('These settings were taken.');
}

/** The rule that APPROVERS makes. */
function defaultRule(changes: Partial<SetRule> = {}): SetRule {
  return {
    name: 'default',
    match: {},
    request: [],
    approve: [{ kind: 'group', id: 'S0123456789' }],
    quorum: 1,
    expiryHours: 72,
    quorumAt: 'QUORUM',
    approveAt: 'APPROVERS',
    ...changes,
  };
}

function rulesFile(content: string): string {
  const path = join(mkdtempSync(join(folder, 'rules-')), 'rules.yaml');
  writeFileSync(path, content);
  return path;
}

test('what is left out has its default', () => {
  expect(read()).toEqual({
    slack: {
      botToken: 'xoxb-secret-1',
      apiUrl: undefined,
      connection: { mode: 'socket', appToken: 'xapp-secret-2' },
    },
    port: 3000,
    operators: { host: '127.0.0.1', port: 3001 },
    approvalChannel: 'C0123456789',
    rules: [defaultRule()],
    namedAt: new Map([['S0123456789', 'APPROVERS']]),
    alarms: ALARM_TIMES,
    requesters: [],
    openRequestsPerPerson: 20,
    sharedChannel: false,
    databaseUrl: 'file:data/interconnect-bot.db',
    databaseTls: 'required',
    databaseWaitMs: 30_000,
    homeRegion: 'us-east-1',
    regions: ['us-east-1'],
    expectedAccount: undefined,
    accounts: [],
    health: false,
    trail: false,
    statePollMs: 60_000,
    createDeadlineMs: 30_000,
    settleWindowMs: 1_200_000,
    deploymentLabel: undefined,
    frozen: false,
    dryRun: false,
    logLevel: 'info',
    warnings: [],
  });
});

test('what is empty or blank counts as left out', () => {
  const blank = Object.fromEntries(
    [
      'PORT',
      'OPERATOR_HOST',
      'OPERATOR_PORT',
      'QUORUM',
      'DATABASE_URL',
      'AWS_REGIONS',
      'FREEZE',
      'LOG_LEVEL',
      'DEPLOYMENT_LABEL',
    ].map((name) => [name, ' ']),
  );
  expect(read({ ...blank, INTERCONNECT_BOT_CONFIG: '', SLACK_API_URL: '' })).toEqual(read());
});

describe('what is set holds', () => {
  test.each<[Env, Partial<Settings>]>([
    [{ ...HTTP, PORT: '0' }, { port: 0 }],
    [{ OPERATOR_HOST: '0.0.0.0' }, { operators: { host: '0.0.0.0', port: 3001 } }],
    [{ OPERATOR_HOST: '::1', OPERATOR_PORT: '0' }, { operators: { host: '::1', port: 0 } }],
    [
      { ...HTTP, PORT: '0', OPERATOR_PORT: '0' },
      { port: 0, operators: { host: '127.0.0.1', port: 0 } },
    ],
    [{ QUORUM: '2' }, { rules: [defaultRule({ quorum: 2 })] }],
    [
      { APPROVERS: ' U0LEE , S0LEADS,U0LEE,W0LIN' },
      {
        rules: [
          defaultRule({
            approve: [
              { kind: 'user', id: 'U0LEE' },
              { kind: 'group', id: 'S0LEADS' },
              { kind: 'user', id: 'W0LIN' },
            ],
          }),
        ],
      },
    ],
    [
      { REQUESTERS: ' U0ERIN, S0ENGINEERS ,U0ERIN' },
      {
        requesters: [
          { kind: 'user', id: 'U0ERIN' },
          { kind: 'group', id: 'S0ENGINEERS' },
        ],
      },
    ],
    [{ OPEN_REQUESTS_PER_PERSON: '3' }, { openRequestsPerPerson: 3 }],
    [{ SHARED_CHANNEL: 'allowed' }, { sharedChannel: true }],
    [{ APPROVAL_CHANNEL: 'G0123456789' }, { approvalChannel: 'G0123456789' }],
    [{ APPROVAL_EXPIRY_HOURS: '24' }, { rules: [defaultRule({ expiryHours: 24 })] }],
    [{ DATABASE_URL: 'file:/data/bot.db' }, { databaseUrl: 'file:/data/bot.db' }],
    [{ DATABASE_URL: 'postgres://db/bot' }, { databaseUrl: 'postgres://db/bot' }],
    [{ DATABASE_URL: 'postgres://db/bot', DATABASE_TLS: 'off' }, { databaseTls: 'off' }],
    [{ AWS_REGIONS: 'eu-west-1, us-gov-west-1,eu-west-1' }, { regions: ['eu-west-1', 'us-gov-west-1'] }],
    [{ STATE_POLL_SECONDS: '5' }, { statePollMs: 5_000 }],
    [{ STATE_POLL_SECONDS: '0.2' }, { statePollMs: 200 }],
    [{ APPROVAL_EXPIRY_HOURS: '.5' }, { rules: [defaultRule({ expiryHours: 0.5 })] }],
    [{ CREATE_DEADLINE_SECONDS: '45' }, { createDeadlineMs: 45_000 }],
    [{ SETTLE_WINDOW_SECONDS: '1800' }, { settleWindowMs: 1_800_000 }],
    [{ AWS_REGION: 'eusc-de-east-1' }, { homeRegion: 'eusc-de-east-1', regions: ['eusc-de-east-1'] }],
    [{ AWS_REGIONS: 'cn-north-1,us-isob-east-1' }, { regions: ['cn-north-1', 'us-isob-east-1'] }],
    [{ DEPLOYMENT_LABEL: ' staging ' }, { deploymentLabel: 'staging' }],
    [{ FREEZE: 'true' }, { frozen: true }],
    [{ AWS_HEALTH: 'true' }, { health: true, trail: false }],
    [{ CLOUDTRAIL: 'true' }, { health: false, trail: true }],
    [{ DRY_RUN: 'true' }, { dryRun: true }],
    [{ LOG_LEVEL: 'debug' }, { logLevel: 'debug' }],
  ])('%j', (env, settings) => {
    expect(read(env)).toMatchObject(settings);
  });

  test('a signing secret without an app token means HTTP mode', () => {
    const { slack } = read(HTTP);
    expect(slack.connection).toEqual({ mode: 'http', signingSecret: 'secret-3' });
  });

  test('proxies that Node can use are taken, in either case', () => {
    const proxies = {
      HTTPS_PROXY: 'http://bot:p%40ss@proxy.example.com:3128',
      http_proxy: 'https://proxy',
      NO_PROXY: 'x',
    };
    expect(read({ ...proxies, HTTP_PROXY: '' })).toEqual(read());
  });

  test('a reconcile window below the deadline plus 900 is warned of, and stops nothing', () => {
    expect(read({ CREATE_DEADLINE_SECONDS: '30', SETTLE_WINDOW_SECONDS: '930' }).warnings).toEqual([]);
    expect(read({ CREATE_DEADLINE_SECONDS: '30', SETTLE_WINDOW_SECONDS: '929' }).warnings).toEqual([
      'SETTLE_WINDOW_SECONDS: 929 is below CREATE_DEADLINE_SECONDS plus 900. A signed call may still arrive after people were asked.',
    ]);
  });
});

test('PORT in Socket Mode is warned of, whatever it says, since platforms set it', () => {
  const words = 'PORT: has no effect in Socket Mode. Health and metrics are on OPERATOR_PORT.';
  expect(read({ PORT: '8080' })).toEqual({ ...read(), warnings: [words] });
  expect(read({ PORT: 'http' }).warnings).toEqual([words]);
  expect(read({ ...HTTP, PORT: '8080' }).warnings).toEqual([]);
});

describe('what is missing, wrong or without effect stops the start in one line', () => {
  const above = (most: number) => `is not a number above 0 and at most ${most}. Correct it or leave it out.`;
  const number = (least: number, most: number) =>
    `is not a whole number from ${least} to ${most}. Correct it or leave it out.`;

  test.each<[string, Env]>([
    [
      'SLACK_BOT_TOKEN: is missing. Copy it from your Slack app under OAuth & Permissions.',
      { SLACK_BOT_TOKEN: undefined },
    ],
    [
      'SLACK_BOT_TOKEN: does not start with xoxb-. Check that the right token was copied.',
      { SLACK_BOT_TOKEN: 'xoxp-secret' },
    ],
    ...['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'].flatMap((name) =>
      ['proxy.example.com:3128', 'socks5://proxy', 'http://', 'http://bot:p%zz@proxy'].map(
        (value): [string, Env] => [
          `${name}: is not the address of an HTTP proxy. Write it like http://proxy.example.com:3128, or leave it out.`,
          { [name]: value },
        ],
      ),
    ),
    [
      'SLACK_APP_TOKEN: is missing. Set it for Socket Mode, or SLACK_SIGNING_SECRET for HTTP mode.',
      { SLACK_APP_TOKEN: undefined },
    ],
    [
      'SLACK_APP_TOKEN: does not start with xapp-. Check that the right token was copied.',
      { SLACK_APP_TOKEN: 'xoxb-secret' },
    ],
    [
      'SLACK_SIGNING_SECRET: has no effect in Socket Mode. Remove it, or remove SLACK_APP_TOKEN for HTTP mode.',
      { SLACK_SIGNING_SECRET: 'secret' },
    ],
    [
      "SLACK_API_URL: is not an http(s) address. Leave it out for Slack's own.",
      { SLACK_API_URL: 'slack.com' },
    ],
    [`PORT: "http" ${number(0, 65_535)}`, { ...HTTP, PORT: 'http' }],
    [`PORT: "70000" ${number(0, 65_535)}`, { ...HTTP, PORT: '70000' }],
    [`OPERATOR_PORT: "-1" ${number(0, 65_535)}`, { OPERATOR_PORT: '-1' }],
    [
      "OPERATOR_PORT: 3001 is PORT, where Slack's calls arrive. Choose another.",
      { ...HTTP, PORT: '3001', OPERATOR_PORT: '3001' },
    ],
    [
      'OPERATOR_HOST: "http://x" is not an address. Write it like 127.0.0.1, or 0.0.0.0 for every network.',
      { OPERATOR_HOST: 'http://x' },
    ],
    [
      'APPROVAL_CHANNEL: is missing. Set the ID of the channel where requests are decided (C...).',
      { APPROVAL_CHANNEL: undefined },
    ],
    [
      `APPROVAL_CHANNEL: "#net-approvals" is not an ID. Use the channel's ID (C...), at the end of its details in Slack.`,
      { APPROVAL_CHANNEL: '#net-approvals' },
    ],
    [
      'APPROVERS: is missing. Name the people (U...) or groups (S...) who may approve, comma-separated.',
      { APPROVERS: '' },
    ],
    ['APPROVERS: names nobody. Name people (U...) or groups (S...).', { APPROVERS: ' , ' }],
    [`APPROVERS: "net-leads" is not an ID. Use the group's ID (S...).`, { APPROVERS: 'U0LEE,net-leads' }],
    [`REQUESTERS: "everyone" is not an ID. Use the group's ID (S...).`, { REQUESTERS: 'everyone' }],
    [
      'REQUESTERS: names nobody. Name people (U...) or groups (S...), or leave it out.',
      { REQUESTERS: ' , ' },
    ],
    [`OPEN_REQUESTS_PER_PERSON: "0" ${number(1, 100_000)}`, { OPEN_REQUESTS_PER_PERSON: '0' }],
    ['SHARED_CHANNEL: "true" means nothing. Say allowed, or leave it out.', { SHARED_CHANNEL: 'true' }],
    [`QUORUM: "0" ${number(1, 20)}`, { QUORUM: '0' }],
    [`QUORUM: "1.5" ${number(1, 20)}`, { QUORUM: '1.5' }],
    [`QUORUM: "1e0" ${number(1, 20)}`, { QUORUM: '1e0' }],
    [
      'QUORUM: 3 is more than the 2 people in APPROVERS. Lower it or name more approvers.',
      { QUORUM: '3', APPROVERS: 'U0LEE,U0LIN' },
    ],
    [`APPROVAL_EXPIRY_HOURS: "-1" ${above(8_760)}`, { APPROVAL_EXPIRY_HOURS: '-1' }],
    [
      'DATABASE_URL: is neither file:PATH nor postgres://.... Correct it or leave it out for file:data/interconnect-bot.db.',
      { DATABASE_URL: 'mysql://user:secret@db/bot' },
    ],
    [
      'DATABASE_TLS: "no" is neither required nor off. Say required or off.',
      { DATABASE_URL: 'postgres://db/bot', DATABASE_TLS: 'no' },
    ],
    ['DATABASE_TLS: has no effect on a file. Remove it.', { DATABASE_TLS: 'off' }],
    [
      'AWS_REGION: is missing. Set the Region of your Direct Connect partner account, for example us-east-1.',
      { AWS_REGION: undefined },
    ],
    ['AWS_REGION: "Virginia" is not a Region. Write it like us-east-1.', { AWS_REGION: 'Virginia' }],
    [
      'AWS_REGIONS: "us-east-1;us-west-2" is not a Region. Write them like us-east-1,eu-west-1.',
      { AWS_REGIONS: 'us-east-1;us-west-2' },
    ],
    [
      'AWS_REGIONS: names no Region. Write them like us-east-1,eu-west-1, or leave it out.',
      { AWS_REGIONS: ',' },
    ],
    [`STATE_POLL_SECONDS: "soon" ${above(3_600)}`, { STATE_POLL_SECONDS: 'soon' }],
    [`CREATE_DEADLINE_SECONDS: "121" ${above(120)}`, { CREATE_DEADLINE_SECONDS: '121' }],
    [`SETTLE_WINDOW_SECONDS: "0x10" ${above(86_400)}`, { SETTLE_WINDOW_SECONDS: '0x10' }],
    ['FREEZE: "yes" is neither true nor false. Say true or false.', { FREEZE: 'yes' }],
    ['DRY_RUN: "1" is neither true nor false. Say true or false.', { DRY_RUN: '1' }],
    [
      'LOG_LEVEL: "verbose" is not a level. Use one of fatal, error, warn, info, debug, trace, silent.',
      { LOG_LEVEL: 'verbose' },
    ],
    [
      'INTERCONNECT_BOT_CONFIG: there is no file /nowhere/rules.yaml. Correct the path or remove it.',
      { INTERCONNECT_BOT_CONFIG: '/nowhere/rules.yaml' },
    ],
  ])('%s', (line, env) => {
    expect(refusal(env)).toBe(line);
  });

  test.each([
    ['APROVERS', 'APPROVERS'],
    ['APPROVER', 'APPROVERS'],
    ['SLACK_BOT_TOKNE', 'SLACK_BOT_TOKEN'],
    ['SLACK_APP_TOKENS', 'SLACK_APP_TOKEN'],
    ['QUORUMS', 'QUORUM'],
    ['DRYRUN', 'DRY_RUN'],
    ['FREEZ', 'FREEZE'],
    ['DATABASE_URI', 'DATABASE_URL'],
  ])('%s: unknown; did you mean %s?', (found, meant) => {
    const line = `${found}: unknown; did you mean ${meant}? Correct the name or remove it.`;
    expect(refusal({ [found]: 'secret' })).toBe(line);
  });

  test.each([
    'PATH',
    'HOME',
    'HOSTNAME',
    'AWS_PROFILE',
    'AWS_DEFAULT_REGION',
    'NODE_OPTIONS',
    'SLACK_WEBHOOK',
    'PORTS',
  ])('%s is none of ours', (name) => {
    expect(read({ [name]: 'x' })).toEqual(read());
  });
});

describe('the rules file', () => {
  const RULES = `
account: "123456789012"
approvers: [U0LEE, S0OPS]
quorum: 2
approval_expiry_hours: 48
regions: [eu-west-1]
`;

  test('wins over the defaults', () => {
    expect(read({ INTERCONNECT_BOT_CONFIG: rulesFile(RULES), APPROVERS: undefined })).toMatchObject({
      expectedAccount: '123456789012',
      rules: [
        defaultRule({
          approve: [
            { kind: 'user', id: 'U0LEE' },
            { kind: 'group', id: 'S0OPS' },
          ],
          quorum: 2,
          expiryHours: 48,
        }),
      ],
      regions: ['eu-west-1'],
    });
  });

  test('loses to the environment', () => {
    const env = { APPROVERS: 'U0LIN', QUORUM: '1', APPROVAL_EXPIRY_HOURS: '12', AWS_REGIONS: 'us-west-2' };
    expect(read({ INTERCONNECT_BOT_CONFIG: rulesFile(RULES), ...env })).toMatchObject({
      rules: [defaultRule({ approve: [{ kind: 'user', id: 'U0LIN' }], expiryHours: 12 })],
      regions: ['us-west-2'],
    });
  });

  test('may be empty', () => {
    expect(read({ INTERCONNECT_BOT_CONFIG: rulesFile('# nothing yet\n') })).toEqual(read());
  });

  const KNOWN =
    'Known keys: account, accounts, rules, approvers, quorum, approval_expiry_hours, regions, prices, alarms, sites.';
  test.each([
    ['# first\napprover: [U0LEE]', `2:1: approver: unknown key. ${KNOWN}`],
    ['account: 123456789012', '1:10: account: is not in quotes. Correct it.'],
    ['account: "1234"', '1:10: account: is not a twelve-digit account ID. Correct it.'],
    ['approvers: U0LEE', '1:12: approvers: Invalid input: expected array, received string. Correct it.'],
    ['approvers: [1]', '1:13: approvers.0: Invalid input: expected string, received number. Correct it.'],
    ['quorum: two', '1:9: quorum: Invalid input: expected number, received string. Correct it.'],
    ['- quorum: 2', '1:1: Invalid input: expected object, received array. Correct it.'],
  ])('%s stops the start, with line and column', (content, words) => {
    const path = rulesFile(content);
    expect(refusal({ INTERCONNECT_BOT_CONFIG: path })).toBe(`${path}:${words}`);
  });

  test.each([
    ['quorum: 99', 'QUORUM: "99" is not a whole number from 1 to 20. Correct it or leave it out.'],
    ['approvers: [net-leads]', `APPROVERS: "net-leads" is not an ID. Use the group's ID (S...).`],
    ['regions: [Virginia]', 'AWS_REGIONS: "Virginia" is not a Region. Write them like us-east-1,eu-west-1.'],
  ])('%s is judged as the variable would be', (content, line) => {
    expect(
      refusal({
        INTERCONNECT_BOT_CONFIG: rulesFile(content),
        APPROVERS: content.includes('approvers') ? '' : 'S0LEADS',
      }),
    ).toBe(line);
  });

  test('that is not YAML, or no file, is said in one line', () => {
    const path = rulesFile('quorum: [');
    expect(refusal({ INTERCONNECT_BOT_CONFIG: path })).toMatch(
      /^\S+rules\.yaml:1:\d+: is not YAML\. [^\n]+$/,
    );
    const directory = join(folder, 'directory');
    mkdirSync(directory);
    expect(refusal({ INTERCONNECT_BOT_CONFIG: directory })).toBe(
      `INTERCONNECT_BOT_CONFIG: ${directory} can't be read (EISDIR). Correct the path or remove it.`,
    );
  });
});

describe('no line shows a secret', () => {
  const PASTED = [
    'xoxb-1-2-pasted',
    'xoxe.xoxp-1-pasted',
    'xapp-1-A0-pasted',
    '8f742231b10e8888abcd99yyyzzz85a5',
    'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
    'AKIAIOSFODNN7EXAMPLE',
    'https://hooks.slack.com/services/T0/B0/pasted',
    'postgres://bot:pasted@db/bot',
  ];
  const PRINTED = [
    'APPROVAL_CHANNEL',
    'APPROVERS',
    'REQUESTERS',
    'OPEN_REQUESTS_PER_PERSON',
    'SHARED_CHANNEL',
    'BOT_OWNER',
    'QUORUM',
    'APPROVAL_EXPIRY_HOURS',
    'OPERATOR_HOST',
    'OPERATOR_PORT',
    'STATE_POLL_SECONDS',
    'FREEZE',
    'DRY_RUN',
    'AWS_HEALTH',
    'CLOUDTRAIL',
    'AWS_REGION',
    'AWS_REGIONS',
    'LOG_LEVEL',
    'DATABASE_TLS',
    'INTERCONNECT_BOT_CONFIG',
  ];

  test.each(PRINTED)('pasted into %s', (name) => {
    for (const secret of PASTED) {
      const line = refusal({ [name]: secret });
      expect(line).toMatch(new RegExp(`^${name}: `));
      expect(line).not.toContain(secret);
      expect(line).not.toMatch(/pasted|\n/);
    }
  });

  test('pasted into the rules file', () => {
    for (const secret of PASTED) {
      const path = rulesFile(`approvers: ["${secret}"]`);
      const line = refusal({ INTERCONNECT_BOT_CONFIG: path, APPROVERS: undefined });
      expect(line).toBe("APPROVERS: what looks like a credential is not an ID. Use the group's ID (S...).");
    }
  });

  test('in its own variable, or near it', () => {
    const lines = [
      { SLACK_BOT_TOKEN: 'secret' },
      { SLACK_APP_TOKEN: 'secret' },
      { SLACK_SIGNING_SECRET: 'secret' },
      { SLACK_API_URL: 'user:secret@slack' },
      { DATABASE_URL: 'mysql://user:secret@db/bot' },
      { SLACK_BOT_TOKENS: 'secret' },
      { HTTPS_PROXY: 'socks5://bot:secret@proxy' },
      { http_proxy: 'http://bot:secret%zz@proxy' },
      { SLACK_SIGNING_SECRETS: 'secret' },
    ].map(refusal);
    for (const line of lines) {
      expect(line).not.toContain('secret');
      expect(line).not.toContain('\n');
    }
  });
});
