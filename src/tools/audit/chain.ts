import type { StoredEntry } from '../../interfaces/auditing.ts';
import { GENESIS } from '../../store/tables/audit.ts';

/** What is wrong, where: `seq` is null where it is no single entry, `chain` a request's ID or `house`. */
export interface Finding {
  chain: string;
  seq: number | null;
  what: string;
}

/** What a chain that nobody touched holds: each entry's own hash, its number and the hash of the one before it. */
export interface ChainCheck {
  /** Hears the entries in their order; answers what is wrong with this one. */
  add(entry: StoredEntry): string[];
}

/** A chain from its beginning; after something wrong it goes on from what stands there, so that each is told once. */
export function createChainCheck(): ChainCheck {
  let last = { seq: 0, hash: GENESIS };
  return {
    add({ seq, hash, previousHash, rightHash }) {
      const before = last;
      const due = before.seq + 1;
      last = { seq, hash };
      return [
        ...(seq === due ? [] : [`expected entry ${due} before it: ${missing(due, seq)}`]),
        ...(seq === due && previousHash !== before.hash
          ? [
              `expected to follow the hash ${before.hash}, follows ${previousHash}: replaced, inserted or moved`,
            ]
          : []),
        ...(rightHash === null ? ['altered: no bot writes an entry like this'] : []),
        ...(rightHash !== null && rightHash !== hash
          ? [`altered: expected the hash ${rightHash} for what stands there, has ${hash}`]
          : []),
      ];
    },
  };
}

function missing(due: number, seq: number): string {
  if (seq < due) return 'its number is none';
  return seq - due === 1 ? `${due} is missing` : `${due} to ${seq - 1} are missing`;
}
