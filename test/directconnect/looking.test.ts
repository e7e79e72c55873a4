import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DirectConnect } from '../../src/actions/ports.ts';
import { createDirectConnect } from '../../src/directconnect/index.ts';
import { startWire, type Wire } from './wire.ts';

const REGION = 'us-east-1';
const ARN = 'arn:aws:directconnect:us-east-1:123456789012:dxcon/';
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
const ids = async (need: 'states' | 'tags' = 'states') => {
  const looked = await aws.interconnects(REGION, need);
  return looked.kind === 'listed'
    ? looked.interconnects.map(({ interconnectId }) => interconnectId)
    : looked.code;
};

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
  });

  test('that is denied in the middle is none', async () => {
    wire.answers.DescribeInterconnects = ({ nextToken }) =>
      nextToken ? undefined : { interconnects: [entry('dxcon-a')], nextToken: 'two' };
    expect(await ids()).not.toContain('dxcon-a');
  });
});

describe('tags that an entry does not show', () => {
  beforeEach(() => {
    wire.answers.DescribeInterconnects = () => ({
      interconnects: [entry('dxcon-a', { tags: [] }), entry('dxcon-b')],
    });
  });

  test('are asked for, entry by entry', async () => {
    const tags = [{ key: 'interconnect-bot:request-id', value: 'ic-0123456789' }];
    wire.answers.DescribeTags = () => ({ resourceTags: [{ resourceArn: `${ARN}dxcon-b`, tags }] });
    const looked = await aws.interconnects(REGION, 'tags');
    expect(looked).toMatchObject({ kind: 'listed', interconnects: [{ tags: [] }, { tags }] });
    expect(wire.calls.at(-1)).toEqual({
      operation: 'DescribeTags',
      input: { resourceArns: [`${ARN}dxcon-b`] },
    });
  });

  test('make a look incomplete where they are denied, or the account is not known', async () => {
    expect(await ids('tags')).toBe('AccessDeniedException');
    wire.accountId = undefined;
    expect(await ids('tags')).toBe('TagsUnknown');
  });

  test('are no matter where only states are asked for', async () => {
    expect(await ids('states')).toEqual(['dxcon-a', 'dxcon-b']);
    expect(wire.calls.map(({ operation }) => operation)).toEqual(['DescribeInterconnects']);
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
    expect(await aws.offer(REGION)).toEqual({
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
    });
  });

  test('is not known where AWS lists nothing: approved orders wait, and are not sent back', async () => {
    wire.answers.DescribeLags = () => ({ lags: [] });
    wire.answers.DescribeLocations = () => ({ locations: [] });
    await expect(aws.offer(REGION)).rejects.toMatchObject({ code: 'EmptyCatalog' });
  });

  test('has no word about LAGs where their listing is incomplete; locations are told all the same', async () => {
    wire.answers.DescribeLocations = () => ({ locations: [{ locationCode: 'B', region: REGION }] });
    wire.answers.DescribeLags = () => ({ lags: [], nextToken: 'again' });
    expect(await aws.offer(REGION)).toMatchObject({ locations: [{ code: 'B' }], lags: undefined });
  });
});
