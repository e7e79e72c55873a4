import type { View } from '../../../control/view.ts';
import { become, notice, options, perform, view } from '../live.ts';
import { goTo } from '../slack/place.ts';
import { cardsWith } from './cards.ts';
import { showPane } from './phone-bar.ts';
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
  showChannel();
  const [engineer] = people();
  if (engineer && now().as !== engineer.id) await become(engineer.id);
  while (now().modal && !isOrder(now())) await act('close');
  if (!now().modal) await act('write', { text: '/interconnect', channel: now().main });
  await until('the order form', isOrder, signal);
  const [site] = (await options('location', WISH.location)).filter(({ text }) =>
    text.includes(WISH.location),
  );
  await choose('location', site?.value ?? '', WISH.location, signal);
  await choose('bandwidth', WISH.bandwidth, undefined, signal);
  await act('type', { block: 'name', text: WISH.name });
  await act('type', { block: 'reason', text: WISH.reason });
}

/** Brings the channel to the front in which all of it happens. */
export function showChannel(): void {
  showPane('slack');
  goTo('');
}

/** Plays one order: the engineer asks, and as many leads as it takes approve; rejects when aborted or in vain. */
export async function playAll(signal: AbortSignal): Promise<void> {
  const cards = new Set(cardsWith(now(), 'Approve').map(({ ts }) => ts));
  await fillForm(signal);
  await sight(signal);
  await act('submit');
  const card = await until(
    'the card',
    (seen) => cardsWith(seen, 'Approve').find(({ ts }) => !cards.has(ts)),
    signal,
  );
  await sight(signal);
  await act('close');
  for (const lead of people().slice(1, 1 + (now().bots?.quorum ?? 1))) {
    await become(lead.id);
    await sight(signal);
    await act('press', { channel: card.channel, ts: card.ts, button: 'Approve' });
  }
  await until(
    'the card to say what was decided',
    (seen) => !cardsWith(seen, 'Approve').some(({ ts }) => ts === card.ts),
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
  await act('choose', { block, value, query });
  await until(`the form after ${value}`, ({ modal }) => modal?.hash !== before, signal);
}

/** Does something, and rejects with what was wrong with it. */
async function act(kind: string, details?: object): Promise<void> {
  await perform(kind, details);
  if (notice.get() !== '') throw new Error(notice.get());
}

function isOrder({ modal }: View): boolean {
  const blocks = (modal?.view.blocks ?? []) as { block_id?: string }[];
  return blocks.some(({ block_id: id }) => id?.split(':')[0] === 'location');
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
