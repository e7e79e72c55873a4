import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { deciding } from '../../../src/actions/deciding/who-may.ts';
import type { Store } from '../../../src/interfaces/store.ts';
import { openStore } from '../../../src/store/open.ts';

const UNSURE = { kind: 'unchecked', unchecked: { person: 'U1' }, groups: [], users: ['U1'] } as const;

let store: Store;
beforeEach(async () => {
  store = await openStore({ url: 'file::memory:' });
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(async () => {
  vi.useRealTimers();
  await store.close();
});

/** What decisions work with, and what is asked of Slack and of the store. */
function watched() {
  const asked: string[] = [];
  const left: (number | undefined)[] = [];
  const directory = {
    members: () => ({ unchecked: { person: 'U1' } }) as const,
    learn: async (_groups: readonly string[], users: readonly string[]) => void asked.push(...users),
  };
  const transaction: Store['transaction'] = (work, limitMs) => {
    left.push(limitMs);
    return store.transaction(work, limitMs);
  };
  const judging = { directory, ruleNow: () => undefined, rules: () => [] };
  return { asked, left, deps: { store: { ...store, transaction }, judging } };
}

test('what is not known is asked for, and the decision runs once more in the time that is left', async () => {
  const { asked, left, deps } = watched();
  const answer = await deciding(deps, async () => {
    vi.advanceTimersByTime(300);
    return left.length === 1 ? UNSURE : { kind: 'approved' };
  });
  expect(answer).toEqual({ kind: 'approved' });
  expect(asked).toEqual(['U1']);
  expect(left).toEqual([2_300, 2_000]);
});

test('where the store took most of a click, nothing is asked: the first answer stands', async () => {
  const { asked, left, deps } = watched();
  const answer = await deciding(deps, async () => {
    vi.advanceTimersByTime(1_050);
    return UNSURE;
  });
  expect(answer).toBe(UNSURE);
  expect([left, asked]).toEqual([[2_300], []]);
});
