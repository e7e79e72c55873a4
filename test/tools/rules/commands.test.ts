import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { runRules } from '../../../src/tools/rules/run.ts';
import { ROOT, read } from '../../support/source.ts';

const RULES = `
account: "123456789012"
rules:
  - name: big
    match: { region: [us-east-1], bandwidth: [100Gbps], requester: [S0ENG] }
    request: [U0ERIN]
    approve: [S0LEADS, U0CTO]
    quorum: 2
    expiry_hours: 1
  - name: ten
    match: { location: [EqDC2], lag: false, account: ["123456789012"] }
    approve: [U0LEE]
`;

let folder: string;
let file: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rules-tool-'));
  file = join(folder, 'interconnect-bot.yaml');
});
beforeEach(() => writeFileSync(file, RULES));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** How it ends and what it prints, by lines, without the folder. */
async function run(...args: string[]) {
  const { code, text } = await runRules(args, { INTERCONNECT_BOT_CONFIG: file });
  return { code, lines: text.replaceAll(`${folder}/`, '').split('\n') };
}

describe('check', () => {
  test('lists the rules in the order in which they are tried', async () => {
    expect(await run('check')).toEqual({
      code: 0,
      lines: [
        'Rule big: 2 of S0LEADS or U0CTO, within 1 hour. For orders in us-east-1, with 100Gbps, by S0ENG.',
        'Rule ten: 1 of U0LEE, within 72 hours. For orders in account 123456789012, at EqDC2, not in a LAG.',
        'Whom Slack knows, and who is in groups, the bot checks at its start.',
      ],
    });
  });

  test('says what would stop the start, and ends with 1', async () => {
    writeFileSync(file, 'rules: [{ name: a, approve: [U0LEE], notify: [CFO] }]');
    expect(await run('check')).toEqual({
      code: 1,
      lines: [
        'interconnect-bot.yaml:1:47: rules.0.notify.0: is not the ID of a person (U...) or a group (S...). Correct it.',
      ],
    });
  });
});

describe('explain', () => {
  const order = ['--region', 'us-east-1', '--location', 'EqDC2', '--bandwidth', '100Gbps'];

  test('says which rule, who, how many and why', async () => {
    expect(await run('explain', ...order, '--requester', 'U0ERIN,S0ENG')).toEqual({
      code: 0,
      lines: [
        'Rule big: 2 of S0LEADS or U0CTO, within 1 hour.',
        'First that matches: it is for orders in us-east-1, with 100Gbps, by S0ENG.',
      ],
    });
    expect(await run('explain', ...order)).toEqual({
      code: 0,
      lines: [
        'Rule ten: 1 of U0LEE, within 72 hours.',
        'Not big: it is for orders by S0ENG.',
        'First that matches: it is for orders in account 123456789012, at EqDC2, not in a LAG.',
      ],
    });
  });

  test('ends with 1 for what the form refuses, and says so in its words', async () => {
    expect(await run('explain', ...order, '--requester', 'U0LIN,S0ENG')).toEqual({
      code: 1,
      lines: [
        'Rule big: 2 of S0LEADS or U0CTO, within 1 hour.',
        "Refused in the form: You can't ask for this port: the rule big takes U0ERIN.",
        'First that matches: it is for orders in us-east-1, with 100Gbps, by S0ENG.',
      ],
    });
    expect(await run('explain', ...order, '--lag', '--macsec')).toEqual({
      code: 1,
      lines: [
        'Refused in the form: No rule covers this order. ten would: not in a LAG.',
        'Not big: it is for orders by S0ENG.',
        'Not ten: it is for orders not in a LAG.',
      ],
    });
  });

  test('says that the account is not known', async () => {
    writeFileSync(file, RULES.replace('account: "123456789012"', ''));
    const { code, lines } = await run('explain', ...order);
    expect(code).toBe(1);
    expect(lines.at(-1)).toBe('The account is not known: rules that name one were passed over.');
    expect((await run('explain', ...order, '--account', '123456789012')).code).toBe(0);
  });
});

