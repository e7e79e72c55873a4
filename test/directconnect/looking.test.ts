import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDirectConnect } from '../../src/directconnect/index.ts';
import type { ListedInterconnect } from '../../src/domain/catalog/catalog.ts';
import type { DirectConnect } from '../../src/interfaces/direct-connect.ts';
import { opened, Refusal, startWire, type Wire } from './wire.ts';

const REGION = 'us-east-1';
const HERE = { accountId: null, region: REGION };
const ARN = 'arn:aws:directconnect:us-east-1:123456789012:dxcon/';
const LAG = 'dxlag-1';
const TAGS = [{ key: 'interconnect-bot:request-id', value: 'ic-0123456789' }];
let wire: Wire;
let aws: DirectConnect;

beforeEach(async () => {
  wire = await startWire();
  aws = createDirectConnect(REGION, () => performance.now());
});
afterEach(() => wire.close());

const entry = (interconnectId: string, more: object = {}) => ({
  interconnectId,
  interconnectState: 'down',
  ...more,
});
const ids = async () => {
  const looked = await aws.interconnects(HERE);
  return looked.kind === 'listed'
    ? looked.interconnects.map(({ interconnectId }) => interconnectId)
    : looked.code;
};
const search = async (lagId?: string, mayBeOurs: (entry: ListedInterconnect) => boolean = () => true) =>
  (await opened(aws, REGION)).search({ mayBeOurs: async () => mayBeOurs, lagId });
const asked = (operation: string) =>
  wire.calls.filter((call) => call.operation === operation).map(({ input }) => input);

describe('a listing', () => {
  test.each([[null], [''], [undefined]])('ends with the token %j', async (end) => {
    const pages: Record<string, object> = {
      first: { interconnects: [entry('dxcon-a')], nextToken: 'two' },
      two: { interconnects: [entry('dxcon-b')], nextToken: end },
    };
    wire.answers.DescribeInterconnects = ({ nextToken }) => pages[String(nextToken ?? 'first')];
    expect(await ids()).toEqual(['dxcon-a', 'dxcon-b']);
  });

  test.each([
    ['a page that leads to itself', () => ({ interconnects: [], nextToken: 'again' })],
    ['an answer without a list', () => ({})],
    ['an entry without an ID', () => ({ interconnects: [{ interconnectName: 'x' }] })],
  ])('is not complete with %s', async (_what, answer) => {
    wire.answers.DescribeInterconnects = answer;
    expect(await ids()).toBe('IncompleteListing');
    expect(await search()).toMatchObject({ kind: 'could_not_look', code: 'IncompleteListing' });
  });

  test('that is denied in the middle is none', async () => {
    wire.answers.DescribeInterconnects = ({ nextToken }) =>
      nextToken ? undefined : { interconnects: [entry('dxcon-a')], nextToken: 'two' };
    expect(await ids()).toBe('AccessDeniedException');
    expect(await search()).toMatchObject({ kind: 'could_not_look', code: 'AccessDeniedException' });
  });

  test('keeps every member of an entry, and leaves out what AWS leaves out', async () => {
    const whole = {
      interconnectId: 'dxcon-a',
      interconnectName: 'core',
      interconnectState: 'available',
      region: REGION,
      location: 'EqDC2',
      bandwidth: '10Gbps',
      loaIssueTime: 1_790_000_000.5,
      lagId: LAG,
      awsDevice: 'old',
      awsDeviceV2: 'EqDC2-2ex',
      awsLogicalDeviceId: 'EqDC2-2ex-1',
      jumboFrameCapable: true,
      hasLogicalRedundancy: 'yes',
      tags: TAGS,
      providerName: 'Equinix',
      macSecCapable: true,
      portEncryptionStatus: 'Encryption Up',
      encryptionMode: 'must_encrypt',
      macSecKeys: [
        { secretARN: 'arn:aws:secretsmanager:s', ckn: 'c0', state: 'associated', startOn: 'soon', more: 1 },
      ],
    };
    wire.answers.DescribeInterconnects = () => ({ interconnects: [whole, { interconnectId: 'dxcon-b' }] });
    const { interconnects } = (await search(undefined, () => false)) as { interconnects: object[] };
    expect(interconnects[0]).toEqual({
      interconnectId: 'dxcon-a',
      name: 'core',
      state: 'available',
      region: REGION,
      location: 'EqDC2',
      bandwidth: '10Gbps',
      loaIssueTime: 1_790_000_000_500,
      lagId: LAG,
      device: 'EqDC2-2ex',
      logicalDevice: 'EqDC2-2ex-1',
      jumboFrames: true,
      redundancy: 'yes',
      tags: TAGS,
      providerName: 'Equinix',
      macsecCapable: true,
      encryption: 'Encryption Up',
      portEncryptionStatus: 'Encryption Up',
      encryptionMode: 'must_encrypt',
      macSecKeys: [
        { secretARN: 'arn:aws:secretsmanager:s', ckn: 'c0', state: 'associated', startOn: 'soon' },
      ],
    });
    expect(JSON.parse(JSON.stringify(interconnects[1]))).toEqual({
      interconnectId: 'dxcon-b',
      name: '',
      state: 'unknown',
      location: '',
      bandwidth: '',
    });
  });
});

