import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startAws } from '../../sandbox/aws/index.ts';
import { roleIdentity } from '../../sandbox/aws/trail.ts';
import type { EmbeddedAws } from '../../sandbox/aws/types.ts';
import { createDirectConnect } from '../../src/directconnect/index.ts';
import { deletionIn } from '../../src/directconnect/trail/deletion-in.ts';
import { sdkEnvOf } from '../support/sdk-env.ts';

const ACCOUNT = '123456789012';
const ROLE = roleIdentity(`arn:aws:sts::${ACCOUNT}:assumed-role/net-admin/erin`);
const AT = Date.UTC(2026, 0, 5, 9);
const record = (more: object = {}) =>
  JSON.stringify({
    eventTime: new Date(AT).toISOString(),
    requestParameters: { interconnectId: 'dxcon-one' },
    userIdentity: ROLE,
    ...more,
  });

describe('a record of CloudTrail', () => {
  test.each([
    ['a role, with its session', ROLE, 'net-admin/erin'],
    ['a user', { type: 'IAMUser', userName: 'erin', arn: 'arn:aws:iam::1:user/erin' }, 'erin'],
    ['the root user', { type: 'Root', arn: 'arn:aws:iam::1:root' }, "the account's root user"],
    ['whoever has a name only as an ARN', { type: 'FederatedUser', arn: 'arn:f/erin' }, 'arn:f/erin'],
    ['a role without its issuer', { type: 'AssumedRole', arn: 'arn:r/erin' }, 'arn:r/erin'],
    ['whoever has an ID alone', { type: 'AWSAccount', principalId: 'AID' }, 'AID'],
    ['nobody that is named', {}, 'somebody'],
  ])('names %s', (_, userIdentity, by) => {
    expect(deletionIn(record({ userIdentity }))).toEqual([['dxcon-one', { by, at: AT }]]);
  });

  test.each([
    ['of a call that was refused', record({ errorCode: 'AccessDenied' })],
    ["of AWS's own doing", record({ userIdentity: { type: 'AWSService', invokedBy: 'x' } })],
    ['about no port', record({ requestParameters: null })],
    ['that is no JSON', '{'],
    ['that is not there', undefined],
  ])('%s says nothing', (_, text) => {
    expect(deletionIn(text)).toBeUndefined();
  });
});

describe('CloudTrail', () => {
  let embedded: EmbeddedAws;
  beforeEach(async () => {
    embedded = await startAws();
    embedded.setTrailDelay(0);
    for (const [name, value] of Object.entries(sdkEnvOf(embedded))) vi.stubEnv(name, value);
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await embedded.close();
  });
  const asked = (ids: string[], accountId: string | null = ACCOUNT, since = 0) =>
    createDirectConnect('us-east-1', () => performance.now()).trail.deletions(
      { accountId, region: 'us-west-2' },
      ids,
      since,
    );
  const deleted = (interconnectId: string, eventTime: number, userName: string, more = {}) =>
    embedded.trail.push({
      eventId: `${interconnectId}${eventTime}`,
      accountId: ACCOUNT,
      region: 'us-west-2',
      eventName: 'DeleteInterconnect',
      eventTime,
      userIdentity: { type: 'IAMUser', userName },
      requestParameters: { interconnectId },
      ...more,
    });

  test('tells who deleted the ports that are asked for, in their Region, the latest of several', async () => {
    const at = Math.floor(Date.now() / 1000) * 1000 - 10_000;
    deleted('dxcon-one', at, 'erin');
    deleted('dxcon-one', at + 1_000, 'lee');
    deleted('dxcon-one', at + 2_000, 'lin', { errorCode: 'AccessDenied' });
    deleted('dxcon-two', at, 'erin', { region: 'us-east-1' });
    deleted('dxcon-three', at, 'erin');
    for (let more = 0; more < 50; more++) deleted(`dxcon-more${more}`, at + 3_000 + more, 'erin');
    expect(await asked(['dxcon-one', 'dxcon-two'])).toEqual({
      kind: 'told',
      deletions: new Map([['dxcon-one', { by: 'lee', at: at + 1_000 }]]),
    });
    expect(embedded.calls('LookupEvents')).toHaveLength(2);
    expect(embedded.calls('LookupEvents')[0]).toMatchObject({ region: 'us-west-2' });
  });

  test('is asked no further back than is said, of any account where none is known', async () => {
    const at = Date.now() - 10_000;
    deleted('dxcon-one', at, 'erin');
    expect(await asked(['dxcon-one'], null, at + 5_000)).toEqual({ kind: 'told', deletions: new Map() });
  });

  test('is not asked with another account’s credentials', async () => {
    expect(await asked(['dxcon-one'], '999999999999')).toMatchObject({
      kind: 'could_not_look',
      code: 'WRONG_ACCOUNT',
    });
    expect(embedded.calls('LookupEvents')).toEqual([]);
  });

  test('says why it could not be asked', async () => {
    embedded.fault('LookupEvents', { kind: 'error', name: 'ThrottlingException', status: 400 }, 2);
    expect(await asked(['dxcon-one'])).toMatchObject({ kind: 'could_not_look', code: 'ThrottlingException' });
  });
});
