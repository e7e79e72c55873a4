import type { ListedInterconnect } from '../catalog/catalog.ts';
import { DAY, HOUR } from '../time.ts';
import { type AlarmKey, type AlarmKind, keyOf, type Raised } from './alarm.ts';
import { changesBetween, ENCRYPTED, type PortChange } from './changes.ts';
import type { History } from './history.ts';
import { isEnding, isReady, observe, type Port } from './port.ts';

/** So often within an hour a port stops being available or encrypted before that is told as flapping. */
const FLAPS = 3;
const FLAPPING_MS = HOUR;
/** States between which a port comes and goes; any other one is told. */
const COMING_AND_GOING = new Set(['available', 'down', 'unknown']);

/** What a listing means for a port. */
export interface Sight {
  port: Port;
  /** Its state is another one than before. */
  moved: PortMove | undefined;
  /** What else is; but for what is untold. */
  changes: PortChange[];
  /** AWS has named its device only now. */
  newDevice: boolean;
  /** What people are to be alarmed about, with those that are marked beside it. */
  alarm: { alarm: Raised; passed: AlarmKey[] } | undefined;
  /** Kinds of alarms that are over by it. */
  over: AlarmKind[];
  /** It leaves `requested` for good: its LOA-CFA can be had now. */
  ready: boolean;
}

/** Another state of a port, with what its words depend on. Milliseconds. */
export interface PortMove {
  lostLight: boolean;
  /** Since the order. */
  days: number;
  /** It has carried light before. */
  lit: boolean;
  /** So long it had no light that has it again. */
  outage?: number;
  /** So long it had none already that is seen to be down still. */
  dark?: number;
  /** It came and went until now. */
  flapped?: { since: number; times: number };
  /** It comes and goes: that is counted, not told. */
  untold?: true;
}

/** What a listing's entry means for a port, as far as it was known. */
export function sight(before: Port, seen: ListedInterconnect, now: number): Sight {
  const { port: observed, changed } = observe(before, seen, now);
  const { history: was } = before;
  const loss = lossOf(before, seen, changed);
  const plain = plainOf(before, seen, { changed, now });
  const lostEncryption = plain?.told === true && was.plain === null;
  const flaps = flappingOf(before, seen, { changed, isLoss: loss.left || lostEncryption, now });
  const untold = flaps.flapping !== null && was.flapping !== null;
  const history: History = {
    darkSince: darkOf(was, seen.state, loss.isDark, now),
    encrypted: seen.encryptionMode !== 'no_encrypt' && (was.encrypted || isEncrypted(seen)),
    // Whether it is told shows once the port is stable.
    plain: flaps.flapping && plain ? { ...plain, told: true } : plain,
    ...flaps,
    unsettled: seen.state !== 'available' && !loss.isDark && (was.unsettled || isCutShort(was, flaps)),
    quiet: was.quiet && (untold || !changed),
    early: was.early && !isReady(seen.state),
  };
  const changes = changesBetween(before.seen, seen).map((change) =>
    change.what === 'portEncryptionStatus' && change.to === ENCRYPTED && was.plain
      ? { ...change, after: now - was.plain.since }
      : change,
  );
  const starts = was.flapping === null ? flaps.flapping : null;
  const alarming = { now, starts, lostLight: loss.lostLight, lostEncryption, changed };
  return {
    port: { ...observed, history },
    moved: changed ? moveOf(before, seen, { isDark: loss.isDark, history, untold, now }) : undefined,
    changes: untold ? changes.filter(({ what }) => what !== 'portEncryptionStatus') : changes,
    newDevice: Boolean(seen.device) && !before.seen.device,
    alarm: untold ? undefined : alarmOf(before, seen, alarming),
    over: overOf(before, seen, history),
    ready: was.early && isReady(seen.state),
  };
}

function moveOf(
  before: Port,
  { state }: ListedInterconnect,
  { isDark, history, untold, now }: { isDark: boolean; history: History; untold: boolean; now: number },
): PortMove {
  const { darkSince, flapping } = before.history;
  const dark = darkSince === null ? undefined : now - darkSince;
  return {
    lostLight: isDark,
    days: Math.floor((now - before.orderedAt) / DAY),
    lit: before.firstAvailableAt !== null,
    ...(state === 'available' && dark !== undefined ? { outage: dark } : {}),
    ...(isDark && dark !== undefined ? { dark } : {}),
    ...(flapping && !history.flapping ? { flapped: { since: flapping.since, times: flapping.times } } : {}),
    ...(untold ? { untold } : {}),
  };
}

function lossOf(before: Port, { state }: ListedInterconnect, changed: boolean) {
  const isDark = state === 'down' && before.firstAvailableAt !== null;
  const { darkSince, unsettled } = before.history;
  const lostLight = changed && isDark && (darkSince === null || unsettled);
  const left = changed && before.state === 'available' && COMING_AND_GOING.has(state);
  return { isDark, lostLight, left };
}

