import { beforeEach, expect, test } from 'vitest';
import { iamPolicies } from '../../support/iam-policies.ts';
import { useStage } from '../../support/use-stage.ts';
import { examine, goodSetUp, ordersText, rules } from './support.ts';

const policy = iamPolicies('iam-policy', 'iam-policy-accounts', 'iam-policy-optional', 'iam-policy-doctor');
const { stage } = useStage({ aws: { policy } });
const PROD = '111111111111';
const ROLE = `arn:aws:iam::${PROD}:role/interconnect-bot`;

let env: Record<string, string>;
beforeEach(async () => {
  env = { ...(await goodSetUp(stage)), AWS_HEALTH: 'true', CLOUDTRAIL: 'true' };
  stage.aws.setRole({ roleArn: ROLE });
  const own = `{ id: "${stage.aws.accountId}", label: hub, regions: [us-east-1, us-west-2] }`;
  rules(
    stage,
    `accounts:\n  - ${own}\n  - { id: "${PROD}", label: prod, role_arn: "${ROLE}", regions: [us-west-2] }`,
  );
});
/** Whose calls of an operation there were, one of each. */
const askedOf = (operation: string) => [
  ...new Set(stage.aws.calls(operation).map(({ accountId }) => accountId)),
];

test('Health and CloudTrail are asked in each account, by its own session, as the bot does', async () => {
  const { wrong, lines } = await examine(env);
  expect(wrong).toEqual([]);
  for (const name of ['AWS Health', 'CloudTrail'])
    expect([lines(`${name} (hub)`), lines(`${name} (prod)`)]).toEqual([['ok: answers.'], ['ok: answers.']]);
  expect(askedOf('DescribeEvents')).toEqual([stage.aws.accountId, PROD]);
  expect(askedOf('LookupEvents')).toEqual([stage.aws.accountId, PROD]);
  const { lines: off } = await examine({ ...env, AWS_HEALTH: 'false' });
  expect(off('AWS Health')).toEqual(['ok: AWS_HEALTH is off.']);
});

test('the guide to the first order says what each account has', async () => {
  const { code, text } = await ordersText(env);
  expect(code).toBe(0);
  expect(text.split('\n').filter((line) => /^ {3}(hub|prod), /.test(line))).toEqual([
    expect.stringMatching(/^ {3}hub, us-east-1: \d+ locations with .*; 1 port is there now\.$/),
    expect.stringMatching(/^ {3}hub, us-west-2: \d+ locations with .*; 0 ports are there now\.$/),
    expect.stringMatching(/^ {3}prod, us-west-2: \d+ locations with .*; 0 ports are there now\.$/),
  ]);
  stage.aws.removeRole(ROLE);
  expect((await ordersText(env)).text).toMatch(/\n {3}prod, us-west-2: could not be read \(.*assumed.*\)\./);
});
