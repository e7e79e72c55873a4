import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decidingSettings, hashOfRules } from '../../src/settings/deciding.ts';
import { SettingError } from '../../src/settings/setting-error.ts';
import { readSettings, type Settings } from '../../src/settings/settings.ts';

let folder: string;
let path: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rules-'));
  path = join(folder, 'rules.yaml');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Env = Record<string, string | undefined>;

function read(content: string, env: Env = {}): Settings {
  writeFileSync(path, content);
  return readSettings({
    SLACK_BOT_TOKEN: 'xoxb-secret-1',
    SLACK_APP_TOKEN: 'xapp-secret-2',
    APPROVAL_CHANNEL: 'C0123456789',
    AWS_REGION: 'us-east-1',
    INTERCONNECT_BOT_CONFIG: path,
    ...env,
  });
}

/** The one line that stops the start, without the file's folder. */
function refusal(content: string, env: Env = {}): string {
  try {
    read(content, env);
  } catch (error) {
    if (error instanceof SettingError) return error.message.replace(`${folder}/`, '');
    throw error;
  }
  throw new Error('These rules were taken.');
}

const TWO = `
rules:
  - name: 100g-us
    match: { region: [us-east-1], bandwidth: [100Gbps], lag: false, macsec: true, requester: [S0ENG, U0ERIN] }
    request: [S0ENG]
    approve: [S0LEADS, U0CTO, S0LEADS]
    quorum: 2
    expiry_hours: 0.5
  - name: ten
    match: { location: [EqDC2], account: ["123456789012"] }
    approve: [U0LEE]
approvers: [S0OPS]
`;
const FULL = `
rules:
  - name: full
    approve: [U0LEE, U0LIN]
    reject_quorum: 2
    notify: [U0CFO, S0STAFF]
    comment: { approve: required }
    remind_hours: [0.5, 4]
    escalate: { after_hours: 24, approve: [S0BOARD] }
    tags: { owner: { required: true }, 4711: { values: [a, ""] } }
    name_pattern: "^dc"
`;
const group = (id: string) => ({ kind: 'group', id }) as const;
const user = (id: string) => ({ kind: 'user', id }) as const;

describe('rules in the file', () => {
  test('are tried in their order, and the one of APPROVERS last', () => {
    const { rules } = read(TWO, { REQUESTERS: 'S0ALL' });
    expect(rules.map(({ quorumAt: _, approveAt: __, ...rule }) => rule)).toEqual([
      {
        name: '100g-us',
        match: {
          region: ['us-east-1'],
          bandwidth: ['100Gbps'],
          lag: false,
          macsec: true,
          requester: [group('S0ENG'), user('U0ERIN')],
        },
        request: [group('S0ENG')],
        approve: [group('S0LEADS'), user('U0CTO')],
        quorum: 2,
        expiryHours: 0.5,
      },
      {
        name: 'ten',
        match: { location: ['EqDC2'], account: ['123456789012'] },
        request: [group('S0ALL')],
        approve: [user('U0LEE')],
        quorum: 1,
        expiryHours: 72,
      },
      {
        name: 'default',
        match: {},
        request: [group('S0ALL')],
        approve: [group('S0OPS')],
        quorum: 1,
        expiryHours: 72,
      },
    ]);
  });

  test('hold what else they say, and nothing of what they leave out', () => {
    const [rule] = read(FULL).rules;
    expect(rule).toEqual({
      name: 'full',
      match: {},
      request: [],
      approve: [user('U0LEE'), user('U0LIN')],
      quorum: 1,
      expiryHours: 72,
      rejectQuorum: 2,
      notify: [user('U0CFO'), group('S0STAFF')],
      comment: { approve: 'required', reject: 'required' },
      remindHours: [0.5, 4],
      escalate: { afterHours: 24, approvers: [group('S0BOARD')] },
      tags: [
        { key: '4711', required: false, values: ['a', ''] },
        { key: 'owner', required: true },
      ],
      namePattern: '^dc',
      quorumAt: expect.stringContaining(': rules.0'),
      approveAt: 'approve',
      rejectQuorumAt: expect.stringMatching(/:5:20: rules\.0\.reject_quorum$/),
    });
    expect([...read(FULL).namedAt.keys()]).toEqual(['U0LEE', 'U0LIN', 'U0CFO', 'S0STAFF', 'S0BOARD']);
  });

  test('a comment that is left out is as without the key', () => {
    const [rule] = read('rules: [{ name: a, approve: [U0A], comment: { reject: none } }]').rules;
    expect(rule?.comment).toEqual({ approve: 'optional', reject: 'none' });
  });

  test('need no APPROVERS', () => {
    const { rules } = read('rules: [{ name: all, approve: [U0LEE] }]', { APPROVAL_EXPIRY_HOURS: '12' });
    expect(rules).toMatchObject([{ name: 'all', match: {}, expiryHours: 12 }]);
  });

  test('say where each person and group is named', () => {
    const { namedAt } = read(TWO, { REQUESTERS: 'S0ALL' });
    expect([...namedAt].map(([id, place]) => [id, place.replace(`${folder}/`, '')])).toEqual([
      ['S0OPS', 'APPROVERS'],
      ['S0ALL', 'REQUESTERS'],
      ['S0LEADS', 'rules.yaml:6:15: rules.0.approve.0'],
      ['U0CTO', 'rules.yaml:6:24: rules.0.approve.1'],
      ['S0ENG', 'rules.yaml:5:15: rules.0.request.0'],
      ['U0ERIN', 'rules.yaml:4:102: rules.0.match.requester.1'],
      ['U0LEE', 'rules.yaml:11:15: rules.1.approve.0'],
    ]);
  });
});

