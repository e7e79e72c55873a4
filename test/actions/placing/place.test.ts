import { expect, test } from 'vitest';
import { withdraw } from '../../../src/actions/deciding/withdraw.ts';
import { place } from '../../../src/actions/placing/place.ts';
import { resubmit } from '../../../src/actions/submitting/resubmit.ts';
import { submit } from '../../../src/actions/submitting/submit.ts';
import { requesterButtons } from '../../../src/slack/blocks/buttons.ts';
import { SCHEMA_VERSION } from '../../../src/store/migrate.ts';
import { ACCOUNT, ERIN, LEE, LIN } from '../../store/support/samples.ts';
import { RULE, useDesk } from '../support/desk.ts';

const BUSY = { kind: 'error', name: 'ThrottlingException', status: 400 } as const;
const ORDERED = /^Ordered: dxcon-\w{8}, requested$/;
const desk = useDesk();

test('a throttled order is looked up and sent again by itself', async () => {
  desk.aws.fault('CreateInterconnect', BUSY);
  const { state } = await desk.placed();
  expect(state).toMatchObject({ status: 'approved', tries: 1, hold: { kind: 'throttled', code: BUSY.name } });
  expect(await desk.said()).toEqual([expect.stringContaining('AWS was busy and made nothing')]);
  expect(await place(desk.deps)).toBe(false);
  const looks = desk.calls('DescribeInterconnects');
  desk.travel(10_000);
  expect(await place(desk.deps)).toBe(true);
  expect(desk.calls('DescribeInterconnects')).toBe(looks + 1);
  expect(await desk.status()).toMatch(ORDERED);
  expect(desk.calls()).toBe(2);
  expect(desk.aws.interconnects).toHaveLength(1);
  expect((await desk.events()).slice(3)).toEqual([
    'attempt_committed',
    'attempt_throttled',
    'attempt_committed',
    'created',
  ]);
});

test('nothing is sent while AWS cannot be looked at; it goes on by itself', async () => {
  const refusal = { kind: 'error', name: 'AccessDeniedException', status: 403 } as const;
  desk.aws.fault('DescribeInterconnects', refusal, 5);
  await desk.placed();
  expect(await desk.status()).toBe('Approved by Lee. Not sent yet: AWS could not be checked');
  expect(await desk.said()).toEqual([expect.stringContaining('AWS could not be checked before ordering')]);
  expect(desk.calls()).toBe(0);
  desk.aws.clearFaults();
  desk.travel(10_000);
  await place(desk.deps);
  expect(await desk.status()).toMatch(ORDERED);
  expect(desk.calls()).toBe(1);
  expect((await desk.events()).slice(3)).toEqual(['held', 'attempt_committed', 'created']);
});

test('a request of an unknown account is judged by the rule for the account in which it would be placed', async () => {
  const strict = { ...RULE, name: 'strict', quorum: 2 };
  desk.deps.judging.ruleNow = ({ accountId }) => (accountId === ACCOUNT ? strict : RULE);
  const deps = { store: desk.deps.store, rules: { openRequestsPerPerson: 1 } };
  const sent = await submit(deps, desk.form({ accountId: null }));
  if (sent.kind !== 'submitted') throw new Error(`The form was not taken: ${sent.kind}.`);
  desk.id = sent.request.id;
  await desk.approve(sent.request, LEE);
  await place(desk.deps);
  expect(await desk.status()).toMatch(/^Waiting for approval: 1 of /);
  expect(desk.calls()).toBe(0);
  await desk.approve(sent.request, LIN);
  await place(desk.deps);
  expect(await desk.status()).toMatch(ORDERED);
  expect(desk.calls()).toBe(1);
});

test('FREEZE holds an approved order; without it the order goes', async () => {
  desk.deps.frozen = true;
  await desk.placed();
  expect(await desk.status()).toBe('Approved, on hold: ordering is frozen');
  expect(desk.calls()).toBe(0);
  desk.deps.frozen = false;
  desk.travel(10_000);
  await place(desk.deps);
  expect(await desk.status()).toMatch(ORDERED);
  expect(desk.calls()).toBe(1);
});

test('DRY_RUN ends as rehearsed and is never placed later', async () => {
  desk.deps.dryRun = true;
  await desk.placed();
  expect(await desk.status()).toBe('Dry run: nothing was sent to AWS');
  expect((await desk.events()).at(-1)).toBe('rehearsed');
  desk.deps.dryRun = false;
  desk.travel(10_000);
  expect(await place(desk.deps)).toBe(false);
  expect(await desk.status()).toBe('Dry run: nothing was sent to AWS');
  expect(desk.calls()).toBe(0);
});

