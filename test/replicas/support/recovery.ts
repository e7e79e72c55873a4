import { setTimeout as wait } from 'node:timers/promises';
import type { StoredMessage } from '../../../sandbox/workspace/types.ts';
import { live } from '../../soak/support/people.ts';
import { privately, statusOf } from '../../support/shown.ts';
import type { Cluster } from './cluster.ts';
import { openRig, type Rig } from './rig.ts';
import { failedOver, fullPool, readOnly, stopped } from './trouble.ts';

/** How soon three bots go on once the database is back, by the wall's clock: all in milliseconds. */
export interface Recovered {
  what: string;
  /** From when it was back until the click was answered that was recorded. */
  clickMs: number;
  /** From when it was back until AWS had the order. */
  createMs: number;
  /** How long whoever clicked while it was away waited for the truth. */
  awayMs: number;
  /** How often was clicked until it was recorded. */
  clicks: number;
}

const WAIT_MS = 60_000;
const AWAY_MS = 3_000;

const TROUBLES: Record<string, (cluster: Cluster, meanwhile: () => Promise<unknown>) => Promise<void>> = {
  'stopped and started': stopped,
  'failed over to its standby': failedOver,
  'out of connections': fullPool,
  'read-only': readOnly,
};

/** One trouble after the other on a clock like the wall's; nobody else clicks. */
export async function measureRecovery(
  say: (line: string) => void,
  most = Number.POSITIVE_INFINITY,
): Promise<Recovered[]> {
  const rig = await openRig('socket', { speed: 1 });
  try {
    const all: Recovered[] = [];
    for (const [what, trouble] of Object.entries(TROUBLES).slice(0, most)) {
      const one = await recover(rig, what, trouble);
      say(`The database was ${what}: click ${one.clickMs} ms, create ${one.createMs} ms after it was back.`);
      all.push(one);
    }
    for (const one of [...rig.replicas.running()]) await rig.replicas.end(one);
    return all;
  } finally {
    await rig.close();
  }
}

async function recover(rig: Rig, what: string, trouble: (typeof TROUBLES)[string]): Promise<Recovered> {
  const { town } = rig;
  const [lead] = town.leads;
  if (!lead) throw new Error('There is no lead.');
  const card = await askedFor(rig);
  const calls = () => town.aws.calls('CreateInterconnect').length;
  const before = calls();
  // That nothing was recorded, or that nobody knows.
  const refusals = () => privately(lead, town.approvals).length;
  const isRecorded = () => !statusOf(card).startsWith('Waiting');
  let awayMs = 0;
  await trouble(rig.cluster, async () => {
    const told = refusals();
    const began = performance.now();
    const { acked } = await lead.press(card, 'Approve');
    if (!acked) throw new Error('A click was not answered while the database was away.');
    awayMs = performance.now() - began;
    await town.slack.until('the truth', () => refusals() > told || isRecorded(), WAIT_MS);
    await wait(AWAY_MS);
  });
  const back = performance.now();
  let clicks = 0;
  let clickMs = 0;
  for (let recorded = false; !recorded; ) {
    const told = refusals();
    clicks += 1;
    await lead.press(card, 'Approve');
    clickMs = performance.now() - back;
    recorded =
      (await town.slack.until(
        'what came of the click',
        () => (isRecorded() ? 'yes' : refusals() > told ? 'no' : undefined),
        WAIT_MS,
      )) === 'yes';
  }
  await town.slack.until('the order', () => calls() > before, WAIT_MS);
  const createMs = performance.now() - back;
  if (calls() !== before + 1) throw new Error(`${calls() - before} calls for one approval.`);
  await town.slack.until('the end of it', () => statusOf(card).startsWith('Ordered'), WAIT_MS);
  return {
    what,
    clickMs: Math.round(clickMs),
    createMs: Math.round(createMs),
    awayMs: Math.round(awayMs),
    clicks,
  };
}

/** A new request, once its card can be pressed. */
async function askedFor({ town }: Rig): Promise<StoredMessage> {
  const cards = () => town.slack.messages(town.approvals);
  const before = cards().length;
  // One engineer, who goes on until the card is there.
  const alone: typeof town = { ...town, engineers: town.engineers.slice(0, 1), leads: [] };
  await live(
    alone,
    () => cards().length > before,
    () => 0,
  );
  return town.slack.until('the card', () => cards()[before], WAIT_MS);
}
