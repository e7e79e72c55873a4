import { buttonsOf } from '../../support/shown.ts';
import type { Stage } from '../../support/stage.ts';

/** Beyond every lease that a dead process can have left: the longest outlives a call's deadline, half a minute. */
export const LEASES_MS = 61_000;
/** Beyond the window in which an unknown outcome is looked up. */
const WINDOW_MS = 1_201_000;
const LIMIT_MS = 12_000;
const TICK_MS = 5;

/** What the people of the story need of the bot's process. */
export interface Mortal {
  isDead(): boolean;
  /** Starts the next process, when the dead one's leases have run out. */
  revive(): Promise<void>;
}

/**
 * Erin sends the form, Lee approves, and whoever lost a click does it again when the bot is back. Resolves when
 * the order's last words are in the channel and in the direct message. A story that doesn't end is an error.
 */
export async function playOut(stage: Stage, bot: Mortal): Promise<void> {
  const { erin, lee } = stage.cast;
  // Its last click may be one that nobody answers: what comes of it is to be seen in Slack.
  void stage.order().catch(() => undefined);
  const until = performance.now() + LIMIT_MS;
  let lives = 1;
  let submittedIn = 1;
  const pressed = new Map<string, number>();
  let waited = false;

  const press = (button: string) => {
    if (pressed.get(button) === lives || !hasButton(stage, button)) return;
    pressed.set(button, lives);
    void lee.press(stage.card(), button).catch(() => undefined);
  };
  const restart = async (how: () => Promise<unknown>) => {
    await how();
    lives += 1;
  };

  while (!isTold(stage)) {
    if (performance.now() > until) throw new Error(`The story did not end:\n${describe(stage)}`);
    if (bot.isDead()) {
      await restart(() => bot.revive());
    }
    if (erin.modal()?.view.callback_id === 'order' && submittedIn < lives) {
      submittedIn = lives;
      void erin.submit().catch(() => undefined);
    }
    press('Approve');
    press('Order again');
    if (lives > 1 && !waited && isLookedForInVain(stage)) {
      waited = true;
      // A fresh start, so that the approvers' list is of the new time.
      await restart(() => startLater(stage, WINDOW_MS));
    }
    await new Promise((resolve) => setTimeout(resolve, TICK_MS));
  }
}

/** Ends the stage's bot, if it has one, and starts it again so much later; its workers look at once. */
export async function startLater(stage: Stage, ms: number): Promise<void> {
  await stage.stop();
  stage.travel(ms);
  await stage.start();
}

function hasButton(stage: Stage, button: string): boolean {
  const [card] = stage.slack.messages(stage.approvals);
  return card !== undefined && buttonsOf(card).includes(button);
}

function isLookedForInVain(stage: Stage): boolean {
  const [card] = stage.slack.messages(stage.approvals);
  return (
    card !== undefined &&
    stage.cardStatus().startsWith('Outcome unknown') &&
    stage.aws.interconnects.length === 0
  );
}

/** Whether the last line of an order is in the thread and in the direct message, and the card says so too. */
function isTold(stage: Stage): boolean {
  const [card] = stage.slack.messages(stage.approvals);
  if (!card || !stage.cardStatus().startsWith('Ordered: ')) return false;
  const inThread = stage.thread().some((line) => line.includes('is requested'));
  return inThread && directLines(stage).some((line) => line.includes(': Ordered: '));
}

/** The lines beside Erin's direct message. */
export function directLines(stage: Stage): string[] {
  return stage.dmLines(stage.cast.erin).map(({ text }) => text);
}

/** What there is to see, for whoever has to find out why a story went wrong. */
export function describe(stage: Stage): string {
  const cards = stage.slack.messages(stage.approvals);
  return JSON.stringify(
    {
      cards: cards.length,
      status: cards.length > 0 ? stage.cardStatus() : 'no card',
      thread: cards.length > 0 ? stage.thread() : [],
      direct: directLines(stage),
      calls: stage.aws.calls('CreateInterconnect').length,
      ports: stage.aws.interconnects.map(({ interconnectId }) => interconnectId),
    },
    undefined,
    1,
  );
}
