import { objs } from '../../workspace/json.ts';
import type { Json } from '../../workspace/types.ts';

/** Who has pressed Approve of which request, and whom the bot has answered in private instead of counting it. */
export class Approvals {
  readonly #pressed = new Map<string, Map<string, 'counts' | 'turned down'>>();
  readonly #newest = new Map<string, string>();

  pressed(request: string, user: string): void {
    const people = this.#pressed.get(request) ?? new Map();
    this.#pressed.set(request, people.set(user, people.get(user) ?? 'counts'));
    this.#newest.set(user, request);
  }

  /** The bot has told a person something in private: their newest press was turned down. */
  answered(user: string): void {
    const request = this.#newest.get(user);
    if (request !== undefined) this.#pressed.get(request)?.set(user, 'turned down');
  }

  of(request: string): { approvals: number; clicks: number } {
    const people = [...(this.#pressed.get(request)?.values() ?? [])];
    return { approvals: people.filter((one) => one === 'counts').length, clicks: people.length };
  }
}

/** Whether Slack delivers a press of a button Approve. */
export function isApproval(payload: Json): boolean {
  if (payload.type !== 'block_actions') return false;
  return objs(payload, 'actions').some(({ text }) => (text as Json | undefined)?.text === 'Approve');
}
