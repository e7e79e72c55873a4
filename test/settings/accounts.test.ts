import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { decidingSettings } from '../../src/settings/deciding.ts';
import { inForce } from '../../src/settings/in-force.ts';
import { readSettings } from '../../src/settings/settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'accounts-'));
afterAll(() => rmSync(folder, { recursive: true }));

const ENV = {
  SLACK_BOT_TOKEN: 'xoxb-secret-1',
  SLACK_APP_TOKEN: 'xapp-secret-2',
  APPROVAL_CHANNEL: 'C0123456789',
  APPROVERS: 'U0LEE',
  AWS_REGION: 'us-east-1',
};
const A = '111111111111';
const B = '222222222222';
const role = (id: string) => `arn:aws:iam::${id}:role/interconnect-bot`;

function read(content: string, env: Record<string, string> = {}) {
  const file = join(folder, 'rules.yaml');
  writeFileSync(file, content);
  return readSettings({ ...ENV, INTERCONNECT_BOT_CONFIG: file, ...env });
}

function wrong(content: string, env?: Record<string, string>): string {
  try {
    read(content, env);
  } catch (error) {
    return error instanceof Error ? error.message.replace(`${folder}/rules.yaml:`, '') : String(error);
  }
  return 'nothing';
}

test('accounts have their own Regions, or those of the environment', () => {
  const settings = read(
    `accounts: [{ id: "${A}", label: prod, role_arn: "${role(A)}", external_id: net-42, regions: [eu-west-1, eu-west-1] }, { id: "${B}" }]`,
    { AWS_REGIONS: 'us-east-1,eu-west-1' },
  );
  expect(settings.accounts).toEqual([
    { id: A, label: 'prod', roleArn: role(A), externalId: 'net-42', regions: ['eu-west-1'] },
    {
      id: B,
      label: undefined,
      roleArn: undefined,
      externalId: undefined,
      regions: ['us-east-1', 'eu-west-1'],
    },
  ]);
  expect(settings.regions).toEqual(['eu-west-1', 'us-east-1']);
});

describe('what stops the start', () => {
  test.each([
    [
      `account: "${A}"\naccounts: [{ id: "${A}" }]`,
      '1:10: account: has no effect beside accounts. Remove one of them.',
    ],
    ['accounts: []', '1:11: accounts: Too small: expected array to have >=1 items. Correct it.'],
    ['accounts: [{ label: prod }]', '1:12: accounts.0.id: is not in quotes. Correct it.'],
    [`accounts: [{ id: ${A} }]`, '1:18: accounts.0.id: is not in quotes. Correct it.'],
    [
      `accounts: [{ id: "${A}", rolearn: x }]`,
      '1:34: accounts.0.rolearn: unknown key. Known keys: id, label, role_arn, external_id, regions.',
    ],
    [
      `accounts: [{ id: "${A}", role_arn: "${role(A)}" }, { id: "${A}" }]`,
      `1:103: accounts.1.id: ${A} is there twice. Remove one of them.`,
    ],
    [
      `accounts: [{ id: "${A}", label: prod }, { id: "${B}", label: Prod, role_arn: "${role(B)}" }]`,
      '1:78: accounts.1.label: "Prod" is there twice. Choose another name.',
    ],
    [
      `accounts: [{ id: "${A}", role_arn: "${role(B)}" }]`,
      `1:44: accounts.0.role_arn: is a role of account ${B}, not of ${A}. Give that account's own role.`,
    ],
    [
      `accounts: [{ id: "${A}", role_arn: "arn:aws:iam::${A}:user/bot" }]`,
      '1:44: accounts.0.role_arn: is not the ARN of a role, like arn:aws:iam::123456789012:role/interconnect-bot. Correct it.',
    ],
    [
      `accounts: [{ id: "${A}", external_id: net-42 }]`,
      '1:47: accounts.0.external_id: has no effect without role_arn. Give the role, or remove it.',
    ],
    [
      `accounts: [{ id: "${A}", external_id: "a b" }]`,
      '1:47: accounts.0.external_id: is not 2 to 1224 letters, digits and + = , . @ : / _ -. Correct it.',
    ],
    [
      `accounts: [{ id: "${A}" }, { id: "${B}" }]`,
      `1:42: accounts.1.id: ${B} has no role_arn, and neither has an account before it. Only one can be that of the bot's own credentials: give the other its role.`,
    ],
    [
      `accounts: [{ id: "${A}", regions: [us-east] }]`,
      '1:44: accounts.0.regions.0: is not a Region, like us-east-1. Correct it.',
    ],
    [
      `accounts: [{ id: "${A}" }]\nrules: [{ name: b, match: { account: ["${B}"] }, approve: [U0LEE] }]`,
      `2:39: rules.0.match.account.0: ${B} is not among accounts. Add it there, or remove it.`,
    ],
  ])('%s', (content, message) => {
    expect(wrong(content)).toBe(message);
  });

  test('Regions that nobody goes by', () => {
    const content = `accounts: [{ id: "${A}", regions: [us-east-1] }]`;
    expect(wrong(content, { AWS_REGIONS: 'us-east-1' })).toBe(
      'AWS_REGIONS: has no effect: each account names its own Regions. Remove it.',
    );
    expect(wrong(content)).toBe('nothing');
  });

  test('more accounts than a menu takes', () => {
    const many = Array.from({ length: 101 }, (_, n) => String(100_000_000_000 + n));
    const accounts = (ids: string[]) =>
      `accounts: [${ids.map((id) => `{ id: "${id}", role_arn: "${role(id)}" }`).join(', ')}]`;
    expect(wrong(accounts(many))).toBe('1:11: accounts: holds more than 100 accounts. Correct it.');
    expect(wrong(accounts(many.slice(1)))).toBe('nothing');
  });
});

test('processes are compared by accounts and roles, in whatever order, and by no names', () => {
  const one = `{ id: "${A}", label: prod, role_arn: "${role(A)}", external_id: net-42 }`;
  const other = `{ id: "${B}" }`;
  const hash = (content: string) => {
    const settings = read(content);
    return inForce(settings, settings).hash;
  };
  const both = hash(`accounts: [${one}, ${other}]`);
  expect(hash(`accounts: [${other}, ${one.replace('prod', 'live')}]`)).toBe(both);
  expect(hash(`accounts: [${one}]`)).not.toBe(both);
  expect(hash(`accounts: [${one.replace('bot"', 'boss"')}, ${other}]`)).not.toBe(both);
  const settings = decidingSettings(read(`accounts: [${other}, ${one}]`));
  expect(settings).toMatchObject({
    account: null,
    accounts: [
      { id: A, role: role(A) },
      { id: B, role: null },
    ],
  });
  expect(JSON.stringify(settings)).not.toContain('net-42');
});
