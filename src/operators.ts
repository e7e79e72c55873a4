import type { Logger } from 'pino';
import type { Store } from './actions/ports.ts';
import { operatorRoutes, type Route } from './health.ts';
import { metricsText } from './metrics.ts';
import type { Owner } from './slack/owner.ts';
import { troubleText } from './slack/surfaces/trouble.ts';
import { createTroubles, type Noted, type StandingTrouble, type Troubles } from './troubles.ts';

const MINUTE = 60_000;
/** How long the connection to Slack may be gone before `/readyz` says so. */
const SOCKET_PATIENCE_MS = 10_000;

/** What it is told from. */
export interface OperatorDeps {
  store: Store;
  log: Logger;
  now: () => number;
  /** Milliseconds since clicks could last arrive; undefined while they can. */
  goneFor: () => number | undefined;
  owner: Owner;
  /** What words about a trouble name. */
  bot: string;
  approvals: { id: string; name: string };
}

/** What whoever runs the bot gets to see of it: health, readiness, metrics, and messages to the owner. */
export interface Operators {
  routes: Route[];
  /** Notes what Slack refused. */
  note(trouble: Noted): void;
  /** Slack took something in this channel. */
  over: Troubles['over'];
  /** Slack knows the token. */
  known(): void;
  /** Tells the owner what is still owed; milliseconds until it is to be tried again. */
  payOwner(): Promise<number>;
}

/** Keeps what operators are to see. */
export function createOperators(deps: OperatorDeps): Operators {
  const { store, log, goneFor, owner, approvals } = deps;
  const words = (trouble: StandingTrouble) => troubleText(trouble, deps);
  const payOwner = async () => {
    await owner.pay();
    return MINUTE;
  };
  const troubles = createTroubles(deps.now, (trouble) => {
    const text = words(trouble);
    log.error({ ...trouble }, text);
    owner.owe(`${trouble.scope}:${trouble.channel ?? trouble.requestId}:${trouble.code}`, text);
    payOwner().catch((error: unknown) => log.warn({ err: error }, 'the owner could not be told'));
  });
  /** A connection that is renewed, or comes back at once, is no reason to call anybody. */
  const hears = () => (goneFor() ?? 0) < SOCKET_PATIENCE_MS;
  /** What keeps people from deciding: the bot may not speak at all, or not where they decide. */
  const isSilenced = () =>
    troubles
      .standing()
      .some(({ scope, channel }) => scope === 'bot' || (scope === 'place' && channel === approvals.id));
  return {
    routes: operatorRoutes(
      async () => ({
        parts: { slack: hears() && !isSilenced(), store: await answers(store) },
        troubles: troubles.standing().map(words),
      }),
      async () =>
        metricsText(
          await store.transaction((tx) => tx.counts()),
          goneFor() === undefined,
          troubles.standing(),
        ),
    ),
    note: troubles.note,
    over: troubles.over,
    known: troubles.known,
    payOwner,
  };
}

async function answers(store: Store): Promise<boolean> {
  try {
    await store.transaction((tx) => tx.openRequests());
    return true;
  } catch {
    return false;
  }
}