test('what is no longer offered goes back to whoever asked; old votes are void once it is edited', async () => {
  const site = desk.aws.locations.find(({ locationCode }) => locationCode === 'EqDC2');
  const before = site?.availablePortSpeeds ?? [];
  if (site) site.availablePortSpeeds = ['1G'];
  const { id, revision } = await desk.placed();
  expect(await desk.status()).toBe('Sent back: EqDC2 offers 1Gbps.');
  expect(desk.calls()).toBe(0);
  if (site) site.availablePortSpeeds = before;
  const edited = await resubmit(desk.deps, { ...desk.form({ submissionId: 'V2' }), requestId: id });
  if (edited.kind !== 'submitted') throw new Error(edited.kind);
  expect(edited.request.revision).toBe(revision + 1);
  expect(await desk.status()).toBe('Waiting for approval: 0 of 1 from net-leads');
  await desk.approve(edited.request, LIN);
  await place(desk.deps);
  expect(await desk.status()).toMatch(ORDERED);
  expect(desk.calls()).toBe(1);
});

test('an order approved for one account is not sent with the credentials of another', async () => {
  const { accessKeyId, secretAccessKey } = desk.aws;
  desk.aws.addCredentials({ accessKeyId, secretAccessKey, accountId: '999999999999' });
  await desk.placed();
  expect(await desk.status()).toBe("Approved by Lee. Not sent: the bot has another account's credentials");
  expect(await desk.said()).toEqual([
    `Not sent: The bot's credentials are account 999999999999's; approved was account ${ACCOUNT}.`,
  ]);
  expect(desk.calls()).toBe(0);
});

test('an order that was changed behind the votes is not sent: people decide again', async () => {
  await desk.approved();
  await desk.database.sql(`update requests set "order" = replace("order", '10Gbps', '100Gbps')`);
  await place(desk.deps);
  expect(await desk.status()).toBe('Sent back: The order is not the one that was approved.');
  const trail = await desk.deps.store.read((at) => at.audit.trail(desk.id));
  expect(trail.at(-1)).toMatchObject({ event: 'sent_back', actor: null, errorCode: 'FINGERPRINT_MISMATCH' });
  expect(desk.calls()).toBe(0);
});

test('a port that is found while its request is withdrawn is announced, not lost', async () => {
  desk.aws.fault('CreateInterconnect', { ...BUSY, made: true });
  const request = await desk.placed();
  expect(await desk.said()).toEqual([expect.stringContaining('AWS was busy and made nothing')]);
  expect(requesterButtons({ request }).map(({ text }) => text.text)).toEqual(['Withdraw']);
  desk.travel(10_000);
  desk.meanwhile = () => withdraw(desk.deps, { requestId: desk.id, by: ERIN });
  await place(desk.deps);
  expect(await desk.status()).toBe('Withdrawn by Erin');
  const [port] = desk.aws.interconnects;
  expect((await desk.said()).at(-1)).toContain(
    `${port?.interconnectId} bears this order's tag, but the order has ended without a port.`,
  );
  expect((await desk.events()).slice(-2)).toEqual(['withdrawn', 'stray_seen']);
  expect(desk.calls()).toBe(1);
});

test('an order that AWS throttles for ever expires; it is not sent for ever', async () => {
  desk.rule = { ...RULE, expiryHours: 1 };
  desk.aws.fault('CreateInterconnect', BUSY, 1_000);
  await desk.placed();
  expect(await desk.said()).toEqual([expect.stringContaining('AWS was busy and made nothing')]);
  for (let tries = 1; tries < 20; tries++) {
    desk.travel(301_000);
    await place(desk.deps);
  }
  expect(await desk.status()).toBe('Expired: not placed in 1 hour');
  expect(desk.calls()).toBe(12);
  expect(desk.aws.interconnects).toEqual([]);
  expect(await desk.said()).toHaveLength(1);
});

test('an order that is looked up while a newer version changes the database is sent by that version', async () => {
  await desk.approved();
  const version = SCHEMA_VERSION + 1;
  desk.meanwhile = () =>
    desk.database.sql(`insert into schema_versions (version, applied_at) values (${version}, 0)`);
  await place(desk.deps);
  expect(desk.calls()).toBe(0);
  expect(await place(desk.deps)).toBe(false);
  await desk.database.sql(`delete from schema_versions where version = ${version}`);
  await place(desk.deps);
  expect(desk.calls()).toBe(1);
  expect(await desk.status()).toMatch(ORDERED);
});
