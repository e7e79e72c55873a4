import type { Clock } from '../clock.ts';
import type { Happening, Lifecycle, StoredInterconnect, StoredLag } from './types.ts';

/** AWS deletes a port whose request nobody answers within seven days. */
const UNANSWERED_MS = 7 * 24 * 3_600_000;

/** What a port's life needs to know of the account. */
interface Account {
  clock: Clock;
  interconnects: StoredInterconnect[];
  lags: StoredLag[];
  changes: Changes;
}

/** What was changed on each port, when, and what stood there before; oldest first. */
export type Changes = WeakMap<StoredInterconnect, { at: number; before: Partial<StoredInterconnect> }[]>;

/** requested (AWS looks at it), pending (LOA can be had), down (waits for light), available: what a new port goes through. */
export function usualLife({ requested, pending, down }: Lifecycle): Happening[] {
  if (requested > UNANSWERED_MS) return [{ after: UNANSWERED_MS, interconnectState: 'deleted' }];
  return [
    { after: requested, interconnectState: 'pending' },
    { after: requested + pending, interconnectState: 'down' },
    { after: requested + pending + down, interconnectState: 'available' },
  ];
}

/** Brings every port to this moment. */
export function advance(account: Account): void {
  for (const port of account.interconnects) {
    for (
      let next = port.life?.[0];
      next && timeOf(port, next) <= account.clock.now();
      next = port.life?.[0]
    ) {
      port.life = port.life?.slice(1);
      const { after: _, ...change } = next;
      apply(account, port, change, timeOf(port, next));
    }
  }
}

/** What happens to a port from now on, in place of what would have. */
export function plan(port: StoredInterconnect, life: readonly Happening[]): void {
  port.life = life.toSorted((one, other) => one.after - other.after);
  delete port.held;
}

/** Puts a port into a state for good: nothing happens to it by itself any more. */
export function settle(account: Account, port: StoredInterconnect, state: string): void {
  plan(port, []);
  apply(account, port, { interconnectState: state }, account.clock.now());
}

/** Keeps back what would happen to a port; nothing changes for one that is held already. */
export function hold(account: Account, port: StoredInterconnect): void {
  if (port.held) return;
  advance(account);
  port.held = { life: port.life ?? [], since: account.clock.now() };
  port.life = [];
}

/** Lets happen what was kept back, so much later as it was; throws where nothing was. */
export function release(account: Account, port: StoredInterconnect): void {
  const { held } = port;
  if (!held) throw new Error(`${port.interconnectId} is not held.`);
  plan(port, shifted(held.life, account.clock.now() - held.since));
}

/** Makes the next thing happen to a port now, and all that follows so much sooner; throws where nothing does. */
export function hasten(account: Account, port: StoredInterconnect): void {
  advance(account);
  const [next] = port.life ?? [];
  if (!next) throw new Error(`Nothing happens to ${port.interconnectId} by itself.`);
  port.life = shifted(port.life ?? [], account.clock.now() - timeOf(port, next));
  advance(account);
}

function shifted(life: readonly Happening[], ms: number): Happening[] {
  return life.map((happening) => ({ ...happening, after: happening.after + ms }));
}

/** The states that a port was in, and since when; oldest first. */
export function statesOf({ changes }: Account, port: StoredInterconnect): { state: string; at: number }[] {
  const moves = (changes.get(port) ?? []).filter(({ before }) => before.interconnectState !== undefined);
  const starts = [port.createdAt, ...moves.map(({ at }) => at)];
  const states = [...moves.map(({ before }) => before.interconnectState ?? ''), port.interconnectState];
  return states
    .map((state, index) => ({ state, at: starts[index] ?? port.createdAt }))
    .filter(({ state }, index) => state !== states[index - 1]);
}

/** When the next thing happens to any port, and which; undefined if nothing does. */
export function nextOf(account: Account): { at: number; port: StoredInterconnect } | undefined {
  advance(account);
  return account.interconnects
    .flatMap((port) => (port.life?.[0] ? [{ at: timeOf(port, port.life[0]), port }] : []))
    .filter(({ at }) => Number.isFinite(at))
    .toSorted((one, other) => one.at - other.at)[0];
}

/** A port as it was, is, or, unless something else is planned, will be at this time. */
export function portAt(account: Account, port: StoredInterconnect, time: number): StoredInterconnect {
  const shown = { ...port };
  for (const { at, before } of (account.changes.get(port) ?? []).toReversed()) {
    if (at > time) Object.assign(shown, before);
  }
  for (const happening of port.life ?? []) {
    const { after: _, ...change } = happening;
    if (timeOf(port, happening) <= time) Object.assign(shown, change);
  }
  return shown;
}

/** A port as it was before its last change; as it is if there was none. */
export function portBefore(account: Account, port: StoredInterconnect): StoredInterconnect {
  return { ...port, ...account.changes.get(port)?.at(-1)?.before };
}

/** Deleted ports stay listed, but neither count against a quota nor have an LOA. */
export function isGone(port: StoredInterconnect): boolean {
  return port.interconnectState === 'deleting' || port.interconnectState === 'deleted';
}

function timeOf(port: StoredInterconnect, { after }: Happening): number {
  return port.createdAt + after;
}

/** Changes a port and keeps what stood there. A port that is deleted or leaves its LAG gives its place there back. */
function apply(account: Account, port: StoredInterconnect, change: Partial<StoredInterconnect>, at: number) {
  const before = Object.fromEntries(
    Object.keys(change).map((member) => [member, port[member as keyof StoredInterconnect]]),
  );
  account.changes.set(port, [...(account.changes.get(port) ?? []), { at, before }]);
  const wasIn = lagIn(account, port);
  Object.assign(port, change);
  const isIn = lagIn(account, port);
  if (wasIn === isIn) return;
  if (wasIn) wasIn.numberOfConnections -= 1;
  if (isIn) isIn.numberOfConnections += 1;
}

/** The LAG in which a port takes a place. */
function lagIn({ lags }: Account, { lagId, interconnectState }: StoredInterconnect): StoredLag | undefined {
  return interconnectState === 'deleted' ? undefined : lags.find((lag) => lag.lagId === lagId);
}