/** Whether it neither comes nor goes any more, and nobody can tell what has become of it. */
function isCutShort(was: History, { flapping }: Pick<History, 'flapping'>): boolean {
  return was.flapping !== null && flapping === null;
}

function darkOf({ darkSince }: History, state: string, isDark: boolean, now: number): number | null {
  if (state === 'available') return null;
  return isDark ? (darkSince ?? now) : darkSince;
}

/** Without the encryption that it had. Just after light came back that may still come: whether to tell it shows later. */
function plainOf(
  { history: { encrypted, plain } }: Port,
  seen: ListedInterconnect,
  { changed, now }: { changed: boolean; now: number },
): History['plain'] {
  if (isEncrypted(seen) || seen.encryptionMode === 'no_encrypt') return null;
  if (plain || !encrypted || seen.state !== 'available' || seen.portEncryptionStatus === undefined)
    return plain;
  return { since: now, told: !changed };
}

function isEncrypted({ portEncryptionStatus }: ListedInterconnect): boolean {
  return portEncryptionStatus === ENCRYPTED;
}

function flappingOf(
  { seen: last, history: { flapping, losses } }: Port,
  seen: ListedInterconnect,
  { changed, isLoss, now }: { changed: boolean; isLoss: boolean; now: number },
): Pick<History, 'flapping' | 'losses'> {
  if (!COMING_AND_GOING.has(seen.state)) return { flapping: null, losses: [] };
  if (flapping) {
    const isChange = changed || last.portEncryptionStatus !== seen.portEncryptionStatus;
    const times = flapping.times + (isLoss ? 1 : 0);
    return { flapping: { ...flapping, times, changedAt: isChange ? now : flapping.changedAt }, losses: [] };
  }
  if (!isLoss) return { flapping: null, losses };
  const all = [...losses.filter((at) => at > now - FLAPPING_MS), now];
  const [since = now] = all;
  if (all.length < FLAPS) return { flapping: null, losses: all };
  return { flapping: { since, times: all.length, changedAt: now }, losses: [] };
}

interface Alarming {
  now: number;
  /** It is told as flapping from now on. */
  starts: History['flapping'];
  lostLight: boolean;
  lostEncryption: boolean;
  changed: boolean;
}

function alarmOf(
  before: Port,
  seen: ListedInterconnect,
  { now, starts, lostLight, lostEncryption, changed }: Alarming,
): Sight['alarm'] {
  const { region, state: from, stateSince, orderedAt } = before;
  // Once for all that is left of a port's life.
  if (changed && isEnding(seen.state) && !isEnding(from)) {
    const key = { kind: 'deleted', episode: orderedAt, step: 1 } as const;
    return { alarm: { ...key, region, from, since: stateSince, to: seen.state }, passed: [] };
  }
  const light = { kind: 'light_lost', episode: now, step: 1 } as const;
  if (starts) {
    const { since, times } = starts;
    const passed = [
      ...(lostLight ? [light] : []),
      ...(lostEncryption ? [keyOf(encryptionLost(now, seen))] : []),
    ];
    return { alarm: { kind: 'flapping', episode: since, step: 1, since, times }, passed };
  }
  if (lostLight) return { alarm: { ...light, since: before.history.darkSince ?? now }, passed: [] };
  if (!lostEncryption) return undefined;
  return { alarm: encryptionLost(now, seen), passed: [] };
}

/** That a port has light without the encryption that it had, since then. */
export function encryptionLost(since: number, { encryptionMode: mode }: ListedInterconnect): Raised {
  const key = { kind: 'encryption_lost', episode: since, step: 1 } as const;
  return { ...key, since, ...(mode === undefined ? {} : { mode }) };
}

function overOf(before: Port, seen: ListedInterconnect, { plain, flapping }: History): AlarmKind[] {
  const { history: was } = before;
  const { state } = seen;
  const isOver: Record<Exclude<AlarmKind, 'deleted'>, boolean> = {
    requested: before.state === 'requested' && state !== 'requested',
    unanswered: before.state === 'requested' && state !== 'requested',
    loa:
      (state === 'available' && before.firstAvailableAt === null) ||
      before.seen.loaIssueTime !== seen.loaIssueTime,
    light_lost: was.darkSince !== null && state === 'available',
    // What AWS plans ends with what AWS Health says.
    maintenance_pair: false,
    encryption_lost: was.plain !== null && plain === null,
    flapping: was.flapping !== null && flapping === null,
    missing: before.missing?.told === true,
  };
  const kinds = Object.keys(isOver) as (keyof typeof isOver)[];
  return kinds.filter((kind) => isOver[kind] || isEnding(state));
}
