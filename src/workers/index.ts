import { type DeliverDeps, deliver } from '../actions/delivering/deliver.ts';
import { attendPort } from '../actions/following/attend-port.ts';
import { type FollowDeps, follow } from '../actions/following/follow.ts';
import { type TendDeps, tend } from '../actions/lifecycle/tend.ts';
import { fetchLoa, type LoaDeps } from '../actions/loa/fetch-loa.ts';
import { place } from '../actions/placing/place.ts';
import type { PlaceDeps } from '../actions/placing/place-deps.ts';
import { reconcile } from '../actions/placing/reconcile.ts';
import { drawHome, type HomeDeps } from '../actions/showing/draw-home.ts';
import { LeaseLostError } from '../interfaces/errors.ts';
import type { Work } from '../interfaces/store.ts';
import type { Tracer } from '../interfaces/tracer.ts';
import { askingInTurns } from './asking.ts';
import { createBoard } from './board.ts';
import { createLanes, type Lanes } from './lanes.ts';
import { type Looker, startLooking } from './looking.ts';
import { createRightOfWay } from './right-of-way.ts';
import { createSpacing } from './spacing.ts';

export interface WorkerDeps extends PlaceDeps, DeliverDeps, FollowDeps, LoaDeps, TendDeps, HomeDeps {
  onError: (worker: string, error: unknown) => void;
  /** A write came too late: another process has taken the work. */
  onLeaseLost: (work: Work) => void;
  /** Follows each piece of work. */
  tracer: Pick<Tracer, 'work'>;
  /** So often the store is looked at, whatever wakes the workers in between; milliseconds. */
  lookMs: number;
  /** So long messages wait at most for orders that are on their way; milliseconds. */
  holdBackMs: number;
  /** So far apart Home tabs are drawn that nobody has just opened; milliseconds. */
  homeEveryMs: number;
}

/** Ports that listings don't show are asked for by their IDs so far apart. */
const ASK_EVERY_MS = 1_000;
/** So soon a look is followed by another where more may have been due than it told. */
const LOOK_AGAIN_MS = 1_000;

export interface Workers {
  /** No new work; what is in flight ends. */
  stop(): Promise<void>;
}

/**
 * Starts all workers. They are woken by this process's own commits, by other processes, and when something's time
 * comes; so that nothing waits for a look that could be told, and an idle bot asks for next to nothing.
 */
export function startWorkers(deps: WorkerDeps): Workers {
  const { store, onError, lookMs, tracer } = deps;
  const board = createBoard(() => performance.now(), lookMs);
  const lanes = (
    kind: Work,
    work: () => Promise<boolean>,
    parallel: number,
    isHeldBack = () => false,
  ): Lanes =>
    createLanes({
      runOnce: () => tracer.work(kind, () => unlessLost(work, () => deps.onLeaseLost(kind))),
      parallel,
      isDue: () => board.isDue(kind) && !isHeldBack(),
      mark: board.mark,
      onDry(mark) {
        const gone = board.dry(kind, mark);
        if (gone.byCommit) store.pass(kind);
        // A look tells the earliest of a kind alone: what comes after it is looked for again.
        if (gone.byLook) looker.lookWithin(LOOK_AGAIN_MS);
      },
      onEnd: board.letGo,
      onFull: () => store.pass(kind),
      onError: (error) => onError(kind, error),
    });
  const rightOfWay = createRightOfWay(deps.holdBackMs, () => all.deliver.wake());
  const homeTurns = createSpacing(deps.homeEveryMs, () => all.home.wake());
  const home = async (): Promise<boolean> => {
    const drawn = await drawHome(deps);
    if (drawn === 'published') homeTurns.take();
    return drawn !== 'none';
  };
  const askTurns = createSpacing(ASK_EVERY_MS, () => all.port.wake());
  const asking = { ...deps, directConnect: askingInTurns(deps.directConnect, askTurns) };
  const all: Record<Work, Lanes> = {
    place: lanes('place', () => rightOfWay.during(() => place(deps)), 4),
    reconcile: lanes('reconcile', () => reconcile(deps), 2),
    tend: lanes('tend', () => tend(deps), 1),
    deliver: lanes('deliver', () => deliver(deps), 8, rightOfWay.isTaken),
    follow: lanes('follow', () => follow(deps), 4),
    port: lanes('port', () => attendPort(asking), 2, askTurns.isTaken),
    loa: lanes('loa', () => fetchLoa(deps), 2),
    home: lanes('home', home, 1, homeTurns.isTaken),
  };
  const wakeAll = () => {
    for (const one of Object.values(all)) one.wake();
  };
  const looker: Looker = startLooking({
    look: () => store.read((at) => at.dueWithin(lookMs, deps.dryRun ? 'rehearsals' : undefined)),
    board,
    wakeAll,
    lookMs,
    onError: (error) => onError('look', error),
  });
  /** What a commit has left, until everybody is woken for it. */
  let left: Set<Work> | undefined;
  const wakeForLeft = () => {
    const kinds = left ?? [];
    left = undefined;
    for (const kind of kinds) all[kind].wake();
    looker.rearm();
  };
  store.onWork((due) => {
    board.note(due);
    // Once a commit, which may have left very much.
    if (!left) queueMicrotask(wakeForLeft);
    left ??= new Set();
    if (due.taken) all[due.kind].taken(due.key);
    else left.add(due.kind);
  });
  store.onElsewhere(() => looker.lookWithin(0));
  return {
    async stop() {
      // The deliverer last: whoever finishes before it still leaves lines that it can tell, in their time.
      const { deliver: delivering, ...others } = all;
      await Promise.all(Object.values(others).map((other) => other.stop()));
      looker.stop();
      await delivering.stop();
    },
  };
}

/** Work whose lease went to another is that other's now: nothing to report, and there may be more. */
async function unlessLost(work: () => Promise<boolean>, onLost: () => void): Promise<boolean> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof LeaseLostError)) throw error;
    onLost();
    return true;
  }
}
