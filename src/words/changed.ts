import type { Changed } from '../domain/request/changed.ts';
import { clip } from '../domain/text.ts';

/** A reason may be long; the whole stands on the card, and the former one in the audit. */
const SIDE_MAX = 200;

const LABEL: Record<Changed['field'], string> = {
  account: 'Account',
  region: 'Region',
  location: 'Location',
  bandwidth: 'Bandwidth',
  lag: 'LAG',
  provider: 'Provider',
  macsec: 'MACsec',
  name: 'Name',
  reason: 'Reason',
  beneficiary: 'For',
  tag: 'Tag',
};

/** What an edit changed, a line each: `Bandwidth: 1Gbps -> 10Gbps`. */
export function changedWords(changed: readonly Changed[]): string[] {
  return changed.map(({ field, key, from, to }) => {
    const what = key === undefined ? LABEL[field] : `${LABEL[field]} ${key}`;
    return `${what}: ${side(from)} -> ${side(to)}`;
  });
}

function side(value: string | null): string {
  return value === null ? 'none' : clip(value, SIDE_MAX);
}