describe('a rule that says more', () => {
  const order = ['--region', 'us-east-1', '--location', 'EqDC2', '--bandwidth', '10Gbps'];
  const MORE = `
account: "123456789012"
rules:
  - name: full
    approve: [U0LEE, U0LIN]
    reject_quorum: 2
    notify: [U0CFO]
    comment: { approve: required }
    remind_hours: [0.5, 4]
    escalate: { after_hours: 24, approve: [S0BOARD, U0CTO] }
    tags: { owner: { required: true }, cost: { values: ["1", "2"] } }
    name_pattern: "^dc"
`;
  const SAID = [
    '2 rejections end it.',
    'Comments: required to approve, required to reject.',
    'Told as well: U0CFO.',
    'Reminders after 0.5, 4 hours.',
    'After 24 hours S0BOARD or U0CTO may decide too.',
    'The tag owner is needed.',
    'If the tag cost is there, it is cost=1 or cost=2.',
    'The name matches ^dc (a regular expression).',
  ];

  test('is told in full', async () => {
    writeFileSync(file, MORE);
    const [line] = (await run('check')).lines;
    expect(line).toBe(`Rule full: 1 of U0LEE or U0LIN, within 72 hours. For all orders. ${SAID.join(' ')}`);
    expect(await run('explain', ...order)).toEqual({
      code: 0,
      lines: [
        'Rule full: 1 of U0LEE or U0LIN, within 72 hours.',
        ...SAID,
        'First that matches: it is for all orders.',
      ],
    });
  });

  test('refuses a name and tags where the order gives them', async () => {
    writeFileSync(file, MORE);
    const refused = async (...more: string[]) =>
      (await run('explain', ...order, ...more)).lines.find((line) => line.startsWith('Refused'));
    expect(await refused('--name', 'dc2', '--tag', 'owner=core')).toBeUndefined();
    expect(await refused('--name', 'eq2')).toBe(
      'Refused in the form: The rule full wants a name that matches ^dc (a regular expression).',
    );
    expect(await refused('--tag', 'cost=3')).toBe(
      'Refused in the form: The rule full needs the tag owner. The rule full takes the tag cost=1 or cost=2, not cost=3.',
    );
    writeFileSync(
      join(folder, 'more.yaml'),
      `cases:
  - { name: no tags, order: { region: r, location: l, bandwidth: b, tags: {} }, expect: { refused: true } }
  - { name: any, order: { region: r, location: l, bandwidth: b }, expect: { rule: full } }
  - { name: right, order: { region: r, location: l, bandwidth: b, name: dc2, tags: { owner: core } }, expect: { rule: full } }
`,
    );
    expect((await run('test', join(folder, 'more.yaml'))).lines.at(-1)).toBe('3 cases, 0 failed.');
  });

  test('a tag that is none is a slip of the command line', async () => {
    expect(await run('explain', ...order, '--tag', 'owner')).toMatchObject({
      code: 2,
      lines: expect.arrayContaining(['--tag: Line 1: no = in it. Write key=value.']),
    });
  });
});

