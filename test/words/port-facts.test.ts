import { expect, test } from 'vitest';
import { portFacts } from '../../src/words/port-facts.ts';
import { standingText } from '../../src/words/standing.ts';
import { timedText } from '../../src/words/timed.ts';
import { AT, lee, listed } from '../domain/support.ts';
import { alarm, DAY, followedView, portIn, viewOf } from '../slack/blocks/ordered.ts';

const said = ({ request, port }: ReturnType<typeof viewOf>) =>
  port && timedText(portFacts(request, port)).split('\n');

test('all that is known of a port, a line each', () => {
  const seen = listed({
    state: 'available',
    location: 'EqDC2-EQ',
    lagId: 'dxlag-fg1234ab',
    providerName: 'Equinix',
    device: 'EqDC2-1a2b',
    logicalDevice: 'EqDC2-1a2b-l1',
    jumboFrames: true,
    redundancy: 'no',
    macsecCapable: true,
    encryption: 'Encryption Up',
    encryptionMode: 'must_encrypt',
    macSecKeys: [{ ckn: 'ab12', state: 'associated' }],
    loaIssueTime: AT + 2 * DAY,
  });
  const port = portIn('available', 41, {
    seen,
    firstAvailableAt: AT + 17 * DAY,
    missing: { since: AT + 50 * DAY, listings: 12, told: true },
  });
  expect(said(viewOf(port))).toEqual([
    'Port dxcon-fg1234ab: available since 2026-12-13 09:30 UTC, ordered 2026-11-02 09:30 UTC',
    'Not listed by AWS since 2026-12-22 09:30 UTC',
    'First light 2026-11-19 09:30 UTC',
    'LOA-CFA issued 2026-11-04 09:30 UTC, valid until 2027-02-02 09:30 UTC',
    'Device: EqDC2-1a2b',
    'Logical device: EqDC2-1a2b-l1',
    'Location: EqDC2-EQ',
    'LAG: dxlag-fg1234ab',
    'Provider: Equinix',
    'Jumbo frames: yes',
    'Redundancy: no',
    'MACsec capable: yes',
    'Encryption: Encryption Up',
    'Encryption asked: must_encrypt',
    'MACsec keys: ab12 (associated)',
    'aws directconnect describe-interconnects --region us-east-1 --interconnect-id dxcon-fg1234ab',
  ]);
});

test('what AWS left out is left out, and nobody claims to know the first light of a port that was lit when it was followed', () => {
  const port = portIn('available', 0, {
    firstAvailableAt: AT,
    seen: listed({ state: 'available', location: '' }),
  });
  expect(said(followedView(port))).toEqual([
    'Port dxcon-fg1234ab: available since 2026-11-02 09:30 UTC, followed 2026-11-02 09:30 UTC',
    'aws directconnect describe-interconnects --region us-east-1 --interconnect-id dxcon-fg1234ab',
  ]);
});

test('what people were alarmed about, and who looks after it', () => {
  const alarms = [alarm('light_lost', 40), alarm('missing', 41, { by: lee, at: AT + 42 * DAY })];
  expect(timedText(standingText(alarms)).split('\n')).toEqual([
    'Light lost since 2026-12-12 09:30 UTC, nobody looks after it',
    "Not in AWS's listings since 2026-12-13 09:30 UTC, Got it: Lee 2026-12-14 09:30 UTC",
  ]);
});