describe('tags that an entry does not show', () => {
  const three = () => ({
    interconnects: [
      entry('dxcon-a', { tags: [] }),
      entry('dxcon-b'),
      entry('dxcon-c', { tags: [{ key: 'a' }] }),
    ],
  });
  const tagged = (...some: string[]) =>
    some.map((id) => ({ resourceArn: `${ARN}${id}`, tags: id === 'dxcon-b' ? TAGS : undefined }));

  beforeEach(() => {
    wire.answers.DescribeInterconnects = three;
  });

  test('are asked for, whether absent or empty, of entries that could be ours', async () => {
    wire.answers.DescribeTags = () => ({ resourceTags: tagged('dxcon-a', 'dxcon-b') });
    expect(await search()).toMatchObject({
      kind: 'listed',
      untold: [],
      interconnects: [{ tags: [] }, { tags: TAGS }, { tags: [{ key: 'a', value: '' }] }],
    });
    expect(asked('DescribeTags')).toEqual([{ resourceArns: [`${ARN}dxcon-a`, `${ARN}dxcon-b`] }]);
  });

  test('are asked of nobody else', async () => {
    wire.answers.DescribeTags = () => ({ resourceTags: tagged('dxcon-b') });
    const looked = await search(undefined, ({ interconnectId }) => interconnectId !== 'dxcon-a');
    expect(looked).toMatchObject({ untold: [], interconnects: [{ tags: [] }, { tags: TAGS }, {}] });
    expect(await search(undefined, () => false)).toMatchObject({ kind: 'listed', untold: [] });
    expect(asked('DescribeTags')).toEqual([{ resourceArns: [`${ARN}dxcon-b`] }]);
  });

  test('are asked for once more, alone, where the answer leaves an ARN out; then they are untold', async () => {
    wire.answers.DescribeTags = () => ({ resourceTags: tagged('dxcon-b') });
    const looked = await search();
    expect(looked).toMatchObject({ kind: 'listed', untold: ['dxcon-a'] });
    expect((looked as { interconnects: ListedInterconnect[] }).interconnects[0]?.tags).toBeUndefined();
    expect(asked('DescribeTags')).toEqual([
      { resourceArns: [`${ARN}dxcon-a`, `${ARN}dxcon-b`] },
      { resourceArns: [`${ARN}dxcon-a`] },
    ]);
  });

  test('are known where only the second answer has them', async () => {
    wire.answers.DescribeTags = ({ resourceArns }) => {
      const some = resourceArns as string[];
      return { resourceTags: some.length === 1 ? [{ resourceArn: some[0], tags: TAGS }] : [] };
    };
    expect(await search()).toMatchObject({ untold: [], interconnects: [{ tags: TAGS }, { tags: TAGS }, {}] });
  });

  test('make a look incomplete where they are denied', async () => {
    expect(await search()).toMatchObject({ kind: 'could_not_look', code: 'AccessDeniedException' });
  });

  test('are asked for twenty at a time', async () => {
    const many = Array.from({ length: 45 }, (_, n) => `dxcon-${n}`);
    wire.answers.DescribeInterconnects = () => ({ interconnects: many.map((id) => entry(id)) });
    wire.answers.DescribeTags = ({ resourceArns }) => ({
      resourceTags: (resourceArns as string[]).map((resourceArn) => ({ resourceArn, tags: [] })),
    });
    expect(await search()).toMatchObject({ untold: [] });
    expect(asked('DescribeTags').map(({ resourceArns }) => (resourceArns as []).length)).toEqual([20, 20, 5]);
  });

  test("are asked by an ARN of the account's own partition", async () => {
    wire.partition = 'aws-us-gov';
    wire.answers.DescribeTags = () => ({ resourceTags: [] });
    await search(undefined, ({ interconnectId }) => interconnectId === 'dxcon-b');
    expect(asked('DescribeTags')[0]).toEqual({
      resourceArns: ['arn:aws-us-gov:directconnect:us-east-1:123456789012:dxcon/dxcon-b'],
    });
  });

  test('are no matter where only states are asked for', async () => {
    expect(await ids()).toEqual(['dxcon-a', 'dxcon-b', 'dxcon-c']);
    expect(wire.calls.map(({ operation }) => operation)).toEqual(['DescribeInterconnects']);
  });
});

