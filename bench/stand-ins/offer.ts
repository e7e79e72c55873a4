/** What DescribeLocations answers: as many locations as wanted, the first of which is EqDC2. */
export function locations(region: string, count: number): unknown[] {
  return Array.from({ length: count }, (_, index) => ({
    locationCode: index === 0 ? 'EqDC2' : `Site${index}`,
    locationName: index === 0 ? 'Equinix DC2/DC11, Ashburn, VA' : `Operator ${index % 50}, City ${index}`,
    region,
    availablePortSpeeds: ['1G', '10G', '100G'],
    availableProviders: ['Lumen', 'Zayo', 'Megaport'],
    availableMacSecPortSpeeds: ['100G'],
  }));
}

/** What DescribeLags lists. */
export function lags(region: string, count: number): unknown[] {
  return Array.from({ length: count }, (_, index) => ({
    lagId: `dxlag-fg${index.toString(36).padStart(6, '0')}`,
    lagName: `lag-${index}`,
    region,
    location: 'EqDC2',
    connectionsBandwidth: '10Gbps',
    numberOfConnections: 1,
    lagState: 'available',
    allowsHostedConnections: true,
    macSecCapable: false,
  }));
}