const RULE_KEYS =
  'Known keys: name, match, request, approve, quorum, reject_quorum, notify, comment, expiry_hours, remind_hours, escalate, tags, name_pattern.';
const MATCH_KEYS = 'Known keys: region, location, bandwidth, account, lag, macsec, requester.';

describe('a rule that is wrong stops the start with line and column', () => {
  test.each([
    ['sites: {}', `4:5: rules.0.sites: unknown key. ${RULE_KEYS}`],
    ['notify: []', '4:13: rules.0.notify: Too small: expected array to have >=1 items. Correct it.'],
    [
      'notify: [boss]',
      '4:14: rules.0.notify.0: is not the ID of a person (U...) or a group (S...). Correct it.',
    ],
    [
      'reject_quorum: 2',
      '4:20: rules.0.reject_quorum: 2 is more than the 1 person in approve. Lower it or name more approvers.',
    ],
    ['reject_quorum: 0', '4:20: rules.0.reject_quorum: Too small: expected number to be >=1. Correct it.'],
    [
      'comment: { approve: always }',
      '4:25: rules.0.comment.approve: is none of required, optional and none. Correct it.',
    ],
    [
      'comment: { withdraw: none }',
      '4:16: rules.0.comment.withdraw: unknown key. Known keys: approve, reject.',
    ],
    ['remind_hours: [1, 4, 4]', '4:26: rules.0.remind_hours.2: 4 does not come after 4. Correct it.'],
    [
      'remind_hours: [1, 72]',
      '4:23: rules.0.remind_hours.1: 72 never comes: requests expire after 72 hours. Lower it or leave it out.',
    ],
    ['remind_hours: [0]', '4:20: rules.0.remind_hours.0: Too small: expected number to be >0. Correct it.'],
    [
      'escalate: { after_hours: 24 }',
      '4:15: rules.0.escalate.approve: Invalid input: expected array, received undefined. Correct it.',
    ],
    [
      'escalate: { after_hours: 72.5, approve: [U0CTO] }',
      '4:30: rules.0.escalate.after_hours: 72.5 never comes: requests expire after 72 hours. Lower it or leave it out.',
    ],
    [
      'escalate: { after_hours: 1, approve: [U0LEE] }',
      '4:42: rules.0.escalate.approve: adds nobody: all of them are in approve. Name others or leave it out.',
    ],
    [
      'tags: { owner: { needed: true } }',
      '4:22: rules.0.tags.owner.needed: unknown key. Known keys: required, values.',
    ],
    [
      'tags: { owner: { required: false } }',
      '4:20: rules.0.tags.owner: asks for nothing: give required: true, or values. Correct it.',
    ],
    [
      'tags: { "aws:owner": { required: true } }',
      '4:13: rules.0.tags.aws:owner: keys starting with aws: are reserved. Correct it.',
    ],
    [
      'tags: { "a*": { required: true } }',
      '4:13: rules.0.tags.a*: only letters, digits, spaces and _ . : / = + - @ are allowed. Correct it.',
    ],
    [
      `tags: { owner: { values: [${'x'.repeat(257)}] } }`,
      '4:31: rules.0.tags.owner.values.0: value too long (257, at most 256). Correct it.',
    ],
    [
      'tags: { owner: { values: [4711] } }',
      '4:31: rules.0.tags.owner.values.0: is not in quotes. Correct it.',
    ],
    [
      `tags: { ${Array.from({ length: 48 }, (_, at) => `t${at}: { required: true }`)} }`,
      '4:11: rules.0.tags: holds more than 47 tags. Correct it.',
    ],
    ['name_pattern: "dc("', '4:19: rules.0.name_pattern: is not a regular expression. Correct it.'],
    [
      'name_pattern: "(a+)+"',
      '4:19: rules.0.name_pattern: could take too long to match: bound what repeats, like [0-9]{1,4}, and repeat nothing that repeats. Correct it.',
    ],
    ['match: { regions: [us-east-1] }', `4:14: rules.0.match.regions: unknown key. ${MATCH_KEYS}`],
    [
      'match: { region: us-east-1 }',
      '4:22: rules.0.match.region: Invalid input: expected array, received string. Correct it.',
    ],
    [
      'match: { region: [Virginia] }',
      '4:23: rules.0.match.region.0: is not a Region, like us-east-1. Correct it.',
    ],
    [
      'match: { bandwidth: [10] }',
      '4:26: rules.0.match.bandwidth.0: Invalid input: expected string, received number. Correct it.',
    ],
    [
      'match: { bandwidth: ["10G"] }',
      '4:26: rules.0.match.bandwidth.0: is not a bandwidth, like 10Gbps. Correct it.',
    ],
    ['match: { account: [123456789012] }', '4:24: rules.0.match.account.0: is not in quotes. Correct it.'],
    [
      'match: { lag: maybe }',
      '4:19: rules.0.match.lag: Invalid input: expected boolean, received string. Correct it.',
    ],
    [
      'quorum: 3',
      '4:13: rules.0.quorum: 3 is more than the 1 person in approve. Lower it or name more approvers.',
    ],
    ['quorum: 0', '4:13: rules.0.quorum: Too small: expected number to be >=1. Correct it.'],
    ['expiry_hours: 0', '4:19: rules.0.expiry_hours: Too small: expected number to be >0. Correct it.'],
    ['request: []', '4:14: rules.0.request: Too small: expected array to have >=1 items. Correct it.'],
    [
      'request: [net-leads]',
      '4:15: rules.0.request.0: is not the ID of a person (U...) or a group (S...). Correct it.',
    ],
    ['name: b', '4:5: is not YAML. Map keys must be unique'],
  ])('%s', (line, words) => {
    expect(refusal(`rules:\n  - name: a\n    approve: [U0LEE]\n    ${line}\n`)).toBe(`rules.yaml:${words}`);
  });

  test.each([
    [
      'prices: { currency: USD, port_hour: { 10G: 2.25 } }\napprovers: [U0A]',
      '1:39: prices.port_hour.10G: is not a bandwidth, like 10Gbps. Correct it.',
    ],
    [
      'prices: { currency: dollars, port_hour: { 10Gbps: 2.25 } }\napprovers: [U0A]',
      '1:21: prices.currency: is not a currency, like USD. Correct it.',
    ],
    [
      'alarms: { waiting_days: [1, 1] }\napprovers: [U0A]',
      '1:29: alarms.waiting_days.1: 1 does not come after 1. Correct it.',
    ],
    [
      'alarms: { unanswered_days: [5, 7] }\napprovers: [U0A]',
      '1:32: alarms.unanswered_days.1: 7 does not come before day 7, when AWS deletes the order. Correct it.',
    ],
    [
      'alarms: { loa_days: [0] }\napprovers: [U0A]',
      '1:22: alarms.loa_days.0: Too small: expected number to be >=0.00001. Correct it.',
    ],
    [
      'alarms: { requested_days: 3 }\napprovers: [U0A]',
      '1:11: alarms.requested_days: unknown key. Known keys: requested_hours, unanswered_days, loa_days, waiting_days, loa_retry_hours.',
    ],
    ['prices: { currency: USD, port_hour: {} }', '1:37: prices.port_hour: holds no price. Correct it.'],
    [
      'prices: { currency: USD, port_hour: { 1Gbps: 0.1234567 } }',
      '1:46: prices.port_hour.1Gbps: has more than six decimals. Correct it.',
    ],
    [
      'prices: { currency: USD, port_hour: { 10Gbps: free } }',
      '1:47: prices.port_hour.10Gbps: Invalid input: expected number, received string. Correct it.',
    ],
    ['sites: {}', '1:8: sites: holds no site. Correct it.'],
    ['sites: { EqDC2: {} }', '1:17: sites.EqDC2: says nothing. Correct it.'],
    [
      'sites: { EqDC2: { rack: C12 } }',
      '1:19: sites.EqDC2.rack: unknown key. Known keys: desk, cage, patch_panel, optics.',
    ],
    ['sites: { EqDC2: { cage: 12 } }', '1:25: sites.EqDC2.cage: is not in quotes. Correct it.'],
    ['sites: { EqDC2: { desk: "" } }', '1:25: sites.EqDC2.desk: is not one line of words. Correct it.'],
    [
      'sites: { EqDC2: { optics: { 10G: 10GBASE-LR } } }',
      '1:29: sites.EqDC2.optics.10G: is not a bandwidth, like 10Gbps. Correct it.',
    ],
    [
      'rules: [{ name: a, approve: [U0A], expiry_hours: 1, remind_hours: [0.5, 1] }]',
      '1:73: rules.0.remind_hours.1: 1 never comes: requests expire after 1 hour. Lower it or leave it out.',
    ],
    [
      'acounts: []',
      '1:1: acounts: unknown key. Known keys: account, accounts, rules, approvers, quorum, approval_expiry_hours, regions, prices, alarms, sites.',
    ],
    ['rules: []', '1:8: rules: Too small: expected array to have >=1 items. Correct it.'],
    [
      'rules:\n  - name: a',
      '2:5: rules.0.approve: Invalid input: expected array, received undefined. Correct it.',
    ],
    [
      'rules:\n  - { name: a, match: { lag: true }, approve: [U0A] }\n  - { name: a, approve: [U0A] }',
      '3:13: rules.1.name: "a" is there twice. Choose another name.',
    ],
    [
      'rules: [{ name: default, approve: [U0A] }]',
      '1:17: rules.0.name: is the name of the rule that APPROVERS makes. Choose another name.',
    ],
    [
      'rules: [{ name: "*bold*", approve: [U0A] }]',
      '1:17: rules.0.name: is not up to 60 letters, digits, spaces and . _ -. Correct it.',
    ],
    [
      'rules:\n  - { name: a, match: { lag: true }, approve: [U0A] }\n  - { name: b, match: { lag: true, macsec: true }, approve: [U0A] }',
      '3:5: rules.1: b can never apply: a, before it, takes all that it would. Move it up or remove it.',
    ],
  ])('%s', (content, words) => {
    expect(refusal(content)).toBe(`rules.yaml:${words}`);
  });

  test('one that several before it leave nothing to can never apply either', () => {
    const halves =
      'rules:\n  - { name: a, match: { lag: true }, approve: [U0A] }\n  - { name: b, match: { lag: false }, approve: [U0A] }\n';
    expect(refusal(`${halves}  - { name: c, match: { region: [us-east-1] }, approve: [U0A] }`)).toBe(
      'rules.yaml:4:5: rules.2: c can never apply: a and b, before it, together take all that it would. Move it up or remove it.',
    );
    expect(refusal(halves, { APPROVERS: 'S0OPS' })).toBe(
      'APPROVERS: has no effect: the rules a and b together take everything. Remove it.',
    );
  });

  test('so does what would have no effect beside the rules', () => {
    const all = 'rules: [{ name: all, approve: [U0LEE] }]';
    expect(refusal(all, { APPROVERS: 'S0OPS' })).toBe(
      'APPROVERS: has no effect: the rule all takes everything. Remove it.',
    );
    expect(refusal(all, { QUORUM: '2' })).toBe(
      'QUORUM: has no effect without APPROVERS. Give each rule its own.',
    );
  });

  test('a pasted secret is not shown', () => {
    const line = refusal('rules: [{ name: "xoxb-1-pasted/", approve: ["xoxb-1-pasted"] }]');
    expect(line).not.toContain('pasted');
  });
});

