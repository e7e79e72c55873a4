import {
  CreateInterconnectCommand,
  DescribeCustomerMetadataCommand,
  DescribeInterconnectsCommand,
  DescribeLagsCommand,
  DescribeLocationsCommand,
} from '@aws-sdk/client-direct-connect';
import { describe, expect, it } from 'vitest';
import { aws, clock, directConnect, failureOf, ORDER } from './support.ts';

describe('DescribeInterconnects', () => {
  it('pages through all ports, each once, and ends without a token', async () => {
    const embedded = await aws();
    const client = directConnect(embedded);
    for (let made = 0; made < 7; made += 1) await client.send(new CreateInterconnectCommand(ORDER));
    const seen: (string | undefined)[] = [];
    let nextToken: string | undefined;
    let pages = 0;
    do {
      const page = await client.send(new DescribeInterconnectsCommand({ maxResults: 3, nextToken }));
      seen.push(...(page.interconnects ?? []).map((port) => port.interconnectId));
      nextToken = page.nextToken ?? undefined;
      pages += 1;
    } while (nextToken);
    expect(pages).toBe(3);
    expect(seen).toEqual(embedded.interconnects.map((port) => port.interconnectId));
  });

  it.each([{}, { maxResults: 101 }, { maxResults: 5000 }])(
    'gives at most 100 at once for %o',
    async (input) => {
      const embedded = await aws();
      const client = directConnect(embedded);
      const { interconnectId } = await client.send(new CreateInterconnectCommand(ORDER));
      const [port] = embedded.interconnects;
      if (!port) throw new Error('no port');
      for (let copy = 0; copy < 100; copy += 1) {
        embedded.interconnects.push({ ...port, interconnectId: `${interconnectId}${copy}` });
      }
      const page = await client.send(new DescribeInterconnectsCommand(input));
      expect(page.interconnects).toHaveLength(100);
      expect(page.nextToken).toBeTruthy();
    },
  );

  it.each([
    [{ maxResults: 0 }, 'maxResults must be at least 1.'],
    [{ maxResults: -1 }, 'maxResults must be at least 1.'],
    [{ nextToken: 'nonsense' }, 'nextToken is not valid.'],
    [{ interconnectId: 'dxcon-nowhere1' }, 'Could not find Connection with ID dxcon-nowhere1'],
  ])('refuses %o', async (input, text) => {
    const embedded = await aws();
    const error = await failureOf(directConnect(embedded).send(new DescribeInterconnectsCommand(input)));
    expect(error).toMatchObject({ name: 'DirectConnectClientException', message: text });
  });

  it('finds one port by its ID, and shows nothing of another Region or account', async () => {
    const embedded = await aws();
    const { interconnectId } = await directConnect(embedded).send(new CreateInterconnectCommand(ORDER));
    const [port] = embedded.interconnects;
    if (!port) throw new Error('no port');
    embedded.interconnects.push({ ...port, interconnectId: 'dxcon-foreign1', accountId: '210987654321' });
    const one = new DescribeInterconnectsCommand({ interconnectId });
    expect((await directConnect(embedded).send(one)).interconnects).toHaveLength(1);
    const all = new DescribeInterconnectsCommand({});
    expect((await directConnect(embedded).send(all)).interconnects).toHaveLength(1);
    expect((await directConnect(embedded, { region: 'us-east-2' }).send(all)).interconnects).toEqual([]);
  });

  it('shows a new port late when told to', async () => {
    const time = clock();
    const embedded = await aws({ now: time.now });
    embedded.setVisibilityDelay(5000);
    const client = directConnect(embedded);
    await client.send(new CreateInterconnectCommand(ORDER));
    const all = new DescribeInterconnectsCommand({});
    expect((await client.send(all)).interconnects).toEqual([]);
    time.tick(5000);
    expect((await client.send(all)).interconnects).toHaveLength(1);
  });

  it('may lose a port from listings, and by its ID too', async () => {
    const embedded = await aws();
    const client = directConnect(embedded);
    const { interconnectId } = await client.send(new CreateInterconnectCommand(ORDER));
    await client.send(new CreateInterconnectCommand(ORDER));
    const [port] = embedded.interconnects;
    if (!port) throw new Error('no port');
    const all = async () => (await client.send(new DescribeInterconnectsCommand({}))).interconnects?.length;
    const one = () => client.send(new DescribeInterconnectsCommand({ interconnectId }));
    expect([await all(), (await one()).interconnects?.length]).toEqual([2, 1]);
    port.shown = 'by_id';
    expect([await all(), (await one()).interconnects?.length]).toEqual([1, 1]);
    port.shown = 'nowhere';
    expect(await all()).toBe(1);
    expect((await failureOf(one())).message).toBe(`Could not find Connection with ID ${interconnectId}`);
    port.shown = 'listed';
    expect(await all()).toBe(2);
  });

  it('is refused to an account that is no partner', async () => {
    const embedded = await aws();
    embedded.setPartnerRegions([]);
    const error = await failureOf(directConnect(embedded).send(new DescribeInterconnectsCommand({})));
    expect(error.message).toContain('is not an authorized Direct Connect partner in us-east-1.');
  });
});

describe('The catalog', () => {
  it("has more than 100 locations in us-east-1, and only the Region's own", async () => {
    const embedded = await aws();
    const { locations = [] } = await directConnect(embedded).send(new DescribeLocationsCommand({}));
    expect(locations.length).toBeGreaterThan(100);
    expect(new Set(locations.map((site) => site.region))).toEqual(new Set(['us-east-1']));
    expect(embedded.locations.length).toBeGreaterThan(130);
    expect(locations.find((site) => site.locationCode === 'EqDC2')).toMatchObject({
      locationName: 'Equinix DC2/DC11, Ashburn, VA',
      availablePortSpeeds: ['10G', '1G', '100G'],
      availableMacSecPortSpeeds: ['100G', '10G'],
    });
  });

  it('lists LAGs in pages, or one of them', async () => {
    const client = directConnect(await aws());
    const first = await client.send(new DescribeLagsCommand({ maxResults: 3 }));
    expect(
      first.lags?.map((lag) => [lag.lagId, lag.numberOfConnections, lag.allowsHostedConnections]),
    ).toEqual([
      ['dxlag-fgfull44', 4, true],
      ['dxlag-fgnohost', 1, false],
      ['dxlag-fgroom24', 2, true],
    ]);
    const rest = await client.send(new DescribeLagsCommand({ maxResults: 3, nextToken: first.nextToken }));
    expect(rest.lags?.map((lag) => lag.lagId)).toEqual(['dxlag-fgmacsec']);
    expect(rest.nextToken).toBeUndefined();
    const one = await client.send(new DescribeLagsCommand({ lagId: 'dxlag-fgroom24' }));
    expect(one.lags).toHaveLength(1);
    const error = await failureOf(client.send(new DescribeLagsCommand({ lagId: 'dxlag-nowhere1' })));
    expect(error.message).toBe('Could not find Lag with ID dxlag-nowhere1');
  });

  it('says per Region whether the account is a partner', async () => {
    const embedded = await aws();
    embedded.setPartnerRegions(['us-east-1']);
    const ask = new DescribeCustomerMetadataCommand({});
    expect((await directConnect(embedded).send(ask)).nniPartnerType).toBe('v2');
    const elsewhere = directConnect(embedded, { region: 'eu-west-1' });
    expect((await elsewhere.send(ask)).nniPartnerType).toBe('nonPartner');
  });
});
