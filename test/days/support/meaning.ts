import type { Story } from './story.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What a state means after what came before; as a pattern. */
export function meaningOf(state: string, { isLit, darkSince, orderedAt }: Story, at: number): string {
  switch (state) {
    case 'pending':
      // A key is changed: nobody needs an LOA for that.
      return isLit ? 'is pending again: its MACsec keys' : 'is pending: .*LOA';
    case 'down':
      if (!isLit) return 'is down: waiting for .*light';
      return darkSince === undefined ? 'is down: light was lost' : 'is down again: it has had no light for';
    case 'available': {
      if (darkSince !== undefined)
        return `is available again: it had no light for ${lengthOf(at - darkSince)}\\.`;
      if (isLit) return 'is available again\\.';
      const days = Math.floor((at - orderedAt) / DAY);
      return `is available, ${days === 0 ? 'on the day of' : `${days} days? after`} the order`;
    }
    case 'deleting':
      return 'is being deleted at AWS';
    case 'deleted':
      return 'was deleted at AWS';
    default:
      return `is ${state}`;
  }
}

/** How long something took, as people say it. */
function lengthOf(ms: number): string {
  if (ms >= 2 * DAY) return `${Math.floor(ms / DAY)} days`;
  if (ms >= 2 * HOUR) return `${Math.round(ms / HOUR)} hours?`;
  return ms >= MINUTE ? `${Math.round(ms / MINUTE)} minutes?` : `${Math.round(ms / 1_000)} seconds?`;
}

/** What else is otherwise, each thing as it is now; as a pattern. */
export function changeText(changes: readonly { what: string; ckn?: string; to: unknown }[]): string {
  return changes.map((change) => wordsOf(change).replaceAll('.', '\\.')).join('.*');
}

function wordsOf({ what, ckn, to }: { what: string; ckn?: string; to: unknown }): string {
  switch (what) {
    case 'macSecKey':
      return `The MACsec key ${ckn} ${to === null ? 'was removed' : ''}`;
    case 'portEncryptionStatus':
      return `encryption is ${to === 'Encryption Up' ? 'up' : 'down'}`;
    case 'encryptionMode':
      return `encryption mode is ${to} now`;
    case 'jumboFrames':
      return to === 'yes' ? 'takes jumbo frames now' : 'takes no jumbo frames';
    case 'redundancy':
      return `redundancy is ${to} now`;
    case 'lagId':
      return to === null ? 'in no LAG any more' : `in ${to} now`;
    case 'loaIssueTime':
      return 'LOA-CFA was issued';
    default:
      return String(to);
  }
}
