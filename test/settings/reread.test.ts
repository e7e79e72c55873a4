import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ALARM_TIMES } from '../../src/domain/port/alarm-times.ts';
import { rereadRules } from '../../src/settings/reread.ts';
import { readSettings } from '../../src/settings/settings.ts';

let folder: string;
let env: Record<string, string>;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'reread-'));
  env = {
    SLACK_BOT_TOKEN: 'xoxb-secret-1',
    SLACK_APP_TOKEN: 'xapp-secret-2',
    APPROVAL_CHANNEL: 'C0123456789',
    AWS_REGION: 'us-east-1',
    QUORUM: '2',
    INTERCONNECT_BOT_CONFIG: join(folder, 'rules.yaml'),
  };
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const STARTED = 'account: "123456789012"\nregions: [us-east-1, us-west-2]\napprovers: [U0LEE, U0LIN]\n';

/** What is read anew by a bot that was started with STARTED, or another file. */
function reread(content: string, started = STARTED) {
  const path = join(folder, 'rules.yaml');
  writeFileSync(path, started);
  const settings = readSettings(env);
  writeFileSync(path, content);
  try {
    return rereadRules(env, settings);
  } catch (error) {
    if (error instanceof Error) return error.message.replace(`${folder}/`, '');
    throw error;
  }
}

test('rules, prices and sites are those of the file now, and the environment still wins', () => {
  const price = 'prices: { currency: USD, port_hour: { 10Gbps: 2 } }';
  const site = 'sites: { EqDC2: { desk: hands@example.com, patch_panel: PP3, optics: { 10Gbps: LR } } }';
  const read = reread(
    `${STARTED}quorum: 1\n${price}\n${site}\nrules: [{ name: a, match: { lag: true }, approve: [U0OLGA] }]`,
  );
  expect(read).toMatchObject({
    rules: [{ name: 'a' }, { name: 'default', quorum: 2 }],
    prices: { currency: 'USD', portHour: { '10Gbps': 2 } },
    sites: { EqDC2: { desk: 'hands@example.com', patchPanel: 'PP3', optics: { '10Gbps': 'LR' } } },
  });
});

test('times of alarms are those of the file now, fractions too, and of the code where it has none', () => {
  expect(reread(STARTED)).toMatchObject({ alarms: ALARM_TIMES });
  const alarms = 'alarms: { requested_hours: 0.01, loa_days: [], waiting_days: [0.0001, 1.5] }';
  expect(reread(`${STARTED}${alarms}`)).toMatchObject({
    alarms: { ...ALARM_TIMES, requestedMs: 36_000, loaMs: [], waitingMs: [8_640, 129_600_000] },
  });
});

test.each([
  [STARTED.replace('9012', '9013'), 'rules.yaml:1:10: account'],
  [STARTED.replace(/account.*\n/, ''), 'rules.yaml:1:1: account'],
  [STARTED.replace('us-west-2', 'eu-west-1'), 'rules.yaml:2:10: regions'],
  [STARTED.replace(/regions.*\n/, ''), 'rules.yaml:1:1: regions'],
])('%j changes what only a start reads', (content, place) => {
  expect(reread(content)).toBe(
    `${place}: is not what the bot was started with, and is read at the start only. Restart the bot for it, or put it back.`,
  );
});

const SEVERAL = `accounts:
  - { id: "111111111111", label: prod, regions: [us-east-1] }
  - { id: "222222222222", role_arn: arn:aws:iam::222222222222:role/bot }
approvers: [U0LEE, U0LIN]
`;

test.each([
  [SEVERAL.replace('prod', 'live'), '2:3: accounts'],
  [SEVERAL.replace('role/bot', 'role/bot2'), '2:3: accounts'],
  [SEVERAL.replace(/ {2}- .*222.*\n/, ''), '2:3: accounts'],
  [`account: "111111111111"\n${SEVERAL.replace(/accounts:\n(.*\n){2}/, '')}`, '1:10: account'],
])('accounts are read at the start only: %j', (content, place) => {
  expect(reread(SEVERAL, SEVERAL)).toMatchObject({ rules: [{ name: 'default' }] });
  expect(reread(content, SEVERAL)).toBe(
    `rules.yaml:${place}: is not what the bot was started with, and is read at the start only. Restart the bot for it, or put it back.`,
  );
});

test('what is wrong is said with its place', () => {
  expect(reread(`${STARTED}rules: [{ name: a, aprove: [U0LEE] }]`)).toMatch(
    /^rules\.yaml:4:20: rules\.0\.aprove: unknown key\./,
  );
});
