import { once } from 'node:events';
import { utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { freePort } from '../../../bench/free-port.ts';
import { withoutAction } from '../../support/iam-policies.ts';
import { useStage } from '../../support/use-stage.ts';
import { examine, goodSetUp, POLICY, rules } from './support.ts';

// Each set-up has one thing wrong, and the doctor says that and nothing else.

const HOUR = 3_600_000;

describe('Settings', () => {
  const { stage } = useStage({ aws: { policy: POLICY } });

  test('all that are wrong are told, and what needs none of them is checked all the same', async () => {
    const env = await goodSetUp(stage);
    const { code, wrong, lines, findings } = await examine({
      ...env,
      AWS_REGION: 'east',
      APPROVAL_CHANNEL: undefined,
      QUORUM: 'two',
      APROVERS: 'U0LEE',
    });
    expect(code).toBe(1);
    expect(wrong.map((line) => line.replace(/(: .*?)[:,;] .*/, '$1'))).toEqual([
      'Setting: APROVERS',
      'Setting: APPROVAL_CHANNEL',
      'Setting: QUORUM',
      'Setting: AWS_REGION',
    ]);
    expect(lines('AWS account')).toEqual(['not checked: needs AWS_REGION and the other AWS settings.']);
    expect(lines('Approvals channel')).toEqual(['not checked: needs APPROVAL_CHANNEL.']);
    expect(lines('Slack token')).toEqual(['ok: @interconnect in sandbox.']);
    expect(findings.find(({ name }) => name === 'Database write')?.state).toBe('ok');
  });

  test('a rules file in which one rule takes all of another', async () => {
    const env = await goodSetUp(stage);
    rules(stage, 'rules:\n  - { name: all, approve: [U0LEE] }\n  - { name: never, approve: [U0LIN] }');
    const { wrong, lines } = await examine({ ...env, APPROVERS: '' });
    expect(wrong).toEqual([
      expect.stringMatching(
        /^Setting: .*rules\.1: never can never apply: all, before it, takes all that it would\. Move/,
      ),
    ]);
    expect(lines('Rules')).toEqual(['not checked: needs the settings.']);
  });

  test('a Node that is too old', async () => {
    const { wrong } = await examine(await goodSetUp(stage), { nodeVersion: 'v22.1.0' });
    expect(wrong).toEqual([
      'Node: v22.1.0 is too old: the bot runs on 24 or later. Run npm ci, which brings it.',
    ]);
  });

  test('a backup that is old, one that is empty, and none', async () => {
    const env = await goodSetUp(stage);
    const backup = join(dirname(env.INTERCONNECT_BOT_CONFIG ?? ''), 'copy.db');
    const told = async () => (await examine(env, { args: ['--backup', backup] })).wrong;
    expect(await told()).toEqual([`Backup: there is none at ${backup}. Make one.`]);
    writeFileSync(backup, '');
    expect(await told()).toEqual([`Backup: ${backup} is empty. Make another.`]);
    writeFileSync(backup, 'a copy');
    const at = (Date.now() - 50 * HOUR) / 1_000;
    utimesSync(backup, at, at);
    expect(await told()).toEqual([
      expect.stringMatching(/^Backup: the newest is 2 days old \(.* UTC\)\. Make one a day\.$/),
    ]);
  });
});

describe('Slack', () => {
  const { stage } = useStage({ aws: { policy: POLICY }, faults: 'each set-up is wrong' });

  test('a token that it does not know', async () => {
    const { wrong, lines, text } = await examine({
      ...(await goodSetUp(stage)),
      SLACK_BOT_TOKEN: 'xoxb-of-nobody',
    });
    expect(wrong).toEqual([
      "Slack token: SLACK_BOT_TOKEN: Slack doesn't know this token. Copy it again from OAuth & Permissions.",
    ]);
    expect(lines('Approvers')).toEqual(['not checked: needs Slack token.']);
    expect(text).not.toContain('xoxb-of-nobody');
  });

  test('an app token that was revoked', async () => {
    stage.slack.revokeToken(stage.slack.appToken);
    expect((await examine(await goodSetUp(stage))).wrong).toEqual([
      'Slack connection: SLACK_APP_TOKEN: the token was revoked. Make a new one with connections:write.',
    ]);
  });

  test('scopes that the app lacks', async () => {
    stage.slack.setScopes([
      'commands',
      'chat:write',
      'channels:read',
      'channels:history',
      'usergroups:read',
      'users:read',
      'groups:read',
      'groups:history',
      'im:history',
      'im:write',
      'files:write',
    ]);
    expect((await examine(await goodSetUp(stage))).wrong).toEqual([
      'Slack scopes: SLACK_BOT_TOKEN: the app lacks files:read (whether Slack has shown a document). Install it again from manifest.yml.',
      'Slack files: the app lacks files:read. Install it again from manifest.yml.',
    ]);
  });

  test('a channel without the bot, one that is archived, one that is shared', async () => {
    const env = await goodSetUp(stage);
    const alone = stage.slack.addChannel({ name: 'alone', withBot: false }).id;
    const shared = stage.slack.addChannel({ name: 'partners', isExtShared: true }).id;
    const told = async (channel: string) => (await examine({ ...env, APPROVAL_CHANNEL: channel })).wrong;
    expect(await told(alone)).toEqual([
      'Approvals channel: APPROVAL_CHANNEL: the bot is not in #alone. Invite it there: /invite @interconnect.',
    ]);
    expect(await told(shared)).toEqual([
      expect.stringContaining(
        'Approvals channel: SHARED_CHANNEL: #partners is shared with another organisation',
      ),
    ]);
    stage.slack.archive(stage.approvals);
    expect(await told(stage.approvals)).toEqual([
      'Approvals channel: APPROVAL_CHANNEL: #net-approvals is archived. Unarchive it or name another.',
    ]);
  });

  test('a group that is disabled, one that is not there, and a quorum that nobody reaches', async () => {
    const env = await goodSetUp(stage);
    const group = stage.slack.groups.get(env.APPROVERS ?? '');
    if (!group) throw new Error('There is no group.');
    expect((await examine({ ...env, QUORUM: '3' })).wrong).toEqual([
      'Quorum of default: QUORUM: 3 is more than the 2 people in APPROVERS. Lower it or name more approvers.',
    ]);
    expect((await examine({ ...env, APPROVERS: 'S0NOBODY' })).wrong).toEqual([
      'Approvers: APPROVERS: S0NOBODY is not known in this workspace. Check the ID.',
      expect.stringMatching(/^Quorum of default: QUORUM: 1 is more than the 0 people/),
    ]);
    group.disabled = true;
    expect((await examine(env)).wrong).toEqual([
      `Approvers: APPROVERS: the group @net-leads (${group.id}) is disabled. Enable it, or name another.`,
      expect.stringMatching(/^Quorum of default: QUORUM: 1 is more than the 0 people/),
    ]);
  });

  test('a private channel in which too few approvers are', async () => {
    const env = await goodSetUp(stage);
    const closed = stage.slack.addChannel({ name: 'closed', private: true, members: [stage.cast.lee.id] }).id;
    const settings = { ...env, APPROVAL_CHANNEL: closed };
    const one = await examine(settings);
    expect(one.wrong).toEqual([]);
    expect(one.lines('Approvers in channel')).toEqual([
      'ok: not in #closed, and asked by direct message: Lin.',
    ]);
    expect((await examine({ ...settings, QUORUM: '2' })).wrong).toEqual([
      'Approvers in channel: too few approvers of the rule default are in #closed (not in it: Lin). Invite them.',
    ]);
  });

  test('a form that it would not show', async () => {
    stage.slack.fault('blocks.validate', {
      kind: 'error',
      error: 'invalid_message',
      messages: ['[ERROR] too long'],
    });
    expect((await examine(await goodSetUp(stage))).wrong).toEqual([
      expect.stringMatching(
        /^Slack shows: 1 of the bot's messages and forms would be refused, first the card: .* \(too long\)\. Please report it\.$/,
      ),
    ]);
  });

  test('no answer: it is waited for so long, and all else is checked', async () => {
    const env = await goodSetUp(stage);
    stage.slack.fault('api.test', { kind: 'hang' });
    const { wrong, lines, findings } = await examine(env, { limitMs: 2_000 });
    expect(wrong).toContain(
      'Slack clock: no answer in 2 s. Check the network, the address and a proxy between.',
    );
    expect(lines('Slack token')).toEqual(['not checked: needs an answer of Slack.']);
    expect(findings.some(({ name }) => name === 'AWS account')).toBe(true);
  });

  test('a clock that is off', async () => {
    const ahead = () => Date.now() + 10 * 60_000;
    const { wrong } = await examine(await goodSetUp(stage), { now: ahead });
    expect(wrong).toEqual([
      expect.stringMatching(
        /^Slack clock: this machine is (599|600|601) s ahead\. Let it keep its time by NTP\.$/,
      ),
    ]);
  });
});

describe('AWS', () => {
  const { stage } = useStage({ aws: { policy: POLICY } });

  test("another account's credentials than the rules file names", async () => {
    const env = await goodSetUp(stage);
    rules(stage, 'account: "999999999999"');
    const { wrong, lines } = await examine(env);
    expect(wrong).toEqual([
      "AWS account: the credentials are account 123456789012's (arn:aws:sts::123456789012:assumed-role/interconnect-bot/sandbox), the rules file names 999999999999. Give the bot that account's.",
    ]);
    expect(lines('AWS may (us-east-1)')).toEqual(['not checked: needs AWS account.']);
  });

  test('of several accounts, the one whose role can not be assumed', async () => {
    const env = await goodSetUp(stage);
    const role = 'arn:aws:iam::210987654321:role/interconnect-bot';
    rules(
      stage,
      `accounts:\n  - { id: "${stage.aws.accountId}", label: own }\n  - { id: "210987654321", label: other, role_arn: "${role}" }`,
    );
    const { wrong, lines } = await examine(env);
    expect(wrong).toEqual([
      expect.stringMatching(/^AWS account \(other\): The role .* could not be assumed: .* \(AccessDenied\)$/),
    ]);
    expect(lines('AWS account (own)')[0]).toMatch(/^ok: 123456789012, the one that the rules file names/);
    expect(lines('AWS may (own, us-east-1)')[0]).toMatch(/^ok: /);
    expect(lines('AWS order (other)')).toEqual(['not checked: needs AWS account (other).']);
  });

  test('credentials that have expired', async () => {
    const env = await goodSetUp(stage);
    const { accessKeyId, secretAccessKey, accountId } = stage.aws;
    stage.aws.addCredentials({ accessKeyId, secretAccessKey, accountId, expired: true });
    expect((await examine(env)).wrong).toEqual([
      expect.stringMatching(
        /^AWS account: STS did not tell whose credentials these are: .* \(ExpiredToken\)$/,
      ),
    ]);
  });

  test('an account that is no partner in a Region, and an agreement that is not signed', async () => {
    const env = { ...(await goodSetUp(stage)), AWS_REGIONS: 'us-east-1,eu-west-1' };
    stage.aws.setPartnerRegions(['us-east-1']);
    const { wrong } = await examine(env);
    expect(wrong[0]).toBe(
      'AWS partner (eu-west-1): the account is no Direct Connect Partner in eu-west-1 (nonPartner): AWS refuses orders there. Ask AWS, or take eu-west-1 out of AWS_REGIONS.',
    );
    expect(wrong.filter((line) => line.includes('(us-east-1)'))).toEqual([]);
    stage.aws.setPartnerRegions(undefined);
    const agreements = [{ agreementName: 'Partner Agreement', status: 'unsigned' }];
    stage.aws.fault('DescribeCustomerMetadata', {
      kind: 'instead',
      answer: { agreements, nniPartnerType: 'v2' },
    });
    expect((await examine(env)).wrong).toEqual([
      'AWS partner (us-east-1): not signed: Partner Agreement. Sign it in the Direct Connect console.',
    ]);
  });

  test('a clock that is off', async () => {
    const env = await goodSetUp(stage);
    stage.aws.setClockOffset(5 * 60_000);
    expect((await examine(env)).wrong).toEqual([
      expect.stringMatching(
        /^AWS clock: this machine is (299|300|301) s behind\. Let it keep its time by NTP\.$/,
      ),
    ]);
  });

  test('no answer', async () => {
    const env = await goodSetUp(stage);
    stage.aws.fault('GetCallerIdentity', { kind: 'hang' }, 5);
    const hung = await examine(env, { limitMs: 2_000 });
    expect(hung.lines('AWS account')).toEqual([
      'wrong: no answer in 2 s. Check the network, the address and a proxy between.',
    ]);
    expect(hung.lines('AWS order')).toEqual(['not checked: needs AWS account.']);
  });
});

describe('A role that lacks a right', () => {
  describe('for the LOA', () => {
    const { stage } = useStage({ aws: { policy: withoutAction(POLICY, 'directconnect:DescribeLoa') } });

    test('is told which', async () => {
      const { wrong, findings } = await examine(await goodSetUp(stage));
      expect(wrong).toEqual([
        'AWS may (us-east-1): AWS denies the role directconnect:DescribeLoa. Give it the rights of docs/iam-policy.json.',
      ]);
      expect(findings.find(({ name }) => name === 'AWS may (us-east-1)')?.todo[0]).toBe(
        'aws iam put-role-policy --role-name interconnect-bot --policy-name interconnect-bot --policy-document file://docs/iam-policy.json',
      );
    });
  });

  describe('for ordering with tags', () => {
    const { stage } = useStage({ aws: { policy: withoutAction(POLICY, 'directconnect:TagResource') } });

    test('is told by IAM, and nothing is ordered', async () => {
      expect((await examine(await goodSetUp(stage))).wrong).toEqual([
        'AWS order (us-east-1): IAM would refuse directconnect:TagResource to arn:aws:iam::123456789012:role/interconnect-bot. Give it the rights of docs/iam-policy.json.',
      ]);
      expect(stage.aws.calls('CreateInterconnect')).toEqual([]);
    });
  });

  describe('that only the doctor needs', () => {
    const { stage } = useStage();

    test('leaves things unchecked, with the command that another may run', async () => {
      const { wrong, lines, findings } = await examine(await goodSetUp(stage));
      expect(wrong).toEqual([]);
      expect(lines('AWS partner (us-east-1)')).toEqual([
        'not checked: DescribeCustomerMetadata was refused (AccessDeniedException), which the bot itself never needs.',
      ]);
      const order = findings.find(({ name }) => name === 'AWS order (us-east-1)');
      expect(order?.state).toBe('not checked');
      expect(order?.todo[0]).toContain(
        'aws iam simulate-principal-policy --policy-source-arn arn:aws:iam::123456789012:role/interconnect-bot --action-names directconnect:CreateInterconnect',
      );
    });
  });
});

describe('The bot that runs', () => {
  const { stage } = useStage({ aws: { policy: POLICY }, faults: 'each set-up is wrong' });

  test('decides by other rules, and answers nowhere', async () => {
    const env = await goodSetUp(stage);
    await stage.start(env);
    const { wrong } = await examine({ ...env, QUORUM: '2', OPERATOR_PORT: String(await freePort()) });
    expect(wrong).toEqual([
      expect.stringMatching(
        /^Bots of this store: .+\/\d+ by other rules than stand here; with two kinds nothing is ordered\./,
      ),
      expect.stringMatching(/^Running bot: process \d+ runs here, and nothing answers at http:/),
    ]);
  });

  test('says what to mend', async () => {
    const port = String(await freePort());
    const env = { ...(await goodSetUp(stage)), OPERATOR_PORT: port };
    rules(stage, 'account: "999999999999"');
    await stage.start(env);
    const { wrong } = await examine(env);
    expect(wrong).toEqual([
      expect.stringMatching(/^AWS account: /),
      expect.stringMatching(/^Running bot: it is ready, and says what to mend: .*999999999999/),
    ]);
  });

  test('is not ready', async () => {
    const server = createServer((_, answer) => {
      answer.writeHead(503).end(JSON.stringify({ slack: false, store: true, troubles: ['Mend it.'] }));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    try {
      const { port } = server.address() as AddressInfo;
      const { wrong } = await examine({ ...(await goodSetUp(stage)), OPERATOR_PORT: String(port) });
      expect(wrong).toEqual([
        `Running bot: http://127.0.0.1:${port}/readyz answers 503: not ready (slack; Mend it.).`,
      ]);
    } finally {
      server.close();
      server.closeAllConnections();
    }
  });
});
