import { beforeAll, expect, test } from 'vitest';
import type { StoredMessage } from '../../../sandbox/workspace/types.ts';
import type { AuditRow } from '../../../src/domain/audit.ts';
import { privately } from '../../support/shown.ts';
import { callSlack } from '../../support/slack-api.ts';
import { type Stage, WAIT_MS } from '../../support/stage.ts';
import { useStage } from '../../support/use-stage.ts';
import { BUTTONS, type Button, elementOf } from './buttons.ts';
import { circumstance, WHEN, type When } from './circumstances.ts';
import type { Expected } from './oracle/click.ts';
import { expected } from './oracle.ts';
import { pairwise } from './pairwise.ts';
import { PEOPLE, WHO, type Who } from './people.ts';
import { addHeld } from './seed.ts';
import { type Held, held, ONE_OF_EACH } from './states.ts';
import { startStreet, type Ways } from './street.ts';

/** One click that is made over sockets; whom Slack doesn't tell of can't click in the embedded one. */
interface Click {
  state: string;
  button: Exclude<Button, { kind: 'sent' }>;
  who: Who;
  when: When;
}

/** Clicks in which each two of a state, a button, a person and a circumstance meet, by circumstance. */
export function pairedClicks(): [When, Click[]][] {
  const buttons = new Map(BUTTONS.flatMap((one) => (one.kind === 'sent' ? [] : [[one.title, one] as const])));
  const clicks = pairwise({
    state: ONE_OF_EACH,
    button: [...buttons.keys()],
    who: WHO.filter((who) => who !== 'unchecked'),
    when: WHEN,
  }).flatMap(({ button, who, when, state }): Click[] => {
    const found = buttons.get(button);
    return found ? [{ state, button: found, who: who as Who, when: when as When }] : [];
  });
  return WHEN.map((when) => [when, clicks.filter((click) => click.when === when)]);
}

/** A test for each circumstance, all on one bot in this mode: real clicks, which the embedded Slack makes. */
export function pairsClickedOver(mode: 'socket' | 'http'): void {
  const { stage } = useStage({ mode, each: 'file' });
  const counted: Counted = { said: new Map(), made: 0, forms: 0 };
  let ways: Ways;
  beforeAll(async () => {
    ways = await startStreet(stage);
  });

  test.each(pairedClicks())(
    '%s: each click is acked in time, recorded by then, and answered once',
    async (when, clicks) => {
      const all = clicks.map((click) => {
        counted.made += 1;
        const id = `ic-${String(counted.made).padStart(10, '0')}`;
        return { click, before: unclaimed(held(click.state, id)) };
      });
      await addHeld(
        stage.store(),
        all.map(({ before }) => before),
      );
      await ways[when]?.begin();
      const { twice, ...once } = circumstance(when);
      for (const { click, before } of all) {
        const first = expected({ ...click, held: before, circumstance: once });
        const shown = once.shown?.(before.request) ?? before.request;
        const card = { click, message: await cardOf(stage, click, shown), shown };
        await press(stage, counted, card, before, first);
        if (!twice) continue;
        const again = { ...once, shown: () => shown };
        const second = expected({ ...click, held: first.after, circumstance: again });
        await press(stage, counted, card, first.after, second);
      }
      await ways[when]?.end?.();
    },
  );

  test('when every handler has ended, nobody was told anything more', async () => {
    await stage.stop();
    for (const [id, said] of counted.said) expect(heardBy(stage, id)).toEqual(said);
    expect(stage.slack.calls('views.open')).toHaveLength(counted.forms);
  });
}

/** What has been answered so far. */
interface Counted {
  /** Private sentences, by who was told. */
  said: Map<string, string[]>;
  /** Requests that were clicked on. */
  made: number;
  /** Modals that were opened. */
  forms: number;
}

interface Card {
  click: Click;
  message: StoredMessage;
  shown: Held['request'];
}

async function press(
  stage: Stage,
  counted: Counted,
  { click, message, shown }: Card,
  before: Held,
  { answer, after }: Expected,
): Promise<void> {
  const { slack } = stage;
  const { id } = PEOPLE[click.who].person;
  const person = slack.as(id);
  const cell = `${click.when}: ${click.state}, ${click.button.title}, ${click.who}`;
  const said = counted.said.get(id) ?? [];
  counted.said.set(id, said);
  const rows = await trailOf(stage, before);
  const { type, action_id, value } = elementOf(click.button, shown);
  const delivery =
    type === 'button'
      ? await person.press(message, click.button.title)
      : await person.chooseOn(message, action_id, value);
  // Slack's own three seconds, which the embedded one keeps.
  expect([cell, delivery.problem]).toEqual([cell, undefined]);
  // The ack leaves after the commit; whatever a worker does by then, nobody else has done anything.
  const isChanged =
    after.request !== before.request || after.votes !== before.votes || after.got !== before.got;
  const more = (await trailOf(stage, before)).slice(rows.length);
  const recorded = isChanged ? more.length > 0 : more.some(({ actor }) => actor !== null);
  expect([cell, recorded]).toEqual([cell, isChanged]);
  if (answer.kind === 'said') {
    said.push(timeless(answer.text));
    await slack.until(cell, () => heardBy(stage, id).length >= said.length, WAIT_MS);
  }
  if (answer.kind === 'opened') {
    counted.forms += 1;
    const { view } = await slack.until(cell, () => person.modal(), WAIT_MS);
    expect([cell, view.title]).toMatchObject([cell, { text: answer.title }]);
    await person.close();
  }
  expect([cell, ...heardBy(stage, id)]).toEqual([cell, ...said]);
}

/** A card of any age, with one thing on it, as the bot has posted it once. */
async function cardOf(stage: Stage, { button }: Click, shown: Held['request']): Promise<StoredMessage> {
  const { ts } = await callSlack(stage, 'chat.postMessage', {
    channel: stage.approvals,
    text: shown.id,
    blocks: [{ type: 'actions', elements: [elementOf(button, shown).element] }],
  });
  const posted = stage.slack.messages(stage.approvals).find((message) => message.ts === ts);
  if (!posted) throw new Error(`The card of ${shown.id} was not posted.`);
  return posted;
}

/** No worker takes it up meanwhile. */
function unclaimed({ request, votes }: Held): Held {
  return { request: { ...request, dueAt: null }, votes };
}

function trailOf(stage: Stage, { request }: Held): Promise<AuditRow[]> {
  return stage.store().read((at) => at.audit.trail(request.id));
}

function heardBy({ slack, approvals }: Stage, id: string): string[] {
  return privately(slack.as(id), approvals).map(timeless);
}

/** The bot's clock goes on while people click. */
function timeless(text: string): string {
  return text.replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/g, 'TIME');
}