describe('test', () => {
  const CASE = '{ region: us-east-1, location: EqDC2, bandwidth: 100Gbps, requester: [U0ERIN, S0ENG] }';
  const cases = (text: string) => writeFileSync(join(folder, 'interconnect-bot.test.yaml'), text);

  test('tries the cases beside the rules', async () => {
    cases(`cases:
  - { name: big, order: ${CASE}, expect: { rule: big, quorum: 2, approve: [U0CTO, S0LEADS] } }
  - { name: LAG, order: { region: us-east-1, location: EqDC2, bandwidth: 1Gbps, lag: true }, expect: { refused: true } }
`);
    expect(await run('test')).toEqual({
      code: 0,
      lines: ['ok      big', 'ok      LAG', '2 cases, 0 failed.'],
    });
  });

  test('says what is not as expected, and ends with 1', async () => {
    cases(`cases:
  - { name: all wrong, order: ${CASE}, expect: { rule: ten, quorum: 1, approve: [U0LEE] } }
  - { name: not refused, order: ${CASE}, expect: { refused: true } }
  - { name: refused, order: { region: us-east-1, location: EqAM5, bandwidth: 1Gbps }, expect: { quorum: 1 } }
`);
    expect(await run('test')).toEqual({
      code: 1,
      lines: [
        'failed  all wrong: rule is big, expected ten; quorum is 2, expected 1; approve is S0LEADS, U0CTO, expected U0LEE',
        'failed  not refused: not refused: the rule big takes it',
        'failed  refused: refused: No rule covers this order. ten would: at EqDC2.',
        '3 cases, 3 failed.',
      ],
    });
  });

  test.each([
    ['cases: []', '1:8: cases: Too small: expected array to have >=1 items. Correct it.'],
    [
      `cases: [{ name: a, order: ${CASE.replace('region', 'Region')}, expect: { rule: a } }]`,
      '1:29: cases.0.order.Region: unknown key. Known keys: region, location, bandwidth, account, requester, lag, macsec, name, tags.',
    ],
    [
      `cases: [{ name: a, order: ${CASE}, expect: { rules: a } }]`,
      '1:125: cases.0.expect.rules: unknown key. Known keys: rule, quorum, approve, refused.',
    ],
    [
      `cases: [{ name: a, order: ${CASE}, expect: { rule: a, refused: true } }]`,
      '1:123: cases.0.expect: expects either refused: true, or any of rule, quorum and approve. Correct it.',
    ],
  ])('%s ends with 2', async (text, words) => {
    cases(text);
    expect(await run('test')).toEqual({ code: 2, lines: [`interconnect-bot.test.yaml:${words}`] });
  });

  test('takes another file, which has to be there', async () => {
    expect(await run('test', join(folder, 'none.yaml'))).toEqual({
      code: 2,
      lines: ["none.yaml: can't be read (ENOENT). Name the file with the cases."],
    });
  });
});

describe('schema', () => {
  const validate = async () => new Ajv().compile(JSON.parse((await runRules(['schema'], {})).text) as object);

  test('is JSON schema by which the example is right, and slips are not', async () => {
    const right = await validate();
    expect(right(parse(read('interconnect-bot.example.yaml')))).toBe(true);
    for (const wrong of [
      { rule: [] },
      { rules: [{ name: 'a' }] },
      { rules: [{ name: 'a', approve: ['leads'] }] },
    ]) {
      expect(right(wrong)).toBe(false);
    }
  });

  test('describes every key of the file and of a rule', async () => {
    const schema = JSON.parse((await runRules(['schema'], {})).text) as {
      properties: Record<string, Described>;
    };
    const rule = schema.properties.rules?.items?.properties ?? {};
    for (const [key, { description }] of [...Object.entries(schema.properties), ...Object.entries(rule)]) {
      expect(description, key).toBeTruthy();
    }
  });
});

interface Described {
  description?: string;
  items?: { properties: Record<string, Described> };
}

test.each([
  [[], 'There is no command.'],
  [['diff', 'a'], 'diff needs two rules files.'],
  [['diff', 'a', 'b', 'c'], 'Unexpected: c.'],
  [['check', 'x'], 'Unexpected: x.'],
  [['explain', '--region', 'us-east-1'], 'explain needs --region, --location and --bandwidth.'],
  [['explain', '--request', 'ic-1', '--lag'], '--lag has no effect beside --request.'],
  [['test', 'a', 'b'], 'Unexpected: b.'],
])('%j ends with 2, and with help', async (args, words) => {
  const { code, lines } = await run(...args);
  expect(code).toBe(2);
  expect(lines[0]).toBe(words);
  expect(lines).toContain(
    '  check          reads it as the bot would, and lists the rules in the order in which they are tried',
  );
});

test('as a process: answers on standard output, what could not be asked on standard error', async () => {
  const start = (...args: string[]) =>
    spawnSync(process.execPath, [join(ROOT, 'src/tools/rules.ts'), ...args], {
      cwd: folder,
      encoding: 'utf8',
      env: {},
    });
  const checked = start('check');
  expect(checked).toMatchObject({ status: 0, stderr: '' });
  expect(checked.stdout).toMatch(/^Rule big: 2 of /);
  writeFileSync(file, 'rules: []');
  expect(start('check')).toMatchObject({ status: 1, stderr: '' });
  expect(start('chekc')).toMatchObject({ status: 2, stdout: '' });
});

test('--help ends with 0', async () => {
  expect((await run('--help')).code).toBe(0);
  expect((await run('explain', '--help')).lines[0]).toMatch(/^npm run rules -- COMMAND/);
});
