import { METROS, OPERATORS, SITES } from './sites.ts';
import type { StoredLag, StoredLocation } from './types.ts';

/** Unsorted on purpose, as DescribeLocations gives them. */
const SPEEDS = [['10G', '1G', '100G'], ['1G', '10G'], ['10G', '1G'], ['100G', '10G', '1G'], ['1G']];
const PROVIDERS = [
  ['Lumen', 'Zayo', 'Megaport'],
  ['AT&T', 'Verizon'],
  [],
  ['Megaport', 'PacketFabric', 'Cogent'],
];

/** Some sites answer with another code than the one that was asked. */
const ANSWERED_AS: Record<string, string> = { EqSe2: 'EqSe2-EQ' };

/** The code under which AWS keeps a location, whichever of its codes was asked. */
export function canonicalLocation(code: string): string {
  return ANSWERED_AS[code] ?? code;
}

/** The catalog: sites that exist, and enough made-up ones in us-east-1 to pass Slack's 100 options. */
export function locations(): StoredLocation[] {
  const known = Object.entries(SITES).flatMap(([region, sites]) =>
    Object.entries(sites).map(([code, name]) => location(region, code, name)),
  );
  const filling = METROS.flatMap(([metro, city]) =>
    OPERATORS.map(([prefix, operator]) =>
      location('us-east-1', `${prefix}${metro}1`, `${operator} ${metro}1, ${city}`),
    ),
  );
  return [...known, ...filling].map((site, index) => offer(site, index));
}

/** LAGs worth refusing and worth choosing: full, not hosting, with room, with MACsec, and at an alias. */
export function lagsOf(accountId: string): StoredLag[] {
  const common = { accountId, region: 'us-east-1', location: 'EqDC2', lagState: 'available' };
  const ten = {
    ...common,
    connectionsBandwidth: '10Gbps',
    macSecCapable: false,
    allowsHostedConnections: true,
  };
  return [
    { ...ten, lagId: 'dxlag-fgfull44', lagName: 'ashburn-full', numberOfConnections: 4 },
    {
      ...ten,
      lagId: 'dxlag-fgnohost',
      lagName: 'ashburn-own',
      numberOfConnections: 1,
      allowsHostedConnections: false,
    },
    { ...ten, lagId: 'dxlag-fgroom24', lagName: 'ashburn-partner', numberOfConnections: 2 },
    {
      ...ten,
      lagId: 'dxlag-fgmacsec',
      lagName: 'ashburn-macsec',
      connectionsBandwidth: '100Gbps',
      numberOfConnections: 1,
      macSecCapable: true,
    },
    {
      ...ten,
      lagId: 'dxlag-fgalias1',
      lagName: 'seattle-partner',
      region: 'us-west-2',
      location: 'EqSe2-EQ',
      numberOfConnections: 1,
    },
  ];
}

function location(region: string, locationCode: string, locationName: string): StoredLocation {
  return {
    locationCode,
    locationName,
    region,
    availablePortSpeeds: [],
    availableProviders: [],
    availableMacSecPortSpeeds: [],
  };
}

/** Sites differ in what they offer; the first of the catalog, EqDC2, offers everything but 400G. */
function offer(site: StoredLocation, index: number): StoredLocation {
  const speeds = SPEEDS[index % SPEEDS.length] ?? [];
  const macSec = speeds.includes('100G') ? ['100G', '10G'] : [];
  return {
    ...site,
    availablePortSpeeds: site.locationCode === 'EqSV5' ? ['100G', '400G', '10G'] : [...speeds],
    availableProviders: [...(PROVIDERS[index % PROVIDERS.length] ?? [])],
    availableMacSecPortSpeeds: macSec,
  };
}
