import type { View } from '../../../control/view.ts';
import { become, options, perform, view } from '../live.ts';
import { cardsWith } from './cards.ts';
import { until } from './until.ts';

/** So long each step stays in sight before the next. */
const STEP_MS = 700;
const WISH = {
  location: 'EqDC2',
  bandwidth: '10Gbps',
  name: 'ashburn-second-path',
  reason: 'Second path for the Ashburn customers',
};

/** Opens the order form as the engineer and fills it in, one field after the other; rejects when aborted or in vain. */
export async function fillForm(signal: AbortSignal): Promise<void> {
  const [engineer] = people();
  if (engineer && view.get()?.as !== engineer.id) await become(engineer.id);
  if (view.get()?.modal === undefined) {
    await perform('write', { text: '/interconnect', channel: view.get()?.main });
  }
  await until('the order form', ({ modal }) => modal, signal);
  const [site] = (await options('location', WISH.location)).filter(({ text }) =>
    text.includes(WISH.location),
  );
  await choose('location', site?.value ?? '', WISH.location, signal);
  await choose('bandwidth', WISH.bandwidth, undefined, signal);
  await perform('type', { block: 'name', text: WISH.name });
  await perform('type', { block: 'reason', text: WISH.reason });
}

/** Plays one order: the engineer asks, a lead approves, and the port gets its light. */
export async function playAll(signal: AbortSignal): Promise<void> {
  const before = new Set(now().ports.map(({ interconnectId }) => interconnectId));
  const cards = new Set(cardsWith(now(), 'Approve').map(({ ts }) => ts));
  await fillForm(signal);
  await sight(signal);
  await perform('submit');
  const card = await until(
    'the card',
    (seen) => cardsWith(seen, 'Approve').find(({ ts }) => !cards.has(ts)),
    signal,
  );
  await sight(signal);
  await perform('close');
  for (const lead of people().slice(1, 1 + (now().bots?.quorum ?? 1))) {
    await become(lead.id);
    await sight(signal);
    await perform('press', { channel: card.channel, ts: card.ts, button: 'Approve' });
  }
  await until(
    'the port',
    ({ ports }) => ports.some(({ interconnectId }) => !before.has(interconnectId)),
    signal,
  );
}

/** As a person would, waits until the form is drawn anew: the fields below follow these. */
async function choose(
  block: string,
  value: string,
  query: string | undefined,
  signal: AbortSignal,
): Promise<void> {
  const before = now().modal?.hash;
  await sight(signal);
  await perform('choose', { block, value, query });
  await until(`the form after ${value}`, ({ modal }) => modal?.hash !== before, signal);
}

function now(): View {
  const seen = view.get();
  if (!seen) throw new Error('There is nothing yet.');
  return seen;
}

function people() {
  return now().people;
}

async function sight(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  signal.throwIfAborted();
}
