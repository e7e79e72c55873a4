import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CrossConnect } from '../../src/domain/port/cross-connect.ts';
import { crossConnectText } from '../../src/words/cross-connect.ts';

const PORT: CrossConnect = {
  interconnectId: 'dxcon-fg1234ab',
  name: 'dc2-core-01',
  accountId: '111122223333',
  region: 'us-east-1',
  location: 'EqDC2',
  locationName: 'Equinix DC2, Ashburn',
  bandwidth: '10Gbps',
  provider: null,
  issuedAt: Date.UTC(2026, 10, 28, 15, 4),
  fileName: 'LOA-CFA dxcon-fg1234ab dc2-core-01 2026-11-02.pdf',
  site: null,
};
const SITE = { desk: 'hands@example.com', cage: 'C12', patchPanel: 'PP3', optics: { '10Gbps': 'LR, ours' } };
const lines = (changes: Partial<CrossConnect> = {}) => crossConnectText({ ...PORT, ...changes }).split('\n');

describe('a cross-connect order', () => {
  test('says what is known of both ends', () => {
    expect(lines({ site: SITE, provider: 'Equinix' })).toEqual([
      'CROSS-CONNECT ORDER',
      'To: hands@example.com',
      'Site: Equinix DC2, Ashburn (EqDC2)',
      'Ordered by: (fill in: company, name, phone)',
      '',
      'A side: AWS Direct Connect',
      'Port: dxcon-fg1234ab, dc2-core-01',
      'AWS account: 111122223333',
      'Region: us-east-1',
      'Provider: Equinix',
      'Demarcation: as in the LOA-CFA, attached',
      'LOA-CFA: LOA-CFA dxcon-fg1234ab dc2-core-01 2026-11-02.pdf',
      'Issued: 2026-11-28 15:04 UTC',
      'Valid until: 2027-02-26 15:04 UTC',
      '',
      'Z side: ours',
      'Cage: C12',
      'Patch panel: PP3',
      'Port: (fill in: port of the patch panel)',
      '',
      'Cable',
      'Connector: LC, single-mode fibre',
      'Speed: 10Gbps',
      'Optics: LR, ours',
      'Auto-negotiation: off',
    ]);
  });

  test('guesses nothing: what nobody knows is to be filled in', () => {
    const said = lines({ accountId: null, bandwidth: '25Gbps' });
    expect(said.filter((line) => line.includes('(fill in: '))).toEqual([
      "To: (fill in: the colocation provider's desk)",
      'Ordered by: (fill in: company, name, phone)',
      'AWS account: (fill in: the account of the port)',
      'Cage: (fill in: cage or suite)',
      'Patch panel: (fill in: patch panel)',
      'Port: (fill in: port of the patch panel)',
      'Optics: (fill in: optics for 25Gbps)',
    ]);
  });

  test.each([
    ['1Gbps', '1000BASE-LX', '(fill in: on or off, as the AWS device wants it)'],
    ['10Gbps', '10GBASE-LR', 'off'],
    ['100Gbps', '100GBASE-LR4', 'off'],
    ['400Gbps', '400GBASE-LR4', 'off'],
    ['soon', '(fill in: optics for soon)', '(fill in: on or off, as the AWS device wants it)'],
    ['constructor', '(fill in: optics for constructor)', '(fill in: on or off, as the AWS device wants it)'],
  ])('of %s names its optics', (bandwidth, optics, negotiation) => {
    expect(lines({ bandwidth, site: { optics: {} } }).slice(-2)).toEqual([
      `Optics: ${optics}`,
      `Auto-negotiation: ${negotiation}`,
    ]);
  });

  test('keeps its lines, whatever anybody wrote, and stays short', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', ' ', '\n', '\r\n', '\u2028', '`', '<', '&', '😀'),
      maxLength: 400,
    });
    fc.assert(
      fc.property(text, text, text, (name, locationName, cage) => {
        const said = lines({ name, locationName, provider: name, site: { ...SITE, cage, patchPanel: name } });
        expect(said).toHaveLength(25);
        expect(said.every((line) => line.length < 700)).toBe(true);
      }),
    );
  });
});
