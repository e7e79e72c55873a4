import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { useDatabase } from '../store/support/database.ts';
import { useStage } from '../support/use-stage.ts';

const database = useDatabase('postgres');
const { stage, until, firstCard, status, creates } = useStage();
const PROD = '111111111111';
const ROLE = `arn:aws:iam::${PROD}:role/interconnect-bot`;

test('an order of another account outlives a restart with all that it says of the account', async () => {
  const file = join(dirname(stage.env.DATABASE_URL?.slice('file:'.length) ?? ''), 'rules.yaml');
  const prod = `{ id: "${PROD}", label: prod, role_arn: "${ROLE}", external_id: net-42 }`;
  writeFileSync(file, `accounts: [{ id: "${stage.aws.accountId}" }, ${prod}]\n`);
  const settings = { DATABASE_URL: database.url, INTERCONNECT_BOT_CONFIG: file };
  stage.aws.setRole({ roleArn: ROLE, externalId: 'net-42' });
  await stage.start(settings);
  await until('both catalogs', () => stage.aws.calls('DescribeLocations').length >= 2);
  await stage.order(undefined, { account: PROD });
  const card = await firstCard();
  await stage.stop();
  await stage.start(settings);
  await stage.cast.lee.press(card, 'Approve');
  await status('Ordered: dxcon-');
  expect(JSON.stringify(stage.card().blocks)).toContain(`account ${PROD} (prod)`);
  expect(stage.aws.interconnects).toMatchObject([{ accountId: PROD }]);
  expect(creates()).toBe(1);
});
