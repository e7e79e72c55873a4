import type { ListedInterconnect } from '../catalog/catalog.ts';
import { ENCRYPTED } from './changes.ts';

/** What is remembered of a port beside how it was last seen. Times are epoch milliseconds. */
export interface History {
  /** Since when it lacks the light that it had; null while it has it, or never had. */
  darkSince: number | null;
  /** Whether its MACsec was ever up. */
  encrypted: boolean;
  /** Since when it has light without the encryption that it had, and whether that was told; null else. */
  plain: { since: number; told: boolean } | null;
  /** When it last stopped being available or encrypted; the latest few. */
  losses: number[];
  /** It comes and goes: since when, how often so far, and when it last changed. */
  flapping: { since: number; times: number; changedAt: number } | null;
  /** It came and went until AWS couldn't tell its state: whether it has light then nobody was told. */
  unsettled: boolean;
  /** Somebody looks after what it waits for: nobody is told that it still waits. */
  quiet: boolean;
  /** It was seen before AWS had done with the order, and not after that: its LOA-CFA is still to come. */
  early: boolean;
}

const NEW: History = {
  darkSince: null,
  encrypted: false,
  plain: null,
  losses: [],
  flapping: null,
  unsettled: false,
  quiet: false,
  early: false,
};

/** How a port was last seen. */
interface Seen {
  state: string;
  stateSince: number;
  firstAvailableAt: number | null;
  seen: ListedInterconnect;
}

/** What a port's history is as far as nothing of it was kept: what its states alone tell. */
export function historyOf(
  { state, stateSince, firstAvailableAt, seen }: Seen,
  kept: Partial<History> = {},
): History {
  const isDark = state === 'down' && firstAvailableAt !== null;
  return {
    ...NEW,
    darkSince: isDark ? stateSince : null,
    encrypted: seen.portEncryptionStatus === ENCRYPTED,
    early: state === 'requested',
    ...kept,
  };
}
