import {
  CreateInterconnectCommand,
  DescribeInterconnectsCommand,
  DescribeTagsCommand,
  TagResourceCommand,
} from '@aws-sdk/client-direct-connect';
import { describe, expect, it } from 'vitest';
import { aws, directConnect, failureOf, ORDER } from './support.ts';

const many = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ key: `k${index}`, value: '' }));

describe('Tags of an order', () => {
  it.each([
    ['51 tags', many(51), 'TooManyTagsException'],
    ['a key twice', [{ key: 'a' }, { key: 'a', value: 'b' }], 'DuplicateTagKeysException'],
    ['an empty list', [], 'DirectConnectClientException'],
    ['an empty key', [{ key: '' }], 'DirectConnectClientException'],
    ['a key of 129', [{ key: 'k'.repeat(129) }], 'DirectConnectClientException'],
    ['a value of 257', [{ key: 'k', value: 'v'.repeat(257) }], 'DirectConnectClientException'],
    ['a comma', [{ key: 'k', value: 'a,b' }], 'DirectConnectClientException'],
    ['a line break', [{ key: 'k', value: 'a\nb' }], 'DirectConnectClientException'],
    ['a reserved key', [{ key: 'AWS:cost' }], 'DirectConnectClientException'],
  ])('are refused with %s', async (_what, tags, name) => {
    const embedded = await aws();
    const error = await failureOf(
      directConnect(embedded).send(new CreateInterconnectCommand({ ...ORDER, tags })),
    );
    expect(error.name).toBe(name);
    expect(embedded.interconnects).toEqual([]);
  });

  it('may be 50, with letters of any language', async () => {
    const embedded = await aws();
    const tags = [...many(49), { key: 'Straße 東京', value: 'a_.:/=+-@ 9' }];
    await directConnect(embedded).send(new CreateInterconnectCommand({ ...ORDER, tags }));
    expect(embedded.interconnects[0]?.tags).toEqual(tags);
  });
});

describe('Tags of a port', () => {
  it('are read and changed by its ARN', async () => {
    const embedded = await aws();
    const client = directConnect(embedded);
    const tags = [{ key: 'a', value: '1' }];
    const { interconnectId } = await client.send(new CreateInterconnectCommand({ ...ORDER, tags }));
    const resourceArn = `arn:aws:directconnect:us-east-1:${embedded.accountId}:dxcon/${interconnectId}`;
    const added = [
      { key: 'a', value: '2' },
      { key: 'b', value: '3' },
    ];
    await client.send(new TagResourceCommand({ resourceArn, tags: added }));
    const answer = await client.send(new DescribeTagsCommand({ resourceArns: [resourceArn] }));
    expect(answer.resourceTags).toEqual([{ resourceArn, tags: added }]);
    const tooMany = new TagResourceCommand({ resourceArn, tags: many(49) });
    expect((await failureOf(client.send(tooMany))).name).toBe('TooManyTagsException');
  });

  it('of an unknown port are an entry without tags; a malformed ARN is refused', async () => {
    const embedded = await aws();
    const client = directConnect(embedded);
    const unknown = `arn:aws:directconnect:us-east-1:${embedded.accountId}:dxcon/dxcon-nowhere1`;
    const answer = await client.send(new DescribeTagsCommand({ resourceArns: [unknown] }));
    expect(answer.resourceTags).toEqual([{ resourceArn: unknown, tags: [] }]);
    const malformed = new DescribeTagsCommand({ resourceArns: ['dxcon-nowhere1'] });
    expect((await failureOf(client.send(malformed))).name).toBe('DirectConnectClientException');
    const change = new TagResourceCommand({ resourceArn: unknown, tags: many(1) });
    expect((await failureOf(client.send(change))).message).toBe(`Could not find resource ${unknown}`);
  });
});

describe('Tags that do not show', () => {
  const TAGS = [{ key: 'a', value: '1' }];

  /** Two tagged ports, and how to ask for theirs. */
  async function tagged() {
    const embedded = await aws();
    const client = directConnect(embedded);
    for (let made = 0; made < 2; made += 1) {
      await client.send(new CreateInterconnectCommand({ ...ORDER, tags: TAGS }));
    }
    const [port, other] = embedded.interconnects;
    if (!port || !other) throw new Error('no ports');
    const arns = [port, other].map(
      ({ interconnectId }) => `arn:aws:directconnect:us-east-1:${embedded.accountId}:dxcon/${interconnectId}`,
    );
    const asked = async (resourceArns: string[]) => {
      const { resourceTags } = await client.send(new DescribeTagsCommand({ resourceArns }));
      return resourceTags?.map(({ resourceArn }) => resourceArn);
    };
    return { embedded, client, port, arns, asked };
  }

  it('may be listed as none or not at all, and are told by DescribeTags all the same', async () => {
    const { client, port, arns } = await tagged();
    const listed = async () => {
      const { interconnects } = await client.send(new DescribeInterconnectsCommand({}));
      return interconnects?.map(({ tags }) => tags);
    };
    expect(await listed()).toEqual([TAGS, TAGS]);
    port.listedTags = 'empty';
    expect(await listed()).toEqual([[], TAGS]);
    port.listedTags = 'absent';
    expect(await listed()).toEqual([undefined, TAGS]);
    const { resourceTags } = await client.send(new DescribeTagsCommand({ resourceArns: arns }));
    expect(resourceTags?.map(({ tags }) => tags)).toEqual([TAGS, TAGS]);
  });

  it('may be left out by DescribeTags, always or in company', async () => {
    const { port, arns, asked } = await tagged();
    const [first = '', second = ''] = arns;
    expect(await asked(arns)).toEqual(arns);
    port.describedTags = 'alone';
    expect([await asked(arns), await asked([first])]).toEqual([[second], [first]]);
    port.describedTags = 'never';
    expect([await asked(arns), await asked([first])]).toEqual([[second], []]);
  });

  it('are so from the beginning on ports that are made while it is set', async () => {
    const { embedded, client } = await tagged();
    embedded.setNewPorts({ listedTags: 'empty', describedTags: 'never', interconnectName: 'trimmed' });
    const { tags, interconnectName } = await client.send(
      new CreateInterconnectCommand({ ...ORDER, tags: TAGS }),
    );
    expect([tags, interconnectName]).toEqual([TAGS, 'trimmed']);
    const { interconnects } = await client.send(new DescribeInterconnectsCommand({}));
    expect(interconnects?.map((entry) => entry.tags)).toEqual([TAGS, TAGS, []]);
  });

  it('can be asked for of 20 ARNs at once, and of no more', async () => {
    const { client, arns } = await tagged();
    const many = (count: number) =>
      new DescribeTagsCommand({ resourceArns: Array.from({ length: count }, () => arns[0] ?? '') });
    expect((await client.send(many(20))).resourceTags).toHaveLength(20);
    expect(await failureOf(client.send(many(21)))).toMatchObject({
      name: 'DirectConnectClientException',
      message: 'At most 20 resourceArns can be given.',
    });
  });
});
