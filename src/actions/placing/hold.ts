import type { BotProcess } from '../../domain/bot-process.ts';
import type { Hold, Request } from '../../domain/request/request.ts';
import type { Freeze } from '../../domain/rules/freeze.ts';
import { MINUTE, SECOND } from '../../domain/time.ts';
import type { Snapshot, Tx } from '../../interfaces/store.ts';
import type { Lease } from '../../interfaces/tables.ts';
import { advance } from '../lifecycle/advance.ts';
import { lookAgainIn } from '../lifecycle/retry.ts';
import type { Claim } from '../lifecycle/with-claim.ts';
import { processName } from '../operating/process-name.ts';
import type { PlaceDeps } from './place-deps.ts';

const FROZEN_RETRY_MS = 5 * SECOND;
/** A process that was not seen for so long has ended without a word. */
export const PROCESS_GONE_MS = 30 * SECOND;
/** A restart with other settings is over by then: only what lasts is told in the thread. */
const DIFFERENCE_TOLD_AFTER_MS = 10 * MINUTE;

/** Ends a round of placing that came to nothing: the request waits. */
export function holdBack(deps: Pick<PlaceDeps, 'random'>, claim: Claim, hold: Hold): Promise<void> {
  return claim.end((tx, request, lease) => noteTrouble(deps, tx, request, hold, lease));
}

/** Waits, for a reason that a later look may find gone; soon at first, then ever more seldom. */
export async function noteTrouble(
  { random }: Pick<PlaceDeps, 'random'>,
  tx: Tx,
  request: Request,
  hold: Hold,
  lease: Lease,
): Promise<void> {
  if (request.state.status !== 'approved') return;
  await noteHold(tx, request, hold, lease, tx.now + lookAgainIn(tx.now - request.state.at, random));
}

/** The processes that run on this store, as far as anybody knows. */
export function processesNow(tx: Snapshot): Promise<BotProcess[]> {
  return tx.processes.recent(PROCESS_GONE_MS);
}

/** Why nothing may be placed, by the stored freeze, this process's own switch, and the processes that run. */
export function frozenBy(
  stored: Freeze | null,
  ownSwitch: boolean,
  processes: readonly BotProcess[],
): Hold | undefined {
  if (stored) return frozen(`Ordering was frozen by ${stored.by.name}: ${stored.reason}`);
  if (!ownSwitch && !isFrozenBySetting(processes)) return undefined;
  return frozen('Ordering is frozen by the setting FREEZE.');
}

/** Whether one of these processes runs with FREEZE. */
export function isFrozenBySetting(processes: readonly BotProcess[]): boolean {
  return processes.some(({ frozen }) => frozen);
}

function frozen(message: string): Hold {
  return { kind: 'frozen', code: 'FROZEN', message };
}

/** Frozen: waits until somebody unfreezes it; shown on the card only. */
export function holdFrozen(tx: Tx, request: Request, hold: Hold, lease: Lease): Promise<void> {
  return noteHold(tx, request, hold, lease, tx.now + FROZEN_RETRY_MS);
}

/** Waits while another process of this store decides by other rules; true if it does. */
export async function holdRulesDiffer(
  tx: Tx,
  request: Request,
  rulesHash: string,
  processes: readonly BotProcess[],
  lease: Lease,
): Promise<boolean> {
  const others = processes.filter((process) => process.rulesHash !== rulesHash);
  if (others.length === 0) return false;
  const names = others.map(processName).join(', ');
  const message = `Another process of this bot runs with other rules (${names}). Give all of them the same settings.`;
  const hold = { kind: 'rules_differ', code: 'RULES_DIFFER', message } as const;
  await noteHold(tx, request, hold, lease, tx.now + FROZEN_RETRY_MS, DIFFERENCE_TOLD_AFTER_MS);
  return true;
}

/** Moves the next try; the thread is told of each kind of trouble once per approval, and not before `patienceMs`. */
export async function noteHold(
  tx: Tx,
  request: Request,
  hold: Hold,
  lease: Lease,
  dueAt: number,
  patienceMs = 0,
): Promise<void> {
  const { state } = request;
  if (state.status !== 'approved') return;
  const told = hold.kind !== 'frozen' && !state.told.includes(hold.code) && tx.now - state.at >= patienceMs;
  if (state.hold?.code === hold.code && state.hold.message === hold.message && !told) {
    await tx.requests.put({ ...request, dueAt }, lease);
    return;
  }
  const event = { type: 'held', hold, told, at: tx.now } as const;
  await advance(tx, request, event, { actor: null, lease, dueAt, errorCode: hold.code });
}