describe('a look beside a LAG', () => {
  const lag = (more: object) => ({ lags: [{ lagId: LAG, numberOfConnections: 2, ...more }] });

  beforeEach(() => {
    wire.answers.DescribeInterconnects = () => ({ interconnects: [entry('dxcon-a', { tags: TAGS })] });
    wire.answers.DescribeTags = ({ resourceArns }) => ({
      resourceTags: (resourceArns as string[]).map((resourceArn) => ({ resourceArn, tags: TAGS })),
    });
  });

  test('finds members that the listing lacks, and counts a listed one as in the LAG', async () => {
    wire.answers.DescribeLags = () =>
      lag({
        connections: [
          { connectionId: 'dxcon-a' },
          {
            connectionId: 'dxcon-m',
            connectionName: 'core',
            connectionState: 'ordering',
            bandwidth: '10G',
            location: 'EqDC2',
          },
        ],
      });
    expect(await search(LAG)).toMatchObject({
      kind: 'listed',
      lagLinks: 2,
      untold: [],
      interconnects: [
        { interconnectId: 'dxcon-a', lagId: LAG, tags: TAGS },
        {
          interconnectId: 'dxcon-m',
          name: 'core',
          state: 'ordering',
          bandwidth: '10Gbps',
          location: 'EqDC2',
          lagId: LAG,
          tags: TAGS,
        },
      ],
    });
    expect(asked('DescribeLags')).toEqual([{ lagId: LAG }]);
  });

  test('asks for no LAG where the order has none', async () => {
    expect(await search()).not.toHaveProperty('lagLinks');
    expect(asked('DescribeLags')).toEqual([]);
  });

  test('of a LAG that has no links yet, and no list of them, is complete', async () => {
    wire.answers.DescribeLags = () => lag({ numberOfConnections: 0 });
    expect(await search(LAG)).toMatchObject({ kind: 'listed', lagLinks: 0 });
  });

  test('of a LAG that is gone is complete without it: a listing of all LAGs does not show it either', async () => {
    wire.answers.DescribeLags = () => ({ lags: [] });
    const listing = await search(LAG);
    expect(listing).toMatchObject({ kind: 'listed' });
    expect(listing).toHaveProperty('lagLinks', undefined);
    expect(asked('DescribeLags')).toEqual([{ lagId: LAG }, { maxResults: 100 }]);
  });

  test('could not look where a LAG shows among all LAGs, and not by its ID', async () => {
    let answers = 0;
    wire.answers.DescribeLags = () => (answers++ === 0 ? { lags: [] } : lag({ numberOfConnections: 0 }));
    expect(await search(LAG)).toMatchObject({ kind: 'could_not_look', code: 'LagNotFound' });
  });

  test.each<[string, () => unknown, string]>([
    ['is denied', () => undefined, 'AccessDeniedException'],
    ['has no list of its connections', () => lag({}), 'IncompleteListing'],
    ['has a connection without an ID', () => lag({ connections: [{}] }), 'IncompleteListing'],
  ])('could not look where the LAG %s', async (_what, answer, code) => {
    wire.answers.DescribeLags = answer;
    expect(await search(LAG)).toMatchObject({ kind: 'could_not_look', code });
  });
});

