import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Incidents } from '../interfaces/incidents.ts';
import type { Store } from '../interfaces/store.ts';
import { createCounting } from './counting.ts';
import { operatorRoutes, type Route } from './health.ts';
import type { Metrics } from './metrics/registry.ts';
import { shared } from './shared.ts';
import type { TellOwner } from './tell-owner.ts';
import {
  createTroubles,
  type Noted,
  type StandingTrouble,
  type Troubles,
  troubleFields,
} from './troubles.ts';

/** How long the connection to Slack may be gone before `/readyz` says so. */
const SOCKET_PATIENCE_MS = 10_000;
/** Within so long they are read once, however many ask. */
const LISTINGS_MS = 2_000;
/** So long a scrape waits for the store: what this process counts itself is told without it, and needed most then. */
const STORE_PATIENCE_MS = 5_000;

/** What it is told from. */
export interface OperatorDeps {
  store: Store;
  log: Logger;
  now: () => number;
  monotonic: () => number;
  /** Whether anything can be recorded now. */
  isRecorded: () => Promise<boolean>;
  /** What is wrong with the store and what to do, while something is. */
  storeTrouble: () => string | undefined;
  /** Milliseconds since clicks could last arrive; undefined while they can. */
  goneFor: () => number | undefined;
  /** How many connections this process holds, and how many nobody does. */
  connections: () => { held: number; ghosts: number };
  metrics: Pick<Metrics, 'text'>;
  incidents: Pick<Incidents, 'standing'>;
  tellOwner: TellOwner;
  /** What a trouble is and what to do about it. */
  words: (trouble: StandingTrouble) => string;
  /** The channel where people decide. */
  approvalChannel: string;
}

/** What whoever runs the bot gets to see of it: health, readiness and metrics. */
export interface Operators {
  routes: Route[];
  /** Notes what Slack refused. */
  note(trouble: Noted): void;
  /** Slack took something in this channel. */
  over: Troubles['over'];
  /** Slack knows the token. */
  known(): void;
}

/** Keeps what operators are to see. */
export function createOperators(deps: OperatorDeps): Operators {
  const { store, log, goneFor, isRecorded, storeTrouble, incidents, tellOwner, words, approvalChannel } =
    deps;
  const { connections, metrics } = deps;
  const troubles = createTroubles(deps.now, (trouble) => {
    const text = words(trouble);
    log.error(troubleFields(trouble), text);
    tellOwner(`${trouble.scope}:${trouble.channel ?? trouble.requestId}:${trouble.code}`, text);
  });
  const count = createCounting(() => store.counts(), deps);
  /** When each account's Regions were last listed. */
  const lastListings = shared(() => store.read((at) => at.listings.all()), LISTINGS_MS, deps.monotonic);
  /** A connection that is renewed, or comes back at once, is no reason to call anybody. */
  const hears = () => (goneFor() ?? 0) < SOCKET_PATIENCE_MS;
  /** What keeps people from deciding: the bot may not speak at all, or not where they decide. */
  const isSilenced = () =>
    troubles
      .standing()
      .some(({ scope, channel }) => scope === 'bot' || (scope === 'place' && channel === approvalChannel));
  const text = async (): Promise<string> => {
    const [counted, canRecord] = await Promise.all([unlessLate(count()), unlessLate(isRecorded())]);
    const { held, ghosts } = connections();
    return metrics.text({
      counted,
      ready: { slack: hears() && !isSilenced(), store: canRecord === true },
      slackConnected: goneFor() === undefined,
      slackConnections: held,
      ghosts,
      troubles: troubles.standing(),
      incidents: incidents.standing(),
    });
  };
  return {
    routes: operatorRoutes(async () => {
      const [canRecord, listings] = await Promise.all([isRecorded(), lastListings().catch(() => undefined)]);
      const ofStore = storeTrouble();
      return {
        parts: { slack: hears() && !isSilenced(), store: canRecord && listings !== undefined },
        troubles: [
          ...(ofStore === undefined ? [] : [ofStore]),
          ...troubles.standing().map(words),
          ...incidents.standing().map(({ text }) => text),
        ],
        listings: listings ?? [],
      };
    }, text),
    note: troubles.note,
    over: troubles.over,
    known: troubles.known,
  };
}

/** What is answered in time; undefined where nothing is. */
async function unlessLate<T>(asked: Promise<T>): Promise<T | undefined> {
  const answered = new AbortController();
  const patience = wait(STORE_PATIENCE_MS, undefined, { ref: false, signal: answered.signal });
  try {
    return await Promise.race([asked, patience]).catch(() => undefined);
  } finally {
    answered.abort();
    // Its end is nobody's error.
    await patience.catch(() => undefined);
  }
}
