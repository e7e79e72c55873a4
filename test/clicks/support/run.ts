import { isDeepStrictEqual } from 'node:util';
import { BUTTONS, type Button } from './buttons.ts';
import { circumstance, type When } from './circumstances.ts';
import type { Expected } from './oracle/click.ts';
import { expected } from './oracle.ts';
import { WHO, type Who } from './people.ts';
import type { Scene } from './scene.ts';
import type { Answer } from './slack.ts';
import { type Held, held, STATES } from './states.ts';

/** One click of the matrix. */
export interface Cell {
  state: string;
  button: Button;
  who: Who;
}

/** What makes one cell of the other kind than was expected, in words. */
interface Wrong {
  cell: string;
  is: unknown;
  should: unknown;
}

/** So many requests were there already, whatever store they are in. */
let made = 0;

/** The states in which there are clicks under a circumstance. */
export function statesOf(when: When): readonly string[] {
  return circumstance(when).states?.only ?? STATES;
}

/** Every click of a circumstance. */
export function cellsOf(when: When): Cell[] {
  const { people } = circumstance(when);
  return statesOf(when).flatMap((state) =>
    BUTTONS.flatMap((button) => (people?.only ?? WHO).map((who) => ({ state, button, who }))),
  );
}

/**
 * Clicks each once and compares answers and store with what they should be. Whatever is to change something is clicked on
 * a request of its own; the others of a state share one, on which it shows if any of them does.
 */
export async function wrongOf(scene: Scene, when: When, cells: readonly Cell[]): Promise<Wrong[]> {
  const untouched = new Map<string, Held>();
  const runs = cells.map((cell) => {
    const shared = untouched.get(cell.state) ?? another(cell.state);
    untouched.set(cell.state, shared);
    const on = (one: Held) => ({
      cell,
      held: one,
      should: expected({ ...cell, held: one, circumstance: circumstance(when) }),
    });
    const run = on(shared);
    return isDeepStrictEqual(run.should.after, shared) ? run : on(another(cell.state));
  });
  const all = [...new Set([...untouched.values(), ...runs.map((run) => run.held)])];
  await scene.add(all);
  const answers: Answer[] = [];
  for (const run of runs) {
    const click = { ...run.cell, held: run.held };
    const first = await scene.click(click);
    answers.push(circumstance(when).twice ? await scene.click(click) : first);
  }
  const now = new Map((await scene.read(all)).map((one) => [one.request.id, one]));
  return runs.flatMap(({ cell, should, held: before }, index): Wrong[] => {
    const is = { answer: answers[index], after: seen(now.get(before.request.id), before) };
    const wanted = { answer: answerLike(should), after: seen(should.after, before) };
    if (isDeepStrictEqual(is, wanted)) return [];
    return [{ cell: `${when}: ${cell.state}, ${cell.button.title}, ${cell.who}`, is, should: wanted }];
  });
}

/** One more request in this state. */
function another(state: string): Held {
  made += 1;
  return held(state, `ic-${String(made).padStart(10, '0')}`);
}

/** What of a request clicks may change, and its votes; whether it is all as it was before. */
function seen(now: Held | undefined, before: Held): unknown {
  const votes = (one: Held | undefined) =>
    one?.votes
      .map(({ voter, choice, attempt, comment }) => `${voter.id} ${choice} ${attempt} ${comment ?? ''}`)
      .toSorted();
  return {
    untouched: isDeepStrictEqual(now?.request, before.request),
    state: now?.request.state,
    nudgedAt: now?.request.nudgedAt,
    votes: votes(now),
    got: now?.got,
  };
}

/** One ack and one answer at the most; none where the card says it. */
function answerLike({ answer }: Expected): Pick<Answer, 'said' | 'opened'> & { acks: number } {
  return {
    acks: 1,
    said: answer.kind === 'said' ? [answer.text] : [],
    opened: answer.kind === 'opened' ? [answer.title] : [],
  };
}
