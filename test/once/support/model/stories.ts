import fc from 'fast-check';
import { BUTTONS, type ButtonName } from './buttons.ts';
import { form } from './clicks.ts';
import { command } from './command.ts';
import { ask, type Form } from './forms.ts';
import { type Fate, inProcess, LIVES } from './process.ts';
import { nextOrders, orderByHand } from './weather-at-aws.ts';
import { allWork, placing, timePasses, wake, work } from './work.ts';
import {
  type CreateFault,
  type Name,
  requestAt,
  SETTLE_WINDOW_MS,
  showPortsAfter,
  type World,
} from './world.ts';

/** An order on its way in one go, so that runs get to the point. */
interface WholeOrder {
  form: Form;
  approvedBy: Name[];
  /** What AWS does with the next calls. */
  orders: CreateFault[];
  portsShowAfter: number;
  /** How far the first try comes; undefined where none is made yet. */
  placing: Fate | undefined;
}

/** Enough people press one button. */
async function leadsPress(
  world: World,
  which: number,
  button: ButtonName,
  by: readonly Name[],
  pick = 0,
): Promise<void> {
  for (const one of by) {
    const request = await requestAt(world, which);
    const press = { by: one, off: false, pick };
    if (request) await inProcess(world, LIVES, (ports) => BUTTONS[button](world, ports, request, press));
  }
}

async function start(world: World, order: WholeOrder): Promise<void> {
  const count = world.asked.length;
  await ask(world, order.form, { twice: false, fate: LIVES });
  if (world.asked.length === count) return;
  await leadsPress(world, count, 'approve', order.approvedBy);
  world.createFaults.push(...order.orders);
  showPortsAfter(world, order.portsShowAfter);
  if (order.placing) await work(world, 'place', order.placing);
}

/** What people decide where the bot has looked in vain; the first call may land, or its port show, when it is too late. */
interface Decision {
  which: number;
  button: ButtonName;
  /** Somebody ordered a port of one of the names past the bot. */
  byHand: boolean;
  pick: number;
  placing: Fate;
}

async function decideUnknown(world: World, decision: Decision): Promise<void> {
  if (decision.byHand) orderByHand(world, 'core-01');
  await timePasses(world, SETTLE_WINDOW_MS);
  await leadsPress(world, decision.which, decision.button, LEADS_BY_NAME, decision.pick);
  await work(world, 'place', decision.placing);
}

/** Somebody votes and takes it back, and leads then decide otherwise, or the same. */
interface Wavering {
  which: number;
  by: Name;
  after: ButtonName;
}

async function waver(world: World, { which, by, after }: Wavering): Promise<void> {
  for (const button of ['approve', 'takeBack', after] as const) await leadsPress(world, which, button, [by]);
}

/** A process that is stopped while it places an order, and wakes up after a while in which others may have worked. */
interface Nap {
  at: number;
  ms: number;
  othersWork: boolean;
}

async function nap(world: World, { at, ms, othersWork }: Nap): Promise<void> {
  await work(world, 'place', { kind: 'sleeps', at });
  world.time.now += ms;
  if (othersWork) await allWork(world);
  await wake(world, world.asleep.length - 1);
}

const LEADS_BY_NAME: Name[] = ['lin', 'max'];

export const wholeOrder = fc
  .record<WholeOrder>({
    form,
    approvedBy: fc.constantFrom([], LEADS_BY_NAME, LEADS_BY_NAME, LEADS_BY_NAME),
    orders: fc.oneof(fc.constant<CreateFault[]>([]), nextOrders),
    portsShowAfter: fc.constantFrom(0, 0, 30_000, 600_000),
    placing: fc.option(placing, { nil: undefined }),
  })
  .map(command('order', start));

/** Things that happen in one go, since chance alone would seldom bring them about. */
export const stories = [
  { weight: 3, arbitrary: wholeOrder },
  {
    weight: 4,
    arbitrary: fc
      .record<Decision>({
        which: fc.constantFrom(0, 0, 1),
        button: fc.constantFrom('orderAgain', 'orderAgain', 'itExists'),
        byHand: fc.nat(3).map((one) => one === 3),
        pick: fc.nat(3),
        placing,
      })
      .map(command('decide', decideUnknown)),
  },
  {
    weight: 2,
    arbitrary: fc
      .record<Wavering>({
        which: fc.nat(2),
        by: fc.constantFrom(...LEADS_BY_NAME),
        after: fc.constantFrom('approve', 'reject', 'sendBack'),
      })
      .map(command('waver', waver)),
  },
  {
    weight: 3,
    arbitrary: fc
      .record({
        at: fc.nat(26),
        ms: fc.constantFrom(6_000, 16_000, 31_000, 46_000, 75_000),
        othersWork: fc.boolean(),
      })
      .map(command('nap', nap)),
  },
];
