import { setTimeout as wait } from 'node:timers/promises';
import { askForPort } from '../../demo/order.ts';
import type { View } from '../../sandbox/control/view.ts';
import type { Demo } from './demo.ts';

const READY_MS = 60_000;
const LOOK_MS = 200;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A port's first weeks. It is requested for less than a day: whether a reminder of that comes first would be a race. */
const WEEKS = { requested: 20 * HOUR, pending: 22 * HOUR, down: 13 * DAY + 6 * HOUR };

const TAKEN_OVER = { location: 'EqDC2', name: 'ashburn-edge-02', reason: 'Room for three more customers' };
const UNDECIDED = { location: 'CSVA1', name: 'reston-edge-01', reason: 'Closer to the Reston customers' };
/** One thing about it is unusual: it is the first port there. */
const WAITING = { location: 'CSNY1', name: 'newyork-edge-01', reason: 'Second path for New York' };

/**
 * What has happened before the demo is looked at: one port has lived for weeks and carries light; of two orders AWS lost
 * its answer, one port was made and taken over, the other needs a decision; a fourth order waits for approval.
 */
export async function liveThrough(demo: Demo): Promise<void> {
  await lifeOfWeeks(demo);
  await restart(demo);
  await dare(demo, 'answer-lost-port-made', TAKEN_OVER);
  await dare(demo, 'answer-lost-no-port', UNDECIDED);
  await askForPort(demo.world, WAITING);
}

/** A port's life: ordered, its LOA-CFA, light after two weeks, and an outage that a lead looks after. */
async function lifeOfWeeks({ world, time }: Demo): Promise<void> {
  const { workspace, aws, channel, lee } = world;
  aws.lifecycle = WEEKS;
  const card = await askForPort(world);
  await workspace.as(lee).press(card, 'Approve');
  const told = (words: string) =>
    workspace.until(
      `"${words}" in the thread`,
      () => workspace.messages(channel, card.ts).find(({ text }) => text.includes(words)),
      READY_MS,
    );
  for (const words of ['is requested', 'Cross-connect order', 'is down: waiting', 'is available, 15 days']) {
    await told(words);
    if (aws.next()) time.toNext();
  }
  const { interconnectId } = aws.interconnects[0] ?? { interconnectId: '' };
  aws.setState(interconnectId, 'down');
  await workspace.as(lee).press(await told('light was lost'), 'Got it');
  await told('Lee looks after');
  time.jump(5 * HOUR);
  await workspace.until('five hours', () => !time.isJumping(), READY_MS);
  aws.setState(interconnectId, 'available');
  await told('is available again');
}

/** A bot that is started anew knows what AWS offers today: its look at that goes by no jump of time. */
async function restart(demo: Demo): Promise<void> {
  const is = (wanted: string) => (view: View) => view.bots?.bots[0]?.state === wanted;
  await work(demo, 'bot', { kind: 'kill', bot: 'Bot 1' });
  await until(demo, 'a bot that is down', is('down'));
  await work(demo, 'bot', { kind: 'start', bot: 'Bot 1' });
  await until(demo, 'a bot that is ready', is('ready'));
}

/** One of the ways to make the bot order twice, to its verdict. */
async function dare(demo: Demo, scenario: string, wish: typeof WAITING): Promise<void> {
  const { workspace, lee } = demo.world;
  await work(demo, 'dare', { kind: 'arm', scenario });
  await workspace.as(lee).press(await askForPort(demo.world, wish), 'Approve');
  const isSettled = (view: View) => view.dare.some(({ id, stage }) => id === scenario && stage === 'settled');
  await until(demo, scenario, isSettled);
}

/** Works one of the page's panels, as the page does. */
async function work({ url }: Demo, panel: string, wish: object): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${url}/api/v1/${panel}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(wish),
  });
  if (!answer.ok) throw new Error(`${panel}: ${await answer.text()}`);
}

async function until({ url }: Demo, what: string, isSo: (view: View) => boolean): Promise<void> {
  const end = performance.now() + READY_MS;
  while (performance.now() < end) {
    if (isSo((await (await fetch(`${url}/api/v1/state`)).json()) as View)) return;
    await wait(LOOK_MS);
  }
  throw new Error(`Waited in vain: ${what}`);
}
