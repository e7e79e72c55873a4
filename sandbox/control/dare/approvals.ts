import { objs } from '../../workspace/json.ts';
import type { Json } from '../../workspace/types.ts';

/** How often somebody pressed Approve of one request, and how often the bot answered that in private instead of counting it. */
interface Presses {
  pressed: number;
  refused: number;
}

/** Who has pressed Approve of which request, and whose presses were turned down. */
export class Approvals {
  readonly #presses = new Map<string, Map<string, Presses>>();
  /** What each person pressed last, while that is a press of Approve which may still be answered. */
  readonly #newest = new Map<string, { presses: Presses; open: number }>();

  /** A press went to the bot, perhaps more often than once: it may answer each of them. */
  pressed(request: string, user: string, times = 1): void {
    const people = this.#presses.get(request) ?? new Map<string, Presses>();
    this.#presses.set(request, people);
    const presses = people.get(user) ?? { pressed: 0, refused: 0 };
    people.set(user, presses);
    presses.pressed += times;
    const newest = this.#newest.get(user);
    this.#newest.set(user, { presses, open: newest?.presses === presses ? newest.open + times : times });
  }

  /** A person has done something else: what the bot tells them from now on is about that. */
  wentOn(user: string): void {
    this.#newest.delete(user);
  }

  /** The bot has told a person something in private: it turned a press of theirs down. */
  answered(user: string): void {
    const newest = this.#newest.get(user);
    if (newest === undefined || newest.open === 0) return;
    newest.open -= 1;
    newest.presses.refused += 1;
  }

  /** How many people's press counts. */
  of(request: string): number {
    const people = [...(this.#presses.get(request)?.values() ?? [])];
    return people.filter(({ pressed, refused }) => pressed > refused).length;
  }
}

/** Whether Slack delivers a press of a button Approve. */
export function isApproval(payload: Json): boolean {
  if (payload.type !== 'block_actions') return false;
  return objs(payload, 'actions').some(({ text }) => (text as Json | undefined)?.text === 'Approve');
}
