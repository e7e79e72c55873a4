import type { ListedInterconnect } from '../catalog/catalog.ts';

/** What is remembered of a port beside how it was last seen. Times are epoch milliseconds. */
export interface History {
  /** Since when it lacks the light that it had; null while it has it, or never had. */
  darkSince: number | null;
  /** Whether its MACsec was ever up. */
  encrypted: boolean;
  /** Since when it lacks the encryption that it had while it has light; null else. */
  plainSince: number | null;
  /** When it last went down or lost its encryption; the latest few. */
  losses: number[];
  /** It comes and goes: since when, how often so far, and when it last changed. */
  flapping: { since: number; times: number; changedAt: number } | null;
  /** Somebody looks after what it waits for: nobody is told that it still waits. */
  quiet: boolean;
}

const NEW: History = {
  darkSince: null,
  encrypted: false,
  plainSince: null,
  losses: [],
  flapping: null,
  quiet: false,
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
    ...kept,
  };
}

/** AWS's word for a port whose MACsec is up. Source: API reference, Interconnect.portEncryptionStatus. */
const ENCRYPTED = 'Encryption Up';
