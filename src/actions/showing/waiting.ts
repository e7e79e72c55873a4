import type { Request } from '../../domain/request/request.ts';
import { permission } from '../../domain/rules/permission.ts';
import type { Listed } from '../../interfaces/lists.ts';
import type { Snapshot } from '../../interfaces/store.ts';
import { type Judging, membersFor, type Unsure } from '../deciding/who-may.ts';
import { PAGE, type Page } from './page.ts';

/** So many undecided requests are judged first, and so many more where those are not enough for a page. */
const FIRST = 50;
const MORE = 1_000;

/** What is read at first, to be judged by `waitingFor`. */
export const UNDECIDED_FIRST = { list: 'undecided', offset: 0, limit: FIRST } as const;

/**
 * The page of what waits for one person's decision, the longest-waiting first, out of the `first` that were read. Where
 * it isn't known who somebody is, or who is in a group, it says so instead.
 */
export async function waitingFor(
  at: Snapshot,
  judging: Judging,
  who: { id: string },
  page: number,
  first: readonly Listed[],
): Promise<Page<Listed> | Unsure> {
  const wanted = (page + 1) * PAGE + 1;
  const waiting: Listed[] = [];
  const judge = (some: readonly Listed[]): Unsure | undefined => {
    for (const one of some) {
      const waits = waitsFor(judging, one, who, at.now);
      if (typeof waits === 'object') return waits;
      if (waits) waiting.push(one);
    }
    return undefined;
  };
  let unsure = judge(first);
  let isWhole = first.length < FIRST;
  if (!unsure && waiting.length < wanted && !isWhole) {
    const more = await at.lists.read([{ list: 'undecided', offset: FIRST, limit: MORE }], who.id);
    unsure = judge(more);
    isWhole = more.length < MORE;
  }
  if (unsure) return unsure;
  const entries = waiting.slice(page * PAGE, wanted - 1);
  return { entries, page, more: waiting.length >= wanted || !isWhole };
}

/** Whether a request waits for this person: they may decide it, and haven't voted on it yet. */
function waitsFor(
  judging: Judging,
  { request, own }: Listed,
  who: { id: string },
  at: number,
): boolean | Unsure {
  if (request.state.status === 'awaiting_approval' && own !== null) return false;
  const known = membersFor(judging, request, [who.id]);
  if (known.kind === 'unchecked') return known;
  const now = { rule: known.rule, at };
  return permission(verbFor(request), request, who, known.members, now).kind === 'may';
}

/** What approvers may do to an undecided request, whatever else is there to be done. */
export function verbFor({ state }: Request): 'approve' | 'give_up' {
  return state.status === 'needs_decision' ? 'give_up' : 'approve';
}