describe('one port asked for by its ID', () => {
  const refused = () => {
    throw new Refusal('DirectConnectClientException', 'Could not find Connection with ID dxcon-x');
  };
  /** By ID as said; a plain listing is empty, or refused. */
  const byId = (answer: () => unknown, plain: () => unknown = () => ({ interconnects: [] })) => {
    wire.answers.DescribeInterconnects = ({ interconnectId }) => (interconnectId ? answer() : plain());
  };
  const port = async () => (await opened(aws, REGION)).port('dxcon-x');

  test('is there, with its tags', async () => {
    byId(() => ({ interconnects: [entry('dxcon-x', { interconnectState: 'deleted' })] }));
    wire.answers.DescribeTags = () => ({ resourceTags: [{ resourceArn: `${ARN}dxcon-x`, tags: TAGS }] });
    expect(await port()).toMatchObject({ kind: 'there', port: { state: 'deleted', tags: TAGS } });
    expect(asked('DescribeInterconnects')).toEqual([{ interconnectId: 'dxcon-x' }]);
  });

  test('is there without tags where AWS does not tell them', async () => {
    byId(() => ({ interconnects: [entry('dxcon-x', { tags: [] })] }));
    const found = await port();
    expect(found).toMatchObject({ kind: 'there', port: { interconnectId: 'dxcon-x' } });
    expect((found as { port: ListedInterconnect }).port.tags).toBeUndefined();
  });

  test('is not there by an empty answer, or a refusal of an account that may list', async () => {
    byId(() => ({ interconnects: [] }));
    expect(await port()).toEqual({ kind: 'not_there' });
    byId(refused);
    expect(await port()).toEqual({ kind: 'not_there' });
  });

  test('could not be looked for where a plain listing is refused by the same name, or not answered', async () => {
    byId(refused, refused);
    expect(await port()).toMatchObject({ kind: 'could_not_look', code: 'DirectConnectClientException' });
    byId(refused, () => undefined);
    expect(await port()).toMatchObject({ kind: 'could_not_look' });
  });

  test('could not be looked for where AWS refuses by any other name, or answers half', async () => {
    byId(() => undefined);
    expect(await port()).toMatchObject({ kind: 'could_not_look', code: 'AccessDeniedException' });
    byId(() => ({}));
    expect(await port()).toMatchObject({ kind: 'could_not_look', code: 'IncompleteListing' });
  });

  test('needs no second listing in a session that has listed', async () => {
    byId(refused);
    const session = await opened(aws, REGION);
    await session.search({ mayBeOurs: async () => () => true });
    expect(await session.port('dxcon-x')).toEqual({ kind: 'not_there' });
    expect(asked('DescribeInterconnects')).toHaveLength(2);
  });
});

describe('what a Region offers', () => {
  test('is in the words that orders use, whichever AWS uses', async () => {
    wire.answers.DescribeLocations = () => ({
      locations: [
        {
          locationCode: 'B',
          locationName: 'Beta',
          region: REGION,
          availablePortSpeeds: ['10G', '1Gbps', '100G', '1G'],
        },
        { locationCode: 'X', locationName: 'Elsewhere', region: 'eu-west-1', availablePortSpeeds: ['1G'] },
      ],
    });
    wire.answers.DescribeLags = () => ({ lags: [] });
    const offer = {
      lags: [],
      locations: [
        {
          code: 'B',
          name: 'Beta',
          region: REGION,
          speeds: ['1Gbps', '10Gbps', '100Gbps'],
          macsecSpeeds: [],
          providers: [],
        },
      ],
    };
    expect(await aws.offer(HERE)).toEqual(offer);
    expect(await (await opened(aws, REGION)).offer()).toEqual(offer);
  });

  test('is not known where AWS lists nothing: approved orders wait, and are not sent back', async () => {
    wire.answers.DescribeLags = () => ({ lags: [] });
    wire.answers.DescribeLocations = () => ({ locations: [] });
    await expect(aws.offer(HERE)).rejects.toMatchObject({ code: 'EmptyCatalog' });
  });

  test('has no word about LAGs where their listing is incomplete; locations are told all the same', async () => {
    wire.answers.DescribeLocations = () => ({ locations: [{ locationCode: 'B', region: REGION }] });
    wire.answers.DescribeLags = () => ({ lags: [], nextToken: 'again' });
    expect(await aws.offer(HERE)).toMatchObject({ locations: [{ code: 'B' }], lags: undefined });
  });

  test('has LAGs that host connections unless AWS says that they do not', async () => {
    wire.answers.DescribeLocations = () => ({ locations: [{ locationCode: 'B', region: REGION }] });
    wire.answers.DescribeLags = () => ({
      lags: [
        { lagId: 'dxlag-1' },
        { lagId: 'dxlag-2', allowsHostedConnections: false },
        { lagId: 'dxlag-3', allowsHostedConnections: true },
      ],
    });
    const hosting = [{ hostsConnections: true }, { hostsConnections: false }, { hostsConnections: true }];
    expect(await aws.offer(HERE)).toMatchObject({ lags: hosting });
  });
});
