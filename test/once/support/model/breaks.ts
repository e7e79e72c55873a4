import type { DirectConnect, Session } from '../../../../src/interfaces/direct-connect.ts';
import { changedTx } from '../../../support/changed-tx.ts';
import type { World } from './world.ts';

/** One guard taken away on purpose, and what the property then has to say. */
export interface Break {
  what: string;
  apply(world: World): void;
  found: RegExp;
  /** It takes hundreds of runs, and is left to `npm run test:once`. */
  rare?: true;
  /** A seed that comes to it sooner than the usual one. */
  seed?: number;
}

/** Guards without which the bot would order blindly, twice, or tell twice. */
export const BREAKS: readonly Break[] = [
  {
    what: 'an order whose answer is lost is sent again, as the SDK does as shipped',
    apply: (world) =>
      replaceSession(world, (session) => ({
        sender: () => ({
          async create(...call) {
            const outcome = await session.sender().create(...call);
            return outcome.kind === 'unknown' ? session.sender().create(...call) : outcome;
          },
        }),
      })),
    found: /An attempt was sent twice/,
  },
  {
    what: '"could not look" is read as "not there"',
    apply: (world) =>
      replaceSession(world, (session) => ({
        async search(what) {
          const answer = await session.search(what);
          return answer.kind === 'listed' ? answer : { kind: 'listed', interconnects: [], untold: [] };
        },
      })),
    found: /left without a complete look-up/,
    seed: 4,
  },
  {
    what: 'only the first page is looked at',
    apply: (world) =>
      replaceSession(world, (session) => ({
        async search(what) {
          const answer = await session.search(what);
          if (answer.kind === 'listed') answer.interconnects.splice(1);
          return answer;
        },
      })),
    found:
      /left though its port was listed|nobody was told|is ordered, its port is|is still|is closed, its port is/,
    seed: 19,
  },
  {
    what: 'writes no longer name the lease',
    apply(world) {
      world.store = changedTx(world.store, (tx) => ({
        requests: {
          put: (request) => tx.requests.put(request),
          putAll: (requests) => tx.requests.putAll(requests),
        },
      }));
    },
    found: /left on a look-up from before its last call/,
    rare: true,
    seed: 4,
  },
  {
    what: 'messages that were interrupted are not searched for',
    apply(world) {
      world.messenger = { ...world.messenger, find: async () => ({ kind: 'not_found' }) };
    },
    found: /has \d cards|told was/,
    seed: 10,
  },
];

function replaceSession(world: World, change: (session: Session) => Partial<Session>): void {
  const { ours } = world.accounts;
  const { directConnect: aws } = ours;
  const directConnect: DirectConnect = {
    ...aws,
    async open(region, validForMs) {
      const opened = await aws.open(region, validForMs);
      if (opened.kind !== 'open') return opened;
      return { kind: 'open', session: { ...opened.session, ...change(opened.session) } };
    },
  };
  world.accounts = { ...world.accounts, ours: { ...ours, directConnect } };
}