describe('what processes are compared by', () => {
  const trail = (content: string, env: Env = {}) => decidingSettings(read(content, env));
  const hash = (content: string, env: Env = {}) => hashOfRules(read(content, env));

  test('has the rules, and only their own order counts', () => {
    const swapped = TWO.replace('[S0LEADS, U0CTO, S0LEADS]', '[U0CTO, S0LEADS]').replace(
      'S0ENG, U0ERIN',
      'U0ERIN, S0ENG',
    );
    expect(hash(swapped)).toBe(hash(TWO));
    expect(trail(swapped)).toEqual(trail(TWO));
    expect(JSON.parse(JSON.stringify(trail(TWO)))).toEqual(trail(TWO));
  });

  test.each([
    ['name: ten', 'name: tenth'],
    ['quorum: 2', 'quorum: 1'],
    ['lag: false', 'lag: true'],
    ['expiry_hours: 0.5', 'expiry_hours: 1'],
    ['[U0LEE]', '[U0LIN]'],
    ['request: [S0ENG]', 'request: [U0ERIN]'],
    ['S0ENG, U0ERIN', 'S0ENG'],
    ['approvers: [S0OPS]', 'approvers: [S0LEADS]'],
    ['approvers: [S0OPS]', ''],
  ])('differs where %s becomes %j', (from, to) => {
    const changed = TWO.replace(from, to);
    expect(hash(changed)).not.toBe(hash(TWO));
    expect(trail(changed)).not.toEqual(trail(TWO));
  });

  test.each([
    ['reject_quorum: 2', 'reject_quorum: 1'],
    ['U0CFO, S0STAFF', 'U0CFO'],
    ['approve: required', 'approve: none'],
    ['[0.5, 4]', '[0.5]'],
    ['after_hours: 24', 'after_hours: 25'],
    ['S0BOARD', 'S0STAFF'],
    ['required: true', 'values: [x]'],
    ['[a, ""]', '[a]'],
    ['^dc', '^eq'],
  ])('and where %s becomes %j', (from, to) => {
    const changed = FULL.replace(from, to);
    expect(hash(changed)).not.toBe(hash(FULL));
    expect(trail(changed)).not.toEqual(trail(FULL));
  });

  test('but not where only what is shown differs, or the order of tags and their values', () => {
    const shown = `${FULL}prices: { currency: USD, port_hour: { 10Gbps: 2 } }`;
    expect(hash(shown)).toBe(hash(FULL));
    expect(trail(shown)).toEqual(trail(FULL));
    const swapped = FULL.replace(
      /tags: .*/,
      'tags: { 4711: { values: ["", a] }, owner: { required: true } }',
    );
    expect(hash(swapped)).toBe(hash(FULL));
    expect(JSON.parse(JSON.stringify(trail(FULL)))).toEqual(trail(FULL));
  });

  test('is what earlier versions made of rules that say no more than they could', () => {
    expect(hash(TWO)).toBe('f02ec847f2c307de70e4ceae6afadc653afdaa92287a17029b5f09736285a518');
  });

  test('without rules in the file it is what earlier versions made', () => {
    expect(hash('', { APPROVERS: 'S0OPS' })).toBe(
      'cd1dd8d03ab7e01e5f7d40a034553845b116f98bd18ac4bd8a486d21994755d7',
    );
    expect(trail('', { APPROVERS: 'S0OPS' })).toEqual({
      approvers: ['S0OPS'],
      quorum: 1,
      approvalExpiryHours: 72,
      account: null,
      requesters: [],
      openRequestsPerPerson: 20,
      freeze: false,
      dryRun: false,
    });
  });
});
