import { appendFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { type BotProcess, startBot } from '../support/process.ts';
import { blockIds, privately } from '../support/shown.ts';
import { meanwhile, WAIT_MS } from '../support/stage.ts';
import { useStage } from '../support/use-stage.ts';

const { stage, until, firstCard, status, line, creates, readyz } = useStage();
const HUB = '123456789012';
const PROD = '111111111111';
const ROLE = `arn:aws:iam::${PROD}:role/interconnect-bot`;
const OWN = `{ id: "${HUB}", label: hub, regions: [us-east-1, us-west-2] }`;
const OTHER = `{ id: "${PROD}", label: prod, role_arn: "${ROLE}", external_id: net-42, regions: [us-west-2] }`;
const SITE = 'EqSe2';

const folder = () => dirname(stage.env.DATABASE_URL?.slice('file:'.length) ?? '');

/** The settings of a bot with these accounts. */
function withAccounts(...accounts: string[]) {
  const file = join(folder(), 'rules.yaml');
  writeFileSync(file, `accounts:\n${accounts.map((one) => `  - ${one}\n`).join('')}`);
  return { INTERCONNECT_BOT_CONFIG: file };
}

/** Starts it with both, the role trusting it unless said otherwise, once every catalog was read that can be. */
async function startBoth({ externalId = 'net-42' } = {}, overrides: Record<string, string> = {}) {
  stage.aws.setRole({ roleArn: ROLE, externalId });
  await stage.start({ ...withAccounts(OWN, OTHER), ...overrides });
  const reads = externalId === 'net-42' ? 3 : 2;
  await until('the catalogs', () => stage.aws.calls('DescribeLocations').length >= reads);
}

async function opened() {
  const { erin } = stage.cast;
  await erin.slash('/interconnect', '', stage.lobby);
  await until('the form', () => erin.modal());
  return erin;
}
const inProd = { account: PROD, location: SITE };
const shownBlocks = () => JSON.stringify(stage.cast.erin.modal()?.view.blocks);

interface Select {
  options: { text: { text: string }; value: string }[];
  initial_option?: object;
}

describe('the form', () => {
  test('asks first which account, and then offers what that one has', async () => {
    await startBoth();
    const erin = await opened();
    expect(blockIds(erin)).toEqual(expect.arrayContaining(['account', `region:${HUB}`]));
    const blocks = (erin.modal()?.view.blocks ?? []) as { block_id?: string; element: Select }[];
    const account = blocks.find(({ block_id }) => block_id === 'account');
    expect(account?.element.options.map(({ text, value }) => [text.text, value])).toEqual([
      [`hub · ${HUB}`, HUB],
      [`prod · ${PROD}`, PROD],
    ]);
    expect(account?.element.initial_option).toMatchObject({ value: HUB });
    await erin.choose('location', 'EqDC2', 'EqDC2');
    await until('its bandwidths', () => blockIds(erin).includes(`bandwidth:${HUB}/EqDC2`));
    expect((await erin.options('lag', '')).map(({ text }) => text).join()).toContain('dxlag-');
    await erin.type('name', 'dc2-core-01');
    await erin.choose('account', PROD);
    await until('the other account', () => blockIds(erin).includes(`location:${PROD}/us-west-2:2`));
    // It has one Region, and no LAGs; what was typed stays.
    expect(blockIds(erin).some((id) => id.startsWith('region'))).toBe(false);
    expect(shownBlocks()).toContain(`AWS account ${PROD} (prod), us-west-2`);
    expect(shownBlocks()).toContain('dc2-core-01');
    expect((await erin.options('lag', '')).map(({ text }) => text)).toEqual([
      'Not in a LAG',
      'There is no LAG.',
    ]);
    expect((await erin.options('location', '')).map(({ value }) => value)).toContain(SITE);
    await erin.choose('account', HUB);
    await until('back again', () => blockIds(erin).includes(`region:${HUB}`));
  });

  test('asks for no account where there is only one, and that by its role', async () => {
    stage.aws.setRole({ roleArn: ROLE, externalId: 'net-42' });
    const { ready } = await stage.start(withAccounts(OTHER));
    expect(ready).toContain(`account ${PROD}, Regions us-west-2,`);
    await stage.order(undefined, { location: SITE });
    const card = await firstCard();
    expect(JSON.stringify(card.blocks)).toContain(`account ${PROD}`);
    await stage.cast.lee.press(card, 'Approve');
    await status('Ordered: dxcon-');
    expect(stage.aws.interconnects).toMatchObject([{ accountId: PROD }]);
  });

  test('has nothing to offer where the only role is refused, and operators learn why', async () => {
    stage.aws.setRole({ roleArn: ROLE, externalId: 'another' });
    await stage.start(withAccounts(OTHER));
    await expect
      .poll(async () => String((await readyz()).body.troubles), { timeout: WAIT_MS })
      .toMatch(/^Account 111111111111 \(prod\): The role .+ could not be assumed: .+ See docs\/accounts\.md/);
  });

  test('is filled in again with the account that was asked for', async () => {
    await startBoth();
    await stage.order(undefined, inProd);
    const card = await firstCard();
    await stage.cast.lee.press(card, 'Reject');
    await until('the rejection', () => stage.cast.lee.modal());
    await stage.cast.lee.type('reason', 'Not now');
    await stage.cast.lee.submit();
    await status('Rejected by Lee');
    const { erin } = stage.cast;
    while (erin.modal()) await erin.close();
    await erin.press(card, 'Request again');
    await until('the form', () => erin.modal());
    expect(shownBlocks()).toContain(`AWS account ${PROD} (prod), us-west-2`);
    await erin.submit();
    const [, second] = await until('the second card', () => {
      const cards = stage.slack.messages(stage.approvals);
      return cards.length === 2 && cards;
    });
    expect(JSON.stringify(second?.blocks)).toContain(`account ${PROD}`);
  });
});

describe('orders', () => {
  test("go to the account that was approved, each with that account's session alone", async () => {
    await startBoth();
    const { lee } = stage.cast;
    await stage.order(undefined, { account: HUB, name: 'hub-1' });
    await lee.press(await firstCard(), 'Approve');
    await status('Ordered: dxcon-');
    await stage.order(undefined, { ...inProd, name: 'prod-1' });
    await until('the second card', () => stage.slack.messages(stage.approvals).length === 2);
    expect(JSON.stringify(stage.card().blocks)).toContain(`us-west-2 · account ${PROD} (prod)`);
    await lee.press(stage.card(), 'Approve');
    await status('Ordered: dxcon-');
    expect(
      stage.aws.interconnects.map(({ accountId, interconnectName }) => [accountId, interconnectName]),
    ).toEqual([
      [HUB, 'hub-1'],
      [PROD, 'prod-1'],
    ]);
    for (const { interconnectId = '' } of stage.aws.interconnects)
      stage.aws.setState(interconnectId, 'available');
    await line('is available');
    await stage.cast.erin.slash('/interconnect', 'ports', stage.lobby);
    await until('both ports', () =>
      privately(stage.cast.erin, stage.lobby).some((text) =>
        ['hub-1', 'prod-1'].every((name) => text.includes(name)),
      ),
    );
    const orders = stage.aws.calls('CreateInterconnect');
    expect(orders.map(({ accountId }) => accountId)).toEqual([HUB, PROD]);
  });

  test('of an account whose role is refused wait, and those of others do not', async () => {
    await startBoth({ externalId: 'another' });
    const { body } = await readyz();
    expect(body.troubles).toEqual([
      expect.stringMatching(
        /^Account 111111111111 \(prod\): The role .+ could not be assumed: .+ See docs\/accounts\.md/,
      ),
    ]);
    const erin = await opened();
    await erin.choose('account', PROD);
    await until('that nothing is known', () =>
      shownBlocks().includes('AWS has not told yet what us-west-2 offers'),
    );
    await stage.order(undefined, { account: HUB });
    await stage.cast.lee.press(await firstCard(), 'Approve');
    await status('Ordered: dxcon-');
    expect(creates()).toBe(1);
  });

  test('whose role is lost after the approval are held and told, and placed once when it is mended', async () => {
    await startBoth();
    await stage.order(undefined, inProd);
    const card = await firstCard();
    stage.aws.removeRole(ROLE);
    stage.aws.endSessions(ROLE);
    await stage.cast.lee.press(card, 'Approve');
    await line('Nothing was sent; it is tried again by itself.');
    expect(stage.thread().join('\n')).toMatch(/ExpiredToken|could not be assumed/);
    await meanwhile(
      stage,
      1_000,
      until('that it still waits', () => stage.aws.calls('AssumeRole').length > 3),
    );
    expect(creates()).toBe(0);
    stage.aws.setRole({ roleArn: ROLE, externalId: 'net-42' });
    await meanwhile(stage, 1_000, status('Ordered: dxcon-'));
    expect(stage.aws.interconnects).toMatchObject([{ accountId: PROD }]);
    expect(creates()).toBe(1);
  });

  test('whose session ends between the look and the call are sent again with a new one, and make one port', async () => {
    await startBoth();
    await stage.order(undefined, inProd);
    const card = await firstCard();
    let ended = 0;
    stage.aws.on(({ operation, accountId }) => {
      if (operation !== 'DescribeInterconnects' || accountId !== PROD || ended > 0) return;
      ended += 1;
      stage.aws.endSessions(ROLE);
    });
    await stage.cast.lee.press(card, 'Approve');
    await meanwhile(stage, 1_000, status('Ordered: dxcon-'));
    expect([ended, creates()]).toEqual([1, 2]);
    expect(stage.aws.interconnects).toMatchObject([{ accountId: PROD }]);
    expect(stage.aws.calls('CreateInterconnect').at(-1)).toMatchObject({ accountId: PROD });
  });

  test('are not sent where STS tells another account than the one approved', async () => {
    await startBoth();
    await stage.order(undefined, inProd);
    const card = await firstCard();
    stage.aws.endSessions(ROLE);
    stage.aws.fault('GetCallerIdentity', { kind: 'account', accountId: HUB }, 1000);
    await stage.cast.lee.press(card, 'Approve');
    await meanwhile(
      stage,
      1_000,
      line(`Not sent: The bot's credentials are account ${HUB}'s; approved was account ${PROD}.`),
    );
    expect(creates()).toBe(0);
    stage.aws.clearFaults();
    stage.aws.endSessions(ROLE);
    await meanwhile(stage, 1_000, status('Ordered: dxcon-'));
    expect(stage.aws.calls('CreateInterconnect')).toMatchObject([{ accountId: PROD }]);
  });

  test('that were approved before any account was known go to none that the file does not list', async () => {
    stage.aws.fault('GetCallerIdentity', { kind: 'hang' }, 1000);
    await stage.start({ FREEZE: 'true' });
    await stage.order(undefined, { location: 'EqDC2' });
    await stage.cast.lee.press(await firstCard(), 'Approve');
    await status('Approved, on hold: ordering is frozen');
    await stage.stop();
    stage.aws.clearFaults();
    stage.aws.setRole({ roleArn: ROLE, externalId: 'net-42' });
    await stage.start(withAccounts(OTHER));
    await line(
      `Not sent: The bot's credentials are account ${HUB}'s, which isn't among the accounts of the rules file;`,
    );
    expect(creates()).toBe(0);
  });

  test('of an account that is taken out of the file are held with what to do, and go on once it is back', async () => {
    await startBoth({}, { FREEZE: 'true' });
    await stage.order(undefined, inProd);
    await stage.cast.lee.press(await firstCard(), 'Approve');
    await status('Approved, on hold: ordering is frozen');
    await stage.stop();
    await stage.start(withAccounts(OWN));
    await line(`Account ${PROD} is not among the accounts of the rules file any more. Put it back`);
    await status('Approved by Lee. Not sent yet: AWS could not be checked');
    await stage.stop();
    await stage.start(withAccounts(OWN, OTHER));
    await meanwhile(stage, 1_000, status('Ordered: dxcon-'));
    expect(stage.aws.calls('CreateInterconnect')).toMatchObject([{ accountId: PROD }]);
  });
});

describe('ports', () => {
  test('of every account are found by follow, and told of by Health and CloudTrail, each asked in its own', async () => {
    stage.aws.setTrailDelay(0);
    await startBoth({}, { AWS_HEALTH: 'true', CLOUDTRAIL: 'true' });
    const there = (accountId: string, region: string, interconnectId: string) => ({
      ...{ accountId, region, interconnectId, interconnectName: 'old', interconnectState: 'available' },
      ...{ bandwidth: '10Gbps', location: SITE, lagId: undefined, providerName: undefined },
      ...{ requestMACSec: false, tags: [], createdAt: 0, loaIssueTime: undefined },
    });
    stage.aws.interconnects = [
      there(HUB, 'us-east-1', 'dxcon-hub00001'),
      there(PROD, 'us-west-2', 'dxcon-prod0001'),
    ];
    const { lee } = stage.cast;
    await lee.slash('/interconnect', 'follow dxcon-prod0001', stage.lobby);
    await firstCard();
    await status('Followed: dxcon-prod0001, available');
    expect(JSON.stringify(stage.card().blocks)).toContain(`account ${PROD}`);
    await lee.slash('/interconnect', 'follow dxcon-none0001', stage.lobby);
    const nowhere = `us-east-1 of account ${HUB}, us-west-2 of account ${HUB}, us-west-2 of account ${PROD}`;
    await until('where it was looked for', () =>
      privately(lee, stage.lobby).some((text) => text.includes(`AWS lists no dxcon-none0001 in ${nowhere}.`)),
    );
    stage.aws.announce({ entities: ['dxcon-prod0001'], accountId: PROD, region: 'us-west-2' });
    stage.travel(20 * 60_000);
    await line('AWS plans maintenance on dxcon-prod0001, from ');
    stage.aws.deleteAs('dxcon-prod0001', { type: 'IAMUser', userName: 'olga' });
    await line('dxcon-prod0001 was deleted at AWS');
    stage.travel(6 * 60_000);
    await line('Deleted by olga at ');
    const asked = (operation: string) => stage.aws.calls(operation).map(({ accountId }) => accountId);
    expect(new Set(asked('DescribeEvents'))).toEqual(new Set([HUB, PROD]));
    expect(asked('LookupEvents')).toEqual([PROD]);
    expect((await readyz()).body.troubles).toBeUndefined();
  });
});

test('rules go by the account that is chosen', async () => {
  const { lee, lin } = stage.cast;
  const settings = withAccounts(OWN, OTHER);
  const rules = `rules:\n  - { name: in-prod, match: { account: ["${PROD}"] }, approve: [${lee.id}, ${lin.id}], quorum: 2 }\n`;
  appendFileSync(settings.INTERCONNECT_BOT_CONFIG, rules);
  stage.aws.setRole({ roleArn: ROLE, externalId: 'net-42' });
  await stage.start(settings);
  await until('the catalogs', () => stage.aws.calls('DescribeLocations').length >= 3);
  await stage.order(undefined, { account: HUB });
  expect(JSON.stringify((await firstCard()).blocks)).toContain('Rule default: 1 of ');
  await stage.order(undefined, { ...inProd, name: 'prod-1' });
  await until('the second card', () => stage.slack.messages(stage.approvals).length === 2);
  expect(JSON.stringify(stage.card().blocks)).toContain('Rule in-prod: 2 of Lee or Lin');
});

describe('as a process', () => {
  let bot: BotProcess | undefined;
  afterEach(async () => {
    await bot?.end('SIGKILL');
  });

  test('it says at its start in which accounts it orders', async () => {
    stage.aws.setRole({ roleArn: ROLE, externalId: 'net-42' });
    bot = await startBot({ ...stage.env, ...withAccounts(OWN, OTHER) }, folder());
    expect(bot.stdout()).toContain(
      `accounts ${HUB} (hub), ${PROD} (prod), Regions us-east-1, us-west-2, 0 open requests.`,
    );
    await stage.order(undefined, inProd);
    await stage.cast.lee.press(await firstCard(), 'Approve');
    await stage.slack.until('the order', () => stage.cardStatus().startsWith('Ordered: dxcon-'), WAIT_MS);
    expect(stage.aws.interconnects).toMatchObject([{ accountId: PROD }]);
    expect(await bot.end('SIGTERM')).toBe(0);
  });
});
