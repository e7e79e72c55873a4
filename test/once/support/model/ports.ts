import type { Outcome } from '../../../../src/domain/request/outcome.ts';
import { REQUEST_TAG } from '../../../../src/domain/tags.ts';
import type { Messenger, Threads } from '../../../../src/interfaces/chat.ts';
import type { DirectConnect, OrderSender, Session } from '../../../../src/interfaces/direct-connect.ts';
import type { Store, Tx } from '../../../../src/interfaces/store.ts';
import { withChange } from '../../../support/changed-tx.ts';
import { type Account, use } from './accounts.ts';
import { unauthorised } from './authority.ts';
import { SEARCHING, tagOf } from './evidence.ts';
import type { Gate } from './gate.ts';
import { watchLooks } from './looks.ts';
import { monotonic, type Queued, type World } from './world.ts';

/** A signed request stays valid this long at AWS. */
const SIGNATURE_MS = 900_000;
/** Real milliseconds for an answer that never comes: nobody waits for the bot's 30 s. */
const HANG_MS = 40;

/**
 * The store behind the gate; notes the lines that its commits queue, ports taken from a request that awaits them, and
 * attempts that nobody entitled stands behind.
 */
export function wrapStore(world: World, gate: Gate): Store {
  const { store } = world;
  return {
    ...store,
    onWork: () => undefined,
    read: (work) => gate.cross(() => store.read(work)),
    transaction: (work) =>
      gate.cross(async () => {
        let said: Queued[] = [];
        let wrong: string[] = [];
        const result = await store.transaction((tx) => {
          said = [];
          wrong = [];
          const add: Tx['outbox']['add'] = async (lines) => {
            await tx.outbox.add(lines);
            said.push(...lines);
          };
          const ports: Partial<Tx['ports']> = {
            async add(port) {
              const owner = tagOf(port.seen.tags ?? [], REQUEST_TAG);
              const others = owner === undefined || owner === port.requestId ? undefined : owner;
              const request = others && (await tx.requests.read(others));
              const free = await tx.ports.add(port);
              if (free && request && SEARCHING.has(request.state.status))
                wrong.push(`${port.requestId} took ${port.interconnectId}, which ${owner} is looking for.`);
              return free;
            },
          };
          const attempts: Partial<Tx['attempts']> = {
            async add(attempt) {
              await tx.attempts.add(attempt);
              const why = await unauthorised(world, tx, attempt);
              if (why) wrong.push(why);
            },
          };
          return work(withChange(tx, { outbox: { add }, ports, attempts }));
        });
        world.queued.push(...said);
        world.offences.push(...wrong);
        return result;
      }),
  };
}

/** Direct Connect behind the gate; notes an order that leaves unlooked. */
export function wrapAws(world: World, gate: Gate, account: Account, frozen: boolean): DirectConnect {
  const { directConnect: aws } = account;
  /** Resolved anew for each try, so another process may have turned the environment to the other account. */
  const ours = <T>(call: () => Promise<T>) =>
    gate.cross(() => {
      use(account);
      return call();
    });
  const look = watchLooks(world, account, frozen);
  const wrapSession = (session: Session): Session => ({
    ...session,
    offer: () => ours(() => session.offer()),
    search: (what) => ours(() => look.during(() => session.search(what))),
    port: (interconnectId) => ours(() => session.port(interconnectId)),
    sender: () => ({
      create: (...call) => ours(() => send(world, account, session.sender(), call, look.leaving)),
    }),
  });
  return {
    account: () => ours(() => aws.account()),
    interconnects: (where) => ours(() => aws.interconnects(where)),
    offer: (where) => ours(() => aws.offer(where)),
    async open(region, validForMs) {
      const opened = await ours(() => aws.open(region, validForMs));
      return opened.kind === 'open' ? { kind: 'open', session: wrapSession(opened.session) } : opened;
    },
  };
}

type Call = Parameters<OrderSender['create']>;

/** Sends one order on a day as AWS has them; whoever is late sends nothing, and uses up no fault. */
async function send(
  world: World,
  { aws, calls }: Account,
  sender: OrderSender,
  call: Call,
  leaving: (requestId: string) => void,
): Promise<Outcome> {
  const [order, tags, deadline] = call;
  const requestId = tagOf(tags, REQUEST_TAG) ?? '';
  const late = monotonic(world) >= deadline;
  const fault = late ? undefined : world.createFaults.shift();
  if (fault?.kind === 'in_the_air') {
    leaving(requestId);
    return takeOff(world, sender, call);
  }
  if (fault) aws.fault('CreateInterconnect', fault);
  const before = calls.length;
  const wait = fault?.kind === 'hang' ? HANG_MS : Number.POSITIVE_INFINITY;
  const outcome = await sender.create(order, tags, Math.min(monotonic(world) + wait, deadline));
  if (calls.slice(before).some(({ operation }) => operation === 'CreateInterconnect')) leaving(requestId);
  return outcome;
}

/** The wait is over and the call still on its way: AWS may carry it out as long as its signature is good. */
function takeOff(world: World, sender: OrderSender, [order, tags]: Call): Outcome {
  world.inTheAir.push({
    until: world.time.now + SIGNATURE_MS,
    land: () => sender.create(order, tags, monotonic(world) + HANG_MS * 100),
  });
  const message = 'AWS had not answered by the deadline.';
  return { kind: 'unknown', code: 'DEADLINE', message };
}

/** Slack's writing side behind the gate. */
export function wrapSlack(world: World, gate: Gate): { messenger: Messenger; threads: Threads } {
  const { messenger } = world;
  return {
    threads: { link: messenger.link },
    messenger: {
      turn: messenger.turn,
      untilTurn: messenger.untilTurn,
      openDm: (...asked) => gate.cross(() => messenger.openDm(...asked)),
      shows: (...asked) => gate.cross(() => messenger.shows(...asked)),
      post: (...asked) => gate.cross(() => messenger.post(...asked)),
      update: (...asked) => gate.cross(() => messenger.update(...asked)),
      say: (...asked) => gate.cross(() => messenger.say(...asked)),
      find: (...asked) => gate.cross(() => messenger.find(...asked)),
      upload: (...asked) => gate.cross(() => messenger.upload(...asked)),
      share: (...asked) => gate.cross(() => messenger.share(...asked)),
      stands: (...asked) => gate.cross(() => messenger.stands(...asked)),
      shared: (...asked) => gate.cross(() => messenger.shared(...asked)),
      remove: (...asked) => gate.cross(() => messenger.remove(...asked)),
    },
  };
}
