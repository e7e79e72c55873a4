import { type CrossConnect, negotiationOff, opticsFor } from '../domain/port/cross-connect.ts';
import { loaEndsAt } from '../domain/port/deadlines.ts';
import { clip } from '../domain/text.ts';
import { utc } from './time.ts';

/** Enough for every word that people use. */
const WORD_MAX = 200;

/** A cross-connect order for the colocation provider, to copy: nothing is guessed, what isn't known is to be filled in. */
export function crossConnectText(order: CrossConnect): string {
  const { site, bandwidth, issuedAt } = order;
  const optics = site?.optics;
  const own = optics && Object.hasOwn(optics, bandwidth) ? optics[bandwidth] : undefined;
  return [
    'CROSS-CONNECT ORDER',
    line('To', site?.desk, "the colocation provider's desk"),
    line('Site', `${order.locationName} (${order.location})`),
    line('Ordered by', undefined, 'company, name, phone'),
    '',
    'A side: AWS Direct Connect',
    line('Port', `${order.interconnectId}, ${order.name}`),
    line('AWS account', order.accountId, 'the account of the port'),
    line('Region', order.region),
    ...(order.provider === null ? [] : [line('Provider', order.provider)]),
    line('Demarcation', 'as in the LOA-CFA, attached'),
    line('LOA-CFA', order.fileName),
    line('Issued', utc(issuedAt)),
    line('Valid until', utc(loaEndsAt(issuedAt))),
    '',
    'Z side: ours',
    line('Cage', site?.cage, 'cage or suite'),
    line('Patch panel', site?.patchPanel, 'patch panel'),
    line('Port', undefined, 'port of the patch panel'),
    '',
    'Cable',
    line('Connector', 'LC, single-mode fibre'),
    line('Speed', bandwidth),
    line('Optics', own ?? opticsFor(bandwidth), `optics for ${bandwidth}`),
    line('Auto-negotiation', negotiationOff(bandwidth) && 'off', 'on or off, as the AWS device wants it'),
  ].join('\n');
}

function line(label: string, known: string | null | undefined, wanted = label): string {
  return `${label}: ${known ? clip(known.replace(/\s+/gu, ' '), WORD_MAX) : `(fill in: ${wanted})`}`;
}
