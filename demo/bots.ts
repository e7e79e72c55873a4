import type { Bots } from '../sandbox/control/house.ts';
import type { BotsView } from '../sandbox/control/view.ts';
import type { Json } from '../sandbox/workspace/types.ts';
import type { House } from './house.ts';
import type { Seat } from './seat.ts';

/** What is due sooner is under way already. */
const SOON_MS = 500;
const NOBODY = 'No bot runs: nobody answers clicks and commands. Start one.';
const NOT_YET = 'No bot is ready yet: clicks and commands get no answer for a moment.';

/** A house as the page works it; `now` is the demo's time, `tell` hears what was done. */
export function createBots(
  house: House,
  { now, tell }: { now: () => number; tell: (who: string, what: string) => void },
): Bots {
  const seatIn = ({ bot }: Json): Seat => {
    const seats = house.seats();
    const seat = seats.find(({ name }) => name === bot);
    if (!seat) throw new Error(`bot is none of ${seats.map(({ name }) => name).join(', ')}.`);
    return seat;
  };
  const wishes: Record<string, (body: Json) => void> = {
    kill(body) {
      const seat = seatIn(body);
      if (!seat.bot()) throw new Error(`${seat.name} is down already.`);
      tell('Demo', `kills ${seat.name}`);
      seat.kill();
    },
    start(body) {
      const seat = seatIn(body);
      if (seat.bot()) throw new Error(`${seat.name} is there already.`);
      tell('Demo', `starts ${seat.name}`);
      house.start(seat);
    },
    second() {
      if (house.seats().length > 1) throw new Error('There is a second bot already.');
      tell('Demo', 'starts a second bot on the same database');
      house.startSecond();
    },
    end(body) {
      const seat = seatIn(body);
      if (seat === house.seats()[0]) throw new Error(`${seat.name} stays: it can be killed and started.`);
      tell('Demo', `ends ${seat.name}`);
      house.endSecond();
    },
    quorum({ quorum }) {
      if (quorum !== 1 && quorum !== 2) throw new Error('quorum is 1 or 2.');
      house.set({ quorum });
    },
    freeze: ({ on }) => house.set({ freeze: truth(on) }),
    dryRun: ({ on }) => house.set({ dryRun: truth(on) }),
  };
  return {
    view(): BotsView {
      const seats = house.seats();
      const next = house.recorded()?.next();
      const ahead = next && next.at > now() + SOON_MS ? next : undefined;
      return {
        bots: seats.map((seat) => ({
          name: seat.name,
          state: seat.state(),
          since: seat.since(),
          words: seat.words(),
          next: seat.state() === 'ready' ? ahead : undefined,
        })),
        ...house.switches(),
        can: canDo(seats),
        problem: problemOf(seats),
      };
    },
    do(kind, body) {
      const wish = Object.hasOwn(wishes, kind) ? wishes[kind] : undefined;
      if (!wish) throw new Error(`Bots know no ${kind}.`);
      wish(body);
    },
    on: house.on,
  };
}

function canDo(seats: readonly Seat[]): string[] {
  return [
    ...seats.map((seat) => `${seat.bot() ? 'kill' : 'start'} ${seat.name}`),
    ...seats.slice(1).map(({ name }) => `end ${name}`),
    ...(seats.length === 1 ? ['second'] : []),
    'quorum',
    'freeze',
    'dryRun',
  ];
}

function problemOf(seats: readonly Seat[]): string | undefined {
  if (seats.some((seat) => seat.state() === 'ready')) return undefined;
  return seats.every((seat) => seat.state() === 'down') ? NOBODY : NOT_YET;
}

function truth(on: unknown): boolean {
  if (typeof on !== 'boolean') throw new Error('on is true or false.');
  return on;
}
