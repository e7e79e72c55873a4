import type { ListedInterconnect } from '../catalog/catalog.ts';

/** Members whose new value is told, as AWS words it; what AWS has not told before is filled in without a word. */
const COMPARED = [
  'name',
  'bandwidth',
  'location',
  'device',
  'logicalDevice',
  'providerName',
  'jumboFrames',
  'redundancy',
  'macsecCapable',
  'encryptionMode',
] as const satisfies (keyof ListedInterconnect)[];

/** One thing that a listing shows otherwise than the one before; null where there is nothing. */
export type PortChange =
  | { what: (typeof COMPARED)[number] | 'lagId'; from: string | null; to: string | null }
  /** `after`: so long it was down that is up again; milliseconds. */
  | { what: 'portEncryptionStatus'; from: string | null; to: string | null; after?: number }
  /** A MACsec key, by its name. */
  | { what: 'macSecKey'; ckn: string; from: string | null; to: string | null }
  /** When the LOA-CFA was issued last; epoch milliseconds. */
  | { what: 'loaIssueTime'; from: number | null; to: number };

/** What a listing shows otherwise than the one before, but for the state. */
export function changesBetween(before: ListedInterconnect, seen: ListedInterconnect): PortChange[] {
  const changes: PortChange[] = COMPARED.flatMap((what) => {
    const [from, to] = [text(before[what]), text(seen[what])];
    return isUntold(what, from) || to === null || from === to ? [] : [{ what, from, to }];
  }).filter(({ what }, _, all) => what !== 'logicalDevice' || all.every((one) => one.what !== 'device'));
  const [from, to] = [text(before.lagId), text(seen.lagId)];
  if (from !== to) changes.push({ what: 'lagId', from, to });
  // The first versions kept none of the rest.
  if (before.region === undefined) return changes;
  return [...changes, ...statusChange(before, seen), ...keyChanges(before, seen), ...loaChange(before, seen)];
}

/** AWS doesn't know the redundancy of a port that it hasn't assigned yet, and says so in a word. */
function isUntold(what: (typeof COMPARED)[number], value: string | null): value is null {
  return value === null || (what === 'redundancy' && value === 'unknown');
}

/** That it was never up is no news: a port begins so. */
function statusChange(before: ListedInterconnect, seen: ListedInterconnect): PortChange[] {
  const [from, to] = [text(before.portEncryptionStatus), text(seen.portEncryptionStatus)];
  if (to === null || from === to || (from === null && to !== ENCRYPTED)) return [];
  return [{ what: 'portEncryptionStatus', from, to }];
}

function keyChanges(before: ListedInterconnect, seen: ListedInterconnect): PortChange[] {
  // An answer that leaves them out says nothing about them.
  if (!seen.macSecKeys) return [];
  const [were, are] = [statesOf(before), statesOf(seen)];
  const names = new Set([...were.keys(), ...are.keys()]);
  return [...names].flatMap((ckn) => {
    const [from, to] = [were.get(ckn) ?? null, are.get(ckn) ?? null];
    return from === to ? [] : [{ what: 'macSecKey', ckn, from, to }];
  });
}

function statesOf({ macSecKeys = [] }: ListedInterconnect): Map<string, string> {
  return new Map(macSecKeys.map(({ ckn = '', state = '' }) => [ckn, state]));
}

function loaChange(before: ListedInterconnect, seen: ListedInterconnect): PortChange[] {
  const { loaIssueTime: to } = seen;
  const from = before.loaIssueTime ?? null;
  return to === undefined || to === from ? [] : [{ what: 'loaIssueTime', from, to }];
}

function text(value: string | boolean | undefined): string | null {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return value || null;
}

/** AWS's word for a port whose MACsec is up. Source: API reference, Interconnect.portEncryptionStatus. */
export const ENCRYPTED = 'Encryption Up';
