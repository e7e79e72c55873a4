import fc from 'fast-check';
import { BUTTONS, type ButtonName, CHOICES, offered, type Press } from './buttons.ts';
import { command } from './command.ts';
import { fates } from './fates.ts';
import { ask, type Form, MOST_REQUESTS, NAMES } from './forms.ts';
import { type Fate, inProcess } from './process.ts';
import { type Name, PEOPLE, requestAt, type World } from './world.ts';

/** Mostly nothing happens to the process that answers a click. */
const SPARED = { lives: 8, ends: 1 };
const fate = fates(SPARED, 8, 'dies', 'sleeps');
/** A form's only transaction has nothing to wake up to: its process dies, and Slack delivers the form again. */
const formFate = fates(SPARED, 1, 'dies');
const rarely = fc.nat(9).map((one) => one === 9);

export const form: fc.Arbitrary<Form> = fc.record({
  by: fc.constantFrom<Name>('erin', 'lee'),
  name: fc.constantFrom(...NAMES),
  quorum: fc.constantFrom(1, 1, 2),
  pinned: rarely.map((one) => !one),
  dryRun: rarely,
});

/** Leads press most buttons. */
const by = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom<Name>('lin', 'max', 'lee') },
  { weight: 1, arbitrary: fc.constantFrom(...PEOPLE) },
);

interface Click extends Press {
  which: number;
  fate: Fate;
}

/** Answers of actions that count someone's say. */
const COUNTED = new Set([
  'approved',
  'rejected',
  'counted',
  'sent_back',
  'ordered_again',
  'given_up',
  'named',
]);

/** Presses a button; who is in the group has to be known at that moment for the press to count. */
async function click(world: World, { which, fate, ...press }: Click, choose: Choose): Promise<void> {
  const request = await requestAt(world, which);
  const button = request && choose(request);
  if (!request || !button) return;
  const { stale } = world;
  await inProcess(world, fate, async (ports) => {
    const { kind } = await BUTTONS[button](world, ports, request, press);
    if (stale && world.stale && COUNTED.has(kind)) {
      world.offences.push(`${button} counted (${kind}) while nobody knew who is in the group.`);
    }
  });
}

type Choose = (request: Parameters<typeof offered>[0]) => ButtonName | undefined;

const clicked = {
  which: fc.constantFrom(0, 0, 0, ...Array.from({ length: MOST_REQUESTS }, (_, index) => index)),
  by,
  off: rarely,
  pick: fc.nat(5),
  fate,
};
const fitting = command<Click & { choice: number }>('click', (world, { choice, ...one }) =>
  click(world, one, (request) => offered(request, choice)),
);
const unfitting = command<Click & { button: ButtonName }>('clickAnyway', (world, { button, ...one }) =>
  click(world, one, () => button),
);
const asking = command<{ form: Form; twice: boolean; fate: Fate }>('ask', (world, { form, ...how }) =>
  ask(world, form, how),
);

/** Everything that people do: mostly what the card offers, sometimes what it no longer does. */
export const clicks = [
  { weight: 1, arbitrary: fc.record({ form, twice: rarely, fate: formFate }).map(asking) },
  { weight: 24, arbitrary: fc.record({ ...clicked, choice: fc.nat(CHOICES - 1) }).map(fitting) },
  {
    weight: 3,
    arbitrary: fc
      .record({ ...clicked, button: fc.constantFrom(...(Object.keys(BUTTONS) as ButtonName[])) })
      .map(unfitting),
  },
];
